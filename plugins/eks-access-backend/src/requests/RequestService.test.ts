import fc from 'fast-check';
import {
  ann,
  bob,
  clusterArn,
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
  aViewLevel,
  cai,
  codeOf,
  openServices,
  outsider,
  someFacts,
  valueOf,
  type WorldState,
} from './__testUtils__/world';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const unknown = { kind: 'unknown', because: 'no answer' } as const;

const withMapping =
  (overrides: Parameters<typeof aMappingInForce>[0]) => (state: WorldState) => {
    state.view = aView([aMappingInForce(overrides)]);
  };
const withLevel = (overrides: Parameters<typeof anEditLevel>[0]) =>
  withMapping({ levels: [anEditLevel(overrides)] });
const withFacts =
  (overrides: Parameters<typeof someFacts>[0]) => (state: WorldState) => {
    state.facts = { kind: 'known', value: someFacts(overrides), asOf: 0 };
  };

describe('RequestService.create', () => {
  it('takes the wish of a member and resolves its terms', async () => {
    const { create } = await openServices();

    const details = valueOf(await create());

    expect(details.record.request).toMatchObject({
      state: 'waiting',
      requesterRef: ann,
      groupRef: payments,
      terms: someTerms(),
    });
    expect(details.deciders.people.map(({ ref }) => ref)).toEqual([bob, eve]);
    expect(details).toMatchObject({ canCancel: true, canGiveBack: false });
  });

  it.each<[string, (state: WorldState) => void, string]>([
    ['somebody who left the group', s => s.people.set(ann, []), 'NOT_FOUND'],
    [
      'a mapping that is not in force any more',
      withMapping({ state: 'last-good' }),
      'MAPPING_NOT_IN_FORCE',
    ],
    [
      'a catalog that is stale [rule 8]',
      s => {
        s.view = aView(undefined, 'stale');
      },
      'CATALOG_UNAVAILABLE',
    ],
    [
      'a catalog that does not answer [rule 8]',
      s => {
        s.catalogAnswers = false;
      },
      'CATALOG_UNAVAILABLE',
    ],
    [
      'a standing level',
      withLevel({ mode: 'standing' }),
      'LEVEL_NOT_REQUESTABLE',
    ],
    [
      'a cluster that is not of the mapping',
      withMapping({ clusters: [aDeclaredCluster({ arn: 'arn:other' })] }),
      'LEVEL_NOT_REQUESTABLE',
    ],
    [
      'a cluster whose entity is gone',
      withMapping({ clusters: [aDeclaredCluster({ state: 'kept' })] }),
      'LEVEL_NOT_REQUESTABLE',
    ],
    [
      'a cluster in mode observe',
      s => {
        s.mode = 'observe';
      },
      'CLUSTER_OBSERVED_ONLY',
    ],
    [
      'a cluster that is not known',
      s => {
        s.mode = undefined;
      },
      'CLUSTER_OBSERVED_ONLY',
    ],
    [
      'a cluster that was not read [rule 8]',
      s => {
        s.facts = unknown;
      },
      'CLUSTER_UNKNOWN',
    ],
    [
      'a cluster that is being deleted',
      withFacts({ status: 'DELETING' }),
      'CLUSTER_UNKNOWN',
    ],
    [
      'a cluster without access entries',
      withFacts({ authenticationMode: 'CONFIG_MAP' }),
      'CLUSTER_UNSUPPORTED',
    ],
    [
      'a cluster of which the authentication mode is not known',
      withFacts({ authenticationMode: undefined }),
      'CLUSTER_UNSUPPORTED',
    ],
    [
      'a cluster whose aws-auth nobody looked through [rule 13]',
      withFacts({ authenticationMode: 'API_AND_CONFIG_MAP' }),
      'AWS_AUTH_UNREAD',
    ],
    [
      'a role that does not exist',
      s => {
        s.role = { kind: 'gone', asOf: 0 };
      },
      'ROLE_UNKNOWN',
    ],
    [
      'a role that cannot be read [rule 8]',
      s => {
        s.role = unknown;
      },
      'ROLE_UNKNOWN',
    ],
    [
      'a level whose deciders cannot be listed [rule 8]',
      s => {
        s.groupsAnswer = false;
      },
      'CATALOG_UNAVAILABLE',
    ],
    [
      'a level whose only decider is the person who asks [RELIABILITY B3]',
      s => {
        s.people = new Map([[ann, [payments, platform]]]);
      },
      'NO_ELIGIBLE_DECIDER',
    ],
  ])('refuses %s', async (_, change, code) => {
    const { state, create, database } = await openServices();
    change(state);

    expect(codeOf(await create())).toBe(code);
    expect(await database.knex('eks_access_requests')).toEqual([]);
  });

  it('refuses while the permission framework is off [rule 1]', async () => {
    const { create } = await openServices({ permissionsOff: true });

    expect(codeOf(await create())).toBe('PERMISSIONS_OFF');
  });

  it('takes it on a cluster whose aws-auth the platform acknowledged', async () => {
    const { state, create } = await openServices({
      acknowledgedAwsAuthUnread: [clusterArn],
    });
    withFacts({ authenticationMode: 'API_AND_CONFIG_MAP' })(state);

    expect(codeOf(await create())).toBe('done');
  });

  it.each([
    ['shorter than the shortest', 15 * MINUTE_MS - 1, 'DURATION_NOT_ALLOWED'],
    ['as short as allowed', 15 * MINUTE_MS, 'done'],
    ['as long as allowed', 8 * HOUR_MS, 'done'],
    ['longer than the level allows', 8 * HOUR_MS + 1, 'DURATION_NOT_ALLOWED'],
  ])('answers a duration %s', async (_, durationMs, code) => {
    const { create } = await openServices();

    expect(codeOf(await create(ann, { durationMs }))).toBe(code);
  });

  it('never takes more than the ceiling, whatever the level says [rule 4]', async () => {
    const { state, create } = await openServices();
    withLevel({ maxDurationMs: 100 * HOUR_MS })(state);

    expect(codeOf(await create(ann, { durationMs: 25 * HOUR_MS }))).toBe(
      'DURATION_NOT_ALLOWED',
    );
  });

  it('does not let an outsider see that the level exists [rule 1]', async () => {
    const { create } = await openServices();

    expect(codeOf(await create(outsider))).toBe('NOT_FOUND');
  });

  it.each([
    ['decide its level', bob],
    ['own its mapping', 'user:default/owner'],
  ])('refuses those who only %s', async (_, personRef) => {
    const { state, create } = await openServices();
    state.people.set('user:default/owner', ['group:default/mapping-owners']);

    expect(codeOf(await create(personRef))).toBe('NOT_IN_GROUP');
  });
});

describe('RequestService.preview', () => {
  it('says what would be asked, and writes nothing', async () => {
    const { service, ask, database } = await openServices();

    const preview = valueOf(await service.preview(ann, ask));

    expect(preview.refusals).toEqual([]);
    expect(preview.level.principalArn).toBe(someTerms().principalArn);
    expect(preview.deciders.people.map(({ ref }) => ref)).toEqual([bob, eve]);
    expect(preview.durationsMs).toEqual(
      [0.25, 0.5, 1, 2, 4, 8].map(hours => hours * HOUR_MS),
    );
    expect(await database.knex('eks_access_requests')).toEqual([]);
    expect(await database.knex('eks_access_audit')).toEqual([]);
  });

  it('names everything that is in the way, in order', async () => {
    const { state, service, ask } = await openServices();
    state.mode = 'observe';
    state.role = { kind: 'gone', asOf: 0 };
    state.people.delete(bob);
    state.people.delete(eve);

    const { refusals } = valueOf(await service.preview(ann, ask));

    expect(refusals.map(({ code }) => code)).toEqual([
      'CLUSTER_OBSERVED_ONLY',
      'ROLE_UNKNOWN',
      'NO_ELIGIBLE_DECIDER',
    ]);
  });

  it('names what else the role carries', async () => {
    const { state, service, ask } = await openServices();
    withMapping({
      levels: [
        anEditLevel(),
        aViewLevel({ principalArn: someTerms().principalArn }),
      ],
    })(state);

    expect(valueOf(await service.preview(ann, ask)).roleAlsoCarries).toEqual([
      'level View of Payments on EKS (standing): AmazonEKSViewPolicy in the whole cluster',
    ]);
  });

  it('does not exist for an outsider', async () => {
    const { service, ask } = await openServices();

    expect(codeOf(await service.preview(outsider, ask))).toBe('NOT_FOUND');
  });
});

describe('RequestService.decide', () => {
  const opened = async (policy = {}) => {
    const services = await openServices(policy);
    const { record } = valueOf(await services.create());
    return { ...services, id: record.request.id };
  };

  it('makes a grant of the approval of another, entitled person [rule 2]', async () => {
    const { decideAs, id } = await opened();

    const { record } = valueOf(await decideAs(bob, id));

    expect(record.request.state).toBe('approved');
    expect(record.grant?.state).toBe('starting');
    expect(record.decisions.map(({ byRef }) => byRef)).toEqual([bob]);
  });

  it('refuses the person who asked, also as a decider [rule 2, RELIABILITY B1]', async () => {
    const { state, decideAs, id } = await opened();
    state.people.set(ann, [payments, platform]);

    expect(codeOf(await decideAs(ann, id))).toBe('OWN_REQUEST');
    expect(codeOf(await decideAs(ann, id, 'deny'))).toBe('OWN_REQUEST');
  });

  it.each([
    ['a member of the group who is no decider', cai, 'NOT_A_DECIDER'],
    ['an outsider', outsider, 'NOT_FOUND'],
    ['somebody the catalog does not have', 'user:default/ghost', 'NOT_FOUND'],
  ])('refuses %s', async (_, personRef, code) => {
    const { decideAs, recordOf, id } = await opened();

    expect(codeOf(await decideAs(personRef, id))).toBe(code);
    expect((await recordOf(id)).request.state).toBe('waiting');
  });

  it('refuses a decider who has left since, by the catalog and not by a token [RELIABILITY B5]', async () => {
    const { state, decideAs, id } = await opened();
    state.people.set(bob, [payments]);

    expect(codeOf(await decideAs(bob, id))).toBe('NOT_A_DECIDER');
  });

  it('refuses while the permission framework is off [rule 1]', async () => {
    const { create } = await openServices();
    const { record } = valueOf(await create());
    const off = await openServices({ permissionsOff: true });

    expect(
      codeOf(
        await off.service.decide(bob, {
          requestId: record.request.id,
          decision: 'approve',
          comment: undefined,
          termsHash: record.request.termsHash,
          version: 1,
        }),
      ),
    ).toBe('PERMISSIONS_OFF');
  });

  it('refuses an approval while the catalog does not answer [rule 8]', async () => {
    const { state, decideAs, id } = await opened();
    state.catalogAnswers = false;

    expect(codeOf(await decideAs(bob, id))).toBe('CATALOG_UNAVAILABLE');
  });

  it('refuses an approval when the requester has left, and takes a denial', async () => {
    const { state, decideAs, id } = await opened();
    state.people.set(ann, []);

    expect(codeOf(await decideAs(bob, id))).toBe('REQUESTER_LEFT');
    expect(codeOf(await decideAs(bob, id, 'deny'))).toBe('done');
  });

  it.each<[string, (state: WorldState) => void]>([
    [
      'policies',
      withLevel({
        terms: { ...someTerms(), policies: aViewLevel().terms.policies },
      }),
    ],
    [
      'scope',
      withLevel({
        terms: {
          ...someTerms(),
          policies: [
            { ...someTerms().policies[0], scope: { type: 'cluster' } },
          ],
        },
      }),
    ],
    [
      'Kubernetes groups',
      withLevel({ terms: { ...someTerms(), kubernetesGroups: ['admins'] } }),
    ],
    [
      'principal',
      withLevel({ principalArn: 'arn:aws:iam::111122223333:role/teams/other' }),
    ],
    [
      'role id',
      s => {
        s.role = aRole('AROAMADEAGAIN');
      },
    ],
    ['creation of the cluster', withFacts({ createdAt: 1 })],
  ])(
    'puts the request on new terms when the %s changed, and says so [rule 3, RELIABILITY B12]',
    async (_, change) => {
      const { state, decideAs, recordOf, id } = await opened();
      change(state);

      expect(codeOf(await decideAs(bob, id))).toBe('TERMS_CHANGED');
      const after = await recordOf(id);
      expect(after.request).toMatchObject({ state: 'waiting', round: 2 });
      expect(after.grant).toBeUndefined();
      expect(codeOf(await decideAs(bob, id))).toBe('done');
    },
  );

  it('refuses an approval when the mapping is for another group now', async () => {
    const { state, decideAs, id } = await opened();
    state.people.set(ann, [payments, 'group:default/ledger']);
    withMapping({ groupRef: 'group:default/ledger' })(state);

    expect(codeOf(await decideAs(bob, id))).toBe('LEVEL_NOT_REQUESTABLE');
  });

  it('answers the same approval of the same person alike, also when terms have moved on [RELIABILITY B13]', async () => {
    const { state, service, recordOf, id } = await opened();
    const { request } = await recordOf(id);
    const approve = () =>
      service.decide(bob, {
        requestId: id,
        decision: 'approve',
        comment: undefined,
        termsHash: request.termsHash,
        version: request.version,
      });
    await approve();
    state.role = aRole('AROAMADEAGAIN');

    expect(codeOf(await approve())).toBe('done');
  });

  it('never lets the requester decide, however the ref is spelled [RELIABILITY B2]', async () => {
    const { state, decideAs, recordOf, id } = await opened();
    state.people.set(ann, [payments, platform]);

    await fc.assert(
      fc.asyncProperty(fc.mixedCase(fc.constant(ann)), async spelled => {
        // Routes hand on canonical refs only; should another spelling come through, it is nobody the catalog knows.
        expect(codeOf(await decideAs(spelled, id))).not.toBe('done');
      }),
      { numRuns: 30 },
    );
    expect((await recordOf(id)).request.state).toBe('waiting');
  });
});

describe('RequestService.cancel and giveBack', () => {
  const approved = async () => {
    const services = await openServices();
    const { record } = valueOf(await services.create());
    const { id } = record.request;
    const decided = valueOf(await services.decideAs(bob, id));
    const grantId = decided.record.grant?.id ?? '';
    return { ...services, id, grantId };
  };

  it('lets the requester cancel, and nobody else', async () => {
    const { service, create } = await openServices();
    const { id } = valueOf(await create()).record.request;

    expect(codeOf(await service.cancel(cai, id))).toBe('NOT_REQUESTER');
    expect(codeOf(await service.cancel(outsider, id))).toBe('NOT_FOUND');
    expect(valueOf(await service.cancel(ann, id)).record.request.state).toBe(
      'cancelled',
    );
  });

  it('lets the requester give back, and nobody else', async () => {
    const { service, grantId } = await approved();

    expect(codeOf(await service.giveBack(bob, grantId))).toBe('NOT_REQUESTER');
    expect(codeOf(await service.giveBack(outsider, grantId))).toBe('NOT_FOUND');
    expect(
      valueOf(await service.giveBack(ann, grantId)).record.grant,
    ).toMatchObject({ state: 'ending', endedBecause: 'given-back' });
  });

  it('lets give back while the catalog is down and the permission framework off', async () => {
    const { state, service, grantId } = await approved();
    state.catalogAnswers = false;
    state.view = aView(undefined, 'stale');

    expect(codeOf(await service.giveBack(ann, grantId))).toBe('done');
  });

  it('knows no grant of a foreign id', async () => {
    const { service } = await approved();

    expect(
      codeOf(
        await service.giveBack(ann, 'b3f6ad2c-58a6-4d3a-8d1c-0b3f3b0f4d55'),
      ),
    ).toBe('NOT_FOUND');
  });
});

describe('RequestReader', () => {
  it('lists for deciding what waits for the person, without own requests', async () => {
    const { reader, create, state } = await openServices();
    const { record } = valueOf(await create(ann));
    state.people.set(cai, [payments, platform]);
    valueOf(await create(cai));
    const toDecide = async (personRef: string) =>
      valueOf(
        await reader.list(personRef, {
          view: 'to-decide',
          limit: 50,
          before: undefined,
        }),
      ).requests.map(({ record: { request } }) => request.requesterRef);

    expect((await toDecide(bob)).sort()).toEqual([ann, cai]);
    expect(await toDecide(cai)).toEqual([ann]);
    expect(await toDecide(ann)).toEqual([]);
    expect(await toDecide(outsider)).toEqual([]);
    expect(record.request.state).toBe('waiting');
  });

  it('says to each person what that one may do', async () => {
    const { reader, create } = await openServices();
    const { id } = valueOf(await create()).record.request;
    const seenBy = async (personRef: string) => {
      const details = valueOf(await reader.get(personRef, id));
      return [details.decidesVia, details.canCancel];
    };

    expect(await seenBy(ann)).toEqual([undefined, true]);
    expect(await seenBy(bob)).toEqual([platform, false]);
    expect(await seenBy(cai)).toEqual([undefined, false]);
    expect(codeOf(await reader.get(outsider, id))).toBe('NOT_FOUND');
  });

  it('still shows a decider what that one decided', async () => {
    const { reader, create, decideAs, state } = await openServices();
    const { id } = valueOf(await create()).record.request;
    await decideAs(bob, id, 'deny');
    state.people.set(bob, []);

    const { requests } = valueOf(
      await reader.list(bob, { view: 'decided', limit: 50, before: undefined }),
    );

    expect(requests.map(({ record }) => record.request.id)).toEqual([id]);
  });

  it('pages without a gap or a repetition, newest first', async () => {
    const { reader, service, create, database } = await openServices();
    const ids: string[] = [];
    for (let count = 0; count < 7; count++) {
      const { id } = valueOf(await create()).record.request;
      await service.cancel(ann, id);
      // Several at one instant: the id decides among them.
      await database
        .knex('eks_access_requests')
        .where({ id })
        .update({ created_at: 1000 + Math.floor(count / 3) });
      ids.push(id);
    }

    const seen: string[] = [];
    let before: string | undefined;
    do {
      const page = valueOf(
        await reader.list(ann, { view: 'mine', limit: 2, before }),
      );
      seen.push(...page.requests.map(({ record }) => record.request.id));
      before = page.next;
    } while (before);

    expect(seen).toHaveLength(7);
    expect(new Set(seen)).toEqual(new Set(ids));
  });

  it.each(['', 'x', '12_', `1_${'-'.repeat(36)}`, "1_' or 1=1 --"])(
    'refuses %j as the end of a page [RELIABILITY B68]',
    async before => {
      const { reader } = await openServices();

      expect(
        codeOf(await reader.list(ann, { view: 'mine', limit: 2, before })),
      ).toBe('INPUT_INVALID');
    },
  );

  it('answers a stranger alike whatever others ask for [RELIABILITY B66]', async () => {
    const { reader, create } = await openServices();
    const lists = async () =>
      await Promise.all(
        (['mine', 'decided', 'to-decide'] as const).map(async view => {
          const page = valueOf(
            await reader.list(outsider, { view, limit: 1, before: undefined }),
          );
          return [page.requests, page.next];
        }),
      );
    const before = await lists();
    await create();

    expect(await lists()).toEqual(before);
  });

  it('names groups of deciders that cannot be listed', async () => {
    const { reader, create, state } = await openServices();
    const { id } = valueOf(await create()).record.request;
    state.groupsAnswer = false;

    expect(valueOf(await reader.get(ann, id)).deciders).toEqual({
      people: [],
      unreadGroups: [platform],
    });
  });
});
