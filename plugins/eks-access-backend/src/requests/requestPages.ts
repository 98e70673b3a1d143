import type { Knex } from 'knex';
import type { Instant } from '../access';
import { readRecords, requestQuery } from './recordReads';
import type { RequestRecord } from './types';
import {
  orWhereLevels,
  whereVisible,
  type DecidedLevel,
  type VisibleRequests,
} from './visibility';

/** Which requests of those that the person may see. */
export type PageView =
  | { readonly kind: 'mine' }
  | { readonly kind: 'decided' }
  | {
      readonly kind: 'to-decide';
      /** Levels that the person's groups decide. */
      readonly levels: readonly DecidedLevel[];
    };

/** Where a page ends: the last request on it. */
export interface PageEnd {
  readonly createdAt: Instant;
  readonly id: string;
}

export interface PageInput {
  readonly view: PageView;
  readonly visible: VisibleRequests;
  readonly limit: number;
  readonly before: PageEnd | undefined;
  readonly at: Instant;
}

/** One page, newest first, with the end to go on from where there is more. */
export async function readPage(
  knex: Knex,
  input: PageInput,
): Promise<{
  readonly records: readonly RequestRecord[];
  readonly next: PageEnd | undefined;
}> {
  const query = requestQuery(knex)
    .orderBy([
      { column: 'r.created_at', order: 'desc' },
      { column: 'r.id', order: 'desc' },
    ])
    .limit(input.limit + 1);
  whereVisible(query, input.visible);
  whereOfView(query, input);
  if (input.before) {
    const { createdAt, id } = input.before;
    query.where(older =>
      older
        .where('r.created_at', '<', createdAt)
        .orWhere(same =>
          same.where('r.created_at', createdAt).andWhere('r.id', '<', id),
        ),
    );
  }
  const found = await readRecords(knex, query);
  const records = found.slice(0, input.limit);
  const last = records.at(-1)?.request;
  return {
    records,
    next:
      found.length > records.length && last
        ? { createdAt: last.createdAt, id: last.id }
        : undefined,
  };
}

export interface GroupInput {
  readonly groupRef: string;
  readonly visible: VisibleRequests;
  readonly since: Instant;
}

/** Requests of a group that are open, or that were answered or ended since `since`; newest first, at most 200. */
export async function readOfGroup(
  knex: Knex,
  input: GroupInput,
): Promise<readonly RequestRecord[]> {
  const query = requestQuery(knex)
    .where('r.group_ref', input.groupRef)
    .andWhere(any =>
      any
        .where('r.state', 'waiting')
        .orWhereIn('r.id', grants =>
          grants
            .select('request_id')
            .from('eks_access_grants')
            .whereNot('state', 'ended')
            .orWhere('ending_at', '>', input.since),
        )
        .orWhereIn('r.id', decisions =>
          decisions
            .select('request_id')
            .from('eks_access_decisions')
            .where('at', '>', input.since),
        ),
    )
    .orderBy([
      { column: 'r.created_at', order: 'desc' },
      { column: 'r.id', order: 'desc' },
    ])
    .limit(200);
  whereVisible(query, input.visible);
  return await readRecords(knex, query);
}

/** The end of a page as text for the next call. */
export function formatPageEnd({ createdAt, id }: PageEnd): string {
  return `${createdAt}_${id}`;
}

/** Undefined for text that {@link formatPageEnd} did not write. */
export function parsePageEnd(text: string): PageEnd | undefined {
  const [, createdAt, id] =
    /^(\d{1,15})_([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/.exec(text) ??
    [];
  return id === undefined ? undefined : { createdAt: Number(createdAt), id };
}

function whereOfView(
  query: Knex.QueryBuilder,
  { view, visible, at }: PageInput,
): void {
  switch (view.kind) {
    case 'mine':
      query.where('r.requester_ref', visible.personRef);
      return;
    case 'decided':
      query.whereIn('r.id', decided =>
        decided
          .select('request_id')
          .from('eks_access_decisions')
          .where('by_ref', visible.personRef),
      );
      return;
    case 'to-decide':
      query
        .where('r.state', 'waiting')
        .andWhere('r.answer_by', '>', at)
        .whereNot('r.requester_ref', visible.personRef)
        .andWhere(any => {
          // Without a level there is nothing to decide; an empty group of alternatives would mean everything.
          any.whereRaw('1 = 0');
          orWhereLevels(any, view.levels);
        });
      return;
    default:
      throw new Error(`unknown view: ${JSON.stringify(view satisfies never)}`);
  }
}
