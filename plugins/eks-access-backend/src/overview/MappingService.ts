import type {
  BackstageCredentials,
  LoggerService,
} from '@backstage/backend-plugin-api';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import {
  EKS_ACCESS_MAPPING_KIND,
  type MappingCheck,
} from '@eks-access/backstage-plugin-eks-access-common';
import type { CatalogView } from '../catalog';
import { done, refused, type Outcome } from '../requests';

export interface MappingCheckPage {
  readonly view: Pick<CatalogView, 'asOf'>;
  readonly mappingRef: string;
  /** Undefined for an entity that is newer than the last read of the catalog. */
  readonly check: MappingCheck | undefined;
}

export interface MappingServiceOptions {
  readonly view: () => CatalogView;
  readonly catalog: Pick<CatalogService, 'getEntityByRef'>;
  readonly logger: LoggerService;
}

/** Whether mappings are in force, for those who may see their entity in the catalog. */
export class MappingService {
  readonly #options: MappingServiceOptions;

  constructor(options: MappingServiceOptions) {
    this.#options = options;
  }

  /** Asks the catalog in the person's own name whether the entity is there for that person. */
  async check(
    credentials: BackstageCredentials,
    name: { readonly namespace: string; readonly name: string },
  ): Promise<Outcome<MappingCheckPage>> {
    const kind = EKS_ACCESS_MAPPING_KIND.toLowerCase();
    const mappingRef = `${kind}:${name.namespace}/${name.name}`;
    const entity = await this.#entityFor(credentials, mappingRef);
    if (entity === 'unreadable') return refused('CATALOG_UNAVAILABLE');
    if (!entity) return refused('NOT_FOUND');
    const current = this.#options.view();
    return done({
      view: current,
      mappingRef,
      check: current.checks.get(mappingRef),
    });
  }

  async #entityFor(credentials: BackstageCredentials, ref: string) {
    const { catalog, logger } = this.#options;
    try {
      return await catalog.getEntityByRef(ref, { credentials });
    } catch (error) {
      logger.warn('The catalog did not answer about a mapping', {
        mapping: ref,
        reason: error instanceof Error ? error.message : String(error),
      });
      return 'unreadable' as const;
    }
  }
}
