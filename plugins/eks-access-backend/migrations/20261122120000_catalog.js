// @ts-check

/**
 * The last accepted read of the catalog. Kept so that an empty or partial answer is known for what it is right after a restart, too.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.createTable('eks_access_catalog', table => {
    table
      .integer('singleton')
      .primary()
      .comment('Always 1: the table holds one row');
    table
      .bigInteger('read_at')
      .notNullable()
      .comment(
        'When the read began, in milliseconds since the epoch; a read that began earlier never replaces it',
      );
    table
      .text('digest')
      .notNullable()
      .comment(
        'SHA-256 of content in hexadecimal, to leave it alone when unchanged',
      );
    table
      .text('content')
      .notNullable()
      .comment(
        'JSON: the mappings, clusters, groups and users, and the last good declaration of each mapping that counts',
      );
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.dropTable('eks_access_catalog');
};
