/**
 * Kinds, HTTP contract, permissions and error codes of EKS access, for the frontend and the backend alike.
 *
 * @packageDocumentation
 */

export * from './api';
export * from './aws/arn';
export * from './duration';
export * from './entities/clusterResource';
export * from './entities/eksAccessMapping';
export * from './entities/entityRefs';
export * from './entities/mappingShape';
export * from './errors';
export * from './permissions';
