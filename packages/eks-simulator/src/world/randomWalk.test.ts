import fc from 'fast-check';
import { account, clusterArn, roleArn } from '../__testUtils__/testWorld';
import { walks, type Taken } from '../__testUtils__/walks';
import { reachOf } from './reach';
import { authenticationModes, worldSchema, type World } from './schema';

function entriesOf(world: World) {
  return Object.values(world.clusters).flatMap(cluster =>
    Object.entries(cluster.entries).map(([arn, entry]) => ({
      cluster,
      arn,
      entry,
    })),
  );
}

/** Checks that no step of any walk breaks the law, which names what breaks it. */
function never(law: (step: Taken) => readonly unknown[]): void {
  fc.assert(
    fc.property(walks, steps => {
      expect(steps.flatMap(law)).toEqual([]);
    }),
    { numRuns: 150 },
  );
}

describe('a random walk through the world', () => {
  it('never has two entries for a principal, nor a policy twice on one', () => {
    never(({ after }) => {
      const entries = entriesOf(after);
      const arns = new Set(entries.map(({ entry }) => entry.accessEntryArn));
      const misplaced = entries.filter(
        ({ arn, entry }) =>
          entry.principalArn !== arn ||
          Object.entries(entry.associations).some(
            ([policyArn, association]) => association.policyArn !== policyArn,
          ),
      );
      return arns.size === entries.length ? misplaced : entries;
    });
  });

  it('never has namespace scope without namespaces, nor cluster scope with any', () => {
    never(({ after }) =>
      entriesOf(after)
        .flatMap(({ entry }) => Object.values(entry.associations))
        .filter(
          ({ accessScope }) =>
            (accessScope.type === 'namespace') !==
            accessScope.namespaces.length > 0,
        ),
    );
  });

  it('never gives an entry of nodes a policy', () => {
    never(({ after }) =>
      entriesOf(after).filter(
        ({ entry }) =>
          entry.type === 'EC2_LINUX' &&
          Object.keys(entry.associations).length > 0,
      ),
    );
  });

  it('never gives a STANDARD entry a group or a username of Kubernetes', () => {
    never(({ after }) =>
      entriesOf(after)
        .filter(({ entry }) => entry.type === 'STANDARD')
        .flatMap(({ entry }) => [entry.username, ...entry.kubernetesGroups])
        .filter(name => name.startsWith('system:')),
    );
  });

  it('never changes type, principal id or creation time of an entry', () => {
    never(({ before, after }) => {
      const former = new Map(
        entriesOf(before).map(({ entry }) => [entry.accessEntryArn, entry]),
      );
      return entriesOf(after).filter(({ entry }) => {
        const was = former.get(entry.accessEntryArn) ?? entry;
        return (
          was.type !== entry.type ||
          was.principalId !== entry.principalId ||
          was.createdAt !== entry.createdAt
        );
      });
    });
  });

  it('never lets in a principal with another id than that of its entry', () => {
    never(({ after }) => {
      const { roles, users } = after.accounts[account];
      return entriesOf(after).filter(
        ({ cluster, arn, entry }) =>
          reachOf(after, cluster.arn, arn).outcome === 'reaches' &&
          (roles[arn]?.roleId ?? users[arn]?.userId) !== entry.principalId,
      );
    });
  });

  it('never touches the entry of the service-linked role', () => {
    const arn = roleArn(
      'aws-service-role/eks.amazonaws.com/AWSServiceRoleForAmazonEKS',
    );
    const of = (world: World) =>
      world.clusters[clusterArn('open')].entries[arn];
    never(({ before, after }) => (of(after) === of(before) ? [] : [of(after)]));
  });

  it('never goes back in the authentication mode, nor skips one', () => {
    const order = [...authenticationModes];
    never(({ before, after }) =>
      Object.entries(after.clusters).filter(([arn, cluster]) => {
        const was = order.indexOf(before.clusters[arn].authenticationMode);
        const step = order.indexOf(cluster.authenticationMode) - was;
        return step < 0 || step > 1;
      }),
    );
  });

  it('never has a client token for an entry that is gone', () => {
    never(({ after }) => {
      const living = new Set([
        ...entriesOf(after).map(({ entry }) => entry.accessEntryArn),
        ...Object.values(after.clusters).flatMap(({ updates }) =>
          updates.map(({ id }) => id),
        ),
      ]);
      return Object.values(after.clientTokens).filter(
        ({ made }) => !living.has(made),
      );
    });
  });

  it('never changes the world by a refused call, but for updates that were due', () => {
    never(({ before, after, refusal }) =>
      refusal &&
      (before.accounts !== after.accounts ||
        before.clientTokens !== after.clientTokens ||
        entriesOf(after).some(
          ({ cluster, arn, entry }) =>
            before.clusters[cluster.arn].entries[arn] !== entry,
        ))
        ? [refusal]
        : [],
    );
  });

  it('ends always in plain data that a state file can hold', () => {
    fc.assert(
      fc.property(walks, steps => {
        const world = steps[steps.length - 1].after;
        const kept: unknown = JSON.parse(JSON.stringify(world));
        expect(worldSchema.parse(kept)).toEqual(world);
      }),
      { numRuns: 150 },
    );
  });

  it('meets most of the rules, so that the laws above are about something', () => {
    const met = new Map<string, number>();
    let written = 0;
    fc.assert(
      fc.property(walks, steps => {
        for (const { before, after, refusal } of steps) {
          if (refusal) met.set(refusal.row, (met.get(refusal.row) ?? 0) + 1);
          if (before !== after) written += 1;
        }
      }),
      { numRuns: 300 },
    );
    expect([...met.keys()]).toEqual(
      expect.arrayContaining([
        ...['E1', 'E2', 'E3', 'E4', 'E5', 'E6', 'E7', 'E8', 'E9', 'E10'],
        ...['1.0/client-token-reused', '1.3/update-running'],
        ...['2.5/namespaces-missing', '2.5/cluster-with-namespaces'],
      ]),
    );
    expect(written).toBeGreaterThan(1500);
  });
});
