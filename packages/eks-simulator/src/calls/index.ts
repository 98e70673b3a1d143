export {
  createCallLog,
  type Call,
  type CallFilter,
  type CallLog,
} from './callLog';
