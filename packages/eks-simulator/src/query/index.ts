export {
  queryRefusal,
  readQueryCall,
  type QueryService,
} from './queryProtocol';
export type { XmlValue } from './xml';
