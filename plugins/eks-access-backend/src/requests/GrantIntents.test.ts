import {
  ann,
  bob,
  clusterArn,
  editorRole,
  eve,
  payments,
  platform,
  someTerms,
} from './__testUtils__/stores';
import {
  aDeclaredCluster,
  aMappingInForce,
  anEditLevel,
  aRole,
  aView,
  openServices,
  someFacts,
  valueOf,
  type WorldState,
} from './__testUtils__/world';
import { MISSING_BEFORE_END_MS } from './GrantIntents';

const createdAt = someTerms().clusterCreatedAt;
const narrower = {
  policies: [
    {
      ...someTerms().policies[0],
      scope: { type: 'namespace' as const, namespaces: ['payments-2'] },
    },
  ],
  kubernetesGroups: [],
};

/** One approved request with its grant. */
async function approved() {
  const services = await openServices();
  const { record } = valueOf(await services.create());
  const { id } = record.request;
  const decided = valueOf(await services.decideAs(bob, id));
  const { grant } = decided.record;
  if (!grant) throw new Error('there is no grant');
  const at = await services.database.now();
  return {
    ...services,
    id,
    grantId: grant.id,
    grant,
    at,
    /** The one intent of the cluster, at a time after now. */
    intentAt: async (later = 0, creation: number | undefined = createdAt) => {
      const intents = await services.intents.intentsOf(
        clusterArn,
        at + later,
        creation,
      );
      expect(intents.length).toBeLessThanOrEqual(1);
      return intents[0];
    },
    confirm: () => services.intents.confirmBeforeApply([grant.id], at),
    grantNow: async () => {
      const row = await services.database
        .knex('eks_access_grants')
        .where('id', grant.id)
        .first();
      return row;
    },
  };
}

describe('GrantIntents.intentsOf', () => {
  it('asks for what was decided, until its end', async () => {
    const { intentAt, grantId, grant } = await approved();

    expect(await intentAt()).toEqual({
      id: grantId,
      kind: 'grant',
      mappingRef: 'eksaccessmapping:default/payments',
      level: 'edit',
      cluster: { arn: clusterArn, createdAt },
      principalArn: editorRole,
      roleId: 'AROAEDITOR',
      terms: someTerms(),
      allowed: {
        policies: someTerms().policies,
        kubernetesGroups: [],
      },
      endsAt: grant.expiresAt,
    });
  });

  it('lets the current mapping narrow a live grant [rule 3]', async () => {
    const { state, intentAt } = await approved();
    state.view = aView([
      aMappingInForce({ levels: [anEditLevel({ terms: narrower })] }),
    ]);

    expect(await intentAt()).toMatchObject({
      terms: someTerms(),
      allowed: narrower,
    });
  });

  it.each<[string, (state: WorldState) => void]>([
    [
      'the mapping is only valid in its last good form',
      s => {
        s.view = aView([aMappingInForce({ state: 'last-good', levels: [] })]);
      },
    ],
    [
      'the entity of the cluster is gone',
      s => {
        s.view = aView([
          aMappingInForce({ clusters: [aDeclaredCluster({ state: 'kept' })] }),
        ]);
      },
    ],
    [
      'the catalog is stale and shows nothing',
      s => {
        s.view = aView([], 'stale');
      },
    ],
    [
      'the catalog was never read',
      s => {
        s.view = aView([], 'never-read');
      },
    ],
    [
      'the catalog does not answer about people',
      s => {
        s.catalogAnswers = false;
      },
    ],
  ])('keeps a live grant while %s [rule 8]', async (_, change) => {
    const { state, intentAt } = await approved();
    change(state);

    await intentAt();
    const intent = await intentAt(MISSING_BEFORE_END_MS * 10);

    expect(intent).not.toHaveProperty('end');
  });

  it.each<[string, string, (state: WorldState) => void]>([
    [
      'requester-left',
      'its requester has left the group',
      s => s.people.set(ann, []),
    ],
    [
      'requester-left',
      'its requester is gone from a catalog that is good',
      s => s.people.delete(ann),
    ],
    [
      'declaration-ended',
      'its mapping is gone',
      s => {
        s.view = aView([]);
      },
    ],
    [
      'declaration-ended',
      'its level is gone',
      s => {
        s.view = aView([aMappingInForce({ levels: [] })]);
      },
    ],
    [
      'declaration-ended',
      'its level moved to another role',
      s => {
        s.view = aView([
          aMappingInForce({
            levels: [
              anEditLevel({
                principalArn: 'arn:aws:iam::111122223333:role/teams/other',
              }),
            ],
          }),
        ]);
      },
    ],
    [
      'declaration-ended',
      'its mapping is for another group',
      s => {
        s.view = aView([aMappingInForce({ groupRef: platform })]);
      },
    ],
    [
      'declaration-ended',
      'its cluster was taken out of the mapping',
      s => {
        s.view = aView([
          aMappingInForce({ clusters: [aDeclaredCluster({ arn: 'arn:b' })] }),
        ]);
      },
    ],
  ])(
    'ends a grant as %s once a second look still finds that %s',
    async (because, _, change) => {
      const { state, intentAt } = await approved();
      change(state);

      const first = await intentAt();
      const early = await intentAt(MISSING_BEFORE_END_MS - 1);
      const second = await intentAt(MISSING_BEFORE_END_MS);

      expect([first, early].map(intent => intent.end)).toEqual([
        undefined,
        undefined,
      ]);
      expect(second.end).toMatchObject({ kind: because });
    },
  );

  it('keeps a grant whose requester was missing for one look only', async () => {
    const { state, intentAt } = await approved();
    state.people.set(ann, []);
    await intentAt();
    state.people.set(ann, [payments]);
    await intentAt(MISSING_BEFORE_END_MS);
    state.people.set(ann, []);

    expect(await intentAt(MISSING_BEFORE_END_MS * 2)).not.toHaveProperty('end');
  });

  it('ends as orphaned what was decided for a cluster that was created again', async () => {
    const { intentAt, grantNow } = await approved();

    expect(await intentAt(0, createdAt + 1)).toBeUndefined();
    expect(await grantNow()).toMatchObject({
      state: 'ended',
      ended_because: 'orphaned',
    });
  });

  it('keeps a grant while the creation of the cluster is unknown [rule 8]', async () => {
    const { intents, at } = await approved();

    expect(await intents.intentsOf(clusterArn, at, undefined)).toHaveLength(1);
  });

  it('sends a live grant of a role that was created again back to approval [rule 12]', async () => {
    const { state, intentAt, recordOf, observe, grantId, id, at } =
      await approved();
    await observe(grantId, 'present');
    state.roleInSnapshot = aRole('AROAMADEAGAIN', at + 1);

    const intent = await intentAt();

    expect(intent.end).toMatchObject({ kind: 'revoked' });
    expect((await recordOf(id)).request).toMatchObject({
      state: 'waiting',
      round: 2,
      terms: { roleId: 'AROAMADEAGAIN' },
    });
  });

  it('does not believe a read of the role that is older than the approval', async () => {
    const { state, intentAt } = await approved();
    state.roleInSnapshot = aRole('AROAOLD', 0);

    expect(await intentAt()).not.toHaveProperty('end');
  });

  it('keeps the terms of a left-behind round for taking it away', async () => {
    const { state, requests, intentAt, recordOf, id } = await approved();
    const { request } = await recordOf(id);
    await requests.sendBack({
      requestId: id,
      version: request.version,
      resolved: {
        terms: someTerms({ ...narrower }),
        whoCanAssume: { state: 'unknown', because: 'not asked' },
      },
      because: 'narrowed',
    });
    state.view = aView([]);

    expect(await intentAt()).toMatchObject({
      terms: someTerms(),
      end: { kind: 'revoked' },
    });
  });

  it('says by itself that a grant is over, by database time, whatever is down [rule 7]', async () => {
    const { state, database, intentAt, grantId } = await approved();
    state.catalogAnswers = false;
    state.view = aView([], 'never-read');
    state.mode = 'observe';
    await database
      .knex('eks_access_grants')
      .where('id', grantId)
      .update({ expires_at: await database.now() });

    expect((await intentAt()).end).toMatchObject({ kind: 'expired' });
  });
});

describe('GrantIntents.confirmBeforeApply', () => {
  it('confirms what is as it was decided', async () => {
    const { confirm, grantId } = await approved();

    expect(await confirm()).toEqual([grantId]);
  });

  it.each<[string, (state: WorldState) => void]>([
    [
      'policies',
      s => {
        s.view = aView([
          aMappingInForce({ levels: [anEditLevel({ terms: narrower })] }),
        ]);
      },
    ],
    [
      'principal',
      s => {
        s.view = aView([
          aMappingInForce({
            levels: [
              anEditLevel({
                principalArn: 'arn:aws:iam::111122223333:role/teams/other',
              }),
            ],
          }),
        ]);
      },
    ],
    [
      'role id',
      s => {
        s.role = aRole('AROAMADEAGAIN');
      },
    ],
    [
      'creation of the cluster',
      s => {
        s.facts = {
          kind: 'known',
          value: someFacts({ createdAt: 1 }),
          asOf: 0,
        };
      },
    ],
  ])(
    'sends the request back when the %s changed before the apply [rule 3, RELIABILITY B12]',
    async (_, change) => {
      const { state, confirm, recordOf, grantNow, id } = await approved();
      change(state);

      expect(await confirm()).toEqual([]);
      expect((await recordOf(id)).request).toMatchObject({
        state: 'waiting',
        round: 2,
      });
      expect(await grantNow()).toMatchObject({
        state: 'ending',
        ended_because: 'superseded',
      });
    },
  );

  it('sends the request back when who approved it may no longer decide [rule 2, RELIABILITY B4]', async () => {
    const { state, confirm, recordOf, decideAs, id } = await approved();
    state.people.set(bob, [payments]);

    expect(await confirm()).toEqual([]);
    expect((await recordOf(id)).request.state).toBe('waiting');
    expect(valueOf(await decideAs(eve, id)).record.grant?.round).toBe(2);
  });

  it.each<[string, (state: WorldState) => void]>([
    ['the requester has left', s => s.people.set(ann, [])],
    [
      'the catalog does not answer',
      s => {
        s.catalogAnswers = false;
      },
    ],
    [
      'the catalog is stale',
      s => {
        s.view = aView(undefined, 'stale');
      },
    ],
    [
      'the mapping is not in force',
      s => {
        s.view = aView([aMappingInForce({ state: 'last-good' })]);
      },
    ],
    [
      'the cluster is in mode observe',
      s => {
        s.mode = 'observe';
      },
    ],
    [
      'the role cannot be read',
      s => {
        s.role = { kind: 'unknown', because: 'no answer' };
      },
    ],
    [
      'the cluster cannot be read',
      s => {
        s.facts = { kind: 'unknown', because: 'no answer' };
      },
    ],
  ])(
    'holds a grant while %s, says why, and confirms it afterwards [rule 8]',
    async (_, change) => {
      const { state, confirm, recordOf, id, grantId } = await approved();
      const before = { ...state, people: new Map(state.people) };
      change(state);

      const held = await confirm();
      const whileHeld = await recordOf(id);
      Object.assign(state, before);
      const afterwards = await confirm();

      expect([held, afterwards]).toEqual([[], [grantId]]);
      expect(whileHeld.request.state).toBe('approved');
      expect(whileHeld.grant?.held?.because).toMatch(/\.$/);
      expect((await recordOf(id)).grant?.held).toBeUndefined();
    },
  );

  it('never confirms what has come to its end', async () => {
    const { intents, grant, grantId } = await approved();

    expect(
      await intents.confirmBeforeApply([grantId], grant.expiresAt),
    ).toEqual([]);
  });

  it('never confirms what was given back', async () => {
    const { service, confirm, grantId } = await approved();
    await service.giveBack(ann, grantId);

    expect(await confirm()).toEqual([]);
  });

  it('confirms an active grant without asking again', async () => {
    const { state, confirm, observe, grantId } = await approved();
    await observe(grantId, 'present');
    state.catalogAnswers = false;

    expect(await confirm()).toEqual([grantId]);
  });

  it('never confirms a grant row that no decision stands behind [RELIABILITY B81]', async () => {
    const { database, confirm, id } = await approved();
    await database
      .knex('eks_access_decisions')
      .where('request_id', id)
      .delete();

    expect(await confirm()).toEqual([]);
  });

  it('never confirms a grant whose decision is by the requester [rule 2]', async () => {
    const { state, database, confirm, id } = await approved();
    state.people.set(ann, [payments, platform]);
    await database
      .knex('eks_access_decisions')
      .where('request_id', id)
      .update({ by_ref: ann });

    expect(await confirm()).toEqual([]);
  });

  it('leaves alone ids that are no grants', async () => {
    const { intents, at } = await approved();

    expect(
      await intents.confirmBeforeApply(
        ['b3f6ad2c-58a6-4d3a-8d1c-0b3f3b0f4d55'],
        at,
      ),
    ).toEqual([]);
  });
});
