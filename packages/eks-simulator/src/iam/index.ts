export { iamService } from './iamService';
