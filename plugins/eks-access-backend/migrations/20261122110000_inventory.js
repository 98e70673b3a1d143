// @ts-check

/**
 * What AWS showed when it was last asked: the clusters that each account and Region lists, and what each cluster holds. All instants are
 * milliseconds since the epoch by the clock of the database.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.createTable('eks_access_inventory_places', table => {
    table.text('account_id').notNullable();
    table.text('region').notNullable();
    table
      .bigInteger('asked_at')
      .notNullable()
      .comment('When the clusters were last asked for');
    table
      .bigInteger('listed_at')
      .comment('When AWS last listed them all; null when it never did');
    table
      .text('trouble')
      .comment('Why it did not the last time; null when it did');
    table.primary(['account_id', 'region']);
  });
  await knex.schema.createTable('eks_access_inventory_clusters', table => {
    table.text('cluster_arn').primary();
    table.text('account_id').notNullable();
    table.text('region').notNullable();
    table.text('name').notNullable().comment('As EKS spells it');
    table
      .boolean('listed')
      .notNullable()
      .comment('False once a whole list of its place did not name it');
    table.text('snapshot').comment('JSON of the last read; null before it');
    table.bigInteger('read_at').comment('When that was');
    table
      .text('known_snapshot')
      .comment(
        'JSON of the last read that got the cluster and all its entries',
      );
    table.bigInteger('known_at').comment('When that was');
    // A new list of a place is compared with the clusters known there.
    table.index(
      ['account_id', 'region'],
      'eks_access_inventory_clusters_place_idx',
    );
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.dropTable('eks_access_inventory_clusters');
  await knex.schema.dropTable('eks_access_inventory_places');
};
