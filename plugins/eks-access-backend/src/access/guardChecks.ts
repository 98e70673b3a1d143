import { accessPolicyName } from '@eks-access/backstage-plugin-eks-access-common';
import { checkAgainstCeiling } from './ceiling';
import { hasForeignParts, isDead } from './entryFacts';
import { standingScope, type GuardContext } from './guardContext';
import { isLive, isOrphaned } from './intents';
import { scopeOf } from './needs';
import { resolveOwnership } from './ownership';
import { scopeCovers, unionScopes } from './scope';
import { narrowTerms } from './terms';
import type { ObservedEntry } from './types';
import type { PrincipalFacts } from './world';

/** What a guard answers: nothing to say, or why the step may not be taken and what to do about it, one sentence each. */
export type GuardAnswer =
  | { readonly kind: 'pass' }
  | {
      readonly kind: 'refused';
      readonly message: string;
      readonly next: string;
    };

export const PASS: GuardAnswer = { kind: 'pass' };

export function refuse(message: string, next: string): GuardAnswer {
  return { kind: 'refused', message, next };
}

/** Ours is what our row records, part by part; everything else stays as it is (DESIGN section 3, rule 6). */
export function entryIsForeign({
  step,
  facts: { read, managed },
  input,
  gives,
}: GuardContext): GuardAnswer {
  const foreign = refuse(
    `The entry of ${step.principalArn} is not ours, so it stays as it is.`,
    'Whoever manages it decides; or name another role in the mapping.',
  );
  const part = 'policyArn' in step ? step.policyArn : undefined;
  const ours =
    part !== undefined && managed
      ? scopeOf({ policies: managed.parts }, part)
      : undefined;
  if (read.kind === 'unknown') {
    // What cannot be read is ours as far as our row says so, part by part.
    return step.kind === 'create-entry' ||
      step.kind === 'delete-entry' ||
      (managed?.accessEntryArn !== undefined && ours !== undefined)
      ? PASS
      : foreign;
  }
  if (read.value === undefined) return PASS;
  switch (resolveOwnership(managed, read.value, input.ownTags)) {
    case 'absent':
    case 'claimable':
    case 'foreign':
      return foreign;
    case 'ours-tag-lost':
      if (gives) {
        return refuse(
          `Somebody changed our tags on the entry of ${step.principalArn}, so nothing is added to it.`,
          'Find out who changed them, and put them back.',
        );
      }
      break;
    case 'ours':
      break;
  }
  if (step.kind === 'create-entry') return foreign;
  const foreignPart =
    step.kind === 'delete-entry'
      ? managed !== undefined && hasForeignParts(managed, read.value)
      : part !== undefined &&
        ours === undefined &&
        scopeOf(read.value, part) !== undefined;
  return foreignPart
    ? refuse(
        `Somebody else put a part on the entry of ${step.principalArn}, and it stays as it is.`,
        'Whoever put it there decides.',
      )
    : PASS;
}

/** Nothing is given to a role that is not known to be the one that was decided about (rule 12). */
export function roleIsUnknownOrReplaced({
  step: { principalArn, ...step },
  facts: { role, read },
  asking,
  gives,
}: GuardContext): GuardAnswer {
  if (!gives) return PASS;
  switch (role.kind) {
    case 'unknown':
      return refuse(
        `The role ${principalArn} could not be read: ${role.because}.`,
        'Nothing to do: it is read again by itself.',
      );
    case 'gone':
      return refuse(
        `The role ${principalArn} does not exist.`,
        'Have the owner of the mapping make the role or name another one.',
      );
    case 'exists':
      if (
        asking.some(({ roleId }) => roleId !== role.roleId) ||
        (step.kind === 'create-entry' && step.roleId !== role.roleId)
      ) {
        return refuse(
          `The role ${principalArn} was made again after this was decided, so it may belong to others now.`,
          'Have the owner of the mapping confirm the new role.',
        );
      }
      return read.kind === 'known' && read.value && isDead(read.value, role)
        ? refuse(
            `The role ${principalArn} was made again after its entry, so the entry gives nothing.`,
            'Have the owner of the mapping confirm the new role.',
          )
        : PASS;
  }
}

/** True when all that the step gives is in the terms of live intents, as they are allowed now. */
export function isAskedFor({
  step,
  facts,
  asking,
  input,
}: GuardContext): boolean {
  const live = asking.filter(
    intent =>
      isLive(intent, input.at) &&
      !isOrphaned(intent, input.cluster) &&
      !input.withheld?.has(intent.id),
  );
  const terms = live.map(intent => narrowTerms(intent.terms, intent.allowed));
  if (step.kind === 'create-entry') {
    return (
      live.length > 0 &&
      step.kubernetesGroups.every(group =>
        terms.some(({ kubernetesGroups }) => kubernetesGroups.includes(group)),
      )
    );
  }
  if (step.kind !== 'associate-policy') return true;
  const asked = terms.flatMap(one => scopeOf(one, step.policyArn) ?? []);
  const stands = standingScope(facts, step.policyArn);
  const reach = [...asked, ...(stands ? [stands] : [])];
  return asked.length > 0 && scopeCovers(reach.reduce(unionScopes), step.scope);
}

/** Rule 4, asked again right before the effect: the ceiling may have changed since the decision. */
export function outsideCeiling({
  step,
  asking,
  gives,
  input: { ceilings, cluster, at },
}: GuardContext): GuardAnswer {
  if (!gives) return PASS;
  for (const { mappingRef, endsAt } of asking) {
    const ceiling = ceilings.get(mappingRef);
    if (!ceiling) {
      return refuse(
        `Nothing says at the moment what ${mappingRef} may open at most.`,
        'See what the page of the mapping says is wrong.',
      );
    }
    const [violation] = checkAgainstCeiling(
      {
        clusterArn: cluster.arn,
        principalArn: step.principalArn,
        terms: {
          policies: step.kind === 'associate-policy' ? [step] : [],
          kubernetesGroups:
            step.kind === 'create-entry' ? step.kubernetesGroups : [],
        },
        ...(endsAt !== undefined && { durationMs: endsAt - at }),
      },
      ceiling,
    );
    if (violation) return refuse(violation.message, violation.fix);
  }
  return PASS;
}

/** Counts only living administrators that are not ours, so it never stops an end of ours (DESIGN section 3, precedence). */
export function lastAdministratorWouldGo({
  step,
  facts,
  factsOf,
  input,
}: GuardContext): GuardAnswer {
  const isTaken =
    step.kind === 'delete-entry' ||
    (step.kind === 'disassociate-policy' && isAdministrator(step.policyArn)) ||
    (step.kind === 'associate-policy' &&
      isAdministrator(step.policyArn) &&
      step.scope.type !== 'cluster');
  if (!isTaken || !foreignAdministrator(facts)) return PASS;
  const others =
    input.observed.kind === 'known'
      ? input.observed.value.filter(({ principalArn }) => {
          if (principalArn === step.principalArn) return false;
          const other = factsOf(principalArn);
          const entry = foreignAdministrator(other);
          return (
            entry && other.role.kind === 'exists' && !isDead(entry, other.role)
          );
        })
      : [];
  return others.length > 0
    ? PASS
    : refuse(
        `${step.principalArn} is the last administrator of the cluster that is known to live and is not ours.`,
        'Make sure first that somebody else administers the cluster.',
      );
}

/** The entry, where it administers the whole cluster through a part that is not ours. */
function foreignAdministrator({
  read,
  managed,
}: PrincipalFacts): ObservedEntry | undefined {
  if (read.kind === 'unknown' || read.value === undefined) return undefined;
  const entry = read.value;
  const isOurs = (policyArn: string) =>
    managed?.accessEntryArn === entry.accessEntryArn &&
    scopeOf({ policies: managed.parts }, policyArn) !== undefined;
  return entry.policies.some(
    ({ policyArn, scope }) =>
      isAdministrator(policyArn) &&
      scope.type === 'cluster' &&
      !isOurs(policyArn),
  )
    ? entry
    : undefined;
}

function isAdministrator(policyArn: string): boolean {
  return accessPolicyName(policyArn) === 'AmazonEKSClusterAdminPolicy';
}
