/**
 * What the audit trail records, with the severity under which the portal's auditor logs it: `medium` for a wish or an answer, `high` for
 * what changes who has access. The names are event ids of the auditor, hence kebab-case; they are stored, so a name is never reused for
 * another meaning.
 */
export const auditActions = {
  'request-created': 'medium',
  'request-approved': 'high',
  'request-denied': 'medium',
  'request-cancelled': 'medium',
  'request-timed-out': 'medium',
  'request-sent-back': 'medium',
  'grant-starting': 'high',
  'grant-active': 'high',
  'grant-ending': 'high',
  'grant-ended': 'high',
  'cluster-mode-changed': 'high',
  'cluster-replaced': 'high',
  'standing-declared': 'high',
  'standing-changed': 'high',
  'standing-active': 'high',
  'standing-ending': 'high',
  'standing-ended': 'high',
  'operation-begun': 'high',
  'operation-done': 'high',
  'operation-refused': 'high',
  'operation-not-done': 'high',
  'entry-claimed': 'high',
} as const satisfies Record<string, 'low' | 'medium' | 'high' | 'critical'>;

/** An action of {@link auditActions}. */
export type AuditAction = keyof typeof auditActions;

export function isAuditAction(text: string): text is AuditAction {
  return Object.hasOwn(auditActions, text);
}
