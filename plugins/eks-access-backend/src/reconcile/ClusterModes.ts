import { parseClusterArn } from '@eks-access/backstage-plugin-eks-access-common';
import type { Knex } from 'knex';
import type { AuditTrail } from '../audit';
import type { EksAccessConfig } from '../config';
import type { EksAccessDatabase } from '../database';
import type { InventoryStore } from '../inventory';
import type { ClusterRow, ClusterStore } from './ClusterStore';
import type { DueClusters } from './DueClusters';
import type { ModeChangeInput, ModeChangeOutcome } from './types';

export interface ClusterModesOptions {
  readonly database: EksAccessDatabase;
  readonly config: EksAccessConfig;
  readonly clusters: ClusterStore;
  readonly due: Pick<DueClusters, 'makeDue'>;
  readonly inventory: InventoryStore;
  readonly audit: Pick<AuditTrail, 'append'>;
}

type Refusal = Extract<ModeChangeOutcome, { outcome: 'refused' }>;

/** Switches clusters between `observe` and `manage`: a person's act, on the plan that the person was shown. */
export class ClusterModes {
  readonly #options: ClusterModesOptions;

  constructor(options: ClusterModesOptions) {
    this.#options = options;
  }

  /**
   * Who may do this is asked before, by the caller. Change, audit row and the next look at the cluster are one transaction. Back to `observe`
   * is always possible, and stops a running cycle before its next write.
   */
  async setMode(input: ModeChangeInput): Promise<ModeChangeOutcome> {
    const { database, clusters, due, audit } = this.#options;
    const { clusterArn, to, by, reason, planHash } = input;
    return await database.transaction(async trx => {
      const row = await clusters.lock(trx, clusterArn);
      if (!row) return refused('NOT_FOUND');
      if (row.mode === to) return refused('MODE_UNCHANGED');
      if (to === 'manage') {
        const refusal =
          (await this.#mayNotManage(trx, row)) ?? planChanged(row, planHash);
        if (refusal) return refusal;
      }
      const at = await database.now(trx);
      await clusters.recordModeChange(trx, clusterArn, {
        to,
        by,
        at,
        reason,
        planHash,
      });
      await due.makeDue(trx, clusterArn);
      await audit.append(trx, {
        at,
        actor: by,
        action: 'cluster-mode-changed',
        subject: { type: 'cluster', id: clusterArn },
        details: { from: row.mode, to, reason, planHash: planHash ?? null },
      });
      return { outcome: 'changed', at };
    });
  }

  async #mayNotManage(
    trx: Knex.Transaction,
    row: ClusterRow,
  ): Promise<Refusal | undefined> {
    const { config, inventory } = this.#options;
    if (
      !config.permissionsEnabled &&
      !config.dangerouslyAllowWithoutPermissions
    ) {
      return refused('PERMISSIONS_OFF');
    }
    const account = config.accounts.find(
      one => one.accountId === parseClusterArn(row.arn)?.accountId,
    );
    if (!account) return refused('NOT_FOUND');
    if (!config.databaseDurable && !account.simulated) {
      return refused('DATABASE_NOT_DURABLE');
    }
    const snapshot = (await inventory.getCluster(row.arn, trx))?.snapshot;
    if (
      snapshot?.facts.kind !== 'known' ||
      snapshot.entries.kind !== 'known' ||
      row.trouble !== undefined
    ) {
      return refused('CLUSTER_UNKNOWN');
    }
    const { authenticationMode } = snapshot.facts.value;
    switch (authenticationMode) {
      case 'API':
        return undefined;
      case 'API_AND_CONFIG_MAP':
        return config.acknowledgedAwsAuthUnread.includes(row.arn)
          ? undefined
          : refused('AWS_AUTH_UNREAD', { clusterArn: row.arn });
      default:
        return refused('CLUSTER_UNSUPPORTED', {
          authenticationMode: authenticationMode ?? 'unknown',
        });
    }
  }
}

function planChanged(
  row: ClusterRow,
  planHash: string | undefined,
): Refusal | undefined {
  if (!row.plan) return refused('CLUSTER_UNKNOWN');
  return row.plan.hash === planHash ? undefined : refused('PLAN_CHANGED');
}

function refused(
  code: Refusal['code'],
  details?: Readonly<Record<string, string>>,
): Refusal {
  return details
    ? { outcome: 'refused', code, details }
    : { outcome: 'refused', code };
}
