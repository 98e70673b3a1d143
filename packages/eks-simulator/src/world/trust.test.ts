import {
  account,
  otherAccount,
  roleArn,
  userArn,
} from '../__testUtils__/testWorld';
import type { Caller } from './context';
import { trustAllows } from './trust';

const user: Caller = {
  accountId: account,
  partition: 'aws',
  arn: userArn('portal'),
  principalArn: userArn('portal'),
  userId: 'AIDA',
  isSession: false,
};

const session: Caller = {
  accountId: account,
  partition: 'aws',
  arn: `arn:aws:sts::${account}:assumed-role/a/ana`,
  principalArn: roleArn('teams/a'),
  userId: 'AROA:ana',
  isSession: true,
};

function policy(...statements: object[]): string {
  return JSON.stringify({
    Version: '2012-10-17',
    Statement: statements.map(statement => ({
      Effect: 'Allow',
      Action: 'sts:AssumeRole',
      ...statement,
    })),
  });
}

describe('trustAllows is', () => {
  it.each([
    ['the user', userArn('portal')],
    ['the account', `arn:aws:iam::${account}:root`],
    ['the account id', account],
    ['anyone', '*'],
    ['several, one of them the user', [roleArn('x'), userArn('portal')]],
  ])('true where %s is named', (_, principal) => {
    expect(
      trustAllows(policy({ Principal: { AWS: principal } }), user, ''),
    ).toBe(true);
  });

  it('true for a session where its role, with the path, or the session is named', () => {
    for (const principal of [session.principalArn, session.arn]) {
      const text = policy({ Principal: { AWS: principal } });
      expect(trustAllows(text, session, undefined)).toBe(true);
    }
  });

  it('true where the external id is the one asked for', () => {
    const text = policy({
      Principal: { AWS: '*' },
      Condition: { StringEquals: { 'sts:ExternalId': ['one', 'two'] } },
    });
    expect(trustAllows(text, user, 'two')).toBe(true);
  });

  it('true where the principal is like the pattern', () => {
    const text = policy({
      Principal: '*',
      Action: 'sts:*',
      Condition: {
        ArnLike: { 'aws:PrincipalArn': `arn:aws:iam::*:role/teams/?` },
      },
    });
    expect(trustAllows(text, session, undefined)).toBe(true);
    expect(trustAllows(text, user, undefined)).toBe(false);
  });
});

describe('trustAllows is not', () => {
  it.each([
    ['another user', userArn('portal2')],
    ['another account', `arn:aws:iam::${otherAccount}:root`],
    ['the role without its path', roleArn('a')],
    ['nobody', []],
  ])('true where %s is named', (_, principal) => {
    const text = policy({ Principal: { AWS: principal } });
    expect(trustAllows(text, user, undefined)).toBe(false);
    expect(trustAllows(text, session, undefined)).toBe(false);
  });

  it.each([undefined, '', 'One', 'one '])(
    'true for the external id %j where "one" is asked for',
    externalId => {
      const text = policy({
        Principal: { AWS: '*' },
        Condition: { StringEquals: { 'sts:ExternalId': 'one' } },
      });
      expect(trustAllows(text, user, externalId)).toBe(false);
    },
  );

  it('true under a condition it does not understand', () => {
    const text = policy({
      Principal: { AWS: '*' },
      Condition: { Bool: { 'aws:MultiFactorAuthPresent': 'true' } },
    });
    expect(trustAllows(text, user, undefined)).toBe(false);
  });

  it('true where a Deny names the caller, nor where the Deny is not understood', () => {
    const allow = { Principal: { AWS: '*' } };
    const deny = { Effect: 'Deny', Principal: { AWS: userArn('portal') } };
    const unclear = {
      ...deny,
      Condition: { IpAddress: { 'aws:SourceIp': '10.0.0.0/8' } },
    };
    expect(trustAllows(policy(allow, deny), user, undefined)).toBe(false);
    expect(trustAllows(policy(allow, unclear), user, undefined)).toBe(false);
    expect(trustAllows(policy(allow, deny), session, undefined)).toBe(true);
  });

  it('true for another action, a service, or a text that is no policy', () => {
    const texts = [
      policy({ Action: 'sts:TagSession', Principal: { AWS: '*' } }),
      policy({ Principal: { Service: 'ec2.amazonaws.com' } }),
      '{',
      '{}',
      'null',
    ];
    for (const text of texts) {
      expect(trustAllows(text, user, undefined)).toBe(false);
    }
  });
});
