import fc from 'fast-check';
import { mappingCheckSchema } from '@eks-access/backstage-plugin-eks-access-common';
import { checkAgainstCeiling } from '../access';
import { someCatalog } from './__testUtils__/arbitraries';
import { aMapping, aSpec, aViewInput, viewOf } from './__testUtils__/builders';
import { deriveView } from './deriveView';
import type { RawCatalog } from './rawCatalog';
import type { CatalogView } from './types';

const runs = { numRuns: 500 };

/** Two reads of the catalog, the second with the first to fall back on. */
const twoReads = fc
  .record({ before: someCatalog, now: someCatalog })
  .map(({ before, now }) => {
    const first = deriveView(aViewInput({ raw: before }));
    return { lastGood: first.lastGood, raw: now };
  });

function plain(view: CatalogView) {
  return {
    mappings: view.mappings,
    clusters: view.clusters,
    checks: Object.fromEntries(view.checks),
  };
}

function reversed(raw: RawCatalog): RawCatalog {
  return {
    mappings: [...raw.mappings].reverse(),
    clusters: [...raw.clusters].reverse(),
    groups: [...raw.groups].reverse(),
    users: [...raw.users].reverse(),
  };
}

describe('deriveView, for any two catalogs one after the other,', () => {
  it('does not depend on the order of entities', () => {
    fc.assert(
      fc.property(twoReads, input => {
        const one = deriveView(aViewInput(input));
        const other = deriveView(
          aViewInput({ ...input, raw: reversed(input.raw) }),
        );
        expect(plain(other.view)).toEqual(plain(one.view));
        expect(other.lastGood).toEqual(one.lastGood);
      }),
      runs,
    );
  });

  it('gives nothing outside the ceiling [rule 4]', () => {
    fc.assert(
      fc.property(twoReads, input => {
        for (const mapping of deriveView(aViewInput(input)).view.mappings) {
          const violations = mapping.clusters.flatMap(({ arn }) =>
            mapping.levels.flatMap(level =>
              checkAgainstCeiling(
                {
                  clusterArn: arn,
                  principalArn: level.principalArn,
                  terms: level.terms,
                  namespaces: mapping.ownsNamespaces,
                  durationMs: level.maxDurationMs,
                },
                mapping.ceiling,
              ),
            ),
          );
          expect(violations).toEqual([]);
          expect(
            mapping.clusters.length * mapping.levels.length,
          ).toBeGreaterThan(0);
        }
      }),
      runs,
    );
  });

  it('gives no role on a cluster, and no owned namespace, to two mappings [rule 5]', () => {
    fc.assert(
      fc.property(twoReads, input => {
        const claims = deriveView(aViewInput(input)).view.mappings.flatMap(
          mapping =>
            mapping.clusters.flatMap(({ arn }) => [
              ...new Set(
                mapping.levels.map(level => `${arn} ${level.principalArn}`),
              ),
              ...mapping.ownsNamespaces.map(one => `${arn} namespace ${one}`),
            ]),
        );
        expect(new Set(claims).size).toBe(claims.length);
      }),
      runs,
    );
  });

  it('takes nothing from an untrusted mapping, and lets it take nothing from others [rule 5]', () => {
    fc.assert(
      fc.property(twoReads, input => {
        const trusted = input.raw.mappings.filter(
          ({ origin, location, orphan }) =>
            !orphan && [origin, location].every(ref => ref?.includes('/eks/')),
        );
        const all = deriveView(aViewInput(input));
        const only = deriveView(
          aViewInput({ ...input, raw: { ...input.raw, mappings: trusted } }),
        );
        expect(all.view.mappings).toEqual(only.view.mappings);
        expect(all.lastGood).toEqual(only.lastGood);
      }),
      runs,
    );
  });

  it('does not change by an unrelated mapping', () => {
    const unrelated = aMapping({
      ref: 'eksaccessmapping:other/unrelated',
      namespace: 'default',
      spec: aSpec({
        ownsNamespaces: ['unrelated'],
        iamRole: 'arn:aws:iam::111122223333:role/teams/unrelated',
        levels: {
          view: {
            mode: 'standing',
            accessPolicies: [
              { policy: 'AmazonEKSViewPolicy', namespaces: ['payments'] },
            ],
          },
        },
      }),
    });
    fc.assert(
      fc.property(twoReads, input => {
        const one = plain(deriveView(aViewInput(input)).view);
        const more = plain(
          deriveView(
            aViewInput({
              ...input,
              raw: {
                ...input.raw,
                mappings: [unrelated, ...input.raw.mappings],
              },
            }),
          ).view,
        );
        expect(
          more.mappings.filter(({ ref }) => ref !== unrelated.ref),
        ).toEqual(one.mappings);
        expect(more.checks).toMatchObject(one.checks);
      }),
      runs,
    );
  });

  it('says of each mapping whether it counts, in the form of the contract', () => {
    const seen = new Map<string, number>();
    fc.assert(
      fc.property(twoReads, input => {
        const { view, lastGood } = deriveView(aViewInput(input));
        const counting = view.mappings.map(({ ref }) => ref);
        expect([...view.checks.keys()].sort()).toEqual(
          input.raw.mappings.map(({ ref }) => ref).sort(),
        );
        expect(Object.keys(lastGood)).toEqual(expect.arrayContaining(counting));
        for (const [ref, check] of view.checks) {
          expect(mappingCheckSchema.safeParse(check).error).toBeUndefined();
          expect(check.state !== 'inert').toBe(counting.includes(ref));
          const collides = check.problems.some(p =>
            ['role-claimed-twice', 'namespace-claimed-twice'].includes(p.code),
          );
          expect(
            counting.includes(ref) || collides || !Object.hasOwn(lastGood, ref),
          ).toBe(true);
          // An inert or kept mapping says why.
          expect(check.state === 'in-force' || check.problems.length > 0).toBe(
            true,
          );
          for (const key of [check.state, ...check.problems.map(p => p.code)]) {
            seen.set(key, (seen.get(key) ?? 0) + 1);
          }
        }
      }),
      runs,
    );
    // The worlds reach what the laws are about.
    for (const key of [
      'in-force',
      'last-good',
      'inert',
      'role-claimed-twice',
      'namespace-claimed-twice',
      'cluster-claimed-twice',
      'role-outside-ceiling',
      'location-untrusted',
    ]) {
      expect([key, (seen.get(key) ?? 0) >= 5]).toEqual([key, true]);
    }
  });

  it('answers for a spec of any shape at all', () => {
    fc.assert(
      fc.property(fc.anything({ withNullPrototype: true }), spec => {
        const { check, inForce } = viewOf(aMapping({ spec }));
        expect(inForce).toBeUndefined();
        expect(mappingCheckSchema.safeParse(check).error).toBeUndefined();
      }),
      runs,
    );
  });

  it('is the same again when nothing changed', () => {
    fc.assert(
      fc.property(twoReads, input => {
        const first = deriveView(aViewInput(input));
        const again = deriveView(
          aViewInput({ ...input, lastGood: first.lastGood }),
        );
        // A mapping may only gain by having counted before: its clusters stay known.
        const refs = ({ view }: typeof first) =>
          view.mappings.map(({ ref, state }) => `${ref} ${state}`);
        expect(refs(again)).toEqual(refs(first));
        expect(again.lastGood).toEqual(first.lastGood);
      }),
      runs,
    );
  });
});
