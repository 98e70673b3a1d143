export {
  readEksAccessConfig,
  type EksAccessConfig,
  type ReconcileConfig,
  type RequestsConfig,
} from './readEksAccessConfig';
export type { TrustItem } from './trust';
