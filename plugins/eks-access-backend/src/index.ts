/**
 * The engine of EKS access and its HTTP API.
 *
 * @packageDocumentation
 */

export { eksAccessPlugin as default } from './plugin';
