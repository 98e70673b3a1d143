export * from './answer';
export * from './renderPage';
