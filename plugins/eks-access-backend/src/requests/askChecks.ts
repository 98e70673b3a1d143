import {
  isoDurationToMs,
  msToIsoDuration,
} from '@eks-access/backstage-plugin-eks-access-common';
import { normaliseTerms } from '../access';
import { whoCanAssume } from '../aws';
import type { LevelInForce, MappingInForce } from '../catalog';
import type { AskFacts } from './askFacts';
import type { ResolvedTerms } from './RequestStore';
import { refused, type Refused } from './types';

/** What of the app-config decides about asking. */
export interface AskPolicy {
  /** The permission framework is off and nobody said that this is wanted. */
  readonly permissionsOff: boolean;
  readonly minDurationMs: number;
  /** ARNs of clusters whose `aws-auth` a person has looked through. */
  readonly acknowledgedAwsAuthUnread: readonly string[];
}

/** Something that an ask must pass. Named after the case that it refuses. */
interface AskCheck {
  readonly name: string;
  readonly check: (facts: AskFacts, policy: AskPolicy) => Refused | undefined;
}

/**
 * All rules about whether a level can be asked for, in the order in which a person is told: what nobody can change first, own choices last.
 * They hold whatever the permission framework says (DESIGN rule 1).
 */
export const askChecks: readonly AskCheck[] = [
  {
    name: 'permissionsAreOff',
    check: (_, { permissionsOff }) =>
      permissionsOff ? refused('PERMISSIONS_OFF') : undefined,
  },
  {
    name: 'catalogIsNotGood',
    check: ({ catalog }) =>
      catalog.state === 'good' ? undefined : refused('CATALOG_UNAVAILABLE'),
  },
  {
    name: 'mappingIsNotInForce',
    check: ({ mapping }) =>
      mapping?.state === 'in-force'
        ? undefined
        : refused('MAPPING_NOT_IN_FORCE'),
  },
  {
    name: 'mappingIsForAnotherGroup',
    check: ({ ask, mapping }) =>
      !mapping || !ask.groupRef || mapping.groupRef === ask.groupRef
        ? undefined
        : refused('LEVEL_NOT_REQUESTABLE', [
            { field: 'group', problem: 'the mapping is for another group now' },
          ]),
  },
  {
    name: 'levelIsNotOnRequest',
    check: ({ level }) =>
      level?.mode === 'on-request'
        ? undefined
        : refused('LEVEL_NOT_REQUESTABLE', [
            {
              field: 'level',
              problem: 'is not an on-request level of the mapping',
            },
          ]),
  },
  {
    name: 'clusterIsNotOfTheMapping',
    check: ({ declared }) =>
      declared?.state === 'declared'
        ? undefined
        : refused('LEVEL_NOT_REQUESTABLE', [
            {
              field: 'clusterArn',
              problem: declared
                ? 'has no catalog entity of its own at the moment'
                : 'is not a cluster of the mapping',
            },
          ]),
  },
  { name: 'requesterIsNotInTheGroup', check: requesterIsNotInTheGroup },
  { name: 'clusterIsObservedOnly', check: clusterIsObservedOnly },
  { name: 'clusterIsUnknown', check: clusterIsUnknown },
  { name: 'clusterIsUnsupported', check: clusterIsUnsupported },
  {
    name: 'roleIsUnknown',
    check: ({ role }) =>
      role.kind === 'exists'
        ? undefined
        : refused('ROLE_UNKNOWN', [
            {
              field: 'role',
              problem:
                role.kind === 'gone'
                  ? 'IAM says that there is no such role'
                  : role.because,
            },
          ]),
  },
  { name: 'nobodyElseCouldDecide', check: nobodyElseCouldDecide },
  { name: 'durationIsNotAllowed', check: durationIsNotAllowed },
];

/** Every refusal, in the order of the checks; empty when it can be asked for. */
export function refusalsOf(
  facts: AskFacts,
  policy: AskPolicy,
): readonly Refused[] {
  return askChecks.flatMap(({ check }) => check(facts, policy) ?? []);
}

/** What would be decided, or undefined where too little is known to say. A duration must be given. */
export function resolveTerms(facts: AskFacts): ResolvedTerms | undefined {
  const { ask, level, cluster, role } = facts;
  if (
    !level ||
    ask.durationMs === undefined ||
    cluster.facts.kind === 'unknown' ||
    role.kind !== 'exists'
  ) {
    return undefined;
  }
  return {
    terms: {
      clusterArn: ask.clusterArn,
      clusterCreatedAt: cluster.facts.value.createdAt,
      principalArn: level.principalArn,
      roleId: role.roleId,
      ...normaliseTerms(level.terms),
      durationSeconds: Math.round(ask.durationMs / 1000),
    },
    whoCanAssume: whoCanAssume(role),
  };
}

/** Lengths that the form offers, where they fit. */
const PRESETS = ['PT15M', 'PT30M', 'PT1H', 'PT2H', 'PT4H', 'PT8H', 'P1D'];

/** Durations to choose from, shortest first, as milliseconds; the longest that is allowed is the last. */
export function durationsOf(
  mapping: MappingInForce,
  level: LevelInForce,
  policy: AskPolicy,
): readonly number[] {
  const longest = longestDurationMs(mapping, level);
  const presets = PRESETS.flatMap(preset => isoDurationToMs(preset) ?? []);
  return [
    ...presets.filter(ms => ms >= policy.minDurationMs && ms < longest),
    longest,
  ];
}

function longestDurationMs(
  mapping: MappingInForce,
  level: LevelInForce,
): number {
  return Math.min(
    level.maxDurationMs ?? mapping.ceiling.maxDurationMs,
    mapping.ceiling.maxDurationMs,
  );
}

function requesterIsNotInTheGroup(facts: AskFacts): Refused | undefined {
  const { mapping, requesterGroups } = facts;
  if (requesterGroups.kind === 'unknown') return refused('CATALOG_UNAVAILABLE');
  return mapping && requesterGroups.value.has(mapping.groupRef)
    ? undefined
    : refused('NOT_IN_GROUP');
}

function clusterIsObservedOnly({ cluster }: AskFacts): Refused | undefined {
  return cluster.mode === 'manage'
    ? undefined
    : refused('CLUSTER_OBSERVED_ONLY');
}

function clusterIsUnknown({ cluster }: AskFacts): Refused | undefined {
  const { facts } = cluster;
  if (facts.kind === 'unknown') {
    return refused('CLUSTER_UNKNOWN', [
      { field: 'clusterArn', problem: facts.because },
    ]);
  }
  const { status } = facts.value;
  // While it is made, deleted or broken, EKS refuses writes to its entries (RELIABILITY C17).
  return status === 'ACTIVE' || status === 'UPDATING'
    ? undefined
    : refused('CLUSTER_UNKNOWN', [
        { field: 'clusterArn', problem: `the cluster is ${status}` },
      ]);
}

function clusterIsUnsupported(
  { ask, cluster }: AskFacts,
  policy: AskPolicy,
): Refused | undefined {
  if (cluster.facts.kind === 'unknown') return undefined;
  switch (cluster.facts.value.authenticationMode) {
    case 'API':
      return undefined;
    case 'API_AND_CONFIG_MAP':
      // What aws-auth says of the role would stand no longer beside the first entry (DESIGN rule 13).
      return policy.acknowledgedAwsAuthUnread.includes(ask.clusterArn)
        ? undefined
        : refused('AWS_AUTH_UNREAD');
    default:
      return refused('CLUSTER_UNSUPPORTED');
  }
}

function nobodyElseCouldDecide({
  level,
  deciders,
}: AskFacts): Refused | undefined {
  if (!level || deciders.people.length > 0) return undefined;
  return refused(
    deciders.unreadGroups.length > 0
      ? 'CATALOG_UNAVAILABLE'
      : 'NO_ELIGIBLE_DECIDER',
  );
}

function durationIsNotAllowed(
  { ask, mapping, level }: AskFacts,
  policy: AskPolicy,
): Refused | undefined {
  if (ask.durationMs === undefined || !mapping || !level) return undefined;
  const longest = longestDurationMs(mapping, level);
  if (ask.durationMs >= policy.minDurationMs && ask.durationMs <= longest) {
    return undefined;
  }
  return refused('DURATION_NOT_ALLOWED', [
    {
      field: 'duration',
      problem: `from ${msToIsoDuration(
        policy.minDurationMs,
      )} to ${msToIsoDuration(longest)}`,
    },
  ]);
}
