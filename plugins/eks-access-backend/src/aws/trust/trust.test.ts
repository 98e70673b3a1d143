import fc from 'fast-check';
import { describeTrust, parseTrust, parseTrustDocument, whoCanAssume } from '.';

/** The lines of a policy with one Allow statement on the principal given. */
function linesOf(principal: unknown, over: object = {}) {
  const trust = parseTrust({
    Version: '2012-10-17',
    Statement: {
      Effect: 'Allow',
      Principal: principal,
      Action: 'sts:AssumeRole',
      ...over,
    },
  });
  return trust && describeTrust(trust);
}

describe('describeTrust', () => {
  it.each<[string, unknown, string, string]>([
    [
      'a whole account',
      { AWS: 'arn:aws:iam::111122223333:root' },
      'account 111122223333',
      'every user and role of account 111122223333 whose own IAM policy allows it',
    ],
    [
      'a whole account by its id',
      { AWS: '111122223333' },
      'account 111122223333',
      'every user and role of account 111122223333 whose own IAM policy allows it',
    ],
    ['everyone', '*', '*', 'anyone in AWS, in any account'],
    [
      'everyone, as a value',
      { AWS: '*' },
      '*',
      'anyone in AWS, in any account',
    ],
    [
      'a role',
      { AWS: 'arn:aws:iam::111122223333:role/teams/payments' },
      'arn:aws:iam::111122223333:role/teams/payments',
      'everyone who can assume role teams/payments',
    ],
    [
      'a permission set',
      {
        AWS: 'arn:aws:iam::111122223333:role/aws-reserved/sso.amazonaws.com/eu-west-1/AWSReservedSSO_Payments_Dev_1f2e3d4c5b6a7980',
      },
      'arn:aws:iam::111122223333:role/aws-reserved/sso.amazonaws.com/eu-west-1/AWSReservedSSO_Payments_Dev_1f2e3d4c5b6a7980',
      'people assigned to permission set Payments_Dev in Identity Center (the assignments are not visible here)',
    ],
    [
      'a permission set of Identity Center in us-east-1',
      {
        AWS: 'arn:aws:iam::111122223333:role/aws-reserved/sso.amazonaws.com/AWSReservedSSO_Dev_1f2e3d4c5b6a7980',
      },
      'arn:aws:iam::111122223333:role/aws-reserved/sso.amazonaws.com/AWSReservedSSO_Dev_1f2e3d4c5b6a7980',
      'people assigned to permission set Dev in Identity Center (the assignments are not visible here)',
    ],
    [
      'a user',
      { AWS: 'arn:aws:iam::111122223333:user/alice' },
      'arn:aws:iam::111122223333:user/alice',
      'the IAM user alice',
    ],
    [
      'a role that was deleted',
      { AWS: 'AROAEXAMPLEID1234567' },
      'AROAEXAMPLEID1234567',
      'a role or user that has been deleted',
    ],
    [
      'a SAML provider',
      { Federated: 'arn:aws:iam::111122223333:saml-provider/Okta' },
      'arn:aws:iam::111122223333:saml-provider/Okta',
      'people whom the SAML provider Okta sends (who they are is not visible here)',
    ],
    [
      'an OpenID Connect provider',
      {
        Federated:
          'arn:aws:iam::111122223333:oidc-provider/token.actions.githubusercontent.com',
      },
      'arn:aws:iam::111122223333:oidc-provider/token.actions.githubusercontent.com',
      'identities of the OpenID Connect provider token.actions.githubusercontent.com that meet the conditions',
    ],
    [
      'a service',
      { Service: 'ec2.amazonaws.com' },
      'ec2.amazonaws.com',
      'the AWS service ec2.amazonaws.com, for what runs in it',
    ],
  ])('says who %s is', (_case, principal, name, meaning) => {
    expect(linesOf(principal)).toEqual([
      { principal: name, meaning, conditions: [] },
    ]);
  });

  it('says the conditions in words', () => {
    const lines = linesOf(
      { AWS: '*' },
      {
        Condition: {
          StringEquals: { 'sts:ExternalId': ['a', 'b'] },
          Bool: { 'aws:MultiFactorAuthPresent': 'true' },
          'ForAnyValue:StringLike': { 'aws:PrincipalOrgPaths': 'o-1/*' },
          StringNotEqualsIfExists: { 'aws:PrincipalAccount': '1' },
          Null: { 'aws:SourceIp': 'false' },
        },
      },
    );
    expect(lines).toEqual([
      {
        principal: '*',
        meaning: 'anyone in AWS who meets the conditions',
        conditions: [
          'the external id is a or b',
          'multi-factor authentication is true',
          'some value of aws:PrincipalOrgPaths matches o-1/*',
          'the account of the caller is not 1, where it is present',
          'the IP address is present',
        ],
      },
    ]);
  });

  it('tells of those whom a Deny statement keeps out', () => {
    expect(
      linesOf(
        { AWS: 'arn:aws:iam::111122223333:user/mallory' },
        { Effect: 'Deny' },
      ),
    ).toMatchObject([
      { meaning: 'not, even if another line says so: the IAM user mallory' },
    ]);
  });

  it('tells of everyone but those whom NotPrincipal names', () => {
    expect(
      linesOf(undefined, {
        NotPrincipal: { AWS: 'arn:aws:iam::111122223333:user/mallory' },
      }),
    ).toMatchObject([
      {
        meaning:
          'everyone in AWS except arn:aws:iam::111122223333:user/mallory',
      },
    ]);
  });

  it('leaves out statements that let nobody in', () => {
    expect(
      linesOf(
        { AWS: '*' },
        { Action: ['sts:TagSession', 'sts:SetSourceIdentity'] },
      ),
    ).toEqual([]);
  });

  it.each(['sts:*', '*', 'sts:Assume*', 'STS:assumeRoleWithSAML'])(
    'counts the action %s as letting in',
    Action => {
      expect(linesOf({ AWS: '*' }, { Action })).toHaveLength(1);
    },
  );
});

describe('parseTrust', () => {
  it.each<[string, unknown]>([
    ['no policy', 'no'],
    ['a statement without a principal', { Statement: { Effect: 'Allow' } }],
    [
      'an effect that does not exist',
      { Statement: { Effect: 'Maybe', Principal: '*' } },
    ],
  ])('understands nothing of %s', (_case, policy) => {
    expect(parseTrust(policy)).toBeUndefined();
  });

  it('never throws, whatever the JSON, and what it understands can be said', () => {
    const key = fc.oneof(
      fc.constantFrom('AWS', 'Federated', 'Service', '__proto__', 'toString'),
      fc.string(),
    );
    const values = fc.oneof(fc.string(), fc.array(fc.string()), fc.jsonValue());
    const policy = fc.oneof(
      fc.jsonValue(),
      fc.record({
        Statement: fc.oneof(
          fc.jsonValue(),
          fc.array(
            fc.record(
              {
                Effect: fc.constantFrom('Allow', 'Deny', 'allow'),
                Principal: fc.oneof(
                  fc.constant('*'),
                  fc.dictionary(key, values),
                  fc.jsonValue(),
                ),
                NotPrincipal: fc.dictionary(key, values),
                Action: values,
                Condition: fc.dictionary(
                  fc.oneof(fc.constant('constructor'), fc.string()),
                  fc.dictionary(key, values),
                ),
              },
              { requiredKeys: ['Effect'] },
            ),
          ),
        ),
      }),
    );
    fc.assert(
      fc.property(policy, document => {
        const trust = parseTrust(document);
        for (const line of trust ? describeTrust(trust) : []) {
          expect(line.meaning).not.toMatch(/undefined|\[object/);
        }
      }),
      { numRuns: 2000 },
    );
  });
});

describe('parseTrustDocument', () => {
  it('reads the percent-encoded text of IAM', () => {
    const text = encodeURIComponent(
      JSON.stringify({
        Statement: [
          { Effect: 'Allow', Principal: '*', Action: 'sts:AssumeRole' },
        ],
      }),
    );
    expect(parseTrustDocument(text)).toHaveLength(1);
  });

  it('never throws for any text', () => {
    expect(parseTrustDocument('%E0%A4%A')).toBeUndefined();
    fc.assert(
      fc.property(fc.string(), text => {
        parseTrustDocument(text);
      }),
    );
  });
});

describe('whoCanAssume', () => {
  const exists = {
    kind: 'exists',
    roleId: 'AROA1',
    createdAt: 1,
    asOf: 1_800_000_000_000,
  } as const;

  it('tells since when the lines are known', () => {
    expect(whoCanAssume({ ...exists, trust: [] })).toEqual({
      state: 'known',
      asOf: '2027-01-15T08:00:00.000Z',
      lines: [],
    });
  });

  it.each([
    ['a role that was not read', undefined, 'has not been read yet'],
    ['a trust policy that is not understood', exists, 'is not understood'],
    ['a role that is gone', { kind: 'gone', asOf: 1 } as const, 'no such role'],
    [
      'a role that could not be read',
      { kind: 'unknown', because: 'IAM refused.' } as const,
      'IAM refused.',
    ],
  ])('is unknown for %s', (_case, role, because) => {
    expect(whoCanAssume(role)).toEqual({
      state: 'unknown',
      because: expect.stringContaining(because),
    });
  });
});
