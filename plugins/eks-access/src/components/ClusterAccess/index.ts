export { EntityGroupClusterAccess } from './EntityGroupClusterAccess';
