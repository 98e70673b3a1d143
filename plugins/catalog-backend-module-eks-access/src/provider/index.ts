export { clusterProvidersFromConfig } from './clusterProviders';
