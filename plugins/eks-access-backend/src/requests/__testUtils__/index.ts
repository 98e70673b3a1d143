export * from './stores';
export * from './world';
