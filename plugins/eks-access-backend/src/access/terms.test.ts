import fc from 'fast-check';
import { someTerms } from './__testUtils__/arbitraryIntents';
import {
  CLUSTER,
  EDIT,
  namespaces,
  policy,
  roleIdOf,
  TEAM,
  terms,
  VIEW,
  WHOLE_CLUSTER,
} from './__testUtils__/builders';
import { scopeOf } from './needs';
import { scopeCovers } from './scope';
import {
  hashTerms,
  narrowTerms,
  normaliseTerms,
  type DecidedTerms,
} from './terms';

const decided: DecidedTerms = {
  clusterArn: CLUSTER.arn,
  clusterCreatedAt: CLUSTER.createdAt,
  principalArn: TEAM,
  roleId: roleIdOf(TEAM),
  policies: [policy(VIEW, 'a', 'b'), policy(EDIT, 'a')],
  kubernetesGroups: ['readers', 'writers'],
  durationSeconds: 3600,
};

describe('hashTerms', () => {
  it('is 64 hexadecimal digits that never change for the same terms', () => {
    // A stored hash must still fit after an upgrade; another number here means that every waiting grant goes back to approval.
    expect(hashTerms(decided)).toMatchInlineSnapshot(
      `"a4792b27a4138a6f70cd2de534bbc7c819b88e2f829be11081df28f8b0c130ea"`,
    );
  });

  it('does not depend on order or duplicates [rule 3]', () => {
    expect(
      hashTerms({
        durationSeconds: 3600,
        kubernetesGroups: ['writers', 'readers', 'writers'],
        policies: [
          { scope: namespaces('a'), policyArn: EDIT },
          {
            scope: { namespaces: ['b', 'a', 'b'], type: 'namespace' },
            policyArn: VIEW,
          },
          policy(VIEW, 'a'),
        ],
        roleId: decided.roleId,
        principalArn: decided.principalArn,
        clusterCreatedAt: decided.clusterCreatedAt,
        clusterArn: decided.clusterArn,
      }),
    ).toBe(hashTerms(decided));
  });

  it.each<[string, Partial<DecidedTerms>]>([
    ['cluster', { clusterArn: `${CLUSTER.arn}2` }],
    ['creation of the cluster', { clusterCreatedAt: CLUSTER.createdAt + 1 }],
    ['principal', { principalArn: `${TEAM}2` }],
    ['role id', { roleId: 'AROAOTHER' }],
    ['policy', { policies: [policy(VIEW, 'a', 'b'), policy(VIEW, 'a')] }],
    ['fewer policies', { policies: [policy(VIEW, 'a', 'b')] }],
    ['namespace', { policies: [policy(VIEW, 'a', 'c'), policy(EDIT, 'a')] }],
    [
      'more namespaces',
      { policies: [policy(VIEW, 'a', 'b'), policy(EDIT, 'a', 'b')] },
    ],
    ['scope', { policies: [policy(VIEW), policy(EDIT, 'a')] }],
    ['group', { kubernetesGroups: ['readers'] }],
    ['groups joined into one name', { kubernetesGroups: ['readers,writers'] }],
    ['duration', { durationSeconds: 3601 }],
    ['no duration', { durationSeconds: undefined }],
  ])('changes with another %s [rule 3]', (_name, change) => {
    expect(hashTerms({ ...decided, ...change })).not.toBe(hashTerms(decided));
  });

  it('is the same for two terms only if they give the same', () => {
    fc.assert(
      fc.property(someTerms, someTerms, (one, two) => {
        const same =
          hashTerms({ ...decided, ...one }) ===
          hashTerms({ ...decided, ...two });
        expect(same).toBe(
          JSON.stringify(normaliseTerms(one)) ===
            JSON.stringify(normaliseTerms(two)),
        );
      }),
    );
  });
});

describe('normaliseTerms', () => {
  it('unites the scopes of one policy and leaves out what gives nothing', () => {
    expect(
      normaliseTerms({
        policies: [
          policy(VIEW, 'b'),
          policy(EDIT),
          policy(VIEW, 'a'),
          { policyArn: EDIT, scope: { type: 'namespace', namespaces: [] } },
        ],
        kubernetesGroups: ['b', 'a', 'b'],
      }),
    ).toEqual({
      policies: [
        { policyArn: EDIT, scope: WHOLE_CLUSTER },
        { policyArn: VIEW, scope: namespaces('a', 'b') },
      ],
      kubernetesGroups: ['a', 'b'],
    });
  });
});

describe('narrowTerms', () => {
  it('keeps the decided terms while nothing is known of what is allowed [rule 8]', () => {
    const own = terms(policy(VIEW, 'a'));
    expect(narrowTerms(own, undefined)).toEqual(own);
  });

  it('takes away what is no longer allowed', () => {
    expect(
      narrowTerms(
        {
          policies: [policy(VIEW, 'a', 'b'), policy(EDIT, 'a')],
          kubernetesGroups: ['readers', 'writers'],
        },
        { policies: [policy(VIEW, 'b', 'c')], kubernetesGroups: ['writers'] },
      ),
    ).toEqual({
      policies: [policy(VIEW, 'b')],
      kubernetesGroups: ['writers'],
    });
  });

  it('never widens, whatever is allowed [rule 3]', () => {
    fc.assert(
      fc.property(someTerms, someTerms, (own, allowed) => {
        const left = narrowTerms(own, allowed);
        for (const { policyArn, scope } of left.policies) {
          for (const limit of [own, allowed]) {
            const limiting = scopeOf(limit, policyArn);
            expect(limiting && scopeCovers(limiting, scope)).toBe(true);
          }
        }
        expect(own.kubernetesGroups).toEqual(
          expect.arrayContaining([...left.kubernetesGroups]),
        );
      }),
    );
  });
});
