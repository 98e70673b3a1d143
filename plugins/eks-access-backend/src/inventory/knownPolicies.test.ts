import type { AccountConfig } from '@eks-access/backstage-plugin-eks-access-node';
import { AwsFault, type EksGateway } from '../aws';
import { createKnownPolicies } from './knownPolicies';

const HOUR_MS = 60 * 60 * 1000;
const accounts = ['111122223333', '444455556666'].map(
  (accountId): AccountConfig => ({
    accountId,
    regions: ['eu-west-1'],
    owner: 'group:default/platform',
    simulated: false,
  }),
);

function start(answers: Record<string, string[]>) {
  const asked: string[] = [];
  const clock = { now: 0 };
  const gatewayOf = (accountId: string) => ({
    listAccessPolicies: async () => {
      asked.push(accountId);
      if (!answers[accountId]) {
        throw new AwsFault('denied', 'ListAccessPolicies', 'not allowed');
      }
      return answers[accountId];
    },
  });
  const knownPolicies = createKnownPolicies({
    aws: {
      eks: async id => gatewayOf(id) as Partial<EksGateway> as EksGateway,
    },
    accounts,
    now: async () => clock.now,
  });
  return { knownPolicies, asked, clock, answers };
}

describe('createKnownPolicies', () => {
  it('asks the next account where one does not answer', async () => {
    const { knownPolicies, asked } = start({ '444455556666': ['A', 'B'] });

    expect(await knownPolicies()).toEqual({
      kind: 'known',
      value: ['A', 'B'],
      asOf: 0,
    });
    expect(asked).toEqual(['111122223333', '444455556666']);
  });

  it('asks again after an hour, and keeps what it knew where nobody answers', async () => {
    const { knownPolicies, asked, clock, answers } = start({
      '111122223333': ['A'],
    });
    const first = await knownPolicies();
    clock.now = HOUR_MS - 1;
    await knownPolicies();
    expect(asked).toHaveLength(1);

    delete answers['111122223333'];
    clock.now = HOUR_MS;

    expect(await knownPolicies()).toEqual(first);
    expect(asked).toHaveLength(3);
  });

  it('is unknown while nobody has answered [rule 8]', async () => {
    const { knownPolicies } = start({});

    expect(await knownPolicies()).toMatchObject({ kind: 'unknown' });
  });
});
