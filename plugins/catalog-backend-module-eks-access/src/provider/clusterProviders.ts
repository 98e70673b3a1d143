import type {
  AuthService,
  LoggerService,
  SchedulerService,
} from '@backstage/backend-plugin-api';
import { readSchedulerServiceTaskScheduleDefinitionFromConfig } from '@backstage/backend-plugin-api';
import type { Config } from '@backstage/config';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import {
  createCredentials,
  readAccounts,
} from '@eks-access/backstage-plugin-eks-access-node';
import { ClusterRegister } from './ClusterRegister';
import { EksClusterEntityProvider } from './EksClusterEntityProvider';
import { listEksClusters } from './listEksClusters';
import { readHeldNamesFrom } from './readHeldNames';

const DEFAULT_SCHEDULE = {
  frequency: { minutes: 10 },
  timeout: { minutes: 5 },
} as const;

/**
 * A provider for each account and Region of `eksAccess.accounts`, read as often as `catalog.providers.eksAccess.schedule` says.
 *
 * @throws for a config that is not of its form.
 */
export function clusterProvidersFromConfig(options: {
  config: Config;
  scheduler: SchedulerService;
  logger: LoggerService;
  catalog: CatalogService;
  auth: AuthService;
}): EksClusterEntityProvider[] {
  const { config, scheduler, logger, catalog, auth } = options;
  const accounts = readAccounts(config);
  const scheduleConfig = config.getOptionalConfig(
    'catalog.providers.eksAccess.schedule',
  );
  const schedule = scheduleConfig
    ? readSchedulerServiceTaskScheduleDefinitionFromConfig(scheduleConfig)
    : DEFAULT_SCHEDULE;
  const listClusters = listEksClusters(accounts, createCredentials(config));
  const register = new ClusterRegister(readHeldNamesFrom({ catalog, auth }));
  return accounts.flatMap(({ accountId, regions, owner }) =>
    regions.map(
      region =>
        new EksClusterEntityProvider({
          source: { accountId, region, ownerRef: owner },
          listClusters,
          register,
          schedule: scheduler.createScheduledTaskRunner(schedule),
          logger,
        }),
    ),
  );
}
