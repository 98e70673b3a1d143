/**
 * The catalog's side of EKS access: the kind of mapping.
 *
 * @packageDocumentation
 */

export { catalogModuleEksAccess as default } from './module';
