import type { Ids } from './ids';
import type { World } from './schema';

/** The IAM identity behind a call's signature. */
export interface Caller {
  readonly accountId: string;
  readonly partition: string;
  /** As GetCallerIdentity gives it: a user ARN, or the ARN of a role's session. */
  readonly arn: string;
  /** ARN of the role or user behind the call, with its path: what trust policies name. */
  readonly principalArn: string;
  /** `AIDA...`, or `AROA...:session`. */
  readonly userId: string;
  readonly isSession: boolean;
}

/** What an operation may look at beside the world and its input. */
export interface OperationContext {
  readonly caller: Caller;
  readonly region: string;
  /** Milliseconds since the epoch. */
  readonly now: number;
  readonly ids: Ids;
  /**
   * The world as reads see it, older than the world by the visibility delay. Writes look here where AWS itself resolves
   * something through an eventually consistent read (E3, E4), and nowhere else.
   */
  readonly visible: World;
  /** How long a change of the authentication mode takes. */
  readonly clusterUpdateMs: number;
}

/** What a write makes: the world after it, and the answer. */
export interface Change<T> {
  readonly world: World;
  readonly answer: T;
}
