import {
  aWorld,
  after,
  account,
  clusterArn,
  policyArn,
  roleArn,
} from '../__testUtils__/testWorld';
import { createAccessEntry, deleteAccessEntry } from './accessEntries';
import { associateAccessPolicy } from './accessPolicies';
import { reachOf } from './reach';

const key = { clusterName: 'open', principalArn: roleArn('teams/a') };

describe('reachOf', () => {
  it('tells with which rights a principal is let in', () => {
    const entered = after(aWorld(), createAccessEntry, {
      ...key,
      kubernetesGroups: ['dev'],
    });
    const world = after(entered, associateAccessPolicy, {
      ...key,
      policyArn: policyArn('AmazonEKSViewPolicy'),
      accessScope: { type: 'namespace', namespaces: ['a'] },
    });
    expect(reachOf(world, clusterArn('open'), key.principalArn)).toMatchObject({
      outcome: 'reaches',
      username: `arn:aws:sts::${account}:assumed-role/a/{{SessionName}}`,
      kubernetesGroups: ['dev'],
      policies: [
        {
          policyArn: policyArn('AmazonEKSViewPolicy'),
          accessScope: { type: 'namespace', namespaces: ['a'] },
        },
      ],
    });
  });

  it.each([
    ['no-entry', clusterArn('open'), roleArn('teams/a')],
    ['dead-entry', clusterArn('open'), roleArn('teams/reborn')],
    ['no-cluster', clusterArn('Open'), roleArn('teams/a')],
    ['mode-without-entries', clusterArn('closed'), roleArn('teams/a')],
  ])('is %s on %s for %s', (outcome, cluster, principal) => {
    expect(reachOf(aWorld(), cluster, principal)).toEqual({ outcome });
  });

  it('is repaired for a dead entry by deleting and making it [2.2]', () => {
    const dead = { ...key, principalArn: roleArn('teams/reborn') };
    const world = after(
      after(aWorld(), deleteAccessEntry, dead),
      createAccessEntry,
      dead,
    );
    expect(reachOf(world, clusterArn('open'), dead.principalArn).outcome).toBe(
      'reaches',
    );
  });
});
