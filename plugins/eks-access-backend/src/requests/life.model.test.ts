import { TestDatabases } from '@backstage/backend-test-utils';
import fc from 'fast-check';
import { verifyChain } from '../audit';
import { EksAccessDatabase } from '../database';
import { ann, bob, eve, openStores, someTerms } from './__testUtils__/stores';

jest.setTimeout(120_000);

const databases = TestDatabases.create({ ids: ['SQLITE_3'] });

/** Everything that can happen to requests and grants, in words; the numbers pick which of those that are there. */
const happening = fc.oneof(
  fc.record({
    what: fc.constant('ask' as const),
    level: fc.constantFrom('edit', 'admin'),
    inTime: fc.boolean(),
  }),
  fc.record({
    what: fc.constantFrom('approve' as const, 'deny' as const),
    by: fc.constantFrom(bob, eve),
    // Sometimes what an earlier look showed.
    versionBehind: fc.constantFrom(0, 0, 0, 1),
    at: fc.nat(),
  }),
  fc.record({
    what: fc.constantFrom(
      'cancel' as const,
      'send-back' as const,
      'give-back' as const,
      'requester-left' as const,
      'orphan' as const,
      'reach-end' as const,
      'seen-present' as const,
      'seen-absent' as const,
      'seen-unknown' as const,
    ),
    at: fc.nat(),
  }),
  fc.record({ what: fc.constantFrom('sweep' as const) }),
);

type Happening = typeof happening extends fc.Arbitrary<infer T> ? T : never;

const live = ['starting', 'active'];

/** A life in a database of its own, told happening by happening. */
async function openLife() {
  const stores = await openStores({
    open: async () => {
      const knex = await databases.init('SQLITE_3');
      return await EksAccessDatabase.create({
        database: { getClient: async () => knex },
      });
    },
  });
  const { database, requests, grants, observe } = stores;
  const { knex } = database;
  const pick = async (table: string, at: number) => {
    const rows = await knex(table).orderBy('id').select('id');
    return rows.length > 0 ? rows[at % rows.length].id : undefined;
  };

  const decide = async (
    happened: Extract<Happening, { versionBehind: number }>,
    requestId: string,
  ) => {
    const { request } = await stores.recordOf(requestId);
    await requests.recordDecision({
      requestId,
      version: request.version - happened.versionBehind,
      termsHash: request.termsHash,
      byRef: happened.by,
      decision: happened.what,
      comment: undefined,
    });
  };

  const sendBack = async (requestId: string) => {
    const { request } = await stores.recordOf(requestId);
    await requests.sendBack({
      requestId,
      version: request.version,
      resolved: {
        terms: someTerms({ roleId: `AROA${request.round}` }),
        whoCanAssume: { state: 'unknown', because: 'not asked' },
      },
      because: 'the role was created again',
    });
  };

  const toGrant = async (
    what: Exclude<Happening['what'], 'ask' | 'sweep'>,
    grantId: string,
  ) => {
    switch (what) {
      case 'give-back':
        return await grants.recordGiveBack(grantId, ann);
      case 'requester-left':
      case 'orphan':
        return await grants.end(grantId, what);
      case 'reach-end':
        return await knex('eks_access_grants')
          .where('id', grantId)
          .update({ expires_at: 0 });
      case 'seen-present':
      case 'seen-absent':
      case 'seen-unknown':
        return await observe(
          grantId,
          what.slice('seen-'.length) as 'present' | 'absent' | 'unknown',
        );
      default:
        return undefined;
    }
  };

  return {
    ...stores,
    knex,
    happens: async (happened: Happening): Promise<void> => {
      if (happened.what === 'sweep') {
        await grants.expireDue();
        await requests.timeOutDue();
        return;
      }
      if (happened.what === 'ask') {
        await stores
          .create({
            level: happened.level,
            answerWithinMs: happened.inTime ? 1_000_000 : 0,
          })
          .catch(() => undefined);
        return;
      }
      const requestId = await pick('eks_access_requests', happened.at);
      const grantId = await pick('eks_access_grants', happened.at);
      if ('by' in happened) {
        if (requestId) await decide(happened, requestId);
      } else if (happened.what === 'cancel') {
        if (requestId) await requests.recordCancel(requestId, ann);
      } else if (happened.what === 'send-back') {
        if (requestId) await sendBack(requestId);
      } else if (grantId) {
        await toGrant(happened.what, grantId);
      }
    },
  };
}

type Life = Awaited<ReturnType<typeof openLife>>;

/** What holds after every happening, whatever came before. */
async function checkLaws({ knex }: Life): Promise<void> {
  const requests = await knex('eks_access_requests');
  const grants = await knex('eks_access_grants');
  const decisions = await knex('eks_access_decisions');
  for (const request of requests) {
    const own = grants.filter(grant => grant.request_id === request.id);
    const alive = own.filter(grant => live.includes(grant.state));
    // One live grant at most, of the current round, and only of what is approved.
    expect(alive.length).toBeLessThanOrEqual(1);
    for (const grant of alive) {
      expect([request.state, grant.round]).toEqual(['approved', request.round]);
    }
    // Open exactly while it waits or its grant lives: the same may be asked for again afterwards, and not before.
    expect(request.open_key !== null).toBe(
      request.state === 'waiting' || alive.length > 0,
    );
  }
  for (const grant of grants) {
    // No grant without an approval of its round, by somebody else [rule 2].
    expect(decisions).toContainEqual(
      expect.objectContaining({
        request_id: grant.request_id,
        round: grant.round,
        decision: 'approve',
        by_ref: expect.not.stringContaining(ann),
      }),
    );
    // An end has its reason and its time, and only an end has [rule 7].
    const isOver = !live.includes(grant.state);
    expect(grant.ended_because !== null).toBe(isOver);
    expect(grant.ending_at !== null).toBe(isOver);
  }
  // Every grant and request tells its whole life in the trail [rule 10].
  expect(await verifyChain(knex)).toMatchObject({ outcome: 'intact' });
  const audited = await knex('eks_access_audit').select('subject_id', 'action');
  for (const { id, state } of grants) {
    const last = audited.filter(row => row.subject_id === id).at(-1);
    expect(last?.action).toBe(`grant-${state}`);
  }
}

describe('the life of requests and grants', () => {
  it('keeps its laws whatever happens in whatever order', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(happening, { minLength: 8, maxLength: 40 }),
        async happenings => {
          const life = await openLife();
          // A live grant first, as most of what can happen is about one.
          await life.approved();
          for (const happened of happenings) {
            await life.happens(happened);
            await checkLaws(life);
          }
          await life.settle();
        },
      ),
      { numRuns: 40 },
    );
  });

  it('never brings back to life what has ended', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(happening, { minLength: 1, maxLength: 20 }),
        async happenings => {
          const life = await openLife();
          const { grant } = await life.approved();
          await life.grants.recordGiveBack(grant.id, ann);
          for (const happened of happenings) await life.happens(happened);

          const after = await life
            .knex('eks_access_grants')
            .where('id', grant.id)
            .first();
          expect(live).not.toContain(after.state);
          expect(after.ended_because).toBe('given-back');
          await life.settle();
        },
      ),
      { numRuns: 40 },
    );
  });
});
