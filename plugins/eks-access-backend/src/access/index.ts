/**
 * The rules: intents become the desired state, desired and observed become a plan, guards refuse what may not happen. Pure functions over
 * plain data; no I/O and no clock.
 */
export {
  ALWAYS_PROTECTED_NAMESPACES,
  checkAgainstCeiling,
  isProtectedNamespace,
  isReservedGroup,
  roleFits,
  type Ceiling,
  type CeilingSubject,
  type CeilingViolation,
} from './ceiling';
export {
  describeRemark,
  describeStep,
  type Names,
  type RemarkDescription,
  type StepDescription,
} from './describe';
export {
  assertStepAllowed,
  checkPlan,
  GuardRefusal,
  removalBudget,
  type CheckedPlan,
  type Refusal,
} from './checkPlan';
export type { GuardInput } from './guardContext';
export { guards, type Guard, type GuardName } from './guards';
export { entryGives, isDead, VISIBILITY_WINDOW_MS } from './entryFacts';
export { globCovers } from './glob';
export { intentState, isLive, isOrphaned, type IntentState } from './intents';
export { observeIntents, type IntentObservation } from './observeIntents';
export { resolveOwnership, type Ownership } from './ownership';
export type {
  AssociatePolicyStep,
  CreateEntryStep,
  DeleteEntryStep,
  DisassociatePolicyStep,
  ForgottenPart,
  ObservedEntryRead,
  OwnTags,
  Plan,
  PlanInput,
  PlanRemark,
  PlanStep,
  RemarkBody,
  StepPurpose,
} from './plan';
export { planCluster } from './planCluster';

export { projectEntries } from './projectEntries';
export {
  intersectScopes,
  sameScope,
  scopeCovers,
  subtractScope,
  unionScopes,
  type ScopeRest,
} from './scope';
export {
  hashTerms,
  narrowTerms,
  normaliseTerms,
  termsAreEmpty,
  type DecidedTerms,
} from './terms';
export { otherManagerOf } from './otherManager';
export type * from './types';
