import { mockServices } from '@backstage/backend-test-utils';
import { exampleAccounts, exampleWorld } from '@eks-access/eks-simulator';
import type { Instant, Intent, ObservedEntry, Terms } from '../../access';
import { appendAudit, verifyChain, type AuditTrail } from '../../audit';
import type { AwsAccounts, EksGateway } from '../../aws';
import { simulatedAws, type SimulatedAws } from '../../aws/__testUtils__';
import type { EksAccessConfig } from '../../config';
import type { EksAccessDatabase } from '../../database';
import type { DatabaseEngine } from '../../database/__testUtils__';
import { InventoryStore } from '../../inventory';
import { createReconcile } from '../createReconcile';
import { DueClusters } from '../DueClusters';
import { OperationStore } from '../OperationStore';
import type { Reconciler } from '../Reconciler';
import { discover } from '../startReconciling';
import type { ClusterModes } from '../ClusterModes';
import type { ClusterViews } from '../ClusterViews';
import type { ExecutionObserver } from '../types';
import { FakeCatalog } from './FakeCatalog';
import { FakeGrants } from './FakeGrants';

export const devArn = `arn:aws:eks:eu-west-1:${exampleAccounts.acme}:cluster/payments-dev`;
export const shopArn = `arn:aws:eks:us-east-1:${exampleAccounts.shop}:cluster/Shop_Legacy`;

export function roleArn(
  name: string,
  accountId: string = exampleAccounts.acme,
) {
  return `arn:aws:iam::${accountId}:role/${name}`;
}
export const paymentsRole = roleArn('teams/payments');
export const editorRole = roleArn('teams/payments-editor');
export const ledgerRole = roleArn('teams/ledger');

/** One process of the plugin, as far as the engine is concerned. */
export interface Engine {
  readonly due: DueClusters;
  readonly reconciler: Reconciler;
  readonly modes: ClusterModes;
  readonly views: ClusterViews;
}

export interface EngineOptions {
  readonly config?: Partial<EksAccessConfig>;
  readonly observer?: ExecutionObserver;
  readonly audit?: Pick<AuditTrail, 'append'>;
  /** Stands between the engine and AWS, to lose answers. */
  readonly eks?: (real: EksGateway) => Partial<EksGateway>;
}

/** The real engine on a real database, against the simulator over HTTP; grants and catalog are given by the test. */
export class EngineBench {
  static async create(
    engine: DatabaseEngine,
    catalog: FakeCatalog = new FakeCatalog(),
  ): Promise<EngineBench> {
    const database = await engine.open();
    const aws = await simulatedAws(exampleWorld(new Date()), {
      rate: { perSecond: 1_000, burst: 1_000 },
    });
    const bench = new EngineBench(engine, database, aws, catalog);
    await discover({
      aws: aws.accounts,
      config: bench.config(),
      database,
      inventory: new InventoryStore(database),
      due: bench.main.due,
    });
    return bench;
  }

  readonly grants = new FakeGrants();
  readonly main: Engine;

  private constructor(
    private readonly databaseEngine: DatabaseEngine,
    readonly database: EksAccessDatabase,
    readonly aws: SimulatedAws,
    readonly catalog: FakeCatalog,
  ) {
    this.main = this.start();
  }

  config(with_: Partial<EksAccessConfig> = {}): EksAccessConfig {
    return {
      accounts: this.aws.configs,
      trust: [],
      protectedPrincipals: [],
      acknowledgedAwsAuthUnread: [],
      dangerouslyAllowWithoutPermissions: false,
      permissionsEnabled: true,
      databaseDurable: true,
      reconcile: {
        tickSeconds: 1,
        sweepSeconds: 60,
        leaseSeconds: 30,
        catalogSeconds: 30,
        awsRequestTimeoutSeconds: 5,
      },
      requests: { answerWithinMs: 604_800_000, minDurationMs: 1_000 },
      ...with_,
    };
  }

  /** Another process of the plugin on the same database, or the same one after a restart. */
  start(options: EngineOptions = {}, database = this.database): Engine {
    const config = this.config(options.config);
    const due = new DueClusters({
      database,
      leaseMs: config.reconcile.leaseSeconds * 1000,
    });
    return {
      due,
      ...createReconcile({
        config,
        database,
        due,
        inventory: new InventoryStore(database),
        aws: withEks(this.aws.accounts, options.eks),
        catalog: this.catalog,
        grants: this.grants,
        audit: options.audit ?? { append: appendAudit },
        logger: mockServices.logger.mock({
          child: () => mockServices.logger.mock(),
        }),
        observer: options.observer ?? { onPoint: () => undefined },
      }),
    };
  }

  /** As {@link start}, with a connection of its own to the database. */
  async startReplica(options: EngineOptions = {}): Promise<Engine> {
    return this.start(
      options,
      await this.databaseEngine.openReplica(this.database),
    );
  }

  stop(): Promise<void> {
    return this.aws.stop();
  }

  /** Has every cluster that is asked for looked at, now. */
  async look(engine: Engine = this.main, clusterArn = devArn): Promise<void> {
    await this.database.transaction(trx => engine.due.makeDue(trx, clusterArn));
    await engine.reconciler.tick();
  }

  /** Switches the cluster to manage as a person does: on the plan that is shown. */
  async manage(clusterArn = devArn): Promise<void> {
    await this.look(this.main, clusterArn);
    const plan = await this.main.views.planView(clusterArn);
    const outcome = await this.main.modes.setMode({
      clusterArn,
      to: 'manage',
      by: 'user:default/ana',
      reason: 'Test',
      planHash: plan?.hash,
    });
    expect(outcome).toMatchObject({ outcome: 'changed' });
    await this.look(this.main, clusterArn);
  }

  async grant(
    principalArn: string,
    terms: Terms,
    with_: Partial<Intent> = {},
  ): Promise<string> {
    const role = Object.values(this.aws.simulator.state().accounts)
      .flatMap(account => Object.values(account.roles))
      .find(one => one.arn === principalArn);
    return this.grants.add({
      mappingRef: 'eksaccessmapping:default/payments',
      level: 'edit',
      cluster: { arn: devArn, createdAt: await this.createdAt(devArn) },
      principalArn,
      roleId: role?.roleId ?? 'none',
      terms,
      allowed: terms,
      endsAt: (await this.database.now()) + 3_600_000,
      ...with_,
    });
  }

  /** As AWS tells it. */
  async createdAt(clusterArn: string): Promise<Instant> {
    const eks = await this.#eks(clusterArn);
    return (await eks.describeCluster(clusterArn.split('/')[1])).createdAt;
  }

  #eks(clusterArn: string): Promise<EksGateway> {
    const [, , , region, accountId] = clusterArn.split(':');
    return this.aws.accounts.eks(accountId, region);
  }

  /** The entry as the AWS SDK reads it. */
  async entry(
    principalArn: string,
    clusterArn = devArn,
  ): Promise<ObservedEntry | undefined> {
    const eks = await this.#eks(clusterArn);
    return await eks.describeEntry(clusterArn.split('/')[1], principalArn);
  }

  /** Does to the simulated AWS what an administrator would. */
  async control(path: string, input: object): Promise<void> {
    const response = await this.aws.simulator.handle(
      new Request(`http://127.0.0.1/_simulator/${path}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(input),
      }),
    );
    if (!response.ok) throw new Error(await response.text());
  }

  /** Has the next look read every role anew. */
  async forgetRoles(clusterArn = devArn): Promise<void> {
    const inventory = new InventoryStore(this.database);
    const known = await inventory.getCluster(clusterArn);
    if (known?.snapshot) {
      await inventory.saveCluster({ ...known.snapshot, roles: {} });
    }
  }

  /** A role of account 111122223333, by path and name without the first slash. */
  async addRole(pathAndName: string): Promise<void> {
    const cut = pathAndName.lastIndexOf('/') + 1;
    await this.control('roles/create', {
      accountId: exampleAccounts.acme,
      path: `/${pathAndName.slice(0, cut)}`,
      name: pathAndName.slice(cut),
      trustPolicy: {
        Version: '2012-10-17',
        Statement: [
          {
            Effect: 'Allow',
            Principal: { AWS: `arn:aws:iam::${exampleAccounts.acme}:root` },
            Action: 'sts:AssumeRole',
          },
        ],
      },
    });
  }

  /** Deletes a cluster of account 111122223333 and makes another one under its name. */
  async remakeCluster(name: string): Promise<void> {
    const clusterArn = `arn:aws:eks:eu-west-1:${exampleAccounts.acme}:cluster/${name}`;
    await this.control('clusters/delete', { clusterArn });
    await this.control('clusters/create', {
      accountId: exampleAccounts.acme,
      name,
      region: 'eu-west-1',
      authenticationMode: 'API',
    });
  }

  /** Asks until it is so; a test that waits in vain is stopped by its own limit. */
  async untilTrue(ask: () => Promise<boolean>): Promise<void> {
    while (!(await ask())) {
      await new Promise(resolve => setTimeout(resolve, 25));
    }
  }

  /** Writes that AWS took or refused since `resetCalls`. */
  writes(): readonly string[] {
    return this.aws.simulator
      .calls({ write: true })
      .map(call => call.operation)
      .filter(operation => !operation.startsWith('Assume'));
  }

  openOperations() {
    return new OperationStore().openOf(this.database.knex, devArn);
  }

  async auditActions(): Promise<readonly string[]> {
    expect(await verifyChain(this.database.knex)).toMatchObject({
      outcome: 'intact',
    });
    const rows = await this.database
      .knex('eks_access_audit')
      .orderBy('seq')
      .select('action');
    return rows.map(row => row.action);
  }

  /** Moves everything the engine remembers into the past, as if that much time had passed. */
  async age(ms: number): Promise<void> {
    const back = async (table: string, ...columns: string[]) => {
      for (const column of columns) {
        await this.database
          .knex(table)
          .whereNotNull(column)
          .update(column, this.database.knex.raw('?? - ?', [column, ms]));
      }
    };
    await back('eks_access_managed_entries', 'last_write_at');
    await back('eks_access_operations', 'intended_at');
    await back('eks_access_attempts', 'first_failed_at', 'next_try_at');
    await back('eks_access_clusters', 'swept_at', 'due_at', 'lease_until');
  }
}

function withEks(
  accounts: AwsAccounts,
  replace?: (real: EksGateway) => Partial<EksGateway>,
): AwsAccounts {
  if (!replace) return accounts;
  return {
    ...accounts,
    eks: async (...place) => {
      const real = await accounts.eks(...place);
      const gateway: EksGateway = {
        listClusters: () => real.listClusters(),
        describeCluster: name => real.describeCluster(name),
        listEntryPrincipals: (...args) => real.listEntryPrincipals(...args),
        describeEntry: (...args) => real.describeEntry(...args),
        createEntry: (...args) => real.createEntry(...args),
        associatePolicy: (...args) => real.associatePolicy(...args),
        disassociatePolicy: (...args) => real.disassociatePolicy(...args),
        deleteEntry: (...args) => real.deleteEntry(...args),
        listAccessPolicies: () => real.listAccessPolicies(),
      };
      return { ...gateway, ...replace(gateway) };
    },
  };
}
