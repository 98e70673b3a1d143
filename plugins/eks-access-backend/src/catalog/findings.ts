import {
  fieldPath,
  shownValue,
  type MappingProblem,
  type MappingProblemCode,
} from '@eks-access/backstage-plugin-eks-access-common';
import type { CeilingViolation } from '../access';

/**
 * What a problem does to the mapping.
 *
 * `invalid`: the declaration does not count, the last good one stays. `narrows`: the part is left out, now, and the rest counts.
 * `flags`: nothing is left out.
 */
export type Effect = 'invalid' | 'narrows' | 'flags';

export interface Finding {
  readonly effect: Effect;
  readonly problem: MappingProblem;
}

/** Where in the spec, and what stands there. */
export interface Place {
  readonly path: readonly PropertyKey[];
  readonly value: unknown;
}

export function finding(
  effect: Effect,
  code: MappingProblemCode,
  { path, value }: Place,
  problem: string,
  fix: string,
): Finding {
  return {
    effect,
    problem: {
      code,
      field: fieldPath(path),
      value: shownValue(value),
      problem,
      fix,
    },
  };
}

/** The findings, each once, by field. */
export function sortFindings(findings: readonly Finding[]): Finding[] {
  const unique = new Map(
    findings.map(found => [
      `${found.problem.field}\n${found.problem.code}\n${found.problem.value}\n${found.problem.problem}`,
      found,
    ]),
  );
  return [...unique].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, one]) => one);
}

const CEILING_CODES: Record<
  CeilingViolation['code'],
  readonly [MappingProblemCode, Effect]
> = {
  'cluster-not-allowed': ['cluster-outside-ceiling', 'narrows'],
  'role-not-allowed': ['role-outside-ceiling', 'narrows'],
  'policy-not-allowed': ['policy-outside-ceiling', 'narrows'],
  'cluster-scope-not-allowed': ['scope-outside-ceiling', 'narrows'],
  'namespace-protected': ['namespace-protected', 'narrows'],
  'group-not-allowed': ['kubernetes-group-outside-ceiling', 'narrows'],
  'duration-too-long': ['duration-over-ceiling', 'narrows'],
  // These no ceiling can allow, so they are mistakes of the author and not a narrower ceiling.
  'namespace-pattern': ['namespace-wildcard', 'invalid'],
  'namespace-invalid': ['namespace-invalid', 'invalid'],
  'group-reserved': ['kubernetes-group-reserved', 'invalid'],
};

/** What the ceiling says, as findings on a field. */
export function ceilingFindings(
  place: Place,
  violations: readonly CeilingViolation[],
): Finding[] {
  return violations.map(({ code, message, fix }) => {
    const [problemCode, effect] = CEILING_CODES[code];
    return finding(effect, problemCode, place, message, fix);
  });
}
