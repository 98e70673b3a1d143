import fc from 'fast-check';
import {
  accessPolicyArn,
  accessPolicyName,
  formatClusterArn,
  formatRoleArn,
  parseClusterArn,
  parseRoleArn,
} from './arn';

const partition = fc.constantFrom('aws', 'aws-cn', 'aws-us-gov');
const accountId = fc.stringMatching(/^\d{12}$/);
const pathSegment = fc.stringMatching(/^[A-Za-z0-9._-]{1,12}$/);

describe('parseRoleArn', () => {
  it('gives back what formatRoleArn was given', () => {
    fc.assert(
      fc.property(
        partition,
        accountId,
        fc.array(pathSegment, { maxLength: 4 }),
        fc.stringMatching(/^[A-Za-z0-9+=,.@_-]{1,64}$/),
        (p, account, segments, name) => {
          const role = {
            partition: p,
            accountId: account,
            path: segments.length ? `/${segments.join('/')}/` : '/',
            name,
          };
          expect(parseRoleArn(formatRoleArn(role))).toEqual(role);
        },
      ),
    );
  });

  it('never reads a text that it would spell in another way', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc
            .array(
              fc.constantFrom(
                'arn:aws:iam::',
                '111122223333',
                ':role/',
                '/',
                'x',
                ' ',
                '%2F',
                ':',
                '\n',
              ),
            )
            .map(parts => parts.join('')),
        ),
        text => {
          const role = parseRoleArn(text);
          expect(role === undefined || formatRoleArn(role) === text).toBe(true);
        },
      ),
      { numRuns: 2000 },
    );
  });

  it.each([
    ['an IAM user', 'arn:aws:iam::111122223333:user/anna'],
    ['an STS session', 'arn:aws:sts::111122223333:assumed-role/payments/anna'],
    ['an IAM group', 'arn:aws:iam::111122223333:group/payments'],
    ['the account root', 'arn:aws:iam::111122223333:root'],
    ['a short account id', 'arn:aws:iam::11112222333:role/payments'],
    ['a trailing space', 'arn:aws:iam::111122223333:role/payments '],
    ['a trailing line break', 'arn:aws:iam::111122223333:role/payments\n'],
    ['an empty path segment', 'arn:aws:iam::111122223333:role//payments'],
    ['a missing name', 'arn:aws:iam::111122223333:role/teams/'],
  ])('does not read %s', (_, text) => {
    expect(parseRoleArn(text)).toBeUndefined();
  });
});

describe('parseClusterArn', () => {
  it('keeps the name exactly as EKS spells it', () => {
    const text = 'arn:aws:eks:us-east-1:444455556666:cluster/Shop_Legacy';
    const arn = parseClusterArn(text);
    expect(arn).toEqual({
      partition: 'aws',
      region: 'us-east-1',
      accountId: '444455556666',
      name: 'Shop_Legacy',
    });
    expect(arn && formatClusterArn(arn)).toBe(text);
  });

  it.each([
    'arn:aws:eks:us-east-1:444455556666:cluster/a/b',
    'arn:aws:eks:us-east-1:444455556666:nodegroup/a',
    'arn:aws:eks::444455556666:cluster/a',
    'arn:aws:eks:us-east-1:444455556666:cluster/',
    ' arn:aws:eks:us-east-1:444455556666:cluster/a',
  ])('does not read %s', text => {
    expect(parseClusterArn(text)).toBeUndefined();
  });

  it.each(['us-gov-west-1', 'cn-north-1', 'ap-southeast-2', 'eu-west-1'])(
    'reads Region %s',
    region => {
      expect(
        parseClusterArn(`arn:aws:eks:${region}:444455556666:cluster/a`)?.region,
      ).toBe(region);
    },
  );
});

describe('accessPolicyName', () => {
  it('is the name that accessPolicyArn was given', () => {
    expect(
      accessPolicyName(accessPolicyArn('aws-cn', 'AmazonEKSViewPolicy')),
    ).toBe('AmazonEKSViewPolicy');
  });

  it('is undefined for an IAM policy', () => {
    expect(
      accessPolicyName('arn:aws:iam::aws:policy/AdministratorAccess'),
    ).toBeUndefined();
  });
});
