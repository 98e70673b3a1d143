import type { PlanInput, PlanStep } from '../plan';
import { planCluster } from '../planCluster';
import { NOW, aRow, anEntry, anIntent, planInput, reads } from './builders';

/** The plan in short: steps as words, remarks as codes. */
export function planned(change: Partial<PlanInput>) {
  const { steps, remarks, closable, forget } = planCluster(planInput(change));
  return {
    steps: steps.map(inShort),
    remarks: remarks.map(({ code }) => code),
    closable,
    forget: forget.map(({ policyArn, recordAs }) => [policyArn, recordAs]),
  };
}

export function inShort(step: PlanStep): string {
  const what =
    'policyArn' in step ? ` ${step.policyArn.split('/AmazonEKS')[1]}` : '';
  const where =
    step.kind === 'associate-policy'
      ? ` ${step.scope.type === 'cluster' ? 'cluster' : step.scope.namespaces}`
      : '';
  return `${step.purpose}: ${step.kind}${what}${where} for ${step.intents}`;
}

/** The level view, standing on namespace a. */
export const standing = anIntent();
/** Our entry, as the level view asks for it. */
export const ours = { managed: [aRow()], observed: reads(anEntry()) };
export const givenBack = { kind: 'given-back', at: NOW } as const;
export const declarationEnded = { kind: 'declaration-ended', at: NOW } as const;
