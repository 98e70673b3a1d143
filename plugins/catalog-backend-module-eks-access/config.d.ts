import type { SchedulerServiceTaskScheduleDefinitionConfig } from '@backstage/backend-plugin-api';

export interface Config {
  catalog?: {
    providers?: {
      /** The clusters of `eksAccess.accounts`, as Resources of the catalog. */
      eksAccess?: {
        /**
         * How often the clusters of each account and Region are listed. Default: every 10 minutes, with a timeout of 5 minutes.
         *
         * Costs one call a page of 100 clusters and one a cluster, of the request rate that the account shares with people and other tools.
         */
        schedule?: SchedulerServiceTaskScheduleDefinitionConfig;
      };
    };
  };
}
