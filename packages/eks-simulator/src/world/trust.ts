import { z } from 'zod';
import type { Caller } from './context';

const oneOrMore = z.union([
  z.string().transform(text => [text]),
  z.array(z.string()),
]);

const statementSchema = z.object({
  Effect: z.enum(['Allow', 'Deny']),
  Action: oneOrMore,
  Principal: z
    .union([z.literal('*'), z.record(z.string(), oneOrMore)])
    .transform(principal => (principal === '*' ? { AWS: ['*'] } : principal)),
  Condition: z.record(z.string(), z.record(z.string(), oneOrMore)).default({}),
});

/** A trust policy as far as AssumeRole by an AWS principal depends on it. */
const trustPolicySchema = z.object({
  Version: z.string().optional(),
  Statement: z.union([
    statementSchema.transform(statement => [statement]),
    z.array(statementSchema),
  ]),
});

type Statement = z.infer<typeof statementSchema>;

function matchesPattern(pattern: string, text: string): boolean {
  const source = pattern
    .replace(/[\\^$.+()[\]{}|]/g, '\\$&')
    .replace(/\*/g, '.*')
    .replace(/\?/g, '.');
  return new RegExp(`^${source}$`, 's').test(text);
}

function namesCaller(principal: string, caller: Caller): boolean {
  return [
    '*',
    caller.accountId,
    `arn:${caller.partition}:iam::${caller.accountId}:root`,
    caller.principalArn,
    caller.arn,
  ].includes(principal);
}

// A condition that is not understood holds for a Deny and fails for an Allow: unknown denies.
function conditionsHold(
  statement: Statement,
  caller: Caller,
  externalId: string | undefined,
): boolean {
  const unknown = statement.Effect === 'Deny';
  const facts = new Map<string, string | undefined>([
    ['sts:externalid', externalId],
    ['aws:principalarn', caller.principalArn],
    ['aws:principalaccount', caller.accountId],
  ]);
  return Object.entries(statement.Condition).every(([operator, keys]) =>
    Object.entries(keys).every(([key, values]) => {
      const name = key.toLowerCase();
      if (!facts.has(name)) return unknown;
      const fact = facts.get(name);
      switch (operator) {
        case 'StringEquals':
        case 'ArnEquals':
          return fact !== undefined && values.includes(fact);
        case 'StringLike':
        case 'ArnLike':
          return (
            fact !== undefined &&
            values.some(value => matchesPattern(value, fact))
          );
        default:
          return unknown;
      }
    }),
  );
}

/**
 * Whether the trust policy lets the caller assume the role with this external id. An explicit Deny wins; a policy that
 * does not parse lets nobody in. What the caller's own identity policy says is not simulated: naming the account is
 * enough for each of its principals.
 */
export function trustAllows(
  trustPolicy: string,
  caller: Caller,
  externalId: string | undefined,
): boolean {
  const policy = parseTrustPolicy(trustPolicy);
  if (!policy) return false;
  const applying = policy.Statement.filter(
    statement =>
      statement.Action.some(action =>
        matchesPattern(action.toLowerCase(), 'sts:assumerole'),
      ) &&
      (statement.Principal.AWS ?? []).some(principal =>
        namesCaller(principal, caller),
      ) &&
      conditionsHold(statement, caller, externalId),
  );
  return (
    applying.some(({ Effect }) => Effect === 'Allow') &&
    !applying.some(({ Effect }) => Effect === 'Deny')
  );
}

/** The policy document, `undefined` when it is not one. */
export function parseTrustPolicy(
  text: string,
): z.infer<typeof trustPolicySchema> | undefined {
  try {
    const parsed = trustPolicySchema.safeParse(JSON.parse(text));
    return parsed.success ? parsed.data : undefined;
  } catch {
    return undefined;
  }
}
