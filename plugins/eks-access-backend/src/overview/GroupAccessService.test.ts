import type { ClusterOverview, StandingLevelView } from '../reconcile';
import {
  aDeclaredCluster,
  aMappingInForce,
  anEditLevel,
  ann,
  aRole,
  aView,
  aViewLevel,
  bob,
  cai,
  clusterArn,
  codeOf,
  editorRole,
  mappingRef,
  openServices,
  outsider,
  payments,
  valueOf,
} from '../requests/__testUtils__';
import { GroupAccessService } from './GroupAccessService';

const overview: ClusterOverview = {
  cluster: {
    arn: clusterArn,
    accountId: '111122223333',
    region: 'eu-west-1',
    name: 'payments-dev',
  },
  ownerRef: 'group:default/sre',
  mode: 'manage',
  health: { state: 'live', sentence: 'All is as it should be.' },
  authenticationMode: 'API',
};
const active: StandingLevelView = {
  intentId: 'a',
  mappingRef,
  level: 'view',
  principalArn: aViewLevel().principalArn,
  standing: { state: 'active', sentence: 'Active, as read from AWS.' },
};

async function open(
  options: {
    permissionsOff?: boolean;
    notShownByAws?: boolean;
    standing?: StandingLevelView[];
  } = {},
) {
  const { permissionsOff = false, standing = [active] } = options;
  const services = await openServices({ permissionsOff });
  const { world, reader, service, database } = services;
  const groupAccess = new GroupAccessService({
    world,
    reader,
    service,
    permissionsOff,
    now: () => database.now(),
    views: {
      overviewOf: async () => (options.notShownByAws ? undefined : overview),
      standingOf: async () => standing,
    },
  });
  services.state.roleInSnapshot = aRole();
  return {
    ...services,
    get: (personRef: string) => groupAccess.get(personRef, payments),
  };
}

describe('GroupAccessService', () => {
  it('shows a member the levels of the group, with what stands and what can be asked for', async () => {
    const { get } = await open();

    const page = valueOf(await get(ann));

    expect(page).toMatchObject({ youAreMember: true, notice: undefined });
    expect(page.rows).toHaveLength(1);
    const [row] = page.rows;
    expect(row.cluster).toEqual(overview);
    expect(
      row.levels.map(({ level, standing, whyNot }) => [
        level.name,
        standing?.state,
        whyNot?.code,
      ]),
    ).toEqual([
      ['edit', undefined, undefined],
      ['view', 'active', undefined],
    ]);
    expect(row.roles.map(({ principalArn }) => principalArn)).toEqual([
      aViewLevel().principalArn,
      editorRole,
    ]);
  });

  it('says why a level cannot be asked for, by what was last read', async () => {
    const { get, state } = await open();
    state.mode = 'observe';

    const [row] = valueOf(await get(ann)).rows;

    expect(row.levels[0].whyNot?.code).toBe('CLUSTER_OBSERVED_ONLY');
  });

  it('says of an own open request that it is open, and lets a colleague ask', async () => {
    const { get, create } = await open();
    await create(ann);
    const whyNot = async (personRef: string) =>
      valueOf(await get(personRef)).rows[0].levels[0].whyNot?.code;

    expect(await whyNot(ann)).toBe('REQUEST_ALREADY_OPEN');
    expect(await whyNot(cai)).toBeUndefined();
  });

  it('shows those who decide a level, who may not ask for it', async () => {
    const { get } = await open();

    const page = valueOf(await get(bob));

    expect(page.youAreMember).toBe(false);
    expect(page.rows[0].levels[0].whyNot?.code).toBe('NOT_IN_GROUP');
  });

  it('does not exist for an outsider [RELIABILITY B65]', async () => {
    const { get } = await open();

    expect(codeOf(await get(outsider))).toBe('NOT_FOUND');
  });

  it('says what was not compared with AWS yet as unknown, not as absent [rule 8]', async () => {
    const { get } = await open({ standing: [] });

    const [row] = valueOf(await get(ann)).rows;

    expect(row.levels[1].standing?.state).toBe('unknown');
  });

  it('keeps the row of a cluster that the mapping no longer names while a grant is there', async () => {
    const { get, state, create, decideAs } = await open();
    const { id } = valueOf(await create()).record.request;
    await decideAs(bob, id);
    state.view = aView([
      aMappingInForce({
        clusters: [aDeclaredCluster({ arn: `${clusterArn}-2` })],
      }),
    ]);

    const page = valueOf(await get(ann));

    expect(
      page.rows.map(({ levels, requests }) => [levels.length, requests.length]),
    ).toEqual([
      [0, 1],
      [2, 0],
    ]);
  });

  it('shows a cluster that AWS has not shown yet by what its mapping says', async () => {
    const { get } = await open({ notShownByAws: true });

    const [row] = valueOf(await get(ann)).rows;

    expect(row.cluster).toMatchObject({
      ownerRef: 'group:default/sre',
      mode: 'observe',
      health: { state: 'not-yet-read' },
    });
  });

  it('gives notice where nothing can be asked for anywhere', async () => {
    const off = await open({ permissionsOff: true });
    const stale = await open();
    stale.state.view = aView([aMappingInForce()], 'stale');

    expect(valueOf(await off.get(ann)).notice?.code).toBe('PERMISSIONS_OFF');
    expect(valueOf(await stale.get(ann)).notice?.code).toBe(
      'CATALOG_UNAVAILABLE',
    );
  });

  it('keeps what was answered or ended within a day, and nothing older', async () => {
    const { get, create, decideAs, database } = await open();
    const { id } = valueOf(await create()).record.request;
    await decideAs(bob, id, 'deny');
    const shown = async () => valueOf(await get(ann)).rows[0].requests.length;

    expect(await shown()).toBe(1);
    await database
      .knex('eks_access_decisions')
      .update({ at: (await database.now()) - 25 * 60 * 60 * 1000 });
    expect(await shown()).toBe(0);
  });

  it('shows on-request levels of a mapping that is only last good without letting ask', async () => {
    const { get, state } = await open();
    state.view = aView([
      aMappingInForce({ state: 'last-good', levels: [anEditLevel()] }),
    ]);

    const [row] = valueOf(await get(ann)).rows;

    expect(row.levels[0].whyNot?.code).toBe('MAPPING_NOT_IN_FORCE');
  });
});
