import type { AccessScope } from '@eks-access/backstage-plugin-eks-access-common';
import type { Knex } from 'knex';
import type { ManagedEntry } from '../access';
import { readInstant } from '../database';
import type { LeasedTransaction } from './DueClusters';
import { storedGroupsSchema, storedScopeSchema } from './storedShapes';

/** What we put into AWS, entry by entry and part by part. Only what stands here is ever changed or removed (DESIGN rule 6). */
export class ManagedEntryStore {
  /** The rows of a cluster, or of one of its principals; sorted by principal. */
  async listOf(
    knex: Knex | Knex.Transaction,
    clusterArn: string,
    principalArn?: string,
  ): Promise<readonly ManagedEntry[]> {
    const rowsOf = () =>
      knex('eks_access_managed_entries').where({
        cluster_arn: clusterArn,
        ...(principalArn === undefined ? {} : { principal_arn: principalArn }),
      });
    const rows = await rowsOf().orderBy('principal_arn');
    if (rows.length === 0) return [];
    const parts = await knex('eks_access_managed_parts')
      .whereIn('row_id', rowsOf().select('row_id'))
      .orderBy('policy_arn');
    return rows.map(row => ({
      rowId: row.row_id,
      principalArn: row.principal_arn,
      mappingRef: row.mapping_ref,
      accessEntryArn: row.access_entry_arn ?? undefined,
      kubernetesGroups: storedGroupsSchema.parse(
        JSON.parse(row.kubernetes_groups),
      ),
      parts: parts
        .filter(part => part.row_id === row.row_id)
        .map(part => ({
          policyArn: part.policy_arn,
          scope: storedScopeSchema.parse(JSON.parse(part.scope)),
        })),
      lastWriteAt: readInstant(row.last_write_at),
    }));
  }

  /**
   * Writes the row of an entry that is about to be created, without its ARN. The row of an earlier attempt whose entry never came to be is
   * taken again: its tags then fit whichever of the two calls arrives.
   */
  async expectEntry(
    { trx, clusterArn, at }: LeasedTransaction,
    entry: {
      rowId: string;
      principalArn: string;
      mappingRef: string;
      kubernetesGroups: readonly string[];
    },
  ): Promise<void> {
    const row = {
      mapping_ref: entry.mappingRef,
      kubernetes_groups: JSON.stringify(entry.kubernetesGroups),
      last_write_at: at,
    };
    const taken = await trx('eks_access_managed_entries')
      .where({ cluster_arn: clusterArn, row_id: entry.rowId })
      .whereNull('access_entry_arn')
      .update(row);
    if (taken > 0) return;
    await trx('eks_access_managed_entries').insert({
      ...row,
      row_id: entry.rowId,
      cluster_arn: clusterArn,
      principal_arn: entry.principalArn,
    });
  }

  /** Makes the entry ours: from here on the ARN decides. */
  async recordEntryArn(
    { trx, clusterArn }: LeasedTransaction,
    rowId: string,
    accessEntryArn: string,
  ): Promise<void> {
    await trx('eks_access_managed_entries')
      .where({ cluster_arn: clusterArn, row_id: rowId })
      .update({ access_entry_arn: accessEntryArn });
  }

  /** Notes that a call for this entry is about to go out, so that reads of the next minute are not taken for somebody else's change. */
  async recordWrite(
    { trx, clusterArn, at }: LeasedTransaction,
    rowId: string,
  ): Promise<void> {
    await trx('eks_access_managed_entries')
      .where({ cluster_arn: clusterArn, row_id: rowId })
      .update({ last_write_at: at });
  }

  /** The share of a policy that is ours from now on; undefined: none. */
  async recordPart(
    { trx }: LeasedTransaction,
    rowId: string,
    policyArn: string,
    scope: AccessScope | undefined,
  ): Promise<void> {
    const parts = trx('eks_access_managed_parts');
    if (scope === undefined) {
      await parts.where({ row_id: rowId, policy_arn: policyArn }).delete();
      return;
    }
    await parts
      .insert({
        row_id: rowId,
        policy_arn: policyArn,
        scope: JSON.stringify(scope),
      })
      .onConflict(['row_id', 'policy_arn'])
      .merge(['scope']);
  }

  /** Drops the row: AWS was read without the entry, or the cluster that held it is gone. */
  async close(
    { trx, clusterArn }: LeasedTransaction,
    rowId: string,
  ): Promise<void> {
    await trx('eks_access_managed_parts').where('row_id', rowId).delete();
    await trx('eks_access_managed_entries')
      .where({ cluster_arn: clusterArn, row_id: rowId })
      .delete();
  }

  /** As {@link close}, but only for an entry that AWS never showed. */
  async closeUnborn(
    { trx, clusterArn }: LeasedTransaction,
    rowId: string,
  ): Promise<void> {
    await trx('eks_access_managed_entries')
      .where({ cluster_arn: clusterArn, row_id: rowId })
      .whereNull('access_entry_arn')
      .delete();
  }
}
