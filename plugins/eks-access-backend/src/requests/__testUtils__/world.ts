import type { ClusterMode } from '@eks-access/backstage-plugin-eks-access-common';
import { TestDatabases } from '@backstage/backend-test-utils';
import type { Observation } from '../../access';
import type { ClusterFacts, ObservedRole } from '../../aws';
import type {
  CatalogView,
  DeclaredCluster,
  LevelInForce,
  MappingInForce,
} from '../../catalog';
import { EksAccessDatabase } from '../../database';
import { GrantIntents } from '../GrantIntents';
import { RequestReader } from '../RequestReader';
import { RequestService, type RequestPolicy } from '../RequestService';
import type { Outcome } from '../types';
import type { World } from '../world';
import {
  ann,
  bob,
  clusterArn,
  editorRole,
  eve,
  mappingRef,
  openStores,
  payments,
  platform,
  someTerms,
  viewPolicy,
} from './stores';

const HOUR_MS = 60 * 60 * 1000;

/** A member of the group without any right to decide, and somebody who has nothing to do with it. */
export const cai = 'user:default/cai';
export const outsider = 'user:default/otto';

export function aDeclaredCluster(
  overrides: Partial<DeclaredCluster> = {},
): DeclaredCluster {
  return {
    arn: clusterArn,
    entityRef: 'resource:default/payments-dev',
    ownerRef: 'group:default/sre',
    title: 'payments-dev',
    state: 'declared',
    ...overrides,
  };
}

/** The level of {@link someTerms}, decided by the platform team. */
export function anEditLevel(
  overrides: Partial<LevelInForce> = {},
): LevelInForce {
  const { policies, kubernetesGroups } = someTerms();
  return {
    name: 'edit',
    title: 'Edit',
    mode: 'on-request',
    principalArn: editorRole,
    terms: { policies, kubernetesGroups },
    maxDurationMs: 8 * HOUR_MS,
    deciderGroups: [platform],
    sharesRole: false,
    ...overrides,
  };
}

export function aViewLevel(
  overrides: Partial<LevelInForce> = {},
): LevelInForce {
  return {
    name: 'view',
    title: 'View',
    mode: 'standing',
    principalArn: 'arn:aws:iam::111122223333:role/teams/payments',
    terms: {
      policies: [{ policyArn: viewPolicy, scope: { type: 'cluster' } }],
      kubernetesGroups: [],
    },
    deciderGroups: [],
    sharesRole: false,
    ...overrides,
  };
}

export function aMappingInForce(
  overrides: Partial<MappingInForce> = {},
): MappingInForce {
  return {
    ref: mappingRef,
    title: 'Payments on EKS',
    state: 'in-force',
    ownerRef: 'group:default/mapping-owners',
    groupRef: payments,
    clusters: [aDeclaredCluster()],
    levels: [anEditLevel(), aViewLevel()],
    ceiling: {
      clusters: 'all',
      roles: [{ path: '/teams/', name: '*' }],
      policies: ['AmazonEKSViewPolicy', 'AmazonEKSEditPolicy'],
      scope: 'namespace',
      protectedNamespaces: [],
      maxDurationMs: 24 * HOUR_MS,
      kubernetesGroups: [],
    },
    ownsNamespaces: ['payments'],
    ...overrides,
  };
}

export function aView(
  mappings: readonly MappingInForce[] = [aMappingInForce()],
  state: CatalogView['state'] = 'good',
): CatalogView {
  return {
    asOf: 0,
    state,
    sentence: `The catalog is ${state}.`,
    mappings,
    checks: new Map(),
    clusters: mappings.flatMap(({ clusters }) => clusters),
    title: ref => ref.replace(/^.*\//, ''),
  };
}

export function someFacts(overrides: Partial<ClusterFacts> = {}): ClusterFacts {
  return {
    arn: clusterArn,
    name: 'payments-dev',
    createdAt: someTerms().clusterCreatedAt,
    status: 'ACTIVE',
    kubernetesVersion: '1.33',
    authenticationMode: 'API',
    ...overrides,
  };
}

export function aRole(roleId = someTerms().roleId, asOf = 0): ObservedRole {
  return { kind: 'exists', roleId, createdAt: 0, asOf, trust: [] };
}

/** What a test may change about the world while it runs. */
export interface WorldState {
  view: CatalogView;
  mode: ClusterMode | undefined;
  facts: Observation<ClusterFacts>;
  role: ObservedRole;
  /** The role as the last read of the cluster showed it. */
  roleInSnapshot: ObservedRole | undefined;
  /** Groups of each person; a person who is missing is not in the catalog. */
  people: Map<string, string[]>;
  catalogAnswers: boolean;
  /** Whether members of a group can be listed. */
  groupsAnswer: boolean;
}

export function aWorld(): { state: WorldState; world: World } {
  const state: WorldState = {
    view: aView(),
    mode: 'manage',
    facts: { kind: 'known', value: someFacts(), asOf: 0 },
    role: aRole(),
    roleInSnapshot: undefined,
    people: new Map([
      [ann, [payments]],
      [cai, [payments]],
      [bob, [platform]],
      [eve, [platform]],
      [outsider, ['group:default/ledger']],
    ]),
    catalogAnswers: true,
    groupsAnswer: true,
  };
  const asked = <T>(answer: () => T): Observation<T> =>
    state.catalogAnswers
      ? { kind: 'known', value: answer(), asOf: 0 }
      : { kind: 'unknown', because: 'the catalog does not answer' };
  const world: World = {
    view: () => state.view,
    membership: {
      groupsOf: async ref => asked(() => new Set(state.people.get(ref))),
      membersOf: async groupRef =>
        state.groupsAnswer
          ? asked(() =>
              [...state.people]
                .filter(([, groups]) => groups.includes(groupRef))
                .map(([ref]) => ({ ref, title: ref.replace(/^.*\//, '') })),
            )
          : { kind: 'unknown', because: 'too many members' },
      userExists: async ref => asked(() => state.people.has(ref)),
    },
    clusterOf: async () => {
      const roles: Record<string, ObservedRole> = {};
      if (state.roleInSnapshot) roles[editorRole] = state.roleInSnapshot;
      return {
        mode: state.mode,
        facts: state.facts,
        entries: { kind: 'unknown', because: 'not read in this test' },
        roles,
      };
    },
    roleOf: async () => state.role,
  };
  return { state, world };
}

const databases = TestDatabases.create({ ids: ['SQLITE_3'] });

/** The services over a database of their own and a world that the test moves. */
export async function openServices(
  policyOverrides: Partial<RequestPolicy> = {},
) {
  const stores = await openStores({
    open: async () => {
      const knex = await databases.init('SQLITE_3');
      return await EksAccessDatabase.create({
        database: { getClient: async () => knex },
      });
    },
  });
  const { state, world } = aWorld();
  const policy: RequestPolicy = {
    permissionsOff: false,
    minDurationMs: 15 * 60 * 1000,
    answerWithinMs: 7 * 24 * HOUR_MS,
    acknowledgedAwsAuthUnread: [],
    ...policyOverrides,
  };
  const { requests, grants, database } = stores;
  const now = () => database.now();
  const reader = new RequestReader({
    world,
    requests,
    permissionsOff: policy.permissionsOff,
    now,
  });
  const service = new RequestService({
    world,
    reader,
    requests,
    grants,
    policy,
    now,
  });
  const intents = new GrantIntents({ world, requests, grants, policy });
  const ask = { mappingRef, level: 'edit', clusterArn };
  return {
    ...stores,
    state,
    world,
    reader,
    service,
    intents,
    ask,
    create: (personRef = ann, overrides: { durationMs?: number } = {}) =>
      service.create(personRef, {
        ...ask,
        durationMs: HOUR_MS,
        reason: 'Release 1.2',
        ...overrides,
      }),
    /** Decides what the person sees at this moment. */
    decideAs: async (
      personRef: string,
      requestId: string,
      decision: 'approve' | 'deny' = 'approve',
    ) => {
      const { request } = await stores.recordOf(requestId);
      return await service.decide(personRef, {
        requestId,
        decision,
        comment: undefined,
        termsHash: request.termsHash,
        version: request.version,
      });
    },
  };
}

/** The value that was let through. */
export function valueOf<T>(outcome: Outcome<T>): T {
  if (outcome.outcome === 'refused') {
    throw new Error(`refused: ${outcome.code}`);
  }
  return outcome.value;
}

/** The code of a refusal, or `done`. */
export function codeOf(outcome: Outcome<unknown>): string {
  return outcome.outcome === 'refused' ? outcome.code : 'done';
}
