import type {
  AuditorService,
  AuthService,
  DatabaseService,
  LoggerService,
} from '@backstage/backend-plugin-api';
import type { Config } from '@backstage/config';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import { createCredentials } from '@eks-access/backstage-plugin-eks-access-node';
import { AuditTrail } from './audit';
import { createAwsAccounts } from './aws';
import {
  CatalogMembership,
  catalogRulesWarnings,
  PersistedCatalogViews,
} from './catalog';
import type { EksAccessConfig } from './config';
import { EksAccessDatabase } from './database';
import { createKnownPolicies, InventoryStore } from './inventory';
import {
  ClusterService,
  GroupAccessService,
  MappingService,
  StatusService,
} from './overview';
import { createModeReader, createReconcile, DueClusters } from './reconcile';
import {
  createWorld,
  GrantIntents,
  GrantStore,
  RequestReader,
  RequestService,
  RequestStore,
} from './requests';

export interface PartsOptions {
  readonly config: EksAccessConfig;
  readonly rootConfig: Config;
  readonly auditor: AuditorService;
  readonly auth: AuthService;
  readonly catalog: CatalogService;
  readonly database: DatabaseService;
  readonly logger: LoggerService;
}

/** Everything the plugin consists of, put together and standing still. */
export type Parts = Awaited<ReturnType<typeof createParts>>;

/** Makes every part from the ones below it, in the order of the folders. */
export async function createParts(options: PartsOptions) {
  const { config, rootConfig, auth, catalog, logger } = options;
  const permissionsOff =
    !config.permissionsEnabled && !config.dangerouslyAllowWithoutPermissions;

  const database = await EksAccessDatabase.create({
    database: options.database,
  });
  const now = () => database.now();
  const audit = new AuditTrail({ database, auditor: options.auditor, logger });
  const aws = createAwsAccounts({
    accounts: config.accounts,
    credentials: createCredentials(rootConfig),
    requestTimeoutMs: config.reconcile.awsRequestTimeoutSeconds * 1000,
    now,
  });

  const catalogViews = await PersistedCatalogViews.create({
    catalog,
    auth,
    database,
    config,
    knownPolicies: createKnownPolicies({
      aws,
      accounts: config.accounts,
      now,
    }),
    warnings: catalogRulesWarnings(rootConfig),
    logger,
  });
  const membership = new CatalogMembership({
    catalog,
    auth,
    now,
    accepted: () => catalogViews.accepted(),
    logger,
  });
  const inventory = new InventoryStore(database);

  const due = new DueClusters({
    database,
    leaseMs: config.reconcile.leaseSeconds * 1000,
  });
  const stores = { database, audit, wakes: due };
  const requests = new RequestStore(stores);
  const grants = new GrantStore(stores);
  const policy = {
    ...config.requests,
    permissionsOff,
    acknowledgedAwsAuthUnread: config.acknowledgedAwsAuthUnread,
  };
  const world = createWorld({
    catalogViews,
    membership,
    inventory,
    aws,
    modes: createModeReader(database),
  });
  const { reconciler, modes, views } = createReconcile({
    config,
    database,
    due,
    inventory,
    aws,
    catalog: catalogViews,
    grants: new GrantIntents({ world, requests, grants, policy }),
    audit,
    logger,
  });
  const reader = new RequestReader({ world, requests, permissionsOff, now });
  const service = new RequestService({
    world,
    reader,
    requests,
    grants,
    policy,
    now,
  });

  const view = () => catalogViews.current();
  return {
    config,
    logger,
    database,
    audit,
    aws,
    catalogViews,
    inventory,
    due,
    reconciler,
    requests,
    grants,
    reader,
    service,
    clusters: new ClusterService({ world, views, modes, reader, now }),
    groupAccess: new GroupAccessService({
      world,
      views,
      reader,
      service,
      permissionsOff,
      now,
    }),
    mappings: new MappingService({ view, catalog, logger }),
    status: new StatusService({ config, view, inventory, reader, now }),
  };
}
