import type { ClusterMode } from '@eks-access/backstage-plugin-eks-access-common';
import { VISIBILITY_WINDOW_MS, type Instant, type Intent } from '../access';
import { isAwsFault, type CallPurpose, type ClusterFacts } from '../aws';
import type { CatalogView } from '../catalog';
import type { ClusterSnapshot } from '../inventory';
import type { ClusterRow } from './ClusterStore';
import type { CycleDependencies } from './CycleDependencies';
import { gatherCluster } from './gather';
import { hotPrincipals } from './hotPrincipals';
import { ownTagsOf } from './ownTags';
import { withoutDeleted } from './reads';
import { ceilingsOf, type Situation } from './situation';
import { toIntent } from './standingIntents';

/** Everything that one cycle looks at, in AWS and in the database. It writes nothing. */
export class CycleReader {
  readonly #dependencies: CycleDependencies;
  readonly #clusterArn: string;
  readonly #signal: AbortSignal;
  readonly #now: () => Instant;

  constructor(
    dependencies: CycleDependencies,
    options: {
      readonly clusterArn: string;
      readonly signal: AbortSignal;
      readonly now: () => Instant;
    },
  ) {
    this.#dependencies = dependencies;
    this.#clusterArn = options.clusterArn;
    this.#signal = options.signal;
    this.#now = options.now;
  }

  /** Reads AWS: in full when a full look is due, otherwise only what something is to come about of. */
  async gather(row: ClusterRow, view: CatalogView) {
    const clusterArn = this.#clusterArn;
    const { config, inventory, aws } = this.#dependencies;
    const known = await inventory.getCluster(clusterArn);
    const at = this.#now();
    const isSweep =
      known?.lastGood === undefined ||
      row.sweptAt === undefined ||
      at - row.sweptAt >= config.reconcile.sweepSeconds * 900;
    const intents = await this.intentsOf(view, row.createdAt, at);
    const levelRoles = view.mappings
      .filter(mapping => mapping.clusters.some(one => one.arn === clusterArn))
      .flatMap(mapping => mapping.levels.map(level => level.principalArn));
    const hot = await hotPrincipals(this.#dependencies, {
      clusterArn,
      intents,
      isSweep,
    });
    const purpose: CallPurpose = purposeOf(intents, isSweep);
    const snapshot = await gatherCluster({
      aws,
      clusterArn,
      before: known?.lastGood,
      principalArns: hot,
      roleArns: [
        ...new Set([
          ...levelRoles,
          ...intents.map(intent => intent.principalArn),
        ]),
      ],
      purpose,
      signal: this.#signal,
      now: this.#now,
    });
    return { snapshot, isSweep, ownRoleArns: await this.#ownRoles(snapshot) };
  }

  /** Without knowing which role is our own nothing may be changed. */
  async #ownRoles({ accountId }: ClusterSnapshot) {
    try {
      const arn = await this.#dependencies.aws.ownRoleArn(accountId);
      return { kind: 'known' as const, value: [arn] };
    } catch (error) {
      if (!isAwsFault(error)) throw error;
      return { kind: 'unknown' as const, because: error.message };
    }
  }

  /** The grants and the standing levels, those that have ended and may still stand included. */
  async intentsOf(
    view: CatalogView,
    createdAt: Instant | undefined,
    at: Instant,
  ): Promise<readonly Intent[]> {
    const { grants, standing, database } = this.#dependencies;
    const clusterArn = this.#clusterArn;
    const ofGrants = await grants.intentsOf(clusterArn, at, createdAt);
    const rows = await standing.openOf(database.knex, clusterArn);
    return [...ofGrants, ...rows.map(row => toIntent(row, view))];
  }

  /** Puts together what a decision rests on. */
  async situationOf(
    view: CatalogView,
    snapshot: ClusterSnapshot,
    facts: ClusterFacts,
    mode: ClusterMode,
    ownRoleArns: readonly string[],
  ): Promise<Situation> {
    const { config, database, managed } = this.#dependencies;
    const clusterArn = this.#clusterArn;
    return {
      cluster: { arn: facts.arn, createdAt: facts.createdAt },
      facts,
      entries: withoutDeleted(snapshot.entries, await this.deletedArns()),
      roles: new Map(Object.entries(snapshot.roles)),
      intents: await this.intentsOf(view, facts.createdAt, this.#now()),
      withheld: new Set(),
      managed: await managed.listOf(database.knex, clusterArn),
      mode,
      ceilings: ceilingsOf(view),
      protectedPrincipals: config.protectedPrincipals,
      ownRoleArns,
      awsAuthAcknowledged:
        config.acknowledgedAwsAuthUnread.includes(clusterArn),
      ownTags: ownTagsOf(database.installation, clusterArn),
    };
  }

  /** The situation with our rows as they are now. */
  async withRows(situation: Situation): Promise<Situation> {
    const { database, managed } = this.#dependencies;
    return {
      ...situation,
      managed: await managed.listOf(database.knex, this.#clusterArn),
      entries: withoutDeleted(situation.entries, await this.deletedArns()),
    };
  }

  /** Entries that we deleted a moment ago, and that a late read may still show. */
  deletedArns(): Promise<ReadonlySet<string>> {
    const { database, operations } = this.#dependencies;
    return operations.deletedEntries(
      database.knex,
      this.#clusterArn,
      this.#now() - VISIBILITY_WINDOW_MS,
    );
  }
}

/** Ends come before everything else that waits for AWS; a look that nobody waits for comes last. */
function purposeOf(intents: readonly Intent[], isSweep: boolean): CallPurpose {
  if (intents.some(intent => intent.end !== undefined)) return 'end';
  return isSweep ? 'sweep' : 'grant';
}
