import { z } from 'zod';
import type { TrustCondition, TrustPrincipal, TrustStatement } from './types';

/** IAM takes a single value wherever it takes a list. */
const oneOrMany = <Schema extends z.ZodType>(schema: Schema) =>
  z.union([schema.transform(one => [one]), z.array(schema)]);

const text = z.union([z.string(), z.number(), z.boolean()]).transform(String);

const principal = z.union([
  z.literal('*'),
  z.record(z.string(), oneOrMany(text)),
]);

// Not strict: members that say nothing about who may assume the role (Sid, and what AWS may add) do not make a policy unreadable.
const statement = z.object({
  Effect: z.enum(['Allow', 'Deny']),
  Principal: principal.optional(),
  NotPrincipal: principal.optional(),
  Action: oneOrMany(text).optional(),
  NotAction: oneOrMany(text).optional(),
  Condition: z
    .record(z.string(), z.record(z.string(), oneOrMany(text)))
    .optional(),
});

const document = z.object({ Statement: oneOrMany(statement) });

/** Actions by which someone becomes the role; `sts:TagSession` and the like alone let nobody in. */
const assumingActions: readonly string[] = [
  'sts:assumerole',
  'sts:assumerolewithsaml',
  'sts:assumerolewithwebidentity',
];

/**
 * Reads a trust policy; undefined for anything that is not one, since half of a trust policy would tell of fewer people than can assume
 * the role. Statements about other actions than assuming the role are left out.
 */
export function parseTrust(
  policy: unknown,
): readonly TrustStatement[] | undefined {
  const parsed = document.safeParse(policy);
  if (!parsed.success) return undefined;
  const statements: TrustStatement[] = [];
  for (const one of parsed.data.Statement) {
    const named = one.Principal ?? one.NotPrincipal;
    if (named === undefined) return undefined;
    if (!isAboutAssuming(one.Action, one.NotAction)) continue;
    statements.push({
      effect: one.Effect,
      principals: principalsOf(named),
      exceptPrincipals: one.Principal === undefined,
      conditions: conditionsOf(one.Condition ?? {}),
    });
  }
  return statements;
}

/** As {@link parseTrust}, from the percent-encoded JSON that IAM answers with. */
export function parseTrustDocument(
  encoded: string,
): readonly TrustStatement[] | undefined {
  try {
    return parseTrust(JSON.parse(decodeURIComponent(encoded)));
  } catch {
    // Neither JSON nor percent-encoding: then there is nothing to say about who may assume the role.
    return undefined;
  }
}

function isAboutAssuming(
  actions: readonly string[] | undefined,
  notActions: readonly string[] | undefined,
): boolean {
  // A pattern (sts:*, sts:Assume*) or an exception is taken for assuming: naming someone too many is the safe mistake.
  if (actions === undefined) return notActions !== undefined;
  return actions.some(action => {
    const lower = action.toLowerCase();
    return lower.includes('*') || assumingActions.includes(lower);
  });
}

function principalsOf(
  named: '*' | Record<string, string[]>,
): readonly TrustPrincipal[] {
  if (named === '*') return [{ kind: 'anyone' }];
  return Object.entries(named).flatMap(([type, values]) =>
    values.map(value => principalOf(type, value)),
  );
}

function principalOf(type: string, value: string): TrustPrincipal {
  switch (type) {
    case 'AWS': {
      if (value === '*') return { kind: 'anyone' };
      const account = /^(?:arn:[a-z-]+:iam::)?(\d{12})(?::root)?$/.exec(
        value,
      )?.[1];
      return account === undefined
        ? { kind: 'aws', value }
        : { kind: 'account', accountId: account };
    }
    case 'Federated':
      return { kind: 'federated', value };
    case 'Service':
      return { kind: 'service', value };
    default:
      return { kind: 'other', type, value };
  }
}

function conditionsOf(
  condition: Record<string, Record<string, string[]>>,
): readonly TrustCondition[] {
  return Object.entries(condition).flatMap(([operator, keys]) =>
    Object.entries(keys).map(([key, values]) => ({ operator, key, values })),
  );
}
