import { EKSClient } from '@aws-sdk/client-eks';
import { IAMClient } from '@aws-sdk/client-iam';
import { STSClient } from '@aws-sdk/client-sts';
import type { AwsCredentialIdentityProvider } from '@smithy/types';
import type { AccountConfig } from '../config';
import { isLoopbackUrl } from '../config/loopback';

/** Longest time for the connection phase of one attempt. */
const CONNECTION_TIMEOUT_MS = 3_000;
/** Longest time for one attempt when nothing else is asked. */
const REQUEST_TIMEOUT_MS = 10_000;
/** Attempts of one call, the first included; what is beyond is the caller's to decide. */
const MAX_ATTEMPTS = 3;

/**
 * What clients are made for.
 *
 * @public
 */
export interface AwsClientOptions {
  account: Pick<AccountConfig, 'simulated' | 'endpoint'>;
  region: string;
  credentials: AwsCredentialIdentityProvider;
  /** Longest time for one attempt; 10 s by default. */
  requestTimeoutMs?: number;
}

/**
 * Clients of one account and Region. They share nothing with those of another one, so that a sick account keeps no socket from a healthy
 * one (RELIABILITY C19).
 *
 * @public
 */
export interface AwsClients {
  readonly eks: EKSClient;
  readonly iam: IAMClient;
  readonly sts: STSClient;
  /** Closes the sockets. */
  destroy(): void;
}

/**
 * Makes the clients. The only place of the project that does.
 *
 * @throws when an endpoint is given for an account that is not simulated, or one that is not on loopback: requests to a real account must
 * go where AWS says and nowhere else.
 * @public
 */
export function awsClientsFor(options: AwsClientOptions): AwsClients {
  const { account, region, credentials } = options;
  const { requestTimeoutMs = REQUEST_TIMEOUT_MS } = options;
  const configuration = {
    region,
    credentials,
    endpoint: endpointOf(account),
    maxAttempts: MAX_ATTEMPTS,
    retryMode: 'standard',
    requestHandler: {
      connectionTimeout: CONNECTION_TIMEOUT_MS,
      requestTimeout: requestTimeoutMs,
      // Without it a breach of requestTimeout is only logged, and a silent server holds the call for ever (RELIABILITY C4).
      throwOnRequestTimeout: true,
      // requestTimeout ends with the response's headers; this one covers a body that never comes.
      socketTimeout: requestTimeoutMs,
    },
  } as const;
  const eks = new EKSClient(configuration);
  const iam = new IAMClient(configuration);
  const sts = new STSClient(configuration);
  return {
    eks,
    iam,
    sts,
    destroy: () => {
      eks.destroy();
      iam.destroy();
      sts.destroy();
    },
  };
}

function endpointOf(
  account: Pick<AccountConfig, 'simulated' | 'endpoint'>,
): string | undefined {
  const { endpoint, simulated } = account;
  if (endpoint === undefined) {
    // The SDK would then choose AWS itself, and an account that is meant to be simulated would be a real one.
    if (simulated) throw new Error('a simulated account needs an endpoint');
    return undefined;
  }
  if (!simulated || !isLoopbackUrl(endpoint)) {
    throw new Error(
      `the endpoint ${endpoint} is not for a simulated account on this machine`,
    );
  }
  return endpoint;
}
