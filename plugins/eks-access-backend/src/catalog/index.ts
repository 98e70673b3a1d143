export {
  CatalogMembership,
  type CatalogMembershipOptions,
} from './CatalogMembership';
export { catalogRulesWarnings } from './catalogRulesWarnings';
export {
  PersistedCatalogViews,
  type CatalogViewsOptions,
} from './PersistedCatalogViews';
export type {
  CatalogView,
  CatalogViews,
  DeclaredCluster,
  GroupMember,
  LevelInForce,
  MappingInForce,
  Membership,
} from './types';
