import {
  accessPolicyName,
  parseRoleArn,
  type AccessScope,
} from '@eks-access/backstage-plugin-eks-access-common';
import type { PlanRemark, PlanStep } from './plan';

/** Looks up the words for ids; answers the id itself where there is no better name. */
export interface Names {
  /** Such as "level view of Payments on EKS" or "Ana's grant of level edit". */
  intent(id: string): string;
}

/** A step in words. */
export interface StepDescription {
  readonly sentence: string;
  /** The intents that ask for it, or whose end it is, in words. */
  readonly because: readonly string[];
}

/** A remark in words: what is, and one next step where there is one. */
export interface RemarkDescription {
  readonly sentence: string;
  readonly next?: string;
}

/** What the step does, in one sentence that fits "would" and "is about to" alike. */
export function describeStep(step: PlanStep, names: Names): StepDescription {
  return {
    sentence: stepSentence(step),
    because: step.intents.map(id => names.intent(id)),
  };
}

function stepSentence(step: PlanStep): string {
  const role = roleName(step.principalArn);
  switch (step.kind) {
    case 'create-entry':
      return step.kubernetesGroups.length > 0
        ? `Make an access entry for ${role} with ${groupWords(
            step.kubernetesGroups,
          )}.`
        : `Make an access entry for ${role}.`;
    case 'associate-policy': {
      const policy = policyWords(step.policyArn);
      const where = scopeWords(step.scope);
      return step.purpose === 'grant'
        ? `Give ${role} ${policy} ${where}.`
        : `Leave ${role} ${policy} only ${where}.`;
    }
    case 'disassociate-policy':
      return `Take ${policyWords(step.policyArn)} from ${role}.`;
    case 'delete-entry':
      return `Remove the access entry of ${role} with all that it gives.`;
  }
}

/** What is left alone and why, and what a person can do about it. */
export function describeRemark(
  remark: PlanRemark,
  names: Names,
): RemarkDescription {
  const role = remark.principalArn
    ? roleName(remark.principalArn)
    : 'the cluster';
  const asked =
    remark.intents.length > 0
      ? remark.intents.map(id => names.intent(id)).join(', ')
      : 'what is asked for';
  switch (remark.code) {
    case 'entry-gives-it-already':
      return {
        sentence: `The entry of ${role} already gives ${asked}: provided by ${
          remark.details.tool ?? 'somebody else'
        }, so nothing is written.`,
      };
    case 'foreign-part-gives-it-already':
      return {
        sentence: `Somebody else already put ${policyWords(
          remark.details.policyArn,
        )} on our entry of ${role}, which gives ${asked}; nothing is written.`,
      };
    case 'foreign-policy-on-our-entry':
      return {
        sentence: `Somebody else put ${policyWords(
          remark.details.policyArn,
        )} ${scopeWords(remark.details.scope)} on our entry of ${role}.`,
        next: 'Ask whoever did whether it is meant; the portal never takes it away.',
      };
    case 'foreign-group-on-our-entry':
      return {
        sentence: `Somebody else put ${groupWords(
          remark.details.kubernetesGroups,
        )} on our entry of ${role}.`,
        next: 'Ask whoever did whether it is meant; the portal never takes it away.',
      };
    case 'entry-is-not-standard':
      return {
        sentence: `The entry of ${role} is of type ${remark.details.type}, which AWS keeps for nodes, so it is never touched.`,
        next: 'Name a role of its own in the mapping.',
      };
    case 'entry-missing':
      return {
        sentence: `Our entry of ${role} was removed outside of the portal, so ${asked} does not stand.`,
        next: 'Find out whether somebody cut the access on purpose; it is not given again by itself.',
      };
    case 'entry-replaced':
      return {
        sentence: `Our entry of ${role} was removed outside of the portal and made again by ${
          remark.details.tool ?? 'somebody else'
        }.`,
        next: 'Find out who made it; the portal does not touch it any more.',
      };
    case 'policy-missing':
      return {
        sentence: `${policyWords(
          remark.details.policyArn,
        )} was taken from ${role} outside of the portal.`,
        next: 'Find out whether somebody cut the access on purpose; it is not given again by itself.',
      };
    case 'scope-changed':
      return {
        sentence: `${policyWords(
          remark.details.policyArn,
        )} of ${role} was changed outside of the portal: given ${scopeWords(
          remark.details.wrote,
        )}, stands ${scopeWords(remark.details.shows)}.`,
        next: 'Find out who changed it and why; nothing is added to it until it is as it was.',
      };
    case 'group-missing':
      return {
        sentence: `${capital(
          groupWords(remark.details.kubernetesGroups),
        )} was taken from the entry of ${role} outside of the portal.`,
        next: 'Find out whether somebody cut the access on purpose; it is not given again by itself.',
      };
    case 'tag-lost':
      return {
        sentence: `Our tags on the entry of ${role} were changed, so nothing is added to it; what ends is still taken away.`,
        next: 'Find out who changed the tags, and put them back.',
      };
    case 'foreign-entry-does-not-give-it':
      return {
        sentence: `${
          remark.details.tool ?? 'Somebody else'
        } keeps an entry of ${role} that does not give ${asked}, and the portal does not change it.`,
        next: `Give it there, or name a role without an entry in the mapping.`,
      };
    case 'foreign-part-does-not-give-it':
      return {
        sentence: `Somebody else put ${policyWords(
          remark.details.policyArn,
        )} ${scopeWords(
          remark.details.shows,
        )} on our entry of ${role}, where ${asked} asks for it ${scopeWords(
          remark.details.asks,
        )}.`,
        next: 'Have whoever put it there take it away or widen it.',
      };
    case 'groups-are-fixed':
      return {
        sentence: `The entry of ${role} was made without ${groupWords(
          remark.details.kubernetesGroups,
        )}, and groups are fixed when an entry is made.`,
        next: 'Use a role of its own for the level with these groups.',
      };
    case 'groups-cannot-go-alone':
      return {
        sentence: `The entry of ${role} still carries ${groupWords(
          remark.details.kubernetesGroups,
        )}, which nobody asks for any more; groups go only with the whole entry.`,
        next: 'End the other access of this role, or use a role of its own for the level with these groups.',
      };
    case 'role-gone':
      return {
        sentence: `The role ${role} does not exist in IAM, so nothing new is given to it.`,
        next: 'Have the owner of the mapping make the role or name another one.',
      };
    case 'role-replaced':
      return {
        sentence: `The role ${role} was made again under its old name and may belong to others now, so ${asked} is suspended.`,
        next: 'Have the owner of the mapping confirm the new role.',
      };
    case 'cluster-replaced':
      return {
        sentence: `The cluster was made again under its old name, so ${asked} is over.`,
        next: 'Ask again for the new cluster.',
      };
    case 'entries-unread':
      return {
        sentence: `The access entries of the cluster could not be read: ${remark.details.because}.`,
        next: 'Nothing to do: it is tried again. Until then nothing is given, and only what is due ends.',
      };
    case 'entry-unread':
      return {
        sentence: `The entry of ${role} could not be read: ${remark.details.because}.`,
        next: 'Nothing to do: it is tried again. Until then nothing is given, and only what is due ends.',
      };
    case 'role-unread':
      return {
        sentence: `The role ${role} could not be read: ${remark.details.because}.`,
        next: 'Nothing to do: it is tried again. Until then nothing new is given to it.',
      };
    case 'not-yet-visible':
      return {
        sentence: `AWS does not show yet what was just written for ${role}.`,
        next: 'Nothing to do: this takes a minute at most.',
      };
    case 'create-unanswered':
      return {
        sentence: `An entry of ${role} carries our tags, and the answer to its making was lost.`,
        next: 'Nothing to do: it is taken up as ours, and the rest follows.',
      };
    case 'not-confirmed':
      return {
        sentence: `It could not be confirmed that ${asked} may still be given.`,
        next: 'Nothing to do: it is asked again, or goes back to whoever decides.',
      };
    case 'role-is-younger-than-entry':
      return {
        sentence: `The entry of ${role} is dead: the role was made again on ${instantWords(
          remark.details.roleCreatedAt,
        )}, after the entry, and EKS does not know the new one.`,
        next: 'Have the owner of the mapping confirm the new role; the entry then has to be made again.',
      };
  }
}

function roleName(principalArn: string): string {
  return parseRoleArn(principalArn)?.name ?? principalArn;
}

function policyWords(policyArn: string): string {
  return accessPolicyName(policyArn) ?? policyArn;
}

function scopeWords(scope: AccessScope): string {
  if (scope.type === 'cluster') return 'on the whole cluster';
  return scope.namespaces.length === 1
    ? `in namespace ${scope.namespaces[0]}`
    : `in namespaces ${scope.namespaces.join(', ')}`;
}

function groupWords(kubernetesGroups: readonly string[]): string {
  return kubernetesGroups.length === 1
    ? `Kubernetes group ${kubernetesGroups[0]}`
    : `Kubernetes groups ${kubernetesGroups.join(', ')}`;
}

function instantWords(at: number): string {
  return new Date(at).toISOString();
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
