/**
 * Requests, decisions and grants: who may ask, who may decide, and what becomes of it. Every rule about them is here.
 */
export type { AskPolicy } from './askChecks';
export { connectLines, type ConnectLines } from './connect';
export type { Decider, Deciders } from './deciders';
export { EFFECT_LINGERS_MS, surelyWithoutEffectBy } from './effectEnd';
export { GrantIntents } from './GrantIntents';
export { GrantStore } from './GrantStore';
export type { RequestDetails } from './requestDetails';
export { RequestReader, type RequestPage } from './RequestReader';
export {
  RequestService,
  type Preview,
  type RequestPolicy,
} from './RequestService';
export { RequestStore } from './RequestStore';
export type {
  AccessRequest,
  Grant,
  Outcome,
  Refused,
  RefusalDetail,
  RequestRecord,
} from './types';
export { done, refused } from './types';
export { startDeadlines } from './startDeadlines';
export { seesGroup, visibleTo, type Viewer } from './visibility';
export { createWorld, type World } from './world';
