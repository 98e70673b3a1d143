// @ts-check

/**
 * The audit trail: rows that are only ever added, each holding the hash of the one before, and the head that the last one must equal.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.createTable('eks_access_audit', table => {
    table.bigInteger('seq').primary().comment('1, 2, 3 ... without a gap');
    table
      .bigInteger('at')
      .notNullable()
      .comment('Milliseconds since the epoch, by the clock of the database');
    table
      .text('actor')
      .notNullable()
      .comment('Entity ref of the person, or system:<part>');
    table.text('action').notNullable().comment('What was done, kebab-case');
    table.text('subject_type').notNullable().comment('Kind of the subject');
    table.text('subject_id').notNullable().comment('Id of the subject');
    table
      .text('details')
      .notNullable()
      .comment('JSON with sorted keys; hashed as it stands');
    table
      .text('prev_hash')
      .notNullable()
      .comment('Hash of row seq - 1; 64 zeros in the first row');
    table.text('hash').notNullable().comment('SHA-256 over all the above');
    // The history of one request, grant or cluster, in order.
    table.index(
      ['subject_type', 'subject_id', 'seq'],
      'eks_access_audit_subject_idx',
    );
  });
  await knex.schema.createTable('eks_access_audit_head', table => {
    table
      .integer('singleton')
      .primary()
      .comment('Always 1: the table holds one row, which every append locks');
    table.bigInteger('seq').notNullable().comment('seq of the last row, or 0');
    table.text('hash').notNullable().comment('hash of the last row');
    table
      .bigInteger('sent_seq')
      .notNullable()
      .comment('The last row that the auditor of the portal has taken');
  });
  await knex('eks_access_audit_head').insert({
    singleton: 1,
    seq: 0,
    hash: '0'.repeat(64),
    sent_seq: 0,
  });

  // So that no slip in our own code can rewrite history; the chain is for whoever can drop the trigger.
  if (knex.client.config.client === 'pg') {
    await knex.raw(`
      CREATE FUNCTION eks_access_audit_refuse() RETURNS trigger AS $$
      BEGIN RAISE EXCEPTION 'rows of eks_access_audit are never changed or removed'; END;
      $$ LANGUAGE plpgsql`);
    await knex.raw(`
      CREATE TRIGGER eks_access_audit_append_only BEFORE UPDATE OR DELETE ON eks_access_audit
      FOR EACH ROW EXECUTE FUNCTION eks_access_audit_refuse()`);
  } else {
    for (const change of ['UPDATE', 'DELETE']) {
      await knex.raw(`
        CREATE TRIGGER eks_access_audit_no_${change.toLowerCase()} BEFORE ${change} ON eks_access_audit
        BEGIN SELECT RAISE(ABORT, 'rows of eks_access_audit are never changed or removed'); END`);
    }
  }
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.dropTable('eks_access_audit_head');
  await knex.schema.dropTable('eks_access_audit');
  if (knex.client.config.client === 'pg') {
    await knex.raw('DROP FUNCTION eks_access_audit_refuse()');
  }
};
