/**
 * What the backend modules of EKS access share: the accounts of the app-config, and AWS clients for them.
 *
 * @packageDocumentation
 */
export * from './aws';
export * from './config';
