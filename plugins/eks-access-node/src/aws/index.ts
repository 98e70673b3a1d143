export {
  awsClientsFor,
  type AwsClientOptions,
  type AwsClients,
} from './clients';
export {
  createCredentials,
  CredentialsTimeoutError,
  WrongAccountError,
  type AccountCredentials,
  type CredentialsSource,
} from './credentials';
