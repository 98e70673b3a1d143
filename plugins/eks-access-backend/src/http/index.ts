/**
 * The HTTP API: credentials, permission, input parsed by the contract, one service call, the answer. No rules here.
 */
export { clusterHandlers } from './clusterHandlers';
export { createRouter, type RouterOptions } from './createRouter';
export { pageHandlers } from './pageHandlers';
export { requestHandlers } from './requestHandlers';
export type { RouteHandlers } from './routeHandlers';
