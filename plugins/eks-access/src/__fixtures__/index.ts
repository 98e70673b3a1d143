export * from './base';
export * from './clusters';
export * from './groupAccess';
export * from './requests';
