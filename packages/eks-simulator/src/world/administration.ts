import { accept, refuse, type Outcome } from '../refusals';
import {
  formatClusterArn,
  formatPrincipalArn,
  parsePrincipalArn,
  type PrincipalArn,
} from './arns';
import type { Ids } from './ids';
import { member, withCluster, withEntry } from './lookups';
import { roleNameIsTaken } from './roles';
import type { AuthenticationMode, Cluster, Role, World } from './schema';
import { parseTrustPolicy } from './trust';

/**
 * What people and other tools do to the world behind the back of the product under test. None of these is an AWS call.
 */
export interface AdministrationContext {
  readonly now: number;
  readonly ids: Ids;
}

function withRole(world: World, accountId: string, role: Role): World {
  const account = world.accounts[accountId];
  const roles = { ...account.roles, [role.arn]: role };
  return {
    ...world,
    accounts: { ...world.accounts, [accountId]: { ...account, roles } },
  };
}

function findRole(
  world: World,
  roleArn: string,
): Outcome<{ readonly principal: PrincipalArn; readonly role: Role }> {
  const principal = parsePrincipalArn(roleArn);
  const account = principal && member(world.accounts, principal.accountId);
  if (!principal || !account)
    return refuse('5.1/invalid-role', { arn: roleArn });
  const role = member(account.roles, roleArn);
  return role
    ? accept({ principal, role })
    : refuse('5.1/no-such-role', { name: principal.name });
}

/** A new role. Its name must be free in the account, whatever the path. */
export function createRole(
  world: World,
  input: {
    readonly accountId: string;
    readonly path: string;
    readonly name: string;
    readonly trustPolicy: string;
    readonly description?: string;
    readonly maxSessionSeconds?: number;
  },
  context: AdministrationContext,
): Outcome<World> {
  const { accountId, path, name, trustPolicy } = input;
  const account = member(world.accounts, accountId);
  const arn = formatPrincipalArn({
    partition: account?.partition ?? 'aws',
    accountId,
    kind: 'role',
    path,
    name,
  });
  if (!account || parsePrincipalArn(arn)?.name !== name) {
    return refuse('5.1/invalid-role', { arn });
  }
  if (roleNameIsTaken(world, accountId, name)) {
    return refuse('5.1/role-exists', { name });
  }
  if (!parseTrustPolicy(trustPolicy)) return refuse('5.1/malformed-policy');
  return accept(
    withRole(world, accountId, {
      name,
      path,
      arn,
      roleId: context.ids.principalId('AROA'),
      createdAt: context.now,
      trustPolicy,
      description: input.description ?? '',
      maxSessionSeconds: input.maxSessionSeconds ?? 3600,
    }),
  );
}

/** Deletes the role. Entries that name it stay behind, dead. Source: DOMAIN 2.2. */
export function deleteRole(world: World, roleArn: string): Outcome<World> {
  const found = findRole(world, roleArn);
  if (!found.ok) return found;
  const { accountId } = found.value.principal;
  const account = world.accounts[accountId];
  const { [roleArn]: _removed, ...roles } = account.roles;
  return accept({
    ...world,
    accounts: { ...world.accounts, [accountId]: { ...account, roles } },
  });
}

/** Deletes the role and makes one under the same ARN: same text, another id. Source: DOMAIN 2.2. */
export function recreateRole(
  world: World,
  roleArn: string,
  context: AdministrationContext,
): Outcome<World> {
  const found = findRole(world, roleArn);
  if (!found.ok) return found;
  const { principal, role } = found.value;
  return accept(
    withRole(world, principal.accountId, {
      ...role,
      roleId: context.ids.principalId('AROA'),
      createdAt: context.now,
    }),
  );
}

/** Replaces who may assume the role. */
export function setTrustPolicy(
  world: World,
  roleArn: string,
  trustPolicy: string,
): Outcome<World> {
  const found = findRole(world, roleArn);
  if (!found.ok) return found;
  if (!parseTrustPolicy(trustPolicy)) return refuse('5.1/malformed-policy');
  const { principal, role } = found.value;
  return accept(withRole(world, principal.accountId, { ...role, trustPolicy }));
}

/** Sets tags of an entry as another tool would, also those with the reserved prefix `aws:` that CloudFormation sets. */
export function tagEntry(
  world: World,
  input: {
    readonly clusterArn: string;
    readonly principalArn: string;
    readonly tags: Readonly<Record<string, string>>;
  },
): Outcome<World> {
  const cluster = member(world.clusters, input.clusterArn);
  if (!cluster)
    return refuse('1.0/cluster-not-found', { name: input.clusterArn });
  const entry = member(cluster.entries, input.principalArn);
  if (!entry) return refuse('E4');
  const tags = { ...entry.tags, ...input.tags };
  return accept(withCluster(world, withEntry(cluster, { ...entry, tags })));
}

/** A new cluster without entries. Source: DOMAIN 1.3, E11. */
export function createCluster(
  world: World,
  input: {
    readonly accountId: string;
    readonly region: string;
    readonly name: string;
    readonly version: string;
    readonly authenticationMode: AuthenticationMode;
    readonly bootstrapClusterCreatorAdminPermissions: boolean;
    readonly tags: Readonly<Record<string, string>>;
  },
  context: AdministrationContext,
): Outcome<{ readonly world: World; readonly cluster: Cluster }> {
  const { accountId, region, name } = input;
  const account = member(world.accounts, accountId);
  if (!account || !/^[0-9A-Za-z][A-Za-z0-9_-]{0,99}$/.test(name)) {
    return refuse('1.3/cluster-name', { name: `${accountId}/${name}` });
  }
  const createsNoCreator = !input.bootstrapClusterCreatorAdminPermissions;
  if (input.authenticationMode === 'CONFIG_MAP' && createsNoCreator) {
    return refuse('E11');
  }
  const { partition } = account;
  const arn = formatClusterArn({ partition, region, accountId, name });
  if (member(world.clusters, arn))
    return refuse('1.3/cluster-exists', { name });

  const id = context.ids.uuid().replace(/-/g, '').toUpperCase();
  const domain = partition === 'aws-cn' ? 'amazonaws.com.cn' : 'amazonaws.com';
  const cluster: Cluster = {
    ...input,
    arn,
    partition,
    createdAt: context.now,
    platformVersion: 'eks.5',
    endpoint: `https://${id}.gr7.${region}.eks.${domain}`,
    certificateAuthority: Buffer.from(
      `The simulator has no certificate authority for ${arn}.`,
    ).toString('base64'),
    oidcIssuer: `https://oidc.eks.${region}.${domain}/id/${id}`,
    entries: {},
    updates: [],
  };
  return accept({ world: withCluster(world, cluster), cluster });
}

/** Removes a cluster with all that is in it; made again it has the same ARN and another creation time. */
export function deleteCluster(
  world: World,
  clusterArn: string,
): Outcome<World> {
  if (!member(world.clusters, clusterArn)) {
    return refuse('1.0/cluster-not-found', { name: clusterArn });
  }
  const { [clusterArn]: _removed, ...clusters } = world.clusters;
  return accept({ ...world, clusters });
}
