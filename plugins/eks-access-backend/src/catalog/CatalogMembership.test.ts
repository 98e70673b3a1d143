import { mockServices } from '@backstage/backend-test-utils';
import type { Entity } from '@backstage/catalog-model';
import fc from 'fast-check';
import {
  FakeCatalog,
  groupEntity,
  userEntity,
} from './__testUtils__/FakeCatalog';
import { aCatalog } from './__testUtils__/builders';
import { CatalogMembership } from './CatalogMembership';
import type { RawCatalog } from './rawCatalog';

const nobody = aCatalog({ groups: [], users: [] });
const group = (name: string) => `group:default/${name}`;
const user = (name: string) => `user:default/${name}`;

function membershipOf(
  entities: Entity[],
  accepted: RawCatalog | undefined = nobody,
) {
  const catalog = new FakeCatalog(entities);
  const membership = new CatalogMembership({
    catalog: catalog.service,
    auth: mockServices.auth(),
    now: async () => 1_000,
    accepted: () => accepted,
    logger: mockServices.logger.mock(),
  });
  return { catalog, membership };
}

/** Entities of a graph: the parents of each group, the groups of each user, both directions drawn. */
function graph(
  parents: Record<string, string[]>,
  memberOf: Record<string, string[]>,
): Entity[] {
  const pointingAt = (edges: Record<string, string[]>, name: string) =>
    Object.keys(edges).filter(from => edges[from].includes(name));
  return [
    ...Object.keys(parents).map(name =>
      groupEntity(name, {
        parents: parents[name],
        children: pointingAt(parents, name),
        members: pointingAt(memberOf, name),
      }),
    ),
    ...Object.keys(memberOf).map(name => userEntity(name, memberOf[name])),
  ];
}

const acme = graph(
  { platform: [], payments: ['business'], ledger: ['payments'], business: [] },
  { anna: ['payments'], lena: ['ledger'], pia: ['platform'] },
);

describe('CatalogMembership', () => {
  it('takes a member of a child group for one of the parents, all the way up', async () => {
    const { membership } = membershipOf(acme);
    expect(await membership.groupsOf(user('lena'))).toEqual({
      kind: 'known',
      value: new Set([group('ledger'), group('payments'), group('business')]),
      asOf: 1_000,
    });
  });

  it('lists the members of a group with those of its child groups, by ref and title', async () => {
    const { membership } = membershipOf(acme);
    expect(await membership.membersOf(group('payments'))).toEqual({
      kind: 'known',
      value: [
        { ref: user('anna'), title: 'anna Surname' },
        { ref: user('lena'), title: 'lena Surname' },
      ],
      asOf: 1_000,
    });
  });

  it('does not take a member of the parent for one of the child', async () => {
    const { membership } = membershipOf(acme);
    expect(await membership.membersOf(group('ledger'))).toMatchObject({
      value: [{ ref: user('lena') }],
    });
    const groups = await membership.groupsOf(user('anna'));
    expect(groups).toMatchObject({
      value: new Set([group('payments'), group('business')]),
    });
  });

  it('knows who is there, and that one who never was is not', async () => {
    const { membership } = membershipOf(acme);
    expect(await membership.userExists(user('anna'))).toMatchObject({
      value: true,
    });
    expect(await membership.userExists('User:default/ANNA')).toMatchObject({
      value: true,
    });
    expect(await membership.userExists(user('mallory'))).toMatchObject({
      kind: 'known',
      value: false,
    });
    expect(await membership.groupsOf(user('mallory'))).toMatchObject({
      kind: 'known',
      value: new Set(),
    });
  });

  it('leaves out groups and users that are only pointed at', async () => {
    const { membership } = membershipOf([
      groupEntity('payments', { members: ['anna', 'ghost'] }),
      userEntity('anna', ['payments', 'phantom']),
    ]);
    expect(await membership.groupsOf(user('anna'))).toMatchObject({
      value: new Set([group('payments')]),
    });
    expect(await membership.membersOf(group('payments'))).toMatchObject({
      value: [{ ref: user('anna') }],
    });
  });

  describe('does not know', () => {
    const accepted = aCatalog({
      groups: ['payments', 'ledger', 'business', 'platform'].map(name => ({
        ref: group(name),
        parents: name === 'ledger' ? [group('payments')] : [],
      })),
      users: [
        { ref: user('anna'), memberOf: [group('payments')] },
        { ref: user('lena'), memberOf: [group('ledger')] },
      ],
    });

    it('anything when the catalog fails [RELIABILITY C20]', async () => {
      const { membership, catalog } = membershipOf(acme);
      catalog.failAt = () => new Error('secret-host:7007');
      for (const answer of [
        await membership.groupsOf(user('anna')),
        await membership.membersOf(group('payments')),
        await membership.userExists(user('anna')),
      ]) {
        expect(answer).toEqual({
          kind: 'unknown',
          because: 'The catalog could not be read.',
        });
      }
    });

    it('anything before the catalog was read whole once', async () => {
      const { membership } = membershipOf(acme);
      const unread = new CatalogMembership({
        catalog: new FakeCatalog(acme).service,
        auth: mockServices.auth(),
        now: async () => 1_000,
        accepted: () => undefined,
        logger: mockServices.logger.mock(),
      });
      expect((await membership.groupsOf(user('anna'))).kind).toBe('known');
      expect(await unread.groupsOf(user('anna'))).toEqual({
        kind: 'unknown',
        because: 'The catalog has not been read yet.',
      });
    });

    it('that somebody has left an emptied catalog [rule 8]', async () => {
      const { membership } = membershipOf([], accepted);
      for (const answer of [
        await membership.userExists(user('anna')),
        await membership.groupsOf(user('anna')),
        await membership.membersOf(group('payments')),
      ]) {
        expect(answer).toEqual({
          kind: 'unknown',
          because:
            'The catalog shows less than when it was last read whole; it is believed once it has been read whole again.',
        });
      }
    });

    it('of a lost membership until a whole read shows it too [rule 8]', async () => {
      const moved = graph(
        { payments: [], ledger: [], business: [], platform: [] },
        { anna: ['payments'], lena: ['ledger'] },
      );
      const before = membershipOf(moved, accepted).membership;
      expect((await before.groupsOf(user('lena'))).kind).toBe('unknown');
      expect((await before.groupsOf(user('anna'))).kind).toBe('known');
      const after = membershipOf(
        moved,
        aCatalog({
          ...accepted,
          groups: accepted.groups.map(({ ref }) => ({ ref, parents: [] })),
        }),
      ).membership;
      expect(await after.groupsOf(user('lena'))).toMatchObject({
        kind: 'known',
        value: new Set([group('ledger')]),
      });
    });

    it('the members of a group with more than 5,000 of them [RELIABILITY 28]', async () => {
      const names = Array.from({ length: 5_001 }, (_, at) => `u${at}`);
      const all = names.map(name => userEntity(name, ['all']));
      const { membership } = membershipOf([
        groupEntity('all', { members: names }),
        groupEntity('most', { members: names.slice(1) }),
        ...all,
      ]);
      expect(await membership.membersOf(group('all'))).toEqual({
        kind: 'unknown',
        because: 'The group has more than 5000 members.',
      });
      expect(await membership.membersOf(group('most'))).toMatchObject({
        kind: 'known',
      });
    });

    it.each(['', 'anna', 'user:default/an na', 'user:default/\u212Aim'])(
      'whom %j means',
      async ref => {
        const { membership } = membershipOf(acme);
        expect((await membership.groupsOf(ref)).kind).toBe('unknown');
      },
    );
  });

  const chain = (length: number) =>
    graph(
      Object.fromEntries(
        Array.from({ length }, (_, at) => [
          `g${at + 1}`,
          at + 1 < length ? [`g${at + 2}`] : [],
        ]),
      ),
      { anna: ['g1'] },
    );

  it('follows ten groups and says of an eleventh that it does not know', async () => {
    const ten = membershipOf(chain(10)).membership;
    expect(await ten.groupsOf(user('anna'))).toMatchObject({ kind: 'known' });
    expect(await ten.membersOf(group('g10'))).toMatchObject({
      value: [{ ref: user('anna') }],
    });
    const eleven = membershipOf(chain(11)).membership;
    const unknown = {
      kind: 'unknown',
      because: 'The groups are nested more than 10 deep.',
    };
    expect(await eleven.groupsOf(user('anna'))).toEqual(unknown);
    expect(await eleven.membersOf(group('g11'))).toEqual(unknown);
  });

  it('ends at once in a tree 10,000 deep, in the catalog and in the snapshot [RELIABILITY 27]', async () => {
    const deep = Array.from({ length: 10_000 }, (_, at) => at);
    const snapshot = aCatalog({
      groups: deep.map(at => ({
        ref: group(`g${at}`),
        parents: [group(`g${at + 1}`)],
      })),
      users: [{ ref: user('anna'), memberOf: [group('g0')] }],
    });
    const { membership, catalog } = membershipOf(
      deep
        .map(at => groupEntity(`g${at}`, { parents: [`g${at + 1}`] }))
        .concat(userEntity('anna', ['g0'])),
      snapshot,
    );
    expect((await membership.groupsOf(user('anna'))).kind).toBe('unknown');
    expect(catalog.answers).toBeLessThanOrEqual(11);
  });

  it('agrees with itself in both directions on any graph, cycles included [RELIABILITY 26]', async () => {
    const names = ['a', 'b', 'c', 'd', 'e'];
    const people = ['u', 'v', 'w'];
    const some = fc.subarray(names);
    const edges = (from: string[]) =>
      fc.record(Object.fromEntries(from.map(name => [name, some])));
    let cycles = 0;
    await fc.assert(
      fc.asyncProperty(
        edges(names),
        edges(people),
        async (parents, memberOf) => {
          const entities = graph(parents, memberOf);
          const { membership } = membershipOf(entities);
          const groups: Record<string, ReadonlySet<string>> = {};
          for (const name of people) {
            const found = await membership.groupsOf(user(name));
            if (found.kind === 'unknown') throw new Error(found.because);
            groups[name] = found.value;
            // What one belongs to is closed: every parent of it, too.
            for (const one of names.filter(n => found.value.has(group(n)))) {
              for (const parent of parents[one]) {
                expect(found.value.has(group(parent))).toBe(true);
              }
            }
          }
          if (names.some(name => parents[name].includes(name))) cycles += 1;
          for (const name of names) {
            const found = await membership.membersOf(group(name));
            if (found.kind === 'unknown') throw new Error(found.because);
            expect(found.value.map(({ ref }) => ref)).toEqual(
              people
                .filter(person => groups[person].has(group(name)))
                .map(user),
            );
          }
        },
      ),
      { numRuns: 100 },
    );
    expect(cycles).toBeGreaterThan(10);
  });
});
