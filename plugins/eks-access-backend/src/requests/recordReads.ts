import type { Knex } from 'knex';
import { toDecision, toGrant, toRequest } from './rows';
import type { AccessRequest, Decision, Grant, RequestRecord } from './types';

/** Requests with the terms of their current round; the request is `r` in further conditions. */
export function requestQuery(knex: Knex): Knex.QueryBuilder {
  return knex('eks_access_requests as r')
    .join('eks_access_request_terms as t', function sameRound() {
      this.on('t.request_id', 'r.id').andOn('t.round', 'r.round');
    })
    .select('r.*', 't.terms', 't.terms_hash', 't.who_can_assume');
}

/** Adds decisions and the current round's grant to the requests of a query, in the order of the query. */
export async function readRecords(
  knex: Knex,
  query: Knex.QueryBuilder,
): Promise<readonly RequestRecord[]> {
  const requests: AccessRequest[] = (await query).map(toRequest);
  if (requests.length === 0) return [];
  const ids = requests.map(request => request.id);
  const decisions: Decision[] = (
    await knex('eks_access_decisions')
      .whereIn('request_id', ids)
      .orderBy(['at', 'id'])
  ).map(toDecision);
  const grants: Grant[] = (
    await knex('eks_access_grants').whereIn('request_id', ids)
  ).map(toGrant);
  return requests.map(request => ({
    request,
    decisions: decisions.filter(({ requestId }) => requestId === request.id),
    grant: grants.find(
      grant => grant.requestId === request.id && grant.round === request.round,
    ),
  }));
}

/** One request, kept from being changed by others until the end of `trx`. */
export async function lockRecord(
  trx: Knex.Transaction,
  requestId: string,
): Promise<RequestRecord | undefined> {
  const held = await trx('eks_access_requests')
    .where('id', requestId)
    .forUpdate()
    .first('id');
  if (!held) return undefined;
  // Always after the request: whoever reads AWS back locks grants alone, so the two cannot wait for each other.
  await trx('eks_access_grants')
    .where('request_id', requestId)
    .orderBy('id')
    .forUpdate()
    .select('id');
  const [record] = await readRecords(
    trx,
    requestQuery(trx).where('r.id', requestId),
  );
  return record;
}

/** One grant with its request, both kept from being changed by others until the end of `trx`. */
export async function lockRecordOfGrant(
  trx: Knex.Transaction,
  grantId: string,
): Promise<RequestRecord | undefined> {
  const grant = await trx('eks_access_grants')
    .where('id', grantId)
    .first('request_id');
  return grant && (await lockRecord(trx, grant.request_id));
}
