import {
  grantEndSchema,
  accessScopeSchema,
  whoCanAssumeSchema,
  type WhoCanAssume,
} from '@eks-access/backstage-plugin-eks-access-common';
import { z } from 'zod';
import { readInstant, readOptionalInstant } from '../database';
import type {
  AccessRequest,
  Decision,
  Grant,
  GrantTerms,
  MissingCause,
} from './types';

/** A row as either driver gives it. */
export type Row = Readonly<Record<string, unknown>>;

const termsSchema: z.ZodType<GrantTerms> = z.strictObject({
  clusterArn: z.string(),
  clusterCreatedAt: z.number().int(),
  principalArn: z.string(),
  roleId: z.string(),
  policies: z.array(
    z.strictObject({ policyArn: z.string(), scope: accessScopeSchema }),
  ),
  kubernetesGroups: z.array(z.string()),
  durationSeconds: z.number().int().positive(),
});

const requestState = z.enum([
  'waiting',
  'approved',
  'denied',
  'cancelled',
  'timed-out',
]);
const grantState = z.enum(['starting', 'active', 'ending', 'ended']);
const missingCause = z.enum(['requester-left', 'declaration-ended']);
const optionalText = z
  .string()
  .nullish()
  .transform(text => text ?? undefined);
const text = z.string();
const count = z.coerce.number().int();

/** A request with the terms of its current round; `row` is of both tables joined. */
export function toRequest(row: Row): AccessRequest {
  return {
    id: text.parse(row.id),
    version: count.parse(row.version),
    state: requestState.parse(row.state),
    round: count.parse(row.round),
    requesterRef: text.parse(row.requester_ref),
    groupRef: text.parse(row.group_ref),
    mappingRef: text.parse(row.mapping_ref),
    level: text.parse(row.level),
    levelTitle: text.parse(row.level_title),
    clusterArn: text.parse(row.cluster_arn),
    durationMs: readInstant(row.duration_ms),
    reason: text.parse(row.reason),
    createdAt: readInstant(row.created_at),
    answerBy: readInstant(row.answer_by),
    terms: termsSchema.parse(JSON.parse(text.parse(row.terms))),
    termsHash: text.parse(row.terms_hash),
    whoCanAssume: toWhoCanAssume(row.who_can_assume),
  };
}

export function toDecision(row: Row): Decision {
  return {
    requestId: text.parse(row.request_id),
    round: count.parse(row.round),
    requestVersion: count.parse(row.request_version),
    byRef: text.parse(row.by_ref),
    decision: z.enum(['approve', 'deny']).parse(row.decision),
    comment: optionalText.parse(row.comment),
    termsHash: text.parse(row.terms_hash),
    at: readInstant(row.at),
  };
}

export function toGrant(row: Row): Grant {
  const troubleKind = z
    .enum(['retrying', 'needs-a-person'])
    .nullable()
    .parse(row.trouble_kind);
  return {
    id: text.parse(row.id),
    requestId: text.parse(row.request_id),
    round: count.parse(row.round),
    state: grantState.parse(row.state),
    clusterArn: text.parse(row.cluster_arn),
    approvedAt: readInstant(row.approved_at),
    expiresAt: readInstant(row.expires_at),
    startedAt: readOptionalInstant(row.started_at),
    endingAt: readOptionalInstant(row.ending_at),
    endedBecause:
      row.ended_because === null
        ? undefined
        : grantEndSchema.parse(row.ended_because),
    removedAtApiAt: readOptionalInstant(row.removed_at_api_at),
    trouble: troubleKind
      ? {
          kind: troubleKind,
          sentence: text.parse(row.trouble_sentence),
          since: readInstant(row.trouble_since),
        }
      : undefined,
    held:
      row.held_because === null
        ? undefined
        : {
            because: text.parse(row.held_because),
            since: readInstant(row.held_since),
          },
    missing: toMissing(row),
  };
}

function toMissing(row: Row): Grant['missing'] {
  const cause: MissingCause | null = missingCause.nullable().parse(row.missing);
  return cause ? { cause, since: readInstant(row.missing_since) } : undefined;
}

function toWhoCanAssume(value: unknown): WhoCanAssume {
  return whoCanAssumeSchema.parse(JSON.parse(text.parse(value)));
}
