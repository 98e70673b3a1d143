import { accept, refuse, type Outcome } from '../refusals';
import { madeBefore, rememberToken } from './clientTokens';
import type { Change, OperationContext } from './context';
import { findCluster, withCluster } from './lookups';
import { pageOf, type Page, type PageRequest } from './paging';
import type {
  AuthenticationMode,
  Cluster,
  ClusterUpdate,
  World,
} from './schema';

/** `UPDATING` as long as an update runs; both outcomes of an update end in `ACTIVE`. Source: DOMAIN 1.3. */
export function statusOf(cluster: Cluster): 'ACTIVE' | 'UPDATING' {
  return cluster.updates.some(update => update.status === 'InProgress')
    ? 'UPDATING'
    : 'ACTIVE';
}

/** Names of the caller's clusters in the Region. */
export function listClusters(
  input: PageRequest,
  context: OperationContext,
): Outcome<Page<string>> {
  const { accountId } = context.caller;
  const names = Object.values(context.visible.clusters)
    .filter(
      cluster =>
        cluster.accountId === accountId && cluster.region === context.region,
    )
    .map(cluster => cluster.name);
  const listing = ['ListClusters', accountId, context.region].join('|');
  return pageOf(names, name => name, listing, input);
}

/** One cluster. */
export function describeCluster(
  input: { readonly name: string },
  context: OperationContext,
): Outcome<Cluster> {
  return findCluster(context.visible, input.name, context);
}

const nextModes: Readonly<
  Record<AuthenticationMode, AuthenticationMode | undefined>
> = {
  CONFIG_MAP: 'API_AND_CONFIG_MAP',
  API_AND_CONFIG_MAP: 'API',
  API: undefined,
};

/** Starts the change of the authentication mode. It takes effect when the update completes. Source: DOMAIN 2.7, E10. */
export function updateClusterConfig(
  world: World,
  input: {
    readonly name: string;
    readonly accessConfig: { readonly authenticationMode: AuthenticationMode };
    readonly clientRequestToken?: string;
  },
  context: OperationContext,
): Outcome<Change<ClusterUpdate>> {
  const cluster = findCluster(world, input.name, context);
  if (!cluster.ok) return cluster;

  const { clientRequestToken: token, ...rest } = input;
  const request = { operation: 'UpdateClusterConfig', token, input: rest };
  const made = madeBefore(world, request, context);
  if (!made.ok) return made;
  const repeated = cluster.value.updates.find(({ id }) => id === made.value);
  if (repeated) return accept({ world, answer: repeated });

  if (statusOf(cluster.value) === 'UPDATING')
    return refuse('1.3/update-running');
  const from = cluster.value.authenticationMode;
  const to = input.accessConfig.authenticationMode;
  if (nextModes[from] !== to) return refuse('E10', { from, to });

  const update: ClusterUpdate = {
    id: context.ids.uuid(),
    status: 'InProgress',
    type: 'AccessConfigUpdate',
    authenticationMode: to,
    createdAt: context.now,
    completesAt: context.now + context.clusterUpdateMs,
  };
  const after = withCluster(world, {
    ...cluster.value,
    updates: [...cluster.value.updates, update],
  });
  return accept({
    world: rememberToken(after, request, update.id, context),
    answer: update,
  });
}

/** One update of a cluster: its status is the only place where success can be read. Source: DOMAIN 1.3. */
export function describeUpdate(
  input: { readonly name: string; readonly updateId: string },
  context: OperationContext,
): Outcome<ClusterUpdate> {
  const cluster = findCluster(context.visible, input.name, context);
  if (!cluster.ok) return cluster;
  const update = cluster.value.updates.find(({ id }) => id === input.updateId);
  return update
    ? accept(update)
    : refuse('1.3/update-not-found', { id: input.updateId });
}

/** Ids of the updates of a cluster. */
export function listUpdates(
  input: PageRequest & { readonly name: string },
  context: OperationContext,
): Outcome<Page<string>> {
  const cluster = findCluster(context.visible, input.name, context);
  if (!cluster.ok) return cluster;
  return pageOf(
    cluster.value.updates.map(({ id }) => id),
    id => id,
    ['ListUpdates', cluster.value.arn].join('|'),
    input,
  );
}

/** The world at `now`: updates that are due have taken effect. Gives the same object when nothing was due. */
export function settleUpdates(world: World, now: number): World {
  let settled = world;
  for (const cluster of Object.values(world.clusters)) {
    const due = cluster.updates.find(
      update => update.status === 'InProgress' && update.completesAt <= now,
    );
    if (due) {
      settled = withCluster(settled, {
        ...cluster,
        authenticationMode: due.authenticationMode,
        updates: cluster.updates.map(update =>
          update === due ? { ...update, status: 'Successful' } : update,
        ),
      });
    }
  }
  return settled;
}
