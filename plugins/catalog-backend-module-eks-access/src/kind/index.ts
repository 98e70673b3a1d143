export { EksAccessMappingProcessor } from './EksAccessMappingProcessor';
