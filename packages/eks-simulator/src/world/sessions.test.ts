import {
  aContext,
  aWorld,
  account,
  keys,
  refusalOf,
  roleArn,
  testNow,
  userArn,
  valueOf,
} from '../__testUtils__/testWorld';
import { deleteRole, recreateRole } from './administration';
import { countingIds } from './ids';
import type { Caller } from './context';
import type { World } from './schema';
import { assumeRole, findCredentials } from './sessions';

const portal: Caller = {
  accountId: account,
  partition: 'aws',
  arn: userArn('portal'),
  principalArn: userArn('portal'),
  userId: 'AIDA',
  isSession: false,
};

function assume(
  world: World,
  input: Partial<Parameters<typeof assumeRole>[1]> = {},
  overrides: Parameters<typeof aContext>[1] = {},
) {
  return assumeRole(
    world,
    {
      roleArn: roleArn('access'),
      sessionName: 'backstage',
      externalId: 'the-external-id',
      ...input,
    },
    aContext(world, { caller: portal, ...overrides }),
  );
}

describe('assumeRole', () => {
  it('gives credentials of the account of the role, for an hour', () => {
    const far = roleArn('access', '444455556666');
    const { world, answer } = valueOf(assume(aWorld(), { roleArn: far }));
    expect(answer.arn).toBe(
      'arn:aws:sts::444455556666:assumed-role/access/backstage',
    );
    expect(answer.session.expiresAt).toBe(testNow + 3600_000);
    expect(findCredentials(world, answer.session.accessKeyId)).toMatchObject({
      sessionToken: answer.session.sessionToken,
      caller: {
        accountId: '444455556666',
        arn: answer.arn,
        principalArn: far,
        isSession: true,
      },
    });
  });

  it.each([
    ['a wrong external id', { externalId: 'guessed' }],
    ['no external id', { externalId: undefined }],
    ['a role that does not exist', { roleArn: roleArn('nobody') }],
    ['a role with another path', { roleArn: roleArn('teams/access') }],
    ['a user', { roleArn: userArn('portal') }],
  ])('is refused with %s [7.5]', (_, input) => {
    expect(refusalOf(assume(aWorld(), input))).toMatchObject({
      row: '7.5/assume-role',
      code: 'AccessDenied',
      status: 403,
    });
  });

  it('lets a session of the account assume a role that trusts the account', () => {
    const first = valueOf(assume(aWorld()));
    const credentials = findCredentials(
      first.world,
      first.answer.session.accessKeyId,
    );
    const chained = assume(
      first.world,
      { roleArn: roleArn('teams/a') },
      { caller: credentials?.caller },
    );
    expect(valueOf(chained).answer.arn).toBe(
      `arn:aws:sts::${account}:assumed-role/a/backstage`,
    );
  });

  it('lasts an hour at most when a role is assumed by a role [3.4]', () => {
    const caller = { ...portal, isSession: true };
    const input = { durationSeconds: 3601 };
    expect(refusalOf(assume(aWorld(), input, { caller })).row).toBe(
      '3.4/role-chaining',
    );
  });

  it('lasts no longer than the role allows', () => {
    expect(refusalOf(assume(aWorld(), { durationSeconds: 7200 })).row).toBe(
      '5.1/query-input',
    );
  });

  it('forgets sessions an hour after their end, and not before', () => {
    const first = valueOf(assume(aWorld()));
    const key = first.answer.session.accessKeyId;
    const later = (now: number) =>
      valueOf(
        assume(
          first.world,
          {},
          {
            now,
            ids: {
              ...countingIds(),
              sessionCredentials: () => ({
                accessKeyId: 'ASIALATER',
                secretAccessKey: 's',
                sessionToken: 't',
              }),
            },
          },
        ),
      ).world;
    expect(later(testNow + 2 * 3600_000 - 1).sessions).toHaveProperty(key);
    expect(later(testNow + 2 * 3600_000).sessions).not.toHaveProperty(key);
  });
});

describe('findCredentials', () => {
  it('finds the keys of users', () => {
    expect(findCredentials(aWorld(), keys.portal.accessKeyId)?.caller.arn).toBe(
      userArn('portal'),
    );
  });

  it.each(['AKIANOBODY', '__proto__', 'constructor', ''])(
    'finds nobody behind %j',
    key => {
      expect(findCredentials(aWorld(), key)).toBeUndefined();
    },
  );

  it('ends sessions when their role is deleted or made again', () => {
    const { world, answer } = valueOf(assume(aWorld()));
    const key = answer.session.accessKeyId;
    const context = { now: testNow, ids: countingIds() };
    const gone = valueOf(deleteRole(world, roleArn('access')));
    const again = valueOf(
      recreateRole(world, roleArn('access'), {
        ...context,
        ids: { ...context.ids, principalId: () => 'AROANEW' },
      }),
    );
    expect(findCredentials(world, key)).toBeDefined();
    expect(findCredentials(gone, key)).toBeUndefined();
    expect(findCredentials(again, key)).toBeUndefined();
  });
});
