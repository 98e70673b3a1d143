import type { TrustCondition, TrustPrincipal, TrustStatement } from './types';

/** A line of "who can assume this role": the principal, what that means, and the conditions under which it holds. */
export interface TrustLine {
  readonly principal: string;
  readonly meaning: string;
  readonly conditions: readonly string[];
}

/**
 * Says in words who can assume a role. One line for each principal of each statement, in their order; those of `Deny` statements say who
 * cannot. No line means that nobody can.
 */
export function describeTrust(
  statements: readonly TrustStatement[],
): readonly TrustLine[] {
  return statements.flatMap(statement => {
    const conditions = statement.conditions.map(describeCondition);
    if (statement.exceptPrincipals) {
      const names = statement.principals.map(nameOf).join(', ');
      return [
        {
          principal: `everyone but ${names}`,
          meaning: worded(statement, `everyone in AWS except ${names}`),
          conditions,
        },
      ];
    }
    return statement.principals.map(principal => ({
      principal: nameOf(principal),
      meaning: worded(
        statement,
        meaningOf(principal, statement.conditions.length > 0),
      ),
      conditions,
    }));
  });
}

function worded(statement: TrustStatement, who: string): string {
  return statement.effect === 'Deny'
    ? `not, even if another line says so: ${who}`
    : who;
}

function nameOf(principal: TrustPrincipal): string {
  switch (principal.kind) {
    case 'anyone':
      return '*';
    case 'account':
      return `account ${principal.accountId}`;
    case 'aws':
    case 'federated':
    case 'service':
      return principal.value;
    case 'other':
      return `${principal.type} ${principal.value}`;
    default:
      return unknownKind(principal);
  }
}

function meaningOf(principal: TrustPrincipal, conditional: boolean): string {
  switch (principal.kind) {
    case 'anyone':
      return conditional
        ? 'anyone in AWS who meets the conditions'
        : 'anyone in AWS, in any account';
    case 'account':
      return `every user and role of account ${principal.accountId} whose own IAM policy allows it`;
    case 'aws':
      return meaningOfAwsPrincipal(principal.value);
    case 'federated':
      return meaningOfProvider(principal.value);
    case 'service':
      return `the AWS service ${principal.value}, for what runs in it`;
    case 'other':
      return `a principal of a kind that is not known here (${principal.type})`;
    default:
      return unknownKind(principal);
  }
}

function meaningOfAwsPrincipal(value: string): string {
  const permissionSet =
    /:role\/aws-reserved\/sso\.amazonaws\.com\/(?:[a-z0-9-]+\/)?AWSReservedSSO_(.+)_[0-9a-f]{16}$/.exec(
      value,
    )?.[1];
  if (permissionSet !== undefined) {
    return `people assigned to permission set ${permissionSet} in Identity Center (the assignments are not visible here)`;
  }
  const [, type, name] =
    /^arn:[a-z-]+:(?:iam|sts)::\d{12}:(role|user|assumed-role|federated-user)\/(.+)$/.exec(
      value,
    ) ?? [];
  switch (type) {
    case 'role':
      return `everyone who can assume role ${name}`;
    case 'user':
      return `the IAM user ${name}`;
    case 'assumed-role':
      return `the session ${name} of a role`;
    case 'federated-user':
      return `the federated user ${name}`;
    default:
      return /^A(?:RO|ID)A[A-Z0-9]{6,}$/.test(value)
        ? 'a role or user that has been deleted'
        : 'a principal of a form that is not known here';
  }
}

function meaningOfProvider(value: string): string {
  const [, type, name] =
    /:(saml-provider|oidc-provider)\/(.+)$/.exec(value) ?? [];
  switch (type) {
    case 'saml-provider':
      return `people whom the SAML provider ${name} sends (who they are is not visible here)`;
    case 'oidc-provider':
      return `identities of the OpenID Connect provider ${name} that meet the conditions`;
    default:
      return `identities of ${value} that meet the conditions`;
  }
}

/** Operators in words; one that is missing here is shown as it is written. */
const operatorWords: Readonly<Record<string, string>> = {
  StringEquals: 'is',
  StringEqualsIgnoreCase: 'is (in any case of letters)',
  StringNotEquals: 'is not',
  StringLike: 'matches',
  StringNotLike: 'does not match',
  ArnEquals: 'matches',
  ArnLike: 'matches',
  ArnNotEquals: 'does not match',
  ArnNotLike: 'does not match',
  Bool: 'is',
  IpAddress: 'is within',
  NotIpAddress: 'is not within',
  NumericEquals: 'is',
  NumericLessThan: 'is less than',
  NumericLessThanEquals: 'is at most',
  NumericGreaterThan: 'is more than',
  NumericGreaterThanEquals: 'is at least',
  DateLessThan: 'is before',
  DateGreaterThan: 'is after',
};

/** Condition keys in words, by their lower-case form: IAM compares keys without regard to case. */
const keyWords: Readonly<Record<string, string>> = {
  'sts:externalid': 'the external id',
  'sts:rolesessionname': 'the session name',
  'aws:multifactorauthpresent': 'multi-factor authentication',
  'aws:multifactorauthage': 'seconds since multi-factor authentication',
  'aws:principalarn': 'the ARN of the caller',
  'aws:principalaccount': 'the account of the caller',
  'aws:principalorgid': 'the organization of the caller',
  'aws:sourceip': 'the IP address',
  'aws:sourceaccount': 'the account of the resource',
  'aws:sourcearn': 'the ARN of the resource',
  'aws:currenttime': 'the time',
};

function describeCondition(condition: TrustCondition): string {
  const { key, values } = condition;
  const [, set, base, ifExists] =
    /^(?:(ForAllValues|ForAnyValue):)?(.+?)(IfExists)?$/.exec(
      condition.operator,
    ) ?? [];
  const name = wordFor(keyWords, key.toLowerCase()) ?? key;
  const suffix = ifExists ? ', where it is present' : '';
  if (base === 'Null') {
    return `${name} is ${values.includes('true') ? 'absent' : 'present'}`;
  }
  const operator = (base && wordFor(operatorWords, base)) ?? base;
  const quantity =
    (set === 'ForAllValues' && 'every value of ') ||
    (set === 'ForAnyValue' && 'some value of ') ||
    '';
  return `${quantity}${name} ${operator} ${values.join(' or ')}${suffix}`;
}

function wordFor(
  words: Readonly<Record<string, string>>,
  key: string,
): string | undefined {
  return Object.hasOwn(words, key) ? words[key] : undefined;
}

function unknownKind(kind: never): never {
  throw new Error(`unknown kind of principal: ${JSON.stringify(kind)}`);
}
