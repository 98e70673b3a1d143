import type { Outcome } from '../refusals';
import { createCluster, createRole } from './administration';
import {
  formatAccessEntryArn,
  formatPrincipalArn,
  parsePrincipalArn,
} from './arns';
import { defaultUsername, serviceGroups } from './entryRules';
import type { Ids } from './ids';
import { principalIdOf, withCluster, withEntry } from './lookups';
import { formatPolicyArn } from './policies';
import type { AccessEntry, Cluster, Role, User, World } from './schema';
import {
  worldSeedSchema,
  type ParsedClusterSeed,
  type ParsedEntrySeed,
  type ParsedWorldSeed,
  type WorldSeed,
} from './seed';

/** Name of the user that holds an account's `administrator` key. */
export const administratorName = 'administrator';

type AccountSeed = ParsedWorldSeed['accounts'][number];

// A seed that AWS would refuse is a mistake of whoever wrote it, and stops the start.
function orThrow<T>(outcome: Outcome<T>, what: string): T {
  if (!outcome.ok) {
    throw new Error(`${what} in the world seed: ${outcome.refusal.message}`);
  }
  return outcome.value;
}

function usersOf(account: AccountSeed, ids: Ids): Record<string, User> {
  const administrators = account.administrator
    ? [
        {
          name: administratorName,
          path: '/',
          createdAt: new Date(0).toISOString(),
          accessKeys: [account.administrator],
        },
      ]
    : [];
  return Object.fromEntries(
    [...administrators, ...account.users].map(user => {
      const arn = formatPrincipalArn({ ...account, ...user, kind: 'user' });
      return [
        arn,
        {
          ...user,
          arn,
          userId: ids.principalId('AIDA'),
          createdAt: Date.parse(user.createdAt),
        },
      ];
    }),
  );
}

function findSeededRole(world: World, arn: string): Role | undefined {
  const accountId = parsePrincipalArn(arn)?.accountId ?? '';
  return world.accounts[accountId]?.roles[arn];
}

function buildEntry(
  world: World,
  cluster: Cluster,
  seed: ParsedEntrySeed,
  ids: Ids,
): AccessEntry {
  const principal = parsePrincipalArn(seed.principalArn);
  if (!principal) {
    throw new Error(
      `Entry ${seed.principalArn} in the world seed: not a role or user ARN`,
    );
  }
  const createdAt = Date.parse(seed.createdAt);
  const role = findSeededRole(world, seed.principalArn);
  const outlived = role !== undefined && role.createdAt > createdAt;
  const former = ids.principalId(principal.kind === 'role' ? 'AROA' : 'AIDA');
  return {
    principalArn: seed.principalArn,
    principalId: outlived
      ? former
      : principalIdOf(world, seed.principalArn) ?? former,
    accessEntryArn: formatAccessEntryArn(cluster, principal, ids.uuid()),
    type: seed.type,
    username: seed.username ?? defaultUsername(principal, seed.type),
    kubernetesGroups: [...serviceGroups(seed.type), ...seed.kubernetesGroups],
    tags: seed.tags,
    createdAt,
    modifiedAt: createdAt,
    associations: Object.fromEntries(
      seed.policies.map(({ policy, namespaces }) => {
        const policyArn = formatPolicyArn(cluster.partition, policy);
        return [
          policyArn,
          {
            policyArn,
            accessScope: {
              type: namespaces ? 'namespace' : 'cluster',
              namespaces: namespaces ?? [],
            },
            associatedAt: createdAt,
            modifiedAt: createdAt,
          },
        ];
      }),
    ),
  };
}

/** The world with a cluster as the seed describes it, with its entries. */
export function addSeededCluster(
  world: World,
  accountId: string,
  seed: ParsedClusterSeed,
  ids: Ids,
): Outcome<World> {
  const { createdAt, entries, ...rest } = seed;
  const made = createCluster(
    world,
    { ...rest, accountId },
    { now: Date.parse(createdAt), ids },
  );
  if (!made.ok) return made;
  const cluster = entries.reduce(
    (before, entry) => withEntry(before, buildEntry(world, before, entry, ids)),
    made.value.cluster,
  );
  return { ok: true, value: withCluster(made.value.world, cluster) };
}

/**
 * The world that the seed describes. Throws on a seed that no AWS account could be in: two roles of one name, a cluster
 * name that is not one, a policy that does not exist. Entries that AWS itself makes (nodes, service-linked roles) may be
 * seeded.
 */
export function buildWorld(seed: WorldSeed, ids: Ids): World {
  const { accounts } = worldSeedSchema.parse(seed);
  let world: World = {
    accounts: {},
    clusters: {},
    sessions: {},
    clientTokens: {},
  };
  for (const account of accounts) {
    const { accountId, partition } = account;
    const users = usersOf(account, ids);
    world = {
      ...world,
      accounts: {
        ...world.accounts,
        [accountId]: { accountId, partition, roles: {}, users },
      },
    };
    for (const role of account.roles) {
      const context = { now: Date.parse(role.createdAt), ids };
      const input = {
        ...role,
        accountId,
        trustPolicy: JSON.stringify(role.trustPolicy),
      };
      world = orThrow(createRole(world, input, context), `Role ${role.name}`);
    }
  }
  for (const { accountId, clusters } of accounts) {
    for (const cluster of clusters) {
      world = orThrow(
        addSeededCluster(world, accountId, cluster, ids),
        `Cluster ${cluster.name}`,
      );
    }
  }
  return world;
}
