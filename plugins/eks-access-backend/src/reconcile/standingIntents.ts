import { randomUUID } from 'node:crypto';
import type { ClusterIdentity, Intent, Terms } from '../access';
import type { AuditAction, AuditTrail } from '../audit';
import type { CatalogView } from '../catalog';
import type { LeasedTransaction } from './DueClusters';
import type { StandingDifference } from './standingDifference';
import type {
  StandingIntent,
  StandingIntentStore,
} from './StandingIntentStore';

/** The row as an intent, narrowed to what the catalog declares now; undefined `allowed` keeps it as it was accepted. */
export function toIntent(row: StandingIntent, view: CatalogView): Intent {
  return {
    id: row.id,
    kind: 'standing',
    mappingRef: row.mappingRef,
    level: row.level,
    cluster: row.cluster,
    principalArn: row.principalArn,
    roleId: row.roleId,
    terms: row.terms,
    allowed: declaredTerms(row, view),
    ...(row.end ? { end: row.end } : {}),
  };
}

/** What the catalog declares of it now; undefined where the catalog cannot be asked or keeps only the last valid declaration. */
export function declaredTerms(
  row: StandingIntent,
  view: CatalogView,
): Terms | undefined {
  if (view.state !== 'good') return undefined;
  const mapping = view.mappings.find(one => one.ref === row.mappingRef);
  if (mapping?.state !== 'in-force') return undefined;
  const level = mapping.levels.find(
    one => one.name === row.level && one.mode === 'standing',
  );
  return level?.principalArn === row.principalArn ? level.terms : undefined;
}

const ACTOR = 'system:reconcile';

/** Brings the rows to what the catalog declares, each move with its audit row. */
export async function applyStandingDifference(
  {
    standing,
    audit,
  }: {
    readonly standing: StandingIntentStore;
    readonly audit: Pick<AuditTrail, 'append'>;
  },
  leased: LeasedTransaction,
  cluster: ClusterIdentity,
  difference: StandingDifference,
): Promise<void> {
  for (const { intent, kind } of difference.end) {
    await standing.startEnd(leased, intent.id, kind);
    await appendStandingAudit(audit, leased, 'standing-ending', intent, {
      because: kind,
    });
  }
  for (const { intent, terms } of difference.change) {
    await standing.changeTerms(leased, intent.id, terms);
    await appendStandingAudit(audit, leased, 'standing-changed', intent, {
      terms: JSON.stringify(terms),
    });
  }
  for (const declared of difference.declare) {
    const intent = { id: randomUUID(), cluster, ...declared };
    await standing.declare(leased, intent);
    await appendStandingAudit(audit, leased, 'standing-declared', intent, {
      roleId: intent.roleId,
      terms: JSON.stringify(intent.terms),
    });
  }
}

/** One move of a standing level in the audit trail. */
export async function appendStandingAudit(
  audit: Pick<AuditTrail, 'append'>,
  { trx, at }: LeasedTransaction,
  action: Extract<AuditAction, `standing-${string}`>,
  intent: Pick<
    StandingIntent,
    'id' | 'cluster' | 'mappingRef' | 'level' | 'principalArn'
  >,
  details: Record<string, string> = {},
): Promise<void> {
  await audit.append(trx, {
    at,
    actor: ACTOR,
    action,
    subject: { type: 'standing', id: intent.id },
    details: {
      cluster: intent.cluster.arn,
      mapping: intent.mappingRef,
      level: intent.level,
      principal: intent.principalArn,
      ...details,
    },
  });
}
