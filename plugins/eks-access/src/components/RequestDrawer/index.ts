export { RequestDrawer } from './RequestDrawer';
