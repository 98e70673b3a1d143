import type { Instant } from '../access';
import type { CatalogView } from '../catalog';
import type { EksAccessConfig } from '../config';
import type { InventoryStore, KnownPlace } from '../inventory';
import { done, type Outcome, type RequestReader } from '../requests';

export interface AccountStatus {
  readonly accountId: string;
  readonly simulated: boolean;
  readonly state: 'reachable' | 'unreachable' | 'not-yet-read';
  readonly sentence: string;
}

export interface StatusPage {
  readonly at: Instant;
  readonly permissionsEnabled: boolean;
  readonly databaseDurable: boolean;
  readonly catalog: Pick<CatalogView, 'state' | 'asOf' | 'sentence'>;
  readonly accounts: readonly AccountStatus[];
}

export interface StatusServiceOptions {
  readonly config: EksAccessConfig;
  readonly view: () => CatalogView;
  readonly inventory: Pick<InventoryStore, 'listPlaces'>;
  readonly reader: Pick<RequestReader, 'viewerOf'>;
  readonly now: () => Promise<Instant>;
}

/** What the plugin as a whole can do at the moment. */
export class StatusService {
  readonly #options: StatusServiceOptions;

  constructor(options: StatusServiceOptions) {
    this.#options = options;
  }

  /** Needs nothing of the catalog, since it says how the catalog is. What AWS answered is told to the owners of the account only. */
  async get(personRef: string): Promise<Outcome<StatusPage>> {
    const { config, view, inventory, reader, now } = this.#options;
    const viewer = await reader.viewerOf(personRef);
    const groups =
      viewer.outcome === 'done' ? viewer.value.groups : new Set<string>();
    const places = await inventory.listPlaces();
    return done({
      at: await now(),
      permissionsEnabled: config.permissionsEnabled,
      databaseDurable: config.databaseDurable,
      catalog: view(),
      accounts: config.accounts.map(({ accountId, simulated, owner }) => ({
        accountId,
        simulated,
        ...accountState(
          places.filter(place => place.accountId === accountId),
          groups.has(owner),
        ),
      })),
    });
  }
}

function accountState(
  places: readonly KnownPlace[],
  isOwner: boolean,
): Pick<AccountStatus, 'state' | 'sentence'> {
  const troubled = places.find(({ trouble }) => trouble !== undefined);
  if (troubled) {
    return {
      state: 'unreachable',
      sentence: isOwner
        ? `${troubled.region}: ${troubled.trouble}`
        : 'Its clusters cannot be listed at the moment.',
    };
  }
  return places.length > 0
    ? { state: 'reachable', sentence: 'Its clusters are listed.' }
    : { state: 'not-yet-read', sentence: 'It has not been asked yet.' };
}
