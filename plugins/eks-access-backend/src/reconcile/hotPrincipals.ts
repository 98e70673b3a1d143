import type { Intent } from '../access';
import type { CycleDependencies } from './CycleDependencies';

/**
 * Principals whose entries must be read as they are now: at a sweep all that an intent or a row of ours names, otherwise those with grants,
 * and those where something is still to come about. Whatever is changed is read again right before in any case.
 */
export async function hotPrincipals(
  {
    database,
    managed,
    operations,
    attempts,
    standing,
  }: Pick<
    CycleDependencies,
    'database' | 'managed' | 'operations' | 'attempts' | 'standing'
  >,
  options: {
    readonly clusterArn: string;
    readonly intents: readonly Intent[];
    readonly isSweep: boolean;
  },
): Promise<readonly string[]> {
  const { clusterArn, intents, isSweep } = options;
  const { knex } = database;
  if (isSweep) {
    const rows = await managed.listOf(knex, clusterArn);
    return principalsOf([...intents, ...rows]);
  }
  const open = await operations.openOf(knex, clusterArn);
  const levels = await standing.openOf(knex, clusterArn);
  return principalsOf([
    ...intents.filter(intent => intent.kind === 'grant'),
    ...levels.filter(level => level.state !== 'active'),
    ...open.map(operation => operation.step),
    ...(await attempts.listOf(knex, clusterArn)),
  ]);
}

function principalsOf(
  items: readonly { readonly principalArn: string }[],
): readonly string[] {
  return [...new Set(items.map(one => one.principalArn))].sort();
}
