export { ToApprovePage } from './ToApprovePage';
