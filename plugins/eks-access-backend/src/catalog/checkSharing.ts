import type { MappingSpec } from '@eks-access/backstage-plugin-eks-access-common';
import { finding, type Finding } from './findings';

/** The role of a level, and where the spec says so. */
export function roleOfLevel(
  spec: MappingSpec,
  name: string,
): { readonly path: readonly PropertyKey[]; readonly value: string } {
  const own = spec.levels[name]?.iamRole;
  return own === undefined
    ? { path: ['iamRole'], value: spec.iamRole }
    : { path: ['levels', name, 'iamRole'], value: own };
}

/**
 * Levels on one role: whoever holds one of them holds all that the role carries, so each must say that it shares; and they must name the
 * same Kubernetes groups, because the groups of an entry are fixed when it is made.
 */
export function checkSharing(spec: MappingSpec): Finding[] {
  const byRole = new Map<string, string[]>();
  for (const name of Object.keys(spec.levels).sort()) {
    const role = roleOfLevel(spec, name).value;
    byRole.set(role, [...(byRole.get(role) ?? []), name]);
  }
  return [...byRole].flatMap(([role, names]) =>
    names.length < 2
      ? []
      : [
          ...names.flatMap(name => withoutConsent(spec, role, name, names)),
          ...names.slice(1).flatMap(name => otherGroups(spec, name, names[0])),
        ],
  );
}

function withoutConsent(
  spec: MappingSpec,
  role: string,
  name: string,
  names: readonly string[],
): Finding[] {
  const level = spec.levels[name];
  if (level.sharesRole === true) return [];
  const others = names.filter(other => other !== name).join(', ');
  return [
    finding(
      'invalid',
      'role-shared-without-consent',
      { path: ['levels', name, 'sharesRole'], value: level.sharesRole },
      `The role ${role} is also the one of ${others}: whoever can assume it has all of them at once.`,
      'Give the level an iamRole of its own, or write sharesRole: true on each of these levels.',
    ),
  ];
}

function otherGroups(
  spec: MappingSpec,
  name: string,
  first: string,
): Finding[] {
  const groups = (of: string) =>
    [...new Set(spec.levels[of].kubernetesGroups ?? [])].sort();
  return JSON.stringify(groups(name)) === JSON.stringify(groups(first))
    ? []
    : [
        finding(
          'invalid',
          'kubernetes-groups-differ',
          {
            path: ['levels', name, 'kubernetesGroups'],
            value: spec.levels[name].kubernetesGroups,
          },
          `The levels ${first} and ${name} are on one role and name different Kubernetes groups.`,
          'Name the same groups in both, or give the level an iamRole of its own.',
        ),
      ];
}
