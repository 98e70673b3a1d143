import {
  awsClientsFor,
  type AccountConfig,
  type AccountCredentials,
  type AwsClients,
  type CredentialsSource,
} from '@eks-access/backstage-plugin-eks-access-node';
import type { Instant } from '../access';
import { AwsCaller } from './AwsCaller';
import { AwsFault } from './AwsFault';
import { toAwsFault } from './errors';
import { SdkEksGateway } from './SdkEksGateway';
import { SdkIamGateway } from './SdkIamGateway';
import { monotonicClock, TokenBucket } from './TokenBucket';
import type { AwsAccounts, GatewayOptions } from './types';

/**
 * Requests a second, and at once, to one account and Region. AWS publishes no rate for EKS (DOMAIN 2.8), and what is used here is taken
 * from everybody else in the account.
 */
const RATE_PER_SECOND = 5;
const BURST = 10;

/** @internal */
export interface AwsAccountsOptions {
  accounts: readonly AccountConfig[];
  credentials: CredentialsSource;
  requestTimeoutMs: number;
  /** The database's clock, for when a role was read. */
  now: () => Promise<Instant>;
  /** Requests a second to one account and Region, and at once; 5 and 10 by default. */
  rate?: { readonly perSecond: number; readonly burst: number };
}

/** AWS as the app-config describes it. Each account and Region has clients and a rate of its own, so a sick one holds up no other. */
export function createAwsAccounts(options: AwsAccountsOptions): AwsAccounts {
  const { accounts, requestTimeoutMs, now } = options;
  const rate = options.rate ?? { perSecond: RATE_PER_SECOND, burst: BURST };
  const credentialsByAccount = new Map<string, Promise<AccountCredentials>>();
  const clientsByPlace = new Map<string, AwsClients>();
  const bucketsByPlace = new Map<string, TokenBucket>();
  const ownArns = new Map<string, string>();

  const accountOf = (accountId: string, operation: string): AccountConfig => {
    const account = accounts.find(one => one.accountId === accountId);
    if (account) return account;
    throw new AwsFault(
      'denied',
      operation,
      `AWS account ${accountId} is not among eksAccess.accounts, so the portal does not reach it.`,
    );
  };

  const credentialsOf = (account: AccountConfig) =>
    remember(credentialsByAccount, account.accountId, () =>
      options.credentials.forAccount(account),
    );

  const clientsOf = async (
    account: AccountConfig,
    region: string,
    operation: string,
  ) => {
    let credentials: AccountCredentials;
    try {
      credentials = await credentialsOf(account);
    } catch (error) {
      credentialsByAccount.delete(account.accountId);
      throw toAwsFault(error, {
        operation,
        write: false,
        accountId: account.accountId,
        region,
      });
    }
    return remember(clientsByPlace, `${account.accountId}/${region}`, () =>
      awsClientsFor({
        account,
        region,
        credentials: credentials.provider,
        requestTimeoutMs,
      }),
    );
  };

  const callerFor = (
    accountId: string,
    region: string,
    place: string,
    { purpose = 'sweep', signal }: GatewayOptions = {},
  ) =>
    new AwsCaller({
      accountId,
      region,
      purpose,
      signal,
      requestTimeoutMs,
      bucket: remember(
        bucketsByPlace,
        place,
        () =>
          new TokenBucket({
            ratePerSecond: rate.perSecond,
            burst: rate.burst,
            clock: monotonicClock,
          }),
      ),
    });

  const iam: AwsAccounts['iam'] = async (accountId, gatewayOptions) => {
    const account = accountOf(accountId, 'GetRole');
    // IAM is one for all Regions of a partition, and any of them leads there.
    const region = account.regions[0];
    const clients = await clientsOf(account, region, 'GetRole');
    return new SdkIamGateway(
      clients.iam,
      callerFor(accountId, region, `${accountId}/iam`, gatewayOptions),
      now,
    );
  };

  return {
    iam,

    async eks(accountId, region, gatewayOptions) {
      const account = accountOf(accountId, 'EKS');
      const clients = await clientsOf(account, region, 'EKS');
      return new SdkEksGateway(
        clients.eks,
        callerFor(accountId, region, `${accountId}/${region}`, gatewayOptions),
      );
    },

    async ownRoleArn(accountId) {
      const account = accountOf(accountId, 'GetCallerIdentity');
      const region = account.regions[0];
      const caller = callerFor(accountId, region, `${accountId}/iam`, {
        purpose: 'verify',
      });
      const callerArn = await caller.read('GetCallerIdentity', async () =>
        (await credentialsOf(account)).callerArn(),
      );
      const known = ownArns.get(callerArn);
      if (known !== undefined) return known;
      const roleName = /^arn:[a-z-]+:sts::\d{12}:assumed-role\/([^/]+)\//.exec(
        callerArn,
      )?.[1];
      // The session's ARN leaves out the path of the role, and an entry is told by the ARN with it.
      const own =
        roleName === undefined
          ? callerArn
          : await (
              await iam(accountId, { purpose: 'verify' })
            ).findRoleArn(roleName);
      ownArns.set(callerArn, own);
      return own;
    },
  };
}

function remember<T>(values: Map<string, T>, key: string, make: () => T): T {
  const known = values.get(key);
  if (known !== undefined) return known;
  const made = make();
  values.set(key, made);
  return made;
}
