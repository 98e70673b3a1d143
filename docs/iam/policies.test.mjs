import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { describe, it } from 'node:test';

const policy = name =>
  JSON.parse(readFileSync(new URL(`${name}.json`, import.meta.url), 'utf8'));
const read = policy('read').Statement;
const manage = policy('manage').Statement;
const trust = policy('trust').Statement;

const list = value => [value].flat();
const allowed = statements =>
  statements
    .filter(statement => statement.Effect === 'Allow')
    .flatMap(statement => list(statement.Action));
const allowing = action =>
  manage.filter(
    statement =>
      statement.Effect === 'Allow' && list(statement.Action).includes(action),
  );

/** Condition keys that AWS has for each action. Source: the service authorization reference of Amazon EKS. */
const RESOURCE_KEYS = [
  'aws:ResourceTag',
  'eks:accessEntryType',
  'eks:clusterName',
  'eks:kubernetesGroups',
  'eks:principalArn',
  'eks:username',
];
const SCOPE_KEYS = ['eks:policyArn', 'eks:accessScope', 'eks:namespaces'];
const TAG_KEYS = ['aws:RequestTag', 'aws:TagKeys'];
const KEYS = {
  'eks:CreateAccessEntry': [
    ...TAG_KEYS,
    'eks:accessEntryType',
    'eks:kubernetesGroups',
    'eks:principalArn',
    'eks:username',
  ],
  'eks:TagResource': [...TAG_KEYS, ...RESOURCE_KEYS],
  'eks:AssociateAccessPolicy': [...SCOPE_KEYS, ...RESOURCE_KEYS],
  'eks:DisassociateAccessPolicy': [...SCOPE_KEYS, ...RESOURCE_KEYS],
  'eks:DeleteAccessEntry': RESOURCE_KEYS,
};

/** The AWS actions that the plugins call, read from the commands they import. Asking who one is needs no permission. */
function calledActions() {
  const root = new URL('../../', import.meta.url);
  const sources = readdirSync(new URL('plugins', root), { recursive: true })
    .filter(file => /^[^/]+\/src\/.*\.ts$/.test(file))
    .filter(file => !/(\.test\.ts|__testUtils__)/.test(file))
    .map(file => readFileSync(new URL(`plugins/${file}`, root), 'utf8'));
  const imports = sources.flatMap(source => [
    ...source.matchAll(/import {([^}]*)} from '@aws-sdk\/client-(eks|iam)'/g),
  ]);
  return imports.flatMap(([, names, service]) =>
    [...names.matchAll(/(\w+)Command\b/g)].map(
      ([, operation]) => `${service}:${operation}`,
    ),
  );
}

describe('the IAM policies', () => {
  it('allow exactly what the plugins call, and the tags of what they create', () => {
    const needed = new Set([...calledActions(), 'eks:TagResource']);

    assert.deepEqual(
      [...needed].sort(),
      [...allowed(read), ...allowed(manage)].sort(),
    );
  });

  it('name every action: no wildcard can come to mean more than was read here', () => {
    for (const action of [...allowed(read), ...allowed(manage)]) {
      assert.match(action, /^(eks|iam):[A-Za-z]+$/);
    }
  });

  it('read nothing but clusters, entries, policies and who may assume a role', () => {
    assert.deepEqual(allowed(read).sort(), [
      'eks:DescribeAccessEntry',
      'eks:DescribeCluster',
      'eks:ListAccessEntries',
      'eks:ListAccessPolicies',
      'eks:ListAssociatedAccessPolicies',
      'eks:ListClusters',
      'iam:GetRole',
    ]);
  });

  it('manage nothing but access entries, and change none in place', () => {
    assert.deepEqual(allowed(manage).sort(), [
      'eks:AssociateAccessPolicy',
      'eks:CreateAccessEntry',
      'eks:DeleteAccessEntry',
      'eks:DisassociateAccessPolicy',
      'eks:TagResource',
    ]);
    // It has no condition keys of the request, so IAM could not keep it from adding a Kubernetes group.
    assert.ok(!JSON.stringify([read, manage]).includes('UpdateAccessEntry'));
  });

  it('use condition keys only where AWS has them', () => {
    for (const statement of manage) {
      for (const action of list(statement.Action)) {
        for (const keys of Object.values(statement.Condition)) {
          for (const key of Object.keys(keys)) {
            assert.ok(
              KEYS[action].includes(key.split('/')[0]),
              `${action} has no ${key}`,
            );
          }
        }
      }
    }
  });

  it('confine every change to entries of the roles under /teams/', () => {
    for (const statement of manage.filter(({ Effect }) => Effect === 'Allow')) {
      assert.deepEqual(statement.Condition.ArnLike, {
        'eks:principalArn': 'arn:aws:iam::111122223333:role/teams/*',
      });
    }
  });

  it('create only STANDARD entries, and none with a group of the system', () => {
    const [{ Condition }] = allowing('eks:CreateAccessEntry');
    assert.equal(Condition.StringEquals['eks:accessEntryType'], 'STANDARD');
    const groups = Condition['ForAllValues:StringLike']['eks:kubernetesGroups'];
    for (const group of list(groups)) {
      assert.doesNotMatch(group, /^(\*|\?|s)/);
    }
  });

  it('give only the View and Edit policies, only in namespaces, and never in those of the system', () => {
    const [{ Condition }] = allowing('eks:AssociateAccessPolicy');
    assert.equal(Condition.StringEquals['eks:accessScope'], 'namespace');
    assert.deepEqual(
      Condition.ArnEquals['eks:policyArn'].map(arn => arn.split('/')[1]),
      ['AmazonEKSViewPolicy', 'AmazonEKSEditPolicy'],
    );
    const denied = manage.find(
      ({ Sid }) => Sid === 'NeverGiveTheSystemsNamespaces',
    );
    assert.equal(denied.Effect, 'Deny');
    assert.deepEqual(
      denied.Condition['ForAnyValue:StringLike']['eks:namespaces'],
      ['kube-*', 'default'],
    );
  });

  it('deny the cluster administrator policy, whatever another policy allows', () => {
    const denied = manage.find(({ Sid }) => Sid === 'NeverGiveClusterAdmin');
    assert.deepEqual(
      [denied.Effect, denied.Action, denied.Resource],
      ['Deny', 'eks:AssociateAccessPolicy', '*'],
    );
    assert.equal(
      denied.Condition.ArnEquals['eks:policyArn'],
      'arn:aws:eks::aws:cluster-access-policy/AmazonEKSClusterAdminPolicy',
    );
  });

  it('let nobody in without the external id', () => {
    for (const { Condition } of trust) {
      assert.ok(Condition.StringEquals['sts:ExternalId']);
    }
  });
});
