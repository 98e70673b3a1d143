export * from './pauses';
export * from './ticker';
export * from './useAction';
export * from './useCallApi';
export * from './useMe';
export * from './useNow';
export * from './usePolled';
