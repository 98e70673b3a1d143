export { readAccounts, type AccountConfig } from './readAccounts';
export { readConfigSection } from './readConfigSection';
