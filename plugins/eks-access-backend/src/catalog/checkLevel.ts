import {
  canonicalMappingRef,
  isoDurationToMs,
  type MappingLevel,
} from '@eks-access/backstage-plugin-eks-access-common';
import { checkAgainstCeiling, normaliseTerms, termsAreEmpty } from '../access';
import { checkPolicy, type PolicyContext } from './checkPolicies';
import type { CheckedRole } from './checkRole';
import { ceilingFindings, finding, type Finding } from './findings';
import type { LevelInForce } from './types';

export interface LevelContext extends PolicyContext {
  readonly namespace: string;
  readonly groups: ReadonlySet<string>;
}

/** One level, narrowed to the ceiling; no level where nothing of it is left or its role is not to be had. */
export function checkLevel(
  name: string,
  level: MappingLevel,
  role: CheckedRole,
  context: LevelContext,
): { readonly findings: readonly Finding[]; readonly level?: LevelInForce } {
  const path = ['levels', name];
  const policies = (level.accessPolicies ?? []).map((policy, at) =>
    checkPolicy(
      [...path, 'accessPolicies', at],
      policy,
      role.partition,
      context,
    ),
  );
  const groups = checkGroups(path, level, context);
  const timing = checkTiming(path, level, context);
  const findings = [
    ...checkGivesSomething(path, level),
    ...policies.flatMap(policy => policy.findings),
    ...groups,
    ...timing.findings,
  ];
  const terms = normaliseTerms({
    policies: policies.flatMap(({ term }) => term ?? []),
    kubernetesGroups: level.kubernetesGroups ?? [],
  });
  if (
    role.principalArn === undefined ||
    // The groups of an entry are fixed when it is made, so a level with a group too many cannot be given in part.
    groups.length > 0 ||
    termsAreEmpty(terms) ||
    !timing.complete
  ) {
    return { findings };
  }
  return {
    findings,
    level: {
      name,
      title: level.title ?? name,
      ...(level.description && { description: level.description }),
      mode: level.mode,
      principalArn: role.principalArn,
      terms,
      ...(timing.maxDurationMs && { maxDurationMs: timing.maxDurationMs }),
      deciderGroups: timing.deciderGroups,
      sharesRole: level.sharesRole === true,
    },
  };
}

function checkGivesSomething(
  path: readonly PropertyKey[],
  level: MappingLevel,
): Finding[] {
  return (level.accessPolicies ?? []).length === 0 &&
    (level.kubernetesGroups ?? []).length === 0
    ? [
        finding(
          'invalid',
          'level-grants-nothing',
          { path, value: undefined },
          'The level names no access policy and no Kubernetes group, so it gives nothing.',
          'Add accessPolicies, or take the level out.',
        ),
      ]
    : [];
}

function checkGroups(
  path: readonly PropertyKey[],
  level: MappingLevel,
  { ceiling }: LevelContext,
): Finding[] {
  return (level.kubernetesGroups ?? []).flatMap((group, at) =>
    ceilingFindings(
      { path: [...path, 'kubernetesGroups', at], value: group },
      checkAgainstCeiling(
        { terms: { policies: [], kubernetesGroups: [group] } },
        ceiling,
      ),
    ),
  );
}

interface Timing {
  readonly findings: readonly Finding[];
  readonly complete: boolean;
  readonly maxDurationMs?: number;
  readonly deciderGroups: readonly string[];
}

function checkTiming(
  path: readonly PropertyKey[],
  level: MappingLevel,
  context: LevelContext,
): Timing {
  const duration = { path: [...path, 'maxDuration'], value: level.maxDuration };
  const approval = { path: [...path, 'approval'], value: level.approval };
  if (level.mode === 'standing') {
    // Silently ignored, either would look like a limit that does not hold.
    return {
      findings: [duration, approval]
        .filter(({ value }) => value !== undefined)
        .map(place =>
          finding(
            'invalid',
            'shape-invalid',
            place,
            'A standing level is always there: it has no end and nobody is asked.',
            'Take it out, or make the level on-request.',
          ),
        ),
      complete: true,
      deciderGroups: [],
    };
  }
  const maxDurationMs = isoDurationToMs(level.maxDuration ?? '');
  const deciders = checkDeciders(path, level, context);
  const findings = [
    ...(maxDurationMs === undefined
      ? [
          finding(
            'invalid',
            'duration-missing',
            duration,
            'It is not said how long the level may be asked for.',
            'Write the longest time, as in maxDuration: PT8H.',
          ),
        ]
      : ceilingFindings(
          duration,
          checkAgainstCeiling({ durationMs: maxDurationMs }, context.ceiling),
        )),
    ...(deciders.refs.length === 0
      ? [
          finding(
            'invalid',
            'approval-missing',
            approval,
            'It is not said who decides.',
            'Name a group, as in approval: { steps: [{ by: [group:default/platform] }] }.',
          ),
        ]
      : []),
    ...deciders.findings,
  ];
  return {
    findings,
    complete: maxDurationMs !== undefined && deciders.refs.length > 0,
    maxDurationMs:
      maxDurationMs && Math.min(maxDurationMs, context.ceiling.maxDurationMs),
    deciderGroups: deciders.refs,
  };
}

function checkDeciders(
  path: readonly PropertyKey[],
  level: MappingLevel,
  { namespace, groups }: LevelContext,
): { readonly findings: readonly Finding[]; readonly refs: readonly string[] } {
  const findings: Finding[] = [];
  const refs = new Set<string>();
  (level.approval?.steps ?? []).forEach((step, stepAt) =>
    step.by.forEach((text, at) => {
      const ref = canonicalMappingRef('decider', text, namespace);
      if (ref) refs.add(ref);
      if (ref && groups.has(ref)) return;
      findings.push(
        finding(
          'invalid',
          'decider-group-unknown',
          {
            path: [...path, 'approval', 'steps', stepAt, 'by', at],
            value: text,
          },
          'The catalog has no such group.',
          'Write the reference of a group as its page shows it, such as group:default/platform.',
        ),
      );
    }),
  );
  return { findings, refs: [...refs].sort() };
}
