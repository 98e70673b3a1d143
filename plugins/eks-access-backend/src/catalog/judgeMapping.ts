import {
  readMappingShape,
  type MappingProblem,
  type MappingProblemCode,
  type MappingSpec,
} from '@eks-access/backstage-plugin-eks-access-common';
import type { Ceiling } from '../access';
import {
  checkDeclaration,
  type CheckedDeclaration,
  type Declaration,
  type DeclarationContext,
} from './checkDeclaration';
import { finding } from './findings';
import type { LastGoodDeclaration } from './lastGood';
import type { RawMapping } from './rawCatalog';
import type { Trust } from './trust';

/** What one mapping amounts to, looked at without the other mappings. */
export interface Verdict {
  readonly state: 'in-force' | 'last-good' | 'inert';
  readonly sentence: string;
  readonly problems: readonly MappingProblem[];
  /** Not there for `inert`. */
  readonly declaration?: Declaration;
  /** To fall back on when a later one is invalid. Not there for `inert`, except where only a collision makes it so. */
  readonly good?: LastGoodDeclaration;
}

/** What is needed besides the mapping; the ceiling comes from the trust item. */
export type MappingContext = Omit<DeclarationContext, 'ceiling'> & {
  readonly trust: Trust;
};

/** With one of these, even the last good declaration does not count any more: whom or what it names is gone. */
const ENDS_LAST_GOOD: readonly MappingProblemCode[] = [
  'group-unknown',
  'policy-unknown',
];

/** DESIGN section 3, table "What a change of the world does", first rows. */
export function judgeMapping(
  mapping: RawMapping,
  lastGood: LastGoodDeclaration | undefined,
  context: MappingContext,
): Verdict {
  const ceilings = mapping.orphan
    ? []
    : context.trust.ceilingsFor('EksAccessMapping', mapping);
  if (ceilings.length === 0) return untrusted(mapping);

  const check = (spec: MappingSpec) =>
    checkUnderBestCeiling(
      spec,
      mapping.namespace,
      context,
      ceilings,
      lastGood?.clusters ?? [],
    );
  const shape = readMappingShape(mapping.spec, mapping.namespace);
  const checked = shape.ok ? check(shape.spec) : undefined;
  const processing = processingProblems(mapping);
  const problems = [
    ...processing,
    ...(shape.ok ? [] : shape.problems),
    ...(checked?.findings ?? []).map(({ problem }) => problem),
  ];
  const isValid =
    shape.ok &&
    processing.length === 0 &&
    !checked?.findings.some(({ effect }) => effect === 'invalid');
  if (isValid && checked) {
    if (!givesAnything(checked.declaration)) {
      return {
        state: 'inert',
        sentence:
          'Does not count: everything in it lies outside of what its location may declare.',
        problems,
      };
    }
    return {
      state: 'in-force',
      sentence: inForceSentence(checked),
      problems,
      declaration: checked.declaration,
      good: { spec: shape.spec, clusters: checked.named },
    };
  }

  const before = lastGood && check(lastGood.spec);
  if (
    !lastGood ||
    !before ||
    !givesAnything(before.declaration) ||
    before.findings.some(({ problem }) => ENDS_LAST_GOOD.includes(problem.code))
  ) {
    return {
      state: 'inert',
      sentence: 'Does not count until the problems below are mended.',
      problems,
    };
  }
  return {
    state: 'last-good',
    sentence:
      'Not valid any more. What it declared last is kept as it was, and nothing new is granted, until the problems below are mended.',
    problems,
    declaration: before.declaration,
    good: { spec: lastGood.spec, clusters: before.named },
  };
}

/**
 * Under the first trust item that holds all of it, else under the first one that admits its location. Never under a mixture: a ceiling
 * put together from two items would be one that nobody has set.
 */
function checkUnderBestCeiling(
  spec: MappingSpec,
  namespace: string,
  context: MappingContext,
  ceilings: readonly Ceiling[],
  lastClusters: LastGoodDeclaration['clusters'],
): CheckedDeclaration {
  const checked = ceilings.map(ceiling =>
    checkDeclaration(spec, namespace, { ...context, ceiling }, lastClusters),
  );
  return (
    checked.find(
      ({ findings }) => !findings.some(({ effect }) => effect === 'narrows'),
    ) ?? checked[0]
  );
}

function givesAnything({ clusters, levels }: Declaration): boolean {
  return clusters.length > 0 && levels.length > 0;
}

function inForceSentence({
  declaration,
  findings,
}: CheckedDeclaration): string {
  const count = declaration.clusters.length;
  const where = `In force on ${
    count === 1 ? '1 cluster' : `${count} clusters`
  }`;
  const narrowed = findings.some(({ effect }) => effect === 'narrows');
  const kept = declaration.clusters.some(({ state }) => state === 'kept');
  return [
    narrowed
      ? `${where}, without what lies outside of what its location may declare.`
      : `${where}.`,
    ...(kept
      ? ['Nothing new is granted on clusters whose entity does not count.']
      : []),
  ].join(' ');
}

function untrusted(mapping: RawMapping): Verdict {
  const { problem } = mapping.orphan
    ? finding(
        'invalid',
        'location-untrusted',
        { path: [], value: mapping.location },
        'No location declares this mapping any more; the catalog only has not removed it yet.',
        'Remove the entity from the catalog, or register its file again.',
      )
    : finding(
        'invalid',
        'location-untrusted',
        {
          path: [],
          value:
            mapping.origin === mapping.location
              ? mapping.location
              : `${mapping.location} (registered as ${mapping.origin})`,
        },
        'No trust item admits mappings from this location.',
        'Move the file to a trusted place, or have the platform team add the location to eksAccess.trust. Both the file and the location that it was registered as must be named there.',
      );
  return {
    state: 'inert',
    sentence: 'Does not count: it does not come from a trusted location.',
    problems: [
      {
        ...problem,
        field: 'metadata.annotations["backstage.io/managed-by-location"]',
      },
    ],
  };
}

function processingProblems(mapping: RawMapping): MappingProblem[] {
  return mapping.processingErrors.map(message => ({
    ...finding(
      'invalid',
      'catalog-processing-error',
      { path: [], value: message },
      'The catalog could not process the mapping as it stands at its location, so what it shows may be older.',
      'Mend what the message says.',
    ).problem,
    field: 'status.items',
  }));
}
