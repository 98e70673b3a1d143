import type { EksAccessConfig } from '../config';
import {
  ann,
  aView,
  openServices,
  platform,
  bob,
  valueOf,
} from '../requests/__testUtils__';
import { StatusService } from './StatusService';

const account = {
  accountId: '111122223333',
  regions: ['eu-west-1'],
  owner: platform,
  simulated: false,
};
const config: EksAccessConfig = {
  accounts: [account, { ...account, accountId: '444455556666' }],
  trust: [],
  protectedPrincipals: [],
  acknowledgedAwsAuthUnread: [],
  dangerouslyAllowWithoutPermissions: false,
  permissionsEnabled: true,
  databaseDurable: true,
  reconcile: {
    tickSeconds: 5,
    sweepSeconds: 60,
    leaseSeconds: 30,
    catalogSeconds: 30,
    awsRequestTimeoutSeconds: 10,
  },
  requests: { answerWithinMs: 1, minDurationMs: 1 },
};

async function open(trouble?: string) {
  const { reader, state, database } = await openServices();
  const service = new StatusService({
    config,
    view: () => aView(),
    reader,
    now: () => database.now(),
    inventory: {
      listPlaces: async () => [
        {
          accountId: account.accountId,
          region: 'eu-west-1',
          askedAt: 0,
          listedAt: 0,
          trouble,
        },
      ],
    },
  });
  return { service, state };
}

describe('StatusService', () => {
  it('tells accounts that answer from those that were not asked', async () => {
    const { service } = await open();

    const { accounts } = valueOf(await service.get(ann));

    expect(accounts.map(({ state }) => state)).toEqual([
      'reachable',
      'not-yet-read',
    ]);
  });

  it('tells what AWS said to the owners of the account only [RELIABILITY B77]', async () => {
    const { service } = await open('User arn:aws:iam::1:user/x is not allowed');
    const sentence = async (personRef: string) =>
      valueOf(await service.get(personRef)).accounts[0].sentence;

    expect(await sentence(bob)).toContain('is not allowed');
    expect(await sentence(ann)).toBe(
      'Its clusters cannot be listed at the moment.',
    );
  });

  it('answers while the catalog does not', async () => {
    const { service, state } = await open();
    state.catalogAnswers = false;

    expect(valueOf(await service.get(ann)).permissionsEnabled).toBe(true);
  });
});
