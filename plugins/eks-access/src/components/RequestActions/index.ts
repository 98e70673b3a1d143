export { RequestActions } from './RequestActions';
export { whatRemains } from './whatRemains';
