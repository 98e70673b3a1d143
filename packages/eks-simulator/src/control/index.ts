export { controlPrefix, handleControl } from './handleControl';
