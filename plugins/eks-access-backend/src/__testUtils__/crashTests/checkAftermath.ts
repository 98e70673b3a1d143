import type { RunningSimulator, World } from '@eks-access/eks-simulator';
import knexFactory, { type Knex } from 'knex';
import { verifyChain } from '../../audit';
import type { CrashPhase } from './cases';
import { clusterArn, grantedPolicies, grantedRole } from './people';
import { awsAt, type AwsPlace } from './wireBackend';

/** What is left after a kill and a recovery. */
export interface Aftermath {
  readonly database: Knex.Config;
  readonly aws: AwsPlace;
  readonly simulator: RunningSimulator;
  /** AWS before the phase. */
  readonly before: World;
}

/** Everything that is wrong with it, in words. */
export async function checkAftermath(
  phase: CrashPhase,
  aftermath: Aftermath,
): Promise<readonly string[]> {
  const knex = knexFactory(aftermath.database);
  try {
    return [
      ...(await wrongInAws(phase, aftermath)),
      ...(await wrongInRows(knex, phase)),
      ...(await wrongInAudit(knex, phase)),
    ];
  } finally {
    await knex.destroy();
  }
}

/** As a client that is not ours to change sees it: the AWS SDK. */
async function wrongInAws(
  phase: CrashPhase,
  { aws, simulator, before }: Aftermath,
): Promise<readonly string[]> {
  const eks = await awsAt(aws, async () => Date.now()).eks(
    '111122223333',
    'eu-west-1',
  );
  const entry = await eks.describeEntry('payments-dev', grantedRole);
  const wrong: string[] = [];
  if (phase === 'end' && entry) wrong.push('the entry is still there');
  if (phase === 'grant' && !entry) wrong.push('there is no entry');
  if (
    phase === 'grant' &&
    entry &&
    JSON.stringify(entry.policies) !== JSON.stringify(grantedPolicies)
  ) {
    wrong.push(`the entry gives ${JSON.stringify(entry.policies)}`);
  }
  const others = (world: World) =>
    JSON.stringify(
      Object.values(world.clusters[clusterArn].entries).filter(
        one => one.principalArn !== grantedRole,
      ),
    );
  if (others(before) !== others(simulator.state())) {
    wrong.push('an entry of somebody else was changed');
  }
  return wrong;
}

async function wrongInRows(
  knex: Knex,
  phase: CrashPhase,
): Promise<readonly string[]> {
  const grants = await knex('eks_access_grants').select('state');
  const requests = await knex('eks_access_requests').select('state');
  const managed = await knex('eks_access_managed_entries').where(
    'principal_arn',
    grantedRole,
  );
  const parts = await knex('eks_access_managed_parts').whereIn(
    'row_id',
    managed.map(row => row.row_id),
  );
  const open = await knex('eks_access_operations').whereNull('outcome');
  const wanted = {
    grants: [{ state: phase === 'grant' ? 'active' : 'ended' }],
    requests: [{ state: 'approved' }],
    managed: phase === 'grant' ? 1 : 0,
    // Without a row the policy would be somebody else's, and no end would take it away.
    parts: phase === 'grant' ? grantedPolicies.map(one => one.policyArn) : [],
    open: 0,
  };
  const found = {
    grants,
    requests,
    managed: managed.filter(row => row.access_entry_arn).length,
    parts: parts.map(row => row.policy_arn),
    open: open.length,
  };
  return JSON.stringify(found) === JSON.stringify(wanted)
    ? []
    : [`rows: ${JSON.stringify(found)} instead of ${JSON.stringify(wanted)}`];
}

/** Each move of the grant exactly once, and each call that was begun with what became of it. */
async function wrongInAudit(
  knex: Knex,
  phase: CrashPhase,
): Promise<readonly string[]> {
  const verdict = await verifyChain(knex);
  if (verdict.outcome === 'broken') return [`audit: ${verdict.because}`];
  const rows: { action: string; subject_id: string }[] = await knex(
    'eks_access_audit',
  ).select('action', 'subject_id');
  const times = (action: string) =>
    rows.filter(row => row.action === action).length;
  const once = [
    'request-created',
    'request-approved',
    'grant-starting',
    'grant-active',
    ...(phase === 'end' ? ['grant-ending', 'grant-ended'] : []),
  ];
  const never = phase === 'end' ? [] : ['grant-ending', 'grant-ended'];
  const begun = new Set(
    rows
      .filter(row => row.action === 'operation-begun')
      .map(row => row.subject_id),
  );
  const endings = (id: string) =>
    rows.filter(
      row =>
        row.subject_id === id &&
        row.action !== 'operation-begun' &&
        row.action.startsWith('operation-'),
    ).length;
  return [
    ...once
      .filter(action => times(action) !== 1)
      .map(action => `audit: ${action} is there ${times(action)} times`),
    ...never
      .filter(action => times(action) !== 0)
      .map(action => `audit: ${action} is there`),
    ...[...begun]
      .filter(id => endings(id) !== 1)
      .map(id => `audit: operation ${id} has ${endings(id)} endings`),
  ];
}
