export { describeTrust, type TrustLine } from './describeTrust';
export { parseTrust, parseTrustDocument } from './parseTrust';
export type { TrustCondition, TrustPrincipal, TrustStatement } from './types';
export { whoCanAssume } from './whoCanAssume';
