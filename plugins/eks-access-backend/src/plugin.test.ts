import { exampleCatalog, foreignFile } from './__testUtils__/exampleCatalog';
import {
  codeOf,
  editorRole,
  payments,
  paymentsArn,
  TestPortal,
  until,
  viewerRole,
} from './__testUtils__/portal';

jest.setTimeout(120_000);

const mappingRef = 'eksaccessmapping:default/payments-on-eks';
const edit = { mappingRef, level: 'edit', clusterArn: paymentsArn };
const group = { namespace: 'default', name: 'payments' };
const baseline = ['AmazonEKSViewPolicy payments'];

describe('the plugin in a backend, on the simulator', () => {
  let portal: TestPortal;
  beforeEach(async () => {
    portal = await TestPortal.create();
  });
  afterEach(async () => {
    await portal.stop();
  });

  const cluster = (person = 'pia') =>
    portal.as(person).call('getCluster', { params: payments });

  /** Waits until AWS has told of the cluster and a cycle has planned it. */
  async function untilPlanned() {
    await until(
      () => portal.as('pia').call('listClusters', {}),
      ({ clusters }) => clusters.length > 0,
    );
    return await until(cluster, detail => detail.plan !== undefined);
  }

  /** Waits for the plan, switches the cluster to manage, and waits for the standing level. */
  async function manage() {
    await untilPlanned();
    const { plan: shown } = await until(
      cluster,
      detail => detail.plan?.steps.length === 2,
    );
    expect(portal.writes()).toEqual([]);
    await portal.as('pia').call('setClusterMode', {
      params: payments,
      body: { mode: 'manage', reason: 'ready', planHash: shown?.hash },
    });
    await until(
      () => portal.entryOf(viewerRole),
      policies => policies?.join() === baseline.join(),
    );
  }

  const ask = async (duration = 'PT1H') =>
    await portal.as('anna').call('createRequest', {
      body: { ...edit, duration, reason: 'Release' },
    });

  async function approve(id: string) {
    const shown = await portal.as('pia').call('getRequest', { params: { id } });
    return await portal.as('pia').call('decideRequest', {
      params: { id },
      body: {
        decision: 'approve',
        termsHash: shown.termsHash,
        version: shown.version,
      },
    });
  }

  const untilGrant = async (id: string, state: string) =>
    await until(
      () => portal.as('anna').call('getRequest', { params: { id } }),
      request => request.grant?.state === state,
    );

  it('takes a grant from the wish to the entry and back, and leaves the baseline alone', async () => {
    await portal.start();
    await manage();

    const { id } = await ask();
    expect((await approve(id)).grant?.state).toBe('starting');
    const active = await untilGrant(id, 'active');
    expect(await portal.entryOf(editorRole)).toEqual([
      'AmazonEKSEditPolicy payments',
    ]);
    expect(active.grant?.connect?.lines).toEqual([
      expect.stringContaining(`--role-arn ${editorRole}`),
    ]);

    await portal.as('anna').call('giveBackGrant', {
      params: { id: active.grant?.id ?? '' },
      body: {},
    });
    const ended = await untilGrant(id, 'ended');
    expect(ended.grant?.endedBecause).toBe('given-back');
    expect(await portal.entryOf(editorRole)).toBeUndefined();
    expect(await portal.entryOf(viewerRole)).toEqual(baseline);
  });

  it('ends a grant by itself at its time [rule 7]', async () => {
    await portal.start();
    await manage();

    const { id } = await ask('PT4S');
    await approve(id);
    await untilGrant(id, 'active');
    expect(await portal.entryOf(editorRole)).toHaveLength(1);

    const { grant } = await untilGrant(id, 'ended');
    expect(grant?.endedBecause).toBe('expired');
    expect(await portal.entryOf(editorRole)).toBeUndefined();
    const { expiresAt = '', removedAtApiAt = '' } = grant ?? {};
    expect(removedAtApiAt > expiresAt).toBe(true);
  });

  it('lets no requester decide own request [rule 2]', async () => {
    await portal.start();
    await manage();
    portal.entities = exampleCatalog().map(entity =>
      entity.metadata.name === 'anna' || entity.metadata.name === 'platform'
        ? {
            ...entity,
            relations: [
              ...(entity.relations ?? []),
              ...(entity.kind === 'User'
                ? [{ type: 'memberOf', targetRef: 'group:default/platform' }]
                : [{ type: 'hasMember', targetRef: 'user:default/anna' }]),
            ],
          }
        : entity,
    );
    const { id, termsHash, version } = await ask();

    for (const decision of ['approve', 'deny'] as const) {
      const own = portal.as('anna').call('decideRequest', {
        params: { id },
        body: { decision, termsHash, version },
      });
      expect(await codeOf(own)).toBe('OWN_REQUEST');
    }
    expect(await portal.entryOf(editorRole)).toBeUndefined();
  });

  it('shows an outsider nothing, and lets one neither ask nor decide [rule 1]', async () => {
    await portal.start();
    await manage();
    const { id, termsHash, version } = await ask();
    const omar = portal.as('omar');

    const codes = await Promise.all(
      [
        omar.call('getGroupAccess', { params: group }),
        omar.call('getCluster', { params: payments }),
        omar.call('getRequest', { params: { id } }),
        omar.call('previewRequest', { body: edit }),
        omar.call('createRequest', {
          body: { ...edit, duration: 'PT1H', reason: 'Curious' },
        }),
        omar.call('decideRequest', {
          params: { id },
          body: { decision: 'approve', termsHash, version },
        }),
        omar.call('cancelRequest', { params: { id }, body: {} }),
      ].map(codeOf),
    );
    const lists = await Promise.all(
      (['mine', 'decided', 'to-decide'] as const).map(view =>
        omar.call('listRequests', { query: { view } }),
      ),
    );

    expect(new Set(codes)).toEqual(new Set(['NOT_FOUND']));
    expect(lists.flatMap(({ requests }) => requests)).toEqual([]);
    expect((await omar.call('listClusters', {})).clusters).toEqual([]);
  });

  it('does nothing for a mapping from an untrusted location, and says why [rule 5]', async () => {
    portal.entities = exampleCatalog({ mappingFile: foreignFile });
    await portal.start();

    const check = await until(
      () =>
        portal.as('anna').call('checkMapping', {
          params: { namespace: 'default', name: 'payments-on-eks' },
        }),
      ({ state }) => state !== 'not-yet-read',
    );
    const { plan } = await untilPlanned();

    expect(check.state).toBe('inert');
    expect(check.problems.map(({ code }) => code)).toEqual([
      'location-untrusted',
    ]);
    expect(plan?.steps).toEqual([]);
    expect(
      await codeOf(portal.as('anna').call('previewRequest', { body: edit })),
    ).toBe('NOT_FOUND');
  });

  it('removes nothing when the catalog answers with nothing, and grants nothing new [rule 8]', async () => {
    await portal.start();
    await manage();
    const { id } = await ask();
    await approve(id);
    await untilGrant(id, 'active');
    const writesBefore = portal.writes();

    portal.entities = [];
    await until(
      () => portal.as('pia').call('getStatus', {}),
      ({ catalog }) => catalog.state === 'stale',
    );
    // Two sweeps of the cluster on the stale catalog.
    await new Promise(resolve => setTimeout(resolve, 11_000));

    expect(portal.writes()).toEqual(writesBefore);
    expect(await portal.entryOf(viewerRole)).toEqual(baseline);
    expect(await portal.entryOf(editorRole)).toHaveLength(1);
    expect(await codeOf(ask())).toBe('CATALOG_UNAVAILABLE');
  });

  it('asks and decides nothing with the permission framework off, and still ends what is due [rule 1, rule 7]', async () => {
    await portal.start();
    await manage();
    const { id } = await ask('PT6S');
    await approve(id);
    await untilGrant(id, 'active');
    await portal.stopBackend();

    await portal.start({ permissionsEnabled: false });

    expect(await codeOf(ask())).toBe('PERMISSIONS_OFF');
    expect(await codeOf(approve(id))).toBe('PERMISSIONS_OFF');
    const { grant } = await untilGrant(id, 'ended');
    expect(grant?.endedBecause).toBe('expired');
    expect(await portal.entryOf(editorRole)).toBeUndefined();
    expect(await portal.entryOf(viewerRole)).toEqual(baseline);
  });
});
