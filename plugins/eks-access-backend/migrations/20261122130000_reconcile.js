// @ts-check

/**
 * What the engine keeps: which cluster is due and who holds it, what we put into AWS and why, and every write with its intent before its effect.
 * All instants are milliseconds since the epoch by the clock of the database; JSON is kept as text.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.createTable('eks_access_clusters', table => {
    table.text('cluster_arn').primary();
    table.text('account_id').notNullable().comment('From the ARN');
    table
      .text('mode')
      .notNullable()
      .comment(
        'observe or manage; a cluster that was made again is back in observe',
      );
    table
      .bigInteger('created_at')
      .comment(
        'Creation of the cluster that mode, plan and rows are about; null until AWS told',
      );
    table
      .bigInteger('due_at')
      .notNullable()
      .comment(
        'When it is looked at next; stays in the past while a cycle runs, so that a crash heals by itself',
      );
    table.text('lease_owner').comment('The process that runs a cycle');
    table.bigInteger('lease_until').comment('Nobody else may claim it before');
    table
      .bigInteger('fence')
      .notNullable()
      .comment(
        'Grows with each claim; a holder with an older number changes nothing',
      );
    table.bigInteger('swept_at').comment('When every entry was last read');
    table
      .integer('failures')
      .notNullable()
      .comment('Cycles in a row that AWS did not let finish');
    table
      .text('trouble')
      .comment(
        'Why the last cycle did not finish, for people; null when it did',
      );
    table
      .text('plan')
      .comment('JSON: the plan of the last cycle with its refusals');
    table.text('plan_hash');
    // The claim: the earliest due row that nobody holds.
    table.index(['due_at'], 'eks_access_clusters_due_idx');
  });

  await knex.schema.createTable('eks_access_wakes', table => {
    table.uuid('id').primary();
    table
      .text('cluster_arn')
      .notNullable()
      .comment(
        'A cluster to look at now. A row of its own, so that a decision never waits for a running cycle',
      );
    table.index(['cluster_arn'], 'eks_access_wakes_cluster_idx');
  });

  await knex.schema.createTable('eks_access_mode_changes', table => {
    table.uuid('id').primary();
    table.text('cluster_arn').notNullable();
    table.text('to_mode').notNullable();
    table
      .text('by_ref')
      .notNullable()
      .comment('Entity ref of the person, or system:reconcile');
    table.bigInteger('at').notNullable();
    table.text('reason').notNullable();
    table.text('plan_hash').comment('The plan that was shown');
    table.index(['cluster_arn', 'at'], 'eks_access_mode_changes_cluster_idx');
  });

  await knex.schema.createTable('eks_access_managed_entries', table => {
    table.uuid('row_id').primary().comment('In the tags of the entry');
    table.text('cluster_arn').notNullable();
    table.text('principal_arn').notNullable();
    table.text('mapping_ref').notNullable();
    table
      .text('access_entry_arn')
      .comment(
        'As AWS gave it: what makes the entry ours; null while the answer of the create is not known',
      );
    table
      .text('kubernetes_groups')
      .notNullable()
      .comment('JSON list, as created');
    table.bigInteger('last_write_at').notNullable();
    // One entry per principal on a cluster, as in EKS.
    table.unique(['cluster_arn', 'principal_arn'], {
      indexName: 'eks_access_managed_entries_principal_idx',
    });
  });

  await knex.schema.createTable('eks_access_managed_parts', table => {
    table
      .uuid('row_id')
      .notNullable()
      .references('row_id')
      .inTable('eks_access_managed_entries')
      .onDelete('CASCADE');
    table.text('policy_arn').notNullable();
    table.text('scope').notNullable().comment('JSON, as we last wrote it');
    table.primary(['row_id', 'policy_arn']);
  });

  await knex.schema.createTable('eks_access_operations', table => {
    table.uuid('id').primary().comment('Also the client token of the call');
    table.text('cluster_arn').notNullable();
    table.text('principal_arn').notNullable();
    table
      .uuid('row_id')
      .notNullable()
      .comment('The managed entry; no reference, as operations outlive it');
    table
      .boolean('gives')
      .notNullable()
      .comment('The purpose of the step is a grant');
    table.text('kind').notNullable().comment('Of the step');
    table.text('step').notNullable().comment('JSON: the step of the plan');
    table
      .bigInteger('fence')
      .notNullable()
      .comment('Under which lease it was begun');
    table
      .text('access_entry_arn')
      .comment(
        'The entry that it changes; after a delete, what a late read may still show',
      );
    table
      .bigInteger('intended_at')
      .notNullable()
      .comment('The call came after this');
    table
      .text('outcome')
      .comment(
        'done, already-so, refused or not-done; null while it is not known',
      );
    table
      .text('outcome_code')
      .comment('Kind of the fault, where there was one');
    table.bigInteger('outcome_at');
    // The open operations of a cluster, and the history of a principal.
    table.index(['cluster_arn', 'outcome'], 'eks_access_operations_open_idx');
    table.index(
      ['cluster_arn', 'principal_arn', 'intended_at'],
      'eks_access_operations_principal_idx',
    );
  });

  await knex.schema.createTable('eks_access_attempts', table => {
    table.text('cluster_arn').notNullable();
    table.text('principal_arn').notNullable();
    table
      .text('purpose')
      .notNullable()
      .comment('give or take: an end never waits for the backoff of a grant');
    table.integer('failures').notNullable();
    table.bigInteger('first_failed_at').notNullable();
    table.bigInteger('next_try_at').notNullable();
    table
      .text('trouble_kind')
      .notNullable()
      .comment('retrying or needs-a-person');
    table.text('sentence').notNullable().comment('For people');
    table.primary(['cluster_arn', 'principal_arn', 'purpose']);
  });

  await knex.schema.createTable('eks_access_standing_intents', table => {
    table.uuid('id').primary();
    table.text('cluster_arn').notNullable();
    table.bigInteger('cluster_created_at').notNullable();
    table.text('mapping_ref').notNullable();
    table.text('level').notNullable();
    table.text('principal_arn').notNullable();
    table
      .text('role_id')
      .notNullable()
      .comment('Of the role when it was declared into force');
    table.text('terms').notNullable().comment('JSON, as declared');
    table
      .text('state')
      .notNullable()
      .comment('declared, active, ending or ended');
    table.bigInteger('declared_at').notNullable();
    table.text('end_kind').comment('declaration-ended or orphaned');
    table.bigInteger('end_at').comment('Since when it asks for nothing');
    table.bigInteger('ended_at').comment('When AWS was read without its parts');
    table
      .text('shown_state')
      .notNullable()
      .comment('What the tab says of it: active, planned, covered ...');
    table.text('shown_sentence').notNullable();
    table
      .text('provided_by')
      .comment('The tool of a foreign entry that gives it already');
    table.bigInteger('observed_at').comment('When AWS was last read for it');
    // What still counts on a cluster.
    table.index(
      ['cluster_arn', 'state'],
      'eks_access_standing_intents_cluster_idx',
    );
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.dropTable('eks_access_standing_intents');
  await knex.schema.dropTable('eks_access_attempts');
  await knex.schema.dropTable('eks_access_operations');
  await knex.schema.dropTable('eks_access_managed_parts');
  await knex.schema.dropTable('eks_access_managed_entries');
  await knex.schema.dropTable('eks_access_mode_changes');
  await knex.schema.dropTable('eks_access_wakes');
  await knex.schema.dropTable('eks_access_clusters');
};
