export * from './ClusterName';
export * from './DeciderList';
export * from './EntityLink';
export * from './PolicyLines';
export * from './RefusalList';
export * from './WhoGetsIt';
