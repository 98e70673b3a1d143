export * from './answer';
export * from './renderPage';
export * from './fill';
