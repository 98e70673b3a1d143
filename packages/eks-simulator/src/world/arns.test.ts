import fc from 'fast-check';
import {
  formatAccessEntryArn,
  formatPrincipalArn,
  formatSessionArn,
  isServiceLinkedRole,
  parsePrincipalArn,
} from './arns';

const name = fc.stringMatching(/^[\w+=,.@-]{1,20}$/);
const principal = fc.record({
  partition: fc.constantFrom('aws', 'aws-cn', 'aws-us-gov'),
  accountId: fc.stringMatching(/^\d{12}$/),
  kind: fc.constantFrom('role' as const, 'user' as const),
  path: fc
    .array(fc.stringMatching(/^[a-z.-]{1,8}$/), { maxLength: 3 })
    .map(parts => `/${parts.map(part => `${part}/`).join('')}`),
  name,
});

describe('parsePrincipalArn', () => {
  it('keeps the whole path and the case of the name', () => {
    expect(
      parsePrincipalArn(
        'arn:aws:iam::111122223333:role/aws-reserved/sso.amazonaws.com/eu-west-1/AWSReservedSSO_Admin_0123456789abcdef',
      ),
    ).toEqual({
      partition: 'aws',
      accountId: '111122223333',
      kind: 'role',
      path: '/aws-reserved/sso.amazonaws.com/eu-west-1/',
      name: 'AWSReservedSSO_Admin_0123456789abcdef',
    });
  });

  it('reads back what formatPrincipalArn wrote', () => {
    fc.assert(
      fc.property(principal, parts => {
        expect(parsePrincipalArn(formatPrincipalArn(parts))).toEqual(parts);
      }),
    );
  });

  it.each([
    'arn:aws:sts::111122223333:assumed-role/a/session',
    'arn:aws:iam::111122223333:group/a',
    'arn:aws:iam::111122223333:root',
    'arn:aws:iam::111122223333:role/',
    'arn:aws:iam::111122223333:role/a ',
    ' arn:aws:iam::111122223333:role/a',
    'arn:aws:iam::111122223333:role/a\n',
    'arn:aws:iam::111122223333:Role/a',
    'arn:aws:iam::1111:role/a',
    'arn:aws:iam:eu-west-1:111122223333:role/a',
    'role/a',
    '',
  ])('knows no principal in %j', text => {
    expect(parsePrincipalArn(text)).toBeUndefined();
  });

  it('answers for any text', () => {
    fc.assert(
      fc.property(fc.string(), text => {
        expect(() => parsePrincipalArn(text)).not.toThrow();
      }),
    );
  });
});

describe('isServiceLinkedRole', () => {
  it.each([
    [
      'role/aws-service-role/eks.amazonaws.com/AWSServiceRoleForAmazonEKS',
      true,
    ],
    ['role/my-aws-service-role/x/a', false],
    ['user/aws-service-role/a', false],
    ['role/a', false],
  ])('of %s is %s', (resource, expected) => {
    const parsed = parsePrincipalArn(`arn:aws:iam::111122223333:${resource}`);
    expect(parsed && isServiceLinkedRole(parsed)).toBe(expected);
  });
});

describe('ARNs made from a role', () => {
  const role = {
    partition: 'aws',
    accountId: '444455556666',
    kind: 'role' as const,
    path: '/teams/',
    name: 'shop',
  };

  it('lose the path in a session ARN', () => {
    expect(formatSessionArn(role, 'ana')).toBe(
      'arn:aws:sts::444455556666:assumed-role/shop/ana',
    );
  });

  it('lose the path in an entry ARN, which has the account of the cluster and that of the role', () => {
    const cluster = {
      partition: 'aws',
      region: 'eu-west-1',
      accountId: '111122223333',
      name: 'Shop_Legacy',
    };
    expect(formatAccessEntryArn(cluster, role, 'some-uuid')).toBe(
      'arn:aws:eks:eu-west-1:111122223333:access-entry/Shop_Legacy/role/444455556666/shop/some-uuid',
    );
  });
});
