export * from './search';
export * from './states';
export * from './terms';
export * from './time';
