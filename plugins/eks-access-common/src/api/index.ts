export * from './shared';
export * from './clusters';
export * from './groupAccess';
export * from './mappings';
export * from './requests';
export * from './status';
export * from './routes';
export * from './client';
