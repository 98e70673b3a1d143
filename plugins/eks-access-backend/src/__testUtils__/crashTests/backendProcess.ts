import knexFactory, { type Knex } from 'knex';
import type { CrashPoint } from './cases';
import { clusterArn, decider, mapping, requester } from './people';
import { wireBackend, type AwsPlace, type WiredBackend } from './wireBackend';

/** What the process is told when it starts, in the environment variable CRASH_BACKEND. */
export interface BackendProcessOptions {
  readonly knex: Knex.Config;
  readonly aws: AwsPlace;
  /** Kills itself there, without a chance to clean up. */
  readonly killAt?: CrashPoint;
}

export type Command =
  /** Finds the clusters, and switches the cluster to manage on the plan shown. */
  | 'manage'
  /** The requester asks for the level. */
  | 'ask'
  /** The decider approves what waits. */
  | 'approve'
  /** The requester gives the grant back. */
  | 'give-back'
  /** Answers once nothing is left to do. */
  | 'settle';

/** How often the process looks for what is due; the portal's scheduler does it in production. */
const TICK_MS = 100;

async function main(options: BackendProcessOptions): Promise<void> {
  const { killAt } = options;
  const backend = await wireBackend(knexFactory(options.knex), options.aws, {
    onPoint(point, step) {
      if (killAt?.step === step.kind && killAt.point === point) {
        process.kill(process.pid, 'SIGKILL');
      }
    },
  });
  setInterval(() => {
    backend.reconciler.startDue().catch(fail);
  }, TICK_MS);
  process.on('message', (command: Command) => {
    run(backend, command).then(() => process.send?.({ done: command }), fail);
  });
  // Without its parent nobody would ever stop it.
  process.on('disconnect', () => process.exit(0));
  process.send?.({ done: 'start' });
}

function fail(error: unknown): void {
  process.stderr.write(
    `${error instanceof Error ? error.stack : String(error)}\n`,
  );
  process.exit(1);
}

async function run(backend: WiredBackend, command: Command): Promise<void> {
  const { service, database } = backend;
  switch (command) {
    case 'manage': {
      await backend.discover();
      const plan = await untilDefined(() => backend.views.planView(clusterArn));
      await backend.modes.setMode({
        clusterArn,
        to: 'manage',
        by: decider,
        reason: 'Crash test',
        planHash: plan.hash,
      });
      break;
    }
    case 'ask': {
      const asked = await service.create(requester, {
        mappingRef: mapping.ref,
        level: 'edit',
        clusterArn,
        durationMs: 3_600_000,
        reason: 'Crash test',
      });
      expectDone(asked);
      break;
    }
    case 'approve':
      await approve(backend);
      break;
    case 'give-back': {
      const grant = await database.knex('eks_access_grants').first();
      expectDone(await service.giveBack(requester, grant.id));
      break;
    }
    case 'settle':
      await untilDefined(async () =>
        (await isSettled(backend)) ? true : undefined,
      );
      break;
    default:
      throw new Error(`unknown command ${String(command)}`);
  }
}

/** Tries again as a person would: on a busy machine a read of IAM may run out of time. */
async function approve({ service, database }: WiredBackend): Promise<void> {
  const terms = await database.knex('eks_access_request_terms').first();
  const decide = async () => {
    const request = await database.knex('eks_access_requests').first();
    return await service.decide(decider, {
      requestId: request.id,
      decision: 'approve',
      comment: undefined,
      termsHash: terms.terms_hash,
      version: request.version,
    });
  };
  let decided = await decide();
  for (let tries = 1; tries < 5 && decided.outcome === 'refused'; tries++) {
    decided = await decide();
  }
  expectDone(decided);
}

function expectDone(outcome: { outcome: string }): void {
  if (outcome.outcome !== 'done') throw new Error(JSON.stringify(outcome));
}

async function untilDefined<T>(ask: () => Promise<T | undefined>): Promise<T> {
  for (;;) {
    const answer = await ask();
    if (answer !== undefined) return answer;
    await new Promise(resolve => setTimeout(resolve, TICK_MS));
  }
}

/** Nobody holds the cluster, no answer is awaited, and every grant and level is as it should be. */
async function isSettled({ database, views }: WiredBackend): Promise<boolean> {
  const { knex } = database;
  const moving = await Promise.all([
    knex('eks_access_operations').whereNull('outcome').first(),
    knex('eks_access_grants').whereIn('state', ['starting', 'ending']).first(),
    knex('eks_access_clusters').whereNotNull('lease_until').first(),
    knex('eks_access_wakes').first(),
  ]);
  const levels = await views.standingOf(clusterArn);
  return (
    moving.every(row => row === undefined) &&
    levels.length > 0 &&
    levels.every(level => level.standing.state === 'active')
  );
}

main(JSON.parse(process.env.CRASH_BACKEND ?? '{}')).catch(fail);
