import { GetCallerIdentityCommand } from '@aws-sdk/client-sts';
import type { Config } from '@backstage/config';
import { DefaultAwsCredentialsManager } from '@backstage/integration-aws-node';
import type {
  AwsCredentialIdentity,
  AwsCredentialIdentityProvider,
} from '@smithy/types';
import type { AccountConfig } from '../config';
import { awsClientsFor } from './clients';

/** Longest time for getting credentials and asking whose they are. */
const CREDENTIALS_TIMEOUT_MS = 10_000;

/**
 * The credentials that the app-config gives for an account belong to another one.
 *
 * @public
 */
export class WrongAccountError extends Error {
  constructor(readonly expected: string, readonly actual: string) {
    super(
      `the credentials configured for AWS account ${expected} belong to account ${actual}`,
    );
    this.name = 'WrongAccountError';
  }
}

/**
 * No credentials could be had for an account within the time: neither a value nor a refusal came.
 *
 * @public
 */
export class CredentialsTimeoutError extends Error {
  constructor(accountId: string) {
    super(
      `no credentials for AWS account ${accountId} came within ${
        CREDENTIALS_TIMEOUT_MS / 1000
      } s`,
    );
    this.name = 'CredentialsTimeoutError';
  }
}

/**
 * Credentials of one account that are known to belong to it.
 *
 * @public
 */
export interface AccountCredentials {
  /**
   * For an SDK client. Each new set of credentials is first asked whose it is.
   *
   * @throws WrongAccountError, CredentialsTimeoutError, or what the SDK throws when it gets none.
   */
  readonly provider: AwsCredentialIdentityProvider;
  /** ARN of the caller that they stand for: a user, or the session of an assumed role. Rejects as `provider` does. */
  callerArn(): Promise<string>;
}

/**
 * Where credentials come from.
 *
 * @public
 */
export interface CredentialsSource {
  forAccount(account: AccountConfig): Promise<AccountCredentials>;
}

/**
 * Credentials by `aws.accounts` of the app-config. That a key is configured under an account's id says nothing about whose key it is, and
 * a confused one would change another team's clusters, so each set is checked by GetCallerIdentity before its first use (RELIABILITY B33).
 *
 * Where `aws.accounts[].roleName` is set, the STS client that assumes the role is made by `@backstage/integration-aws-node` and takes no
 * endpoint. For simulated accounts it follows the environment variable `AWS_ENDPOINT_URL_STS`; the check here uses the account's own
 * endpoint.
 *
 * @public
 */
export function createCredentials(config: Config): CredentialsSource {
  const manager = DefaultAwsCredentialsManager.fromConfig(config);
  return {
    async forAccount(account) {
      const { sdkCredentialProvider } = await manager.getCredentialProvider({
        accountId: account.accountId,
      });
      return checkedCredentials(account, sdkCredentialProvider);
    },
  };
}

/** @internal */
export function checkedCredentials(
  account: AccountConfig,
  source: AwsCredentialIdentityProvider,
): AccountCredentials {
  let checked: { key: string; callerArn: Promise<string> } | undefined;

  const current = async () => {
    const credentials = await source();
    const key = `${credentials.accessKeyId}:${credentials.sessionToken ?? ''}`;
    if (checked?.key !== key) {
      const callerArn = assertAccount(account, credentials);
      checked = { key, callerArn };
      // A failed check is made again at the next call, not remembered until the credentials change.
      callerArn.catch(() => {
        if (checked?.callerArn === callerArn) checked = undefined;
      });
    }
    return { credentials, callerArn: await checked.callerArn };
  };

  const inTime = async () => {
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<never>((_resolve, reject) => {
      timer = setTimeout(
        () => reject(new CredentialsTimeoutError(account.accountId)),
        CREDENTIALS_TIMEOUT_MS,
      );
    });
    try {
      // The client that assumes a role is not ours and has no timeout of its own.
      return await Promise.race([current(), late]);
    } finally {
      clearTimeout(timer);
    }
  };

  return {
    provider: async () => (await inTime()).credentials,
    callerArn: async () => (await inTime()).callerArn,
  };
}

/**
 * Asks STS whose the credentials are, and returns the ARN of the caller.
 *
 * @throws WrongAccountError when it is not of the account.
 */
async function assertAccount(
  account: AccountConfig,
  credentials: AwsCredentialIdentity,
): Promise<string> {
  const clients = awsClientsFor({
    account,
    region: account.regions[0],
    credentials: async () => credentials,
  });
  try {
    const identity = await clients.sts.send(new GetCallerIdentityCommand({}));
    if (identity.Account !== account.accountId || !identity.Arn) {
      throw new WrongAccountError(
        account.accountId,
        identity.Account ?? 'unknown',
      );
    }
    return identity.Arn;
  } finally {
    clients.destroy();
  }
}
