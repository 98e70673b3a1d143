import {
  account,
  refusalOf,
  roleArn,
  userArn,
} from '../__testUtils__/testWorld';
import { parsePrincipalArn } from './arns';
import {
  accessEntryTypes,
  checkAssociation,
  checkGroups,
  checkPrincipal,
  checkTakesPolicies,
  checkType,
  checkUsername,
  defaultUsername,
  serviceGroups,
  type AccessEntryType,
} from './entryRules';
import { accessPolicyNames, formatPolicyArn } from './policies';

const cluster = { accountId: account, partition: 'aws' };

describe('checkType', () => {
  it.each(accessEntryTypes)('takes %s', type => {
    expect(checkType(type)).toEqual({ ok: true, value: type });
  });

  it.each(['standard', 'EC2_Linux', 'STANDARD ', 'KUBERNETES', ''])(
    'refuses %j [E9]',
    type => {
      expect(refusalOf(checkType(type)).row).toBe('E9');
    },
  );
});

describe('checkPrincipal', () => {
  const nodeTypes = accessEntryTypes.filter(type => type !== 'STANDARD');

  it.each([
    roleArn('teams/a'),
    userArn('ana'),
    roleArn('far', '444455556666'),
    roleArn(
      'aws-reserved/sso.amazonaws.com/eu-west-1/AWSReservedSSO_Dev_0123456789abcdef',
    ),
  ])('takes %s for a STANDARD entry', arn => {
    expect(checkPrincipal(arn, 'STANDARD', cluster).ok).toBe(true);
  });

  it.each([
    `arn:aws:sts::${account}:assumed-role/a/ana`,
    `arn:aws:iam::${account}:group/admins`,
    `arn:aws:iam::${account}:root`,
    `arn:aws-cn:iam::${account}:role/a`,
    'a',
  ])('refuses %s as a principal [E3]', arn => {
    expect(refusalOf(checkPrincipal(arn, 'STANDARD', cluster)).row).toBe('E3');
  });

  it.each(accessEntryTypes)(
    'refuses a service-linked role for type %s [E7]',
    type => {
      const arn = roleArn('aws-service-role/eks.amazonaws.com/AWSServiceRole');
      expect(refusalOf(checkPrincipal(arn, type, cluster)).row).toBe('E7');
    },
  );

  it.each(nodeTypes)('takes a role of the same account for %s', type => {
    expect(checkPrincipal(roleArn('node'), type, cluster).ok).toBe(true);
  });

  it.each(
    nodeTypes.flatMap(type => [
      [type, userArn('ana')],
      [type, roleArn('node', '444455556666')],
    ]),
  )('refuses for %s the principal %s [2.1]', (type, arn) => {
    const checked = checkPrincipal(arn, type as AccessEntryType, cluster);
    expect(refusalOf(checked).row).toBe('2.1/node-principal');
  });
});

describe('checkUsername', () => {
  it.each([
    'ana',
    'jo:hn{{SessionName}}',
    ':john{{SessionName}}',
    'acme:{{AccountID}}',
    'System:ana',
  ])('takes %s', username => {
    expect(checkUsername(username)).toEqual({ ok: true, value: username });
  });

  it.each(['system:admin', 'eks:a', 'aws:a', 'amazon:a', 'iam:a'])(
    'refuses the reserved beginning of %s [E6]',
    username => {
      expect(refusalOf(checkUsername(username))).toMatchObject({
        row: 'E6',
        message: `The username must not begin with ${username.split(':')[0]}:`,
      });
    },
  );

  it.each(['john{{SessionName}}', '{{SessionName}}', '{{SessionName}}:a'])(
    'refuses %s, which has no colon before the session name [2.3]',
    username => {
      expect(refusalOf(checkUsername(username)).row).toBe('2.3/session-name');
    },
  );
});

describe('defaultUsername', () => {
  const usernameOf = (arn: string, type: AccessEntryType) => {
    const principal = parsePrincipalArn(arn);
    if (!principal) throw new Error(arn);
    return defaultUsername(principal, type);
  };

  it('of a role is its session ARN without the path [2.3]', () => {
    expect(usernameOf(roleArn('teams/a'), 'STANDARD')).toBe(
      `arn:aws:sts::${account}:assumed-role/a/{{SessionName}}`,
    );
  });

  it('of a user is the ARN of the user [2.3]', () => {
    expect(usernameOf(userArn('ana'), 'STANDARD')).toBe(userArn('ana'));
  });

  it.each([
    ['EC2_LINUX', 'system:node:{{EC2PrivateDNSName}}'],
    ['EC2_WINDOWS', 'system:node:{{EC2PrivateDNSName}}'],
    ['FARGATE_LINUX', 'system:node:{{SessionName}}'],
    ['HYBRID_LINUX', 'system:node:{{SessionName}}'],
  ] as const)('of type %s is %s [2.3]', (type, username) => {
    expect(usernameOf(roleArn('node'), type)).toBe(username);
  });
});

describe('groups', () => {
  it.each([[[]], [['dev', 'dev']], [['eks:viewers']], [['System:masters']]])(
    'can be %j',
    groups => {
      expect(checkGroups(groups)).toEqual({ ok: true, value: groups });
    },
  );

  it.each(['system:masters', 'system:nodes', 'system:'])(
    'cannot have %s among them [E5]',
    group => {
      expect(refusalOf(checkGroups(['dev', group])).message).toBe(
        `The kubernetes group name ${group} is invalid, it cannot start with system:`,
      );
    },
  );

  it('are set by EKS for nodes only', () => {
    expect(serviceGroups('STANDARD')).toEqual([]);
    expect(serviceGroups('EC2_LINUX')).toEqual(['system:nodes']);
  });
});

describe('checkTakesPolicies', () => {
  it.each(['STANDARD', 'EC2'])('lets %s have policies', type => {
    expect(checkTakesPolicies(type).ok).toBe(true);
  });

  it.each(['EC2_LINUX', 'EC2_WINDOWS', 'FARGATE_LINUX', 'HYBRID_LINUX'])(
    'lets %s have none [E8]',
    type => {
      expect(refusalOf(checkTakesPolicies(type)).row).toBe('E8');
    },
  );
});

describe('checkAssociation', () => {
  const view = formatPolicyArn('aws', 'AmazonEKSViewPolicy');
  const namespaced = { type: 'namespace' as const, namespaces: ['dev-*'] };
  const clusterWide = { type: 'cluster' as const, namespaces: [] };

  it.each(accessPolicyNames)('takes %s with either scope', name => {
    const arn = formatPolicyArn('aws', name);
    expect(checkAssociation('aws', arn, namespaced).ok).toBe(true);
    expect(checkAssociation('aws', arn, clusterWide).ok).toBe(true);
  });

  it.each([
    ['aws', 'arn:aws:eks::aws:cluster-access-policy/AmazonEKSOwnPolicy'],
    ['aws', 'AmazonEKSViewPolicy'],
    ['aws-cn', view],
    ['aws', formatPolicyArn('aws-cn', 'AmazonEKSViewPolicy')],
  ])('in partition %s refuses %s [2.5]', (partition, arn) => {
    expect(refusalOf(checkAssociation(partition, arn, clusterWide)).row).toBe(
      '2.5/unknown-policy',
    );
  });

  it('takes the policies of another partition there', () => {
    const arn =
      'arn:aws-us-gov:eks::aws:cluster-access-policy/AmazonEKSViewPolicy';
    expect(checkAssociation('aws-us-gov', arn, clusterWide).ok).toBe(true);
  });

  it('refuses namespace scope without a namespace [2.5]', () => {
    const scope = { type: 'namespace' as const, namespaces: [] };
    expect(refusalOf(checkAssociation('aws', view, scope)).row).toBe(
      '2.5/namespaces-missing',
    );
  });

  it('refuses cluster scope with namespaces [2.5]', () => {
    const scope = { type: 'cluster' as const, namespaces: ['dev'] };
    expect(refusalOf(checkAssociation('aws', view, scope)).row).toBe(
      '2.5/cluster-with-namespaces',
    );
  });
});
