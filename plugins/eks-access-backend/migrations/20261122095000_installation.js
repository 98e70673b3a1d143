// @ts-check

/**
 * The one row that tells which installation of the plugin this database belongs to.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.createTable('eks_access_installation', table => {
    table
      .integer('singleton')
      .primary()
      .comment('Always 1: the table holds one row');
    table
      .text('id')
      .notNullable()
      .comment('Id of the installation, part of the tags on our entries');
    table
      .text('tag_secret')
      .notNullable()
      .comment('Key of the HMAC in the tags on our entries');
    table
      .bigInteger('created_at')
      .notNullable()
      .comment('Milliseconds since the epoch');
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.dropTable('eks_access_installation');
};
