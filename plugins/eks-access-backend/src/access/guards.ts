import { parseRoleArn } from '@eks-access/backstage-plugin-eks-access-common';
import { isReservedGroup } from './ceiling';
import { isSettling } from './entryFacts';
import {
  entryIsForeign,
  isAskedFor,
  lastAdministratorWouldGo,
  outsideCeiling,
  PASS,
  refuse,
  roleIsUnknownOrReplaced,
  type GuardAnswer,
} from './guardChecks';
import { takesByCatalog, type GuardContext } from './guardContext';

export interface Guard {
  /** The case that it refuses. */
  readonly name: GuardName;
  readonly check: (context: GuardContext) => GuardAnswer;
}

export type GuardName =
  | 'principalIsProtected'
  | 'entryIsNotStandard'
  | 'principalIsOurOwnRole'
  | 'entryIsForeign'
  | 'entryIsMissing'
  | 'clusterIsObservedOnly'
  | 'clusterIsNotActive'
  | 'authenticationModeHasNoEntries'
  | 'awsAuthIsUnread'
  | 'roleIsUnknownOrReplaced'
  | 'nobodyAsksForIt'
  | 'outsideCeiling'
  | 'reservedKubernetesGroup'
  | 'lastAdministratorWouldGo'
  | 'removalBudgetExceeded'
  | 'unknownObservation';

/**
 * Every rule that stands between a plan and AWS, in the order in which they are asked; the first refusal stops a step. First whose object
 * it is, then whether the cluster may be changed, then whether the right may be given, then how much may go at once, then what is not
 * known. An end by time or by a person passes all that concern the cluster, the giving and the amount (DESIGN section 3, precedence).
 */
export const guards: readonly Guard[] = [
  {
    name: 'principalIsProtected',
    check: ({ step: { principalArn }, input }) =>
      includesArn(input.protectedPrincipals, principalArn) ||
      parseRoleArn(principalArn)?.path.startsWith('/aws-service-role/')
        ? refuse(
            `${principalArn} is a protected principal, which is never touched.`,
            'Change its entry outside of the portal, or take it from eksAccess.protectedPrincipals.',
          )
        : PASS,
  },
  {
    name: 'entryIsNotStandard',
    check: ({ step: { principalArn }, facts: { read } }) =>
      read.kind === 'known' && read.value && read.value.type !== 'STANDARD'
        ? refuse(
            `The entry of ${principalArn} is of type ${read.value.type}, which AWS keeps for nodes.`,
            'Name a role of its own in the mapping.',
          )
        : PASS,
  },
  {
    name: 'principalIsOurOwnRole',
    check: ({ step: { principalArn }, input }) =>
      includesArn(input.ownRoleArns, principalArn)
        ? refuse(
            `${principalArn} is the role that the portal itself acts as.`,
            'Name another role in the mapping.',
          )
        : PASS,
  },
  { name: 'entryIsForeign', check: entryIsForeign },
  {
    name: 'entryIsMissing',
    check: ({ step, facts: { read, managed }, input }) =>
      step.kind !== 'create-entry' &&
      read.kind === 'known' &&
      read.value === undefined &&
      // Just made: AWS may not show it yet.
      !(managed?.accessEntryArn && isSettling(managed, input.at))
        ? refuse(
            `${step.principalArn} has no entry that could be changed.`,
            'Nothing to do: the next look at the cluster plans anew.',
          )
        : PASS,
  },
  {
    name: 'clusterIsObservedOnly',
    check: ({ input, isEnd }) =>
      input.mode === 'observe' && !isEnd
        ? refuse(
            'The cluster is in mode observe: everything is read and nothing is changed.',
            'Have a member of the group that owns the cluster switch it to manage.',
          )
        : PASS,
  },
  {
    name: 'clusterIsNotActive',
    check: ({ input: { clusterStatus }, isEnd }) =>
      clusterStatus !== 'ACTIVE' && !isEnd
        ? refuse(
            `The cluster is not active: AWS says ${
              clusterStatus ?? 'nothing'
            }.`,
            'Wait until it is ACTIVE; it is tried again by itself.',
          )
        : PASS,
  },
  {
    name: 'authenticationModeHasNoEntries',
    check: ({ input: { authenticationMode }, isEnd }) =>
      authenticationMode !== 'API' &&
      authenticationMode !== 'API_AND_CONFIG_MAP' &&
      !isEnd
        ? refuse(
            `The authentication mode of the cluster is ${
              authenticationMode ?? 'unknown'
            }, which knows no access entries.`,
            'Have the platform team switch it to API_AND_CONFIG_MAP; this cannot be undone.',
          )
        : PASS,
  },
  {
    name: 'awsAuthIsUnread',
    check: ({ step, input: { authenticationMode, awsAuthAcknowledged } }) =>
      step.kind === 'create-entry' &&
      authenticationMode !== 'API' &&
      !awsAuthAcknowledged
        ? refuse(
            'The cluster also uses the aws-auth ConfigMap, which has not been read, so a first entry could change what the role may do.',
            'Add the cluster ARN to eksAccess.acknowledgedAwsAuthUnread once the platform team has checked aws-auth.',
          )
        : PASS,
  },
  { name: 'roleIsUnknownOrReplaced', check: roleIsUnknownOrReplaced },
  {
    name: 'nobodyAsksForIt',
    check: context =>
      context.gives && !isAskedFor(context)
        ? refuse(
            `No level and no grant that is live now asks for all that this would give to ${context.step.principalArn}.`,
            'Nothing to do: the next look at the cluster plans anew.',
          )
        : PASS,
  },
  { name: 'outsideCeiling', check: outsideCeiling },
  {
    name: 'reservedKubernetesGroup',
    check: ({ step }) => {
      if (step.kind !== 'create-entry') return PASS;
      const reserved = step.kubernetesGroups.filter(isReservedGroup);
      return reserved.length > 0
        ? refuse(
            `${reserved.join(', ')} is reserved by Kubernetes or EKS.`,
            'Use a Kubernetes group of your own in the mapping.',
          )
        : PASS;
    },
  },
  { name: 'lastAdministratorWouldGo', check: lastAdministratorWouldGo },
  {
    name: 'removalBudgetExceeded',
    check: ({ step, input, facts, entriesLosing }) =>
      takesByCatalog(step, input, facts) &&
      entriesLosing > input.removalBudget.max
        ? refuse(
            `The catalog would take access from ${entriesLosing} entries at once, and ${input.removalBudget.max} are allowed.`,
            'Look at what changed in the catalog; when it is meant, a person lets the removals go on.',
          )
        : PASS,
  },
  {
    name: 'unknownObservation',
    check: ({ step, facts: { read }, isEnd }) =>
      read.kind === 'unknown' && !(isEnd && step.kind !== 'delete-entry')
        ? refuse(
            `What stands on the cluster for ${step.principalArn} could not be read: ${read.because}.`,
            'Nothing to do: it is read again by itself.',
          )
        : PASS,
  },
];

function includesArn(arns: readonly string[], arn: string): boolean {
  const folded = arn.toLowerCase();
  return arns.some(one => one.toLowerCase() === folded);
}
