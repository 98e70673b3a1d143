import type { Membership } from '../../catalog';
import {
  aMapping,
  anOnRequestLevel,
  aStandingLevel,
  editPolicy,
  terms,
  viewPolicy,
} from '../../reconcile/__testUtils__/FakeCatalog';

export const requester = 'user:default/ann';
export const decider = 'user:default/bob';

export const clusterArn =
  'arn:aws:eks:eu-west-1:111122223333:cluster/payments-dev';
export const standingRole = 'arn:aws:iam::111122223333:role/teams/payments';
export const grantedRole =
  'arn:aws:iam::111122223333:role/teams/payments-editor';

/** What the catalog declares: a standing level, and one on request. */
export const mapping = aMapping('payments', clusterArn, [
  aStandingLevel(standingRole, terms(viewPolicy, 'payments')),
  anOnRequestLevel(grantedRole, terms(editPolicy, 'payments')),
]);

/** What an approved grant must show in AWS, and nothing else. */
export const grantedPolicies = [
  {
    policyArn: editPolicy,
    scope: { type: 'namespace', namespaces: ['payments'] },
  },
];

const groups: ReadonlyMap<string, string> = new Map([
  [requester, mapping.groupRef],
  [decider, 'group:default/platform'],
]);

/** One who asks and one who decides. */
export const membership: Membership = {
  groupsOf: async ref => {
    const group = groups.get(ref);
    return known(new Set(group === undefined ? [] : [group]));
  },
  membersOf: async groupRef =>
    known(
      [...groups]
        .filter(([, group]) => group === groupRef)
        .map(([ref]) => ({ ref, title: ref })),
    ),
  userExists: async ref => known(groups.has(ref)),
};

function known<T>(value: T) {
  return { kind: 'known' as const, value, asOf: Date.now() };
}
