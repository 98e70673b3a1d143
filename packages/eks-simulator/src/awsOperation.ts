import { z } from 'zod';
import { accept, refuse, type Outcome } from './refusals';
import type { Change, OperationContext, World } from './world';

/** One operation of a service, from the client's input to the answer on the wire; `write` tells whether it changes AWS. */
export interface AwsOperation<Answer = unknown> {
  readonly name: string;
  readonly write: boolean;
  execute(
    world: World,
    input: unknown,
    context: OperationContext,
  ): Outcome<Change<Answer>>;
}

interface Definition<Schema extends z.ZodType> {
  readonly name: string;
  readonly input: Schema;
  /** Which row refuses a badly formed input. */
  readonly malformed:
    | '1.0/malformed-input'
    | '1.3/tag-input'
    | '5.1/query-input';
}

function parseInput<Schema extends z.ZodType>(
  { name, input: schema, malformed }: Definition<Schema>,
  input: unknown,
): Outcome<z.output<Schema>> {
  const parsed = schema.safeParse(input);
  if (parsed.success) return accept(parsed.data);
  const [issue] = parsed.error.issues;
  if (issue.code === 'unrecognized_keys') {
    return refuse('simulator/unknown-member', {
      members: issue.keys.join(', '),
      operation: name,
    });
  }
  const problem = `${issue.path.join('.') || 'input'}: ${issue.message}`;
  return refuse(malformed, { problem });
}

/** An operation that leaves the world as it is. */
export function readOperation<Schema extends z.ZodType, Answer>(
  definition: Definition<Schema> & {
    answer(input: z.output<Schema>, context: OperationContext): Outcome<Answer>;
  },
): AwsOperation<Answer> {
  return {
    name: definition.name,
    write: false,
    execute(world, rawInput, context) {
      const input = parseInput(definition, rawInput);
      if (!input.ok) return input;
      const answer = definition.answer(input.value, context);
      return answer.ok ? accept({ world, answer: answer.value }) : answer;
    },
  };
}

/** An operation that changes the world; `answer` turns what it made into the wire's shape. */
export function changeOperation<Schema extends z.ZodType, Made, Answer>(
  definition: Definition<Schema> & {
    /** False for AssumeRole: a session changes nothing that anybody could have an interest in guarding. */
    readonly write: boolean;
    change(
      world: World,
      input: z.output<Schema>,
      context: OperationContext,
    ): Outcome<Change<Made>>;
    answer(made: Made, input: z.output<Schema>): Answer;
  },
): AwsOperation<Answer> {
  return {
    name: definition.name,
    write: definition.write,
    execute(world, rawInput, context) {
      const input = parseInput(definition, rawInput);
      if (!input.ok) return input;
      const change = definition.change(world, input.value, context);
      if (!change.ok) return change;
      return accept({
        world: change.value.world,
        answer: definition.answer(change.value.answer, input.value),
      });
    },
  };
}
