import type { MappingProblem } from '@eks-access/backstage-plugin-eks-access-common';
import type { Declaration } from './checkDeclaration';
import { finding, sortFindings, type Finding } from './findings';

/**
 * The problems of mappings that claim what another one claims too, by the mapping's ref: one role on one cluster, or one namespace of a
 * cluster. Both sides are in the answer, whichever was there first (DESIGN rule 5). Only what counts claims anything, so that neither an
 * untrusted mapping nor one outside its ceiling takes another one out.
 */
export function findCollisions(
  declarations: ReadonlyMap<string, Declaration>,
): ReadonlyMap<string, readonly MappingProblem[]> {
  const claims = new Map<string, Set<string>>();
  const claimed: {
    ref: string;
    key: string;
    found: (by: string) => Finding;
  }[] = [];
  const claim = (
    ref: string,
    key: string,
    found: (others: string) => Finding,
  ) => {
    claims.set(key, (claims.get(key) ?? new Set()).add(ref));
    claimed.push({ ref, key, found });
  };
  for (const [ref, declaration] of declarations) {
    for (const { arn, title } of declaration.clusters) {
      for (const { name, principalArn } of declaration.levels) {
        claim(ref, JSON.stringify(['role', arn, principalArn]), others =>
          finding(
            'invalid',
            'role-claimed-twice',
            { path: ['levels', name], value: principalArn },
            `${others} uses the same role on the cluster ${title}, so neither mapping counts.`,
            'Give each mapping roles of its own, or leave the role to one of them.',
          ),
        );
      }
      for (const namespace of declaration.ownsNamespaces) {
        claim(ref, JSON.stringify(['namespace', arn, namespace]), others =>
          finding(
            'invalid',
            'namespace-claimed-twice',
            { path: ['ownsNamespaces'], value: namespace },
            `${others} owns the same namespace on the cluster ${title}, so neither mapping counts.`,
            'Leave the namespace to one of them; levels may still name it.',
          ),
        );
      }
    }
  }
  const problems = new Map<string, Finding[]>();
  for (const { ref, key, found } of claimed) {
    const others = [...(claims.get(key) ?? [])].filter(one => one !== ref);
    if (others.length === 0) continue;
    problems.set(ref, [
      ...(problems.get(ref) ?? []),
      found(others.sort().join(' and ')),
    ]);
  }
  return new Map(
    [...problems].map(([ref, found]) => [
      ref,
      sortFindings(found).map(({ problem }) => problem),
    ]),
  );
}
