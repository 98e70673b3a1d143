export { RequestTimes } from './RequestTimes';
