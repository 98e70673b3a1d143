export {
  startSimulator,
  type RunningSimulator,
  type StartOptions,
} from './startSimulator';
