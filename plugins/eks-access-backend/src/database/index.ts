export { EksAccessDatabase } from './EksAccessDatabase';
export type { Installation } from './installation';
export { nowSql, readInstant, readOptionalInstant, type Dialect } from './time';
