import { createHmac } from 'node:crypto';
import type { OwnTags } from '../access';

/**
 * Tags that we put on an entry when creating it, and only then: which installation, which row, and an HMAC over cluster ARN, principal ARN
 * and row id, so that copying the tags of one entry to another, or making them up, is seen. AWS does not protect tags, so they never make
 * an entry ours by themselves; our row does (DESIGN rule 6).
 */
export function ownTagsOf(
  installation: { readonly id: string; readonly tagSecret: string },
  clusterArn: string,
): OwnTags {
  return (rowId, principalArn) => ({
    'eks-access.io/installation': installation.id,
    'eks-access.io/row': rowId,
    'eks-access.io/hmac': createHmac('sha256', installation.tagSecret)
      // A JSON list leaves no doubt where one part ends and the next begins.
      .update(JSON.stringify([clusterArn, principalArn, rowId]))
      .digest('hex'),
  });
}
