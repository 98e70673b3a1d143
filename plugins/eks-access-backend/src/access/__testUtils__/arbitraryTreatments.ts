import fc from 'fast-check';
import {
  GROUPS,
  PRINCIPALS,
  SECOND_MAPPING,
  mostly,
  oneOf,
} from './arbitraryIntents';
import { MAPPING, aCeiling } from './builders';

/** How a cluster may be treated; everything is allowed in most worlds, so that guards and plan are seen together. */
export const treatments = fc.record({
  mode: mostly(
    fc.constant('manage' as const),
    fc.constant('observe' as const),
    4,
  ),
  authenticationMode: mostly<string | undefined>(
    fc.constant('API'),
    oneOf('API_AND_CONFIG_MAP', 'CONFIG_MAP', undefined),
    4,
  ),
  clusterStatus: mostly<string | undefined>(
    fc.constant('ACTIVE'),
    oneOf('UPDATING', 'FAILED', undefined),
    6,
  ),
  awsAuthAcknowledged: fc.boolean(),
  protectedPrincipals: mostly(
    fc.constant<string[]>([]),
    fc
      .subarray(PRINCIPALS, { minLength: 1 })
      .map(arns => arns.map(arn => arn.toUpperCase())),
    4,
  ),
  ownRoleArns: mostly(
    fc.constant<string[]>([]),
    fc.constant<string[]>([PRINCIPALS[0]]),
  ),
  ceilings: fc
    .array(
      fc.record({
        policies: mostly(
          fc.constant<string[]>([
            'AmazonEKSViewPolicy',
            'AmazonEKSEditPolicy',
            'AmazonEKSClusterAdminPolicy',
          ]),
          fc.constant<string[]>(['AmazonEKSViewPolicy']),
          2,
        ),
        scope: oneOf('namespace' as const, 'cluster' as const),
        protectedNamespaces: mostly(
          fc.constant<string[]>([]),
          fc.constant<string[]>(['b*']),
          2,
        ),
        kubernetesGroups: mostly(
          fc.constant(GROUPS),
          fc.constant<string[]>(['readers']),
        ),
      }),
      { minLength: 1, maxLength: 2 },
    )
    .map(
      changes =>
        new Map(
          changes.map((change, at) => [
            [MAPPING, SECOND_MAPPING][at],
            aCeiling(change),
          ]),
        ),
    ),
  removalBudget: oneOf({ max: 0 }, { max: 1 }, { max: 5 }),
});
