export type {
  CatalogView,
  CatalogViews,
  DeclaredCluster,
  GroupMember,
  LevelInForce,
  MappingInForce,
  Membership,
} from './types';
