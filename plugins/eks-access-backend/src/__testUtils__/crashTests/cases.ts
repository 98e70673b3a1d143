import { executionPoints, type ExecutionPoint } from '../../reconcile';

/** Where the process is killed. */
export interface CrashPoint {
  readonly step: 'create-entry' | 'associate-policy' | 'delete-entry';
  readonly point: ExecutionPoint;
}

/** What is under way when it is. */
export type CrashPhase = 'grant' | 'end';

export interface CrashCase {
  readonly phase: CrashPhase;
  readonly crashPoint: CrashPoint;
}

const stepsOf = {
  grant: ['create-entry', 'associate-policy'],
  end: ['delete-entry'],
} as const satisfies Record<CrashPhase, readonly CrashPoint['step'][]>;

/** Every point around every AWS call of a grant and of its end. */
export const crashCases: readonly CrashCase[] = (
  ['grant', 'end'] as const
).flatMap(phase =>
  stepsOf[phase].flatMap(step =>
    executionPoints.map(point => ({ phase, crashPoint: { step, point } })),
  ),
);

export function nameOf({ phase, crashPoint }: CrashCase): string {
  return `${phase}: ${crashPoint.point} of ${crashPoint.step}`;
}
