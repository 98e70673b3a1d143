import {
  parseClusterArn,
  type ClusterId,
  type MappingCheck,
} from '@eks-access/backstage-plugin-eks-access-common';
import type { Instant, Observation } from '../access';
import type { Declaration } from './checkDeclaration';
import { claimClusters } from './clusterClaims';
import { findCollisions } from './collisions';
import { judgeMapping, type Verdict } from './judgeMapping';
import type { LastGoodDeclaration, LastGoodDeclarations } from './lastGood';
import type { RawCatalog, RawMapping } from './rawCatalog';
import type { Trust } from './trust';
import type { CatalogView, DeclaredCluster, MappingInForce } from './types';

export interface ViewInput {
  readonly raw: RawCatalog;
  readonly lastGood: LastGoodDeclarations;
  readonly trust: Trust;
  readonly protectedPrincipals: readonly string[];
  readonly knownPolicies: Observation<readonly string[]>;
  /** When `raw` was read. */
  readonly at: Instant;
}

/**
 * What the catalog declares, out of what it holds, and the declarations to fall back on next time. The order of entities does not matter,
 * and a mapping's answer depends on other mappings by collisions only.
 */
export function deriveView(input: ViewInput): {
  readonly view: CatalogView;
  readonly lastGood: LastGoodDeclarations;
} {
  const { raw, trust, at } = input;
  const claims = claimClusters(raw.clusters, trust);
  const context = {
    trust,
    clusters: claims,
    groups: new Set(raw.groups.map(({ ref }) => ref)),
    knownPolicies: input.knownPolicies,
    protectedPrincipals: input.protectedPrincipals,
  };
  const mappings = sortedBy(raw.mappings, ({ ref }) => ref);
  const alone = new Map(
    mappings.map(mapping => [
      mapping.ref,
      judgeMapping(mapping, ownValue(input.lastGood, mapping.ref), context),
    ]),
  );
  const verdicts = withoutCollisions(alone, input.lastGood);
  return {
    view: {
      asOf: at,
      state: 'good',
      sentence: countsSentence(raw),
      mappings: mappings.flatMap(mapping =>
        toMappingInForce(mapping, verdicts.get(mapping.ref)),
      ),
      checks: new Map(
        [...verdicts].map(([ref, verdict]) => [
          ref,
          toCheck(ref, verdict, alone.get(ref)?.declaration, at),
        ]),
      ),
      clusters: sortedBy(
        [...claims.values()].flatMap(claim =>
          claim.kind === 'declared' ? claim.cluster : [],
        ),
        ({ arn }) => arn,
      ),
      title: titles(raw),
    },
    lastGood: Object.fromEntries(
      [...verdicts].flatMap(([ref, { good }]) =>
        good ? [[ref, good] satisfies [string, LastGoodDeclaration]] : [],
      ),
    ),
  };
}

function withoutCollisions(
  alone: ReadonlyMap<string, Verdict>,
  lastGood: LastGoodDeclarations,
): ReadonlyMap<string, Verdict> {
  const collisions = findCollisions(
    new Map(
      [...alone].flatMap(([ref, { declaration }]) =>
        declaration ? [[ref, declaration] satisfies [string, Declaration]] : [],
      ),
    ),
  );
  return new Map(
    [...alone].map(([ref, verdict]) => {
      const problems = collisions.get(ref);
      return [
        ref,
        problems
          ? {
              state: 'inert',
              sentence:
                'Does not count: another mapping claims the same, and nobody can tell which one is meant.',
              problems: [...problems, ...verdict.problems],
              // What counted before stays remembered. Forgotten, an invalid one would no longer claim anything on the next read, and
              // the other one would have the role to itself.
              good: ownValue(lastGood, ref),
            }
          : verdict,
      ];
    }),
  );
}

function toMappingInForce(
  mapping: RawMapping,
  verdict: Verdict | undefined,
): MappingInForce[] {
  if (!verdict?.declaration || verdict.state === 'inert') return [];
  return [
    {
      ref: mapping.ref,
      title: mapping.title ?? nameIn(mapping.ref),
      state: verdict.state,
      ...verdict.declaration,
    },
  ];
}

function toCheck(
  ref: string,
  verdict: Verdict,
  declaration: Declaration | undefined,
  at: Instant,
): MappingCheck {
  return {
    asOf: new Date(at).toISOString(),
    mappingRef: ref,
    state: verdict.state,
    sentence: verdict.sentence,
    problems: [...verdict.problems],
    clusters: (declaration?.clusters ?? []).flatMap(toClusterId),
  };
}

function toClusterId({ arn, entityRef }: DeclaredCluster): ClusterId[] {
  const parsed = parseClusterArn(arn);
  return parsed
    ? [
        {
          arn,
          accountId: parsed.accountId,
          region: parsed.region,
          name: parsed.name,
          entityRef,
        },
      ]
    : [];
}

function countsSentence(raw: RawCatalog): string {
  const count = (many: readonly unknown[], word: string) =>
    `${many.length} ${word}${many.length === 1 ? '' : 's'}`;
  return `The catalog was read whole: ${[
    count(raw.mappings, 'mapping'),
    count(raw.clusters, 'cluster'),
    count(raw.groups, 'group'),
    count(raw.users, 'user'),
  ].join(', ')}.`;
}

/** Titles of everything in the snapshot; the name in the ref for the rest. */
export function titles(raw: RawCatalog): CatalogView['title'] {
  const byRef = new Map(
    [...raw.mappings, ...raw.clusters, ...raw.groups, ...raw.users].map(
      ({ ref, title }) => [ref, title],
    ),
  );
  return ref => byRef.get(ref) ?? nameIn(ref);
}

function nameIn(ref: string): string {
  return ref.slice(ref.lastIndexOf('/') + 1);
}

function sortedBy<T>(items: readonly T[], key: (item: T) => string): T[] {
  return [...items].sort((a, b) => (key(a) < key(b) ? -1 : 1));
}

/** A mapping may be called `constructor`. */
function ownValue<T>(
  record: Readonly<Record<string, T>>,
  key: string,
): T | undefined {
  return Object.prototype.hasOwnProperty.call(record, key)
    ? record[key]
    : undefined;
}
