export type { AuditAction } from './actions';
export { AuditTrail } from './AuditTrail';
export { appendAudit, type AuditEvent, type AuditHead } from './appendAudit';
export { verifyChain, type ChainVerdict } from './verifyChain';
