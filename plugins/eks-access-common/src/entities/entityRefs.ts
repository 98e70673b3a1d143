import { parseEntityRef, stringifyEntityRef } from '@backstage/catalog-model';
import { entityRefSchema } from '../api/shared';

/**
 * The canonical form `kind:namespace/name`, in lower case, of a reference that a person wrote; undefined where it is none.
 *
 * Two texts are taken for the same entity exactly when this gives the same for both. Letters beyond ASCII are refused before they are
 * lowered, since some of them (the Kelvin sign) lower to an ASCII letter and would pass for another name (RELIABILITY B2, 24).
 *
 * @public
 */
export function canonicalEntityRef(
  text: string,
  defaults: { defaultKind?: string; defaultNamespace?: string } = {},
): string | undefined {
  if (!/^[\w.:/-]{1,400}$/.test(text)) return undefined;
  try {
    const ref = stringifyEntityRef(parseEntityRef(text, defaults));
    return entityRefSchema.safeParse(ref).success ? ref : undefined;
  } catch {
    return undefined;
  }
}

/**
 * The references inside a mapping's spec are to these kinds and, without a namespace, to the mapping's own.
 *
 * @public
 */
export function canonicalMappingRef(
  field: 'owner' | 'group' | 'cluster' | 'decider',
  text: string,
  mappingNamespace: string,
): string | undefined {
  const kind = field === 'cluster' ? 'resource' : 'group';
  const ref = canonicalEntityRef(text, {
    defaultKind: kind,
    defaultNamespace: mappingNamespace,
  });
  return ref?.startsWith(`${kind}:`) ? ref : undefined;
}
