export { permissionPolicy as default } from './module';
