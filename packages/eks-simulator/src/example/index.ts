export {
  exampleAccounts,
  exampleCredentials,
  exampleExternalId,
  exampleWorld,
} from './exampleWorld';
