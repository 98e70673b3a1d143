export { eksRoutes } from './operations';
export { readRestCall, restRefusal } from './restJson';
