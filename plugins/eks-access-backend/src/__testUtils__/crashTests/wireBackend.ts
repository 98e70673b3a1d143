import type { AuditorService } from '@backstage/backend-plugin-api';
import type { Knex } from 'knex';
import { AuditTrail } from '../../audit';
import { createAwsAccounts } from '../../aws';
import type { EksAccessConfig } from '../../config';
import { EksAccessDatabase } from '../../database';
import { InventoryStore } from '../../inventory';
import {
  createModeReader,
  createReconcile,
  discover,
  DueClusters,
  type ExecutionObserver,
} from '../../reconcile';
import { FakeCatalog } from '../../reconcile/__testUtils__/FakeCatalog';
import {
  createWorld,
  GrantIntents,
  GrantStore,
  RequestReader,
  RequestService,
  RequestStore,
} from '../../requests';
import { mapping, membership } from './people';
import { quietLogger } from './quietLogger';

/** Where the simulated AWS is, and the keys of its administrator. */
export interface AwsPlace {
  readonly url: string;
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
}

/** Short, so that a run does not wait long for the lease of the process that was killed. */
const LEASE_MS = 4_000;
const REQUEST_TIMEOUT_SECONDS = 2;

export function crashConfig(aws: AwsPlace): EksAccessConfig {
  return {
    accounts: [
      {
        accountId: '111122223333',
        regions: ['eu-west-1'],
        owner: 'group:default/platform',
        simulated: true,
        endpoint: aws.url,
      },
    ],
    trust: [],
    protectedPrincipals: [],
    acknowledgedAwsAuthUnread: [],
    dangerouslyAllowWithoutPermissions: false,
    permissionsEnabled: true,
    databaseDurable: true,
    reconcile: {
      tickSeconds: 1,
      sweepSeconds: 60,
      leaseSeconds: LEASE_MS / 1000,
      catalogSeconds: 30,
      awsRequestTimeoutSeconds: REQUEST_TIMEOUT_SECONDS,
    },
    requests: { answerWithinMs: 604_800_000, minDurationMs: 60_000 },
  };
}

export function awsAt(aws: AwsPlace, now: () => Promise<number>) {
  return createAwsAccounts({
    accounts: crashConfig(aws).accounts,
    requestTimeoutMs: REQUEST_TIMEOUT_SECONDS * 1000,
    now,
    rate: { perSecond: 1_000, burst: 1_000 },
    credentials: {
      forAccount: async ({ accountId }) => ({
        provider: async () => aws,
        callerArn: async () => `arn:aws:iam::${accountId}:user/administrator`,
      }),
    },
  });
}

const auditor: AuditorService = {
  createEvent: async () => ({
    success: async () => undefined,
    fail: async () => undefined,
  }),
};

/** The services of the plugin as `plugin.ts` puts them together, with a catalog that stands still. */
export async function wireBackend(
  knex: Knex,
  place: AwsPlace,
  observer: ExecutionObserver,
) {
  const config = crashConfig(place);
  const database = await EksAccessDatabase.create({
    database: { getClient: async () => knex },
  });
  const now = () => database.now();
  const aws = awsAt(place, now);
  const inventory = new InventoryStore(database);
  const catalog = new FakeCatalog(mapping);
  const audit = new AuditTrail({ database, auditor, logger: quietLogger });
  const due = new DueClusters({ database, leaseMs: LEASE_MS });
  const world = createWorld({
    catalogViews: catalog,
    membership,
    inventory,
    modes: createModeReader(database),
    aws,
  });
  const sinks = { audit, wakes: due };
  const requests = new RequestStore({ database, ...sinks });
  const grants = new GrantStore({ database, ...sinks });
  const policy = {
    permissionsOff: false,
    acknowledgedAwsAuthUnread: [],
    ...config.requests,
  };
  const reader = new RequestReader({
    world,
    requests,
    permissionsOff: false,
    now,
  });
  const engine = createReconcile({
    config,
    database,
    due,
    inventory,
    aws,
    catalog,
    grants: new GrantIntents({ world, requests, grants, policy }),
    audit,
    logger: quietLogger,
    observer,
  });
  return {
    ...engine,
    database,
    service: new RequestService({
      world,
      reader,
      requests,
      grants,
      policy,
      now,
    }),
    discover: () => discover({ aws, config, database, inventory, due }),
  };
}

export type WiredBackend = Awaited<ReturnType<typeof wireBackend>>;
