export { stsService } from './stsService';
