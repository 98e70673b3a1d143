import { mockServices } from '@backstage/backend-test-utils';
import { AuditTrail, verifyChain } from '../../audit';
import type { EksAccessDatabase } from '../../database';
import type { DatabaseEngine } from '../../database/__testUtils__';
import { DueClusters } from '../../reconcile';
import { GrantStore } from '../GrantStore';
import { RequestStore, type NewRequest } from '../RequestStore';
import type { GrantTerms, RequestRecord } from '../types';

export const ann = 'user:default/ann';
export const bob = 'user:default/bob';
export const eve = 'user:default/eve';
export const payments = 'group:default/payments';
export const platform = 'group:default/platform';
export const mappingRef = 'eksaccessmapping:default/payments';
export const clusterArn =
  'arn:aws:eks:eu-west-1:111122223333:cluster/payments-dev';
export const viewPolicy =
  'arn:aws:eks::aws:cluster-access-policy/AmazonEKSViewPolicy';
export const editPolicy =
  'arn:aws:eks::aws:cluster-access-policy/AmazonEKSEditPolicy';
export const editorRole =
  'arn:aws:iam::111122223333:role/teams/payments-editor';

const HOUR_MS = 60 * 60 * 1000;

export function someTerms(overrides: Partial<GrantTerms> = {}): GrantTerms {
  return {
    clusterArn,
    clusterCreatedAt: Date.UTC(2026, 0, 1),
    principalArn: editorRole,
    roleId: 'AROAEDITOR',
    policies: [
      {
        policyArn: editPolicy,
        scope: { type: 'namespace', namespaces: ['payments'] },
      },
    ],
    kubernetesGroups: [],
    durationSeconds: 3600,
    ...overrides,
  };
}

export function aNewRequest(overrides: Partial<NewRequest> = {}): NewRequest {
  return {
    requesterRef: ann,
    groupRef: payments,
    mappingRef,
    level: 'edit',
    levelTitle: 'Edit',
    durationMs: HOUR_MS,
    reason: 'Release 1.2',
    answerWithinMs: 7 * 24 * HOUR_MS,
    terms: someTerms(),
    whoCanAssume: { state: 'unknown', because: 'not asked in this test' },
    ...overrides,
  };
}

/** The stores as one replica has them. */
export function storesOn(database: EksAccessDatabase) {
  const sinks = {
    audit: new AuditTrail({
      database,
      auditor: mockServices.auditor.mock(),
      logger: mockServices.logger.mock(),
    }),
    wakes: new DueClusters({ database, leaseMs: 30_000 }),
  };
  return {
    requests: new RequestStore({ database, ...sinks }),
    grants: new GrantStore({ database, ...sinks }),
    /** Waits until the auditor was told of what has happened, which goes on after a change was answered. */
    settle: () => sinks.audit.flushHead(),
  };
}

/** A fresh database with what tests ask of it. */
export async function openStores(engine: Pick<DatabaseEngine, 'open'>) {
  const database = await engine.open();
  const { requests, grants, settle } = storesOn(database);
  const { knex } = database;
  const recordOf = async (id: string): Promise<RequestRecord> => {
    const record = await requests.get(id);
    if (!record) throw new Error(`there is no request ${id}`);
    return record;
  };
  const create = async (overrides: Partial<NewRequest> = {}) => {
    const created = await requests.create(aNewRequest(overrides));
    if (created.outcome === 'refused') throw new Error(created.code);
    return await recordOf(created.value);
  };
  const decide = async (
    { request }: RequestRecord,
    decision: 'approve' | 'deny' = 'approve',
    byRef = bob,
  ) =>
    await requests.recordDecision({
      requestId: request.id,
      version: request.version,
      termsHash: request.termsHash,
      byRef,
      decision,
      comment: undefined,
    });
  return {
    database,
    requests,
    grants,
    settle,
    create,
    decide,
    recordOf,
    /** A request that was approved, with its grant. */
    approved: async (overrides: Partial<NewRequest> = {}) => {
      const record = await create(overrides);
      const decided = await decide(record);
      if (decided.outcome === 'refused') throw new Error(decided.code);
      return withGrant(await recordOf(record.request.id));
    },
    observe: async (
      intentId: string,
      observed: 'present' | 'absent' | 'unknown',
      trouble?: { kind: 'retrying' | 'needs-a-person'; sentence: string },
    ) =>
      await database.transaction(async trx =>
        grants.recordObserved(trx, [
          {
            intentId,
            observed,
            at: await database.now(trx),
            ...(trouble && { trouble }),
          },
        ]),
      ),
    /** Actions of the audit trail about one thing, in order, after checking the whole chain. */
    auditOf: async (subjectId: string): Promise<readonly string[]> => {
      expect(await verifyChain(knex)).toMatchObject({ outcome: 'intact' });
      const rows = await knex('eks_access_audit')
        .where('subject_id', subjectId)
        .orderBy('seq');
      return rows.map(row => `${row.action} by ${row.actor}`);
    },
    wakes: async (): Promise<number> =>
      (await knex('eks_access_wakes').select('id')).length,
  };
}

export function withGrant(record: RequestRecord) {
  const { request, grant } = record;
  if (!grant) throw new Error(`request ${request.id} has no grant`);
  return { request, grant, record };
}
