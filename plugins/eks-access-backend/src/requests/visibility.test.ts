import fc from 'fast-check';
import { describeOnEachDatabase } from '../database/__testUtils__';
import { aNewRequest, openStores, someTerms } from './__testUtils__/stores';
import {
  aDeclaredCluster,
  aMappingInForce,
  anEditLevel,
  aView,
} from './__testUtils__/world';
import { requestQuery } from './recordReads';
import {
  admits,
  seesGroup,
  whereVisible,
  type VisibilitySubject,
  type VisibleRequests,
} from './visibility';

jest.setTimeout(120_000);

// Three names of each, so that rows and viewers meet often.
const person = fc.constantFrom('user:default/a', 'user:default/b');
const group = fc.constantFrom('group:default/a', 'group:default/b');
const mapping = fc.constantFrom('m:default/a', 'm:default/b', 'm:default/c');
const level = fc.constantFrom('view', 'edit');
const cluster = fc.constantFrom('arn:a', 'arn:b', 'arn:c');

const someVisible: fc.Arbitrary<VisibleRequests> = fc.record({
  personRef: person,
  groupRefs: fc.uniqueArray(group, { maxLength: 1 }),
  mappingRefs: fc.uniqueArray(mapping, { maxLength: 1 }),
  levels: fc.array(fc.record({ mappingRef: mapping, level }), { maxLength: 1 }),
  clusterArns: fc.uniqueArray(cluster, { maxLength: 1 }),
});

function everySubject(): VisibilitySubject[] {
  return ['user:default/a', 'user:default/b'].flatMap(requesterRef =>
    ['group:default/a', 'group:default/b'].flatMap(groupRef =>
      ['m:default/a', 'm:default/b'].flatMap(mappingRef =>
        ['view', 'edit'].flatMap(name =>
          ['arn:a', 'arn:b'].map((clusterArn, index) => ({
            requesterRef,
            groupRef,
            mappingRef,
            level: name,
            clusterArn,
            deciderRefs: index === 0 ? ['user:default/b'] : [],
          })),
        ),
      ),
    ),
  );
}

describeOnEachDatabase('whereVisible', engine => {
  it('finds in the database exactly the requests that admits lets through [RELIABILITY B66]', async () => {
    const { database, requests, settle } = await openStores(engine);
    const subjects = new Map<string, VisibilitySubject>();
    for (const subject of everySubject()) {
      const created = await requests.create(
        aNewRequest({
          ...subject,
          // One of a kind may be open for a person, mapping, level and cluster; groups differ, so each is closed again.
          terms: someTerms({ clusterArn: subject.clusterArn }),
        }),
      );
      if (created.outcome === 'refused') throw new Error(created.code);
      subjects.set(created.value, subject);
      for (const byRef of subject.deciderRefs) {
        await requests.recordDecision({
          requestId: created.value,
          version: 1,
          termsHash: (
            await requests.get(created.value)
          )?.request.termsHash as string,
          byRef,
          decision: 'deny',
          comment: undefined,
        });
      }
      await requests.recordCancel(created.value, subject.requesterRef);
      await database.knex('eks_access_requests').update({ created_at: 0 });
    }

    await fc.assert(
      fc.asyncProperty(someVisible, async visible => {
        const query = requestQuery(database.knex);
        whereVisible(query, visible);
        const found = (await query).map((row: { id: string }) => row.id);

        const admitted = [...subjects]
          .filter(([, subject]) => admits(visible, subject))
          .map(([id]) => id);
        expect(found.sort()).toEqual(admitted.sort());
      }),
      { numRuns: 60 },
    );
    await settle();
  });
});

describe('seesGroup', () => {
  const view = aView([
    aMappingInForce({
      ownerRef: 'group:default/owners',
      groupRef: 'group:default/payments',
      clusters: [aDeclaredCluster({ ownerRef: 'group:default/sre' })],
      levels: [anEditLevel({ deciderGroups: ['group:default/deciders'] })],
    }),
  ]);
  const sees = (...groups: string[]) =>
    seesGroup(
      { ref: 'user:default/a', groups: new Set(groups) },
      'group:default/payments',
      view,
    );

  it.each([
    ['members of the group', 'group:default/payments'],
    ['owners of one of its mappings', 'group:default/owners'],
    ['deciders of one of its levels', 'group:default/deciders'],
    ['owners of one of its clusters', 'group:default/sre'],
  ])('is true for %s', (_, groupRef) => {
    expect(sees(groupRef)).toBe(true);
  });

  it('is false for everybody else [RELIABILITY B65]', () => {
    expect(sees('group:default/ledger')).toBe(false);
    expect(sees()).toBe(false);
  });
});
