export { createEksAccessApi } from './createEksAccessApi';
export { eksAccessApiRef } from './eksAccessApiRef';
