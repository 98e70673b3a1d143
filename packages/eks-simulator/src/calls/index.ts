export { filterCalls, type Call, type CallFilter } from './callLog';
