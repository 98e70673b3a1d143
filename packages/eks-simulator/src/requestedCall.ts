import type { AwsOperation } from './awsOperation';
import { accept, type Outcome } from './refusals';
import type { Change, OperationContext, World } from './world';

/** The answer of a call, still without the id of the request. */
export type Render = (requestId: string) => Response;

/** A call that a protocol has read from a request: which operation, with which input, and how its answer is written. */
export interface RequestedCall {
  readonly operation: string;
  readonly write: boolean;
  readonly input: Readonly<Record<string, unknown>>;
  execute(world: World, context: OperationContext): Outcome<Change<Render>>;
}

/** Binds an operation to its input and to the protocol that writes its answer. */
export function requestedCall<Answer>(
  operation: AwsOperation<Answer>,
  input: Readonly<Record<string, unknown>>,
  write: (answer: Answer, requestId: string) => Response,
): RequestedCall {
  return {
    operation: operation.name,
    write: operation.write,
    input,
    execute(world, context) {
      const change = operation.execute(world, input, context);
      if (!change.ok) return change;
      const { answer } = change.value;
      return accept({
        world: change.value.world,
        answer: requestId => write(answer, requestId),
      });
    },
  };
}
