// @ts-check

/**
 * Who asked for what, who answered, and what was granted. What was asked and what was decided is only ever added; state, version and the
 * times of a grant are what moves. All instants are milliseconds since the epoch by the clock of the database; JSON is kept as text.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.createTable('eks_access_requests', table => {
    table.uuid('id').primary();
    table
      .integer('version')
      .notNullable()
      .comment('Grows with each change; a change of an older version fails');
    table
      .text('state')
      .notNullable()
      .comment('waiting, approved, denied, cancelled or timed-out');
    table
      .integer('round')
      .notNullable()
      .comment('The set of terms that counts; see eks_access_request_terms');
    table.text('requester_ref').notNullable();
    table.text('group_ref').notNullable().comment('Who gets the access');
    table.text('mapping_ref').notNullable();
    table.text('level').notNullable();
    table.text('level_title').notNullable();
    table.text('cluster_arn').notNullable();
    table.bigInteger('duration_ms').notNullable();
    table.text('reason').notNullable();
    table.bigInteger('created_at').notNullable();
    table
      .bigInteger('answer_by')
      .notNullable()
      .comment('Unanswered until then, it times out');
    table
      .text('open_key')
      .unique({ indexName: 'eks_access_requests_open_uniq' })
      .comment(
        'Hash of requester, mapping, level and cluster while it waits or its grant lives: two of a kind cannot be open. Null afterwards',
      );
    // The inbox of a decider and the pages of a person, newest first.
    table.index(['created_at', 'id'], 'eks_access_requests_page_idx');
    // The tab of a group, and how many a person has open.
    table.index(['group_ref', 'created_at'], 'eks_access_requests_group_idx');
    table.index(
      ['requester_ref', 'created_at'],
      'eks_access_requests_requester_idx',
    );
    // The sweep of those that nobody answered.
    table.index(['state', 'answer_by'], 'eks_access_requests_answer_idx');
  });

  await knex.schema.createTable('eks_access_request_terms', table => {
    table
      .uuid('request_id')
      .notNullable()
      .references('id')
      .inTable('eks_access_requests');
    table
      .integer('round')
      .notNullable()
      .comment('A new round begins when the terms change before they apply');
    table.text('terms').notNullable().comment('JSON of what is decided');
    table.text('terms_hash').notNullable().comment('SHA-256 of the terms');
    table
      .text('who_can_assume')
      .notNullable()
      .comment('JSON: who could assume the role when the terms were read');
    table.bigInteger('at').notNullable();
    table.primary(['request_id', 'round']);
  });

  await knex.schema.createTable('eks_access_decisions', table => {
    table.uuid('id').primary();
    table
      .uuid('request_id')
      .notNullable()
      .references('id')
      .inTable('eks_access_requests');
    table.integer('round').notNullable();
    table
      .integer('request_version')
      .notNullable()
      .comment('The version that the decider saw');
    table.text('by_ref').notNullable();
    table.text('decision').notNullable().comment('approve or deny');
    table.text('comment');
    table.text('terms_hash').notNullable().comment('The terms decided');
    table.bigInteger('at').notNullable();
    // A repeated call finds its first one.
    table.unique(['request_id', 'request_version', 'by_ref', 'decision'], {
      indexName: 'eks_access_decisions_once_uniq',
    });
    // What a person has decided.
    table.index(['by_ref', 'at'], 'eks_access_decisions_by_idx');
  });

  await knex.schema.createTable('eks_access_grants', table => {
    table.uuid('id').primary().comment('Also the id of its intent');
    table
      .uuid('request_id')
      .notNullable()
      .references('id')
      .inTable('eks_access_requests');
    table.integer('round').notNullable();
    table
      .text('state')
      .notNullable()
      .comment('starting, active, ending or ended');
    table.text('cluster_arn').notNullable();
    table.bigInteger('approved_at').notNullable();
    table
      .bigInteger('expires_at')
      .notNullable()
      .comment('Approval plus duration; never moved');
    table
      .bigInteger('started_at')
      .comment('When AWS was first read back with the access');
    table.bigInteger('ending_at').comment('When its end was decided');
    table.text('ended_because');
    table
      .bigInteger('removed_at_api_at')
      .comment('When AWS was read back without the access');
    table.text('trouble_kind').comment('retrying or needs-a-person');
    table.text('trouble_sentence');
    table.bigInteger('trouble_since');
    table
      .text('held_because')
      .comment('Why it is not applied though it was approved, for people');
    table.bigInteger('held_since');
    table
      .text('missing')
      .comment(
        'What the catalog lacked at the last look: requester-left or declaration-ended. It ends the grant only when seen again',
      );
    table.bigInteger('missing_since');
    // Two approvals at once give one grant, whatever else fails.
    table.unique(['request_id', 'round'], {
      indexName: 'eks_access_grants_round_uniq',
    });
    // What a cluster has to show.
    table.index(['cluster_arn', 'state'], 'eks_access_grants_cluster_idx');
    // What is due to end.
    table.index(['state', 'expires_at'], 'eks_access_grants_expiry_idx');
  });
};

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
  await knex.schema.dropTable('eks_access_grants');
  await knex.schema.dropTable('eks_access_decisions');
  await knex.schema.dropTable('eks_access_request_terms');
  await knex.schema.dropTable('eks_access_requests');
};
