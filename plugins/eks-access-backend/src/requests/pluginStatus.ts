import type { PluginStatus } from '@eks-access/backstage-plugin-eks-access-common';
import type { Instant } from '../access';
import type { CatalogView } from '../catalog';
import type { EksAccessConfig } from '../config';
import type { KnownPlace } from '../inventory';
import { isoInstant } from './world';

/** What the plugin as a whole can do, from what was read last. Pure. */
export function pluginStatus(
  config: Pick<
    EksAccessConfig,
    'accounts' | 'permissionsEnabled' | 'databaseDurable'
  >,
  view: CatalogView,
  places: readonly KnownPlace[],
  at: Instant,
): PluginStatus {
  return {
    asOf: isoInstant(at),
    permissionsEnabled: config.permissionsEnabled,
    databaseDurable: config.databaseDurable,
    catalog: {
      state: view.state,
      ...(view.state !== 'never-read' && { asOf: isoInstant(view.asOf) }),
      sentence: view.sentence,
    },
    accounts: config.accounts.map(({ accountId, simulated }) => ({
      accountId,
      simulated,
      ...accountState(places.filter(place => place.accountId === accountId)),
    })),
  };
}

function accountState(
  places: readonly KnownPlace[],
): Pick<PluginStatus['accounts'][number], 'state' | 'sentence'> {
  const troubled = places.filter(({ trouble }) => trouble !== undefined);
  if (troubled.length > 0) {
    return {
      state: 'unreachable',
      sentence: troubled
        .map(({ region, trouble }) => `${region}: ${trouble}`)
        .join(' '),
    };
  }
  if (places.length === 0) {
    return {
      state: 'not-yet-read',
      sentence: 'The clusters of this account have not been listed yet.',
    };
  }
  const regions = places.map(({ region }) => region).join(', ');
  return { state: 'reachable', sentence: `Clusters are listed in ${regions}.` };
}
