import {
  getCompoundEntityRef,
  parseEntityRef,
  RELATION_DEPENDENCY_OF,
  RELATION_DEPENDS_ON,
  RELATION_OWNED_BY,
  RELATION_OWNER_OF,
  type CompoundEntityRef,
  type Entity,
} from '@backstage/catalog-model';
import type { LocationSpec } from '@backstage/plugin-catalog-common';
import {
  processingResult,
  type CatalogProcessor,
  type CatalogProcessorEmit,
} from '@backstage/plugin-catalog-node';
import {
  canonicalMappingRef,
  isEksAccessMapping,
  readMappingShape,
} from '@eks-access/backstage-plugin-eks-access-common';

/**
 * Makes `EksAccessMapping` a kind of the catalog: refuses a spec of the wrong shape in words, and draws the mapping in the catalog graph
 * between its owner, its group and its clusters. Whether the mapping counts is decided by the backend plugin, on every read.
 */
export class EksAccessMappingProcessor implements CatalogProcessor {
  getProcessorName(): string {
    return 'EksAccessMappingProcessor';
  }

  async validateEntityKind(entity: Entity): Promise<boolean> {
    if (!isEksAccessMapping(entity)) return false;
    const shape = readMappingShape(entity.spec, namespaceOf(entity));
    if (!shape.ok) {
      throw new Error(
        shape.problems
          .map(
            ({ field, value, problem, fix }) =>
              `${field} is ${value}: ${problem} ${fix}`,
          )
          .join('; '),
      );
    }
    return true;
  }

  async postProcessEntity(
    entity: Entity,
    _location: LocationSpec,
    emit: CatalogProcessorEmit,
  ): Promise<Entity> {
    if (!isEksAccessMapping(entity)) return entity;
    const shape = readMappingShape(entity.spec, namespaceOf(entity));
    if (!shape.ok) return entity;
    const { spec } = shape;
    const mapping = getCompoundEntityRef(entity);
    const emitPair = (
      field: 'owner' | 'group' | 'cluster',
      text: string,
      forward: string,
      backward: string,
    ) => {
      const ref = canonicalMappingRef(field, text, mapping.namespace);
      if (!ref) return;
      const target: CompoundEntityRef = parseEntityRef(ref);
      emit(
        processingResult.relation({ source: mapping, type: forward, target }),
      );
      emit(
        processingResult.relation({
          source: target,
          type: backward,
          target: mapping,
        }),
      );
    };
    emitPair('owner', spec.owner, RELATION_OWNED_BY, RELATION_OWNER_OF);
    // The group gets the access without governing it, so it does not own the mapping.
    for (const [field, text] of [
      ['group', spec.group] as const,
      ...spec.clusters.map(cluster => ['cluster', cluster] as const),
    ]) {
      emitPair(field, text, RELATION_DEPENDS_ON, RELATION_DEPENDENCY_OF);
    }
    return entity;
  }
}

function namespaceOf(entity: Entity): string {
  return entity.metadata.namespace ?? 'default';
}
