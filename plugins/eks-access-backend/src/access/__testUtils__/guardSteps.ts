import { checkPlan } from '../checkPlan';
import type { GuardInput } from '../guardContext';
import type { GuardName } from '../guards';
import type {
  AssociatePolicyStep,
  CreateEntryStep,
  DeleteEntryStep,
  DisassociatePolicyStep,
  Plan,
  PlanStep,
} from '../plan';
import {
  EDIT,
  NOW,
  TEAM,
  VIEW,
  aGrant,
  aRow,
  anEntry,
  anIntent,
  guardInput,
  namespaces,
  reads,
  roleIdOf,
} from './builders';

/** Each step is one that passes in the world it is used in, until the test changes the one thing that its guard refuses. */
export const create: CreateEntryStep = {
  kind: 'create-entry',
  principalArn: TEAM,
  roleId: roleIdOf(TEAM),
  kubernetesGroups: [],
  purpose: 'grant',
  intents: ['standing'],
};
export const associate: AssociatePolicyStep = {
  kind: 'associate-policy',
  principalArn: TEAM,
  policyArn: EDIT,
  scope: namespaces('a'),
  recordAs: namespaces('a'),
  purpose: 'grant',
  intents: ['grant'],
};
export const end: DisassociatePolicyStep = {
  kind: 'disassociate-policy',
  principalArn: TEAM,
  policyArn: VIEW,
  purpose: 'end',
  intents: ['ended'],
};
export const endAll: DeleteEntryStep = {
  kind: 'delete-entry',
  principalArn: TEAM,
  purpose: 'end',
  intents: ['ended'],
};
export const removal: DeleteEntryStep = {
  kind: 'delete-entry',
  principalArn: TEAM,
  purpose: 'removal',
  intents: ['withdrawn'],
};

export const ended = anIntent({
  id: 'ended',
  end: { kind: 'given-back', at: NOW },
});
export const withdrawn = anIntent({
  id: 'withdrawn',
  end: { kind: 'declaration-ended', at: NOW },
});
export const intents = [anIntent(), aGrant(), ended, withdrawn];

/** A cluster on which everything may be done: no entry yet, or ours. */
export const withoutEntry = (change: Partial<GuardInput> = {}) =>
  guardInput({ intents, ...change });
export const withEntry = (change: Partial<GuardInput> = {}) =>
  guardInput({
    intents,
    managed: [aRow()],
    observed: reads(anEntry()),
    ...change,
  });

export function planOf(...steps: readonly PlanStep[]): Plan {
  return { steps, remarks: [], closable: [], forget: [], hash: 'hash' };
}

export function refusedBy(
  step: PlanStep,
  input: GuardInput,
): readonly GuardName[] {
  return checkPlan(planOf(step), input).refused.map(({ guard }) => guard);
}

export const all: readonly [string, PlanStep, typeof withEntry][] = [
  ['create', create, withoutEntry],
  ['associate', associate, withEntry],
  ['end', end, withEntry],
  ['end of all', endAll, withEntry],
  ['removal', removal, withEntry],
];
export const ends = all.filter(([, step]) => step.purpose === 'end');
export const others = all.filter(([, step]) => step.purpose !== 'end');
export const giving = all.filter(([, step]) => step.purpose === 'grant');
export const taking = all.filter(([, step]) => step.purpose !== 'grant');
