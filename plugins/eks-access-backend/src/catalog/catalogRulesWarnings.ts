import type { Config } from '@backstage/config';

/**
 * Sentences about `catalog.rules` that let any location declare groups or users. Access follows groups, so whoever can register a file
 * could then put himself into any of them (RELIABILITY B2, 21). Empty when only named locations may.
 */
export function catalogRulesWarnings(config: Config): string[] {
  const rules = config.getOptional('catalog.rules');
  const open = (Array.isArray(rules) ? rules : [])
    .filter(holdsForEveryLocation)
    .flatMap(allowedKinds);
  const kinds = ['Group', 'User'].filter(kind =>
    open.includes(kind.toLowerCase()),
  );
  return kinds.length === 0
    ? []
    : [
        `Warning: catalog.rules lets every location declare entities of kind ${kinds.join(
          ' and ',
        )}, so whoever may register a file may join any group. Allow them under catalog.locations[].rules of trusted locations only.`,
      ];
}

function holdsForEveryLocation(rule: unknown): boolean {
  const locations = fieldOf(rule, 'locations');
  // A location that names neither a pattern nor a target stands for all of its type.
  return (
    !Array.isArray(locations) ||
    locations.some(
      location =>
        fieldOf(location, 'exact') === undefined &&
        fieldOf(location, 'pattern') === undefined,
    )
  );
}

function allowedKinds(rule: unknown): string[] {
  const allow = fieldOf(rule, 'allow');
  return (Array.isArray(allow) ? allow : [])
    .map(item => (typeof item === 'string' ? item : fieldOf(item, 'kind')))
    .filter(kind => typeof kind === 'string')
    .map(kind => kind.toLowerCase());
}

function fieldOf(value: unknown, key: string): unknown {
  return typeof value === 'object' && value !== null
    ? Reflect.get(value, key)
    : undefined;
}
