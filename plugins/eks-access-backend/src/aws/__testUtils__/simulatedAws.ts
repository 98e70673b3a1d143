import {
  startSimulator,
  type RunningSimulator,
  type WorldSeed,
} from '@eks-access/eks-simulator';
import type { AccountConfig } from '@eks-access/backstage-plugin-eks-access-node';
import { createAwsAccounts } from '../createAwsAccounts';
import type { AwsAccounts } from '../types';

/** The accounts of a simulated world, reached as in production but with the keys of each account's administrator. */
export interface SimulatedAws {
  readonly simulator: RunningSimulator;
  readonly accounts: AwsAccounts;
  readonly configs: readonly AccountConfig[];
  stop(): Promise<void>;
}

/** Starts a simulator with the world given; all times are those of this machine. */
export async function simulatedAws(
  seed: WorldSeed,
  options: {
    requestTimeoutMs?: number;
    rate?: { readonly perSecond: number; readonly burst: number };
  } = {},
): Promise<SimulatedAws> {
  const simulator = await startSimulator({ seed, port: 0 });
  const configs = seed.accounts.map(
    ({ accountId, clusters }): AccountConfig => ({
      accountId,
      regions: [...new Set((clusters ?? []).map(one => one.region))],
      owner: 'group:default/platform',
      simulated: true,
      endpoint: simulator.url,
    }),
  );
  const accounts = createAwsAccounts({
    accounts: configs,
    requestTimeoutMs: options.requestTimeoutMs ?? 5_000,
    now: async () => Date.now(),
    rate: options.rate,
    credentials: {
      forAccount: async ({ accountId }) => ({
        provider: async () => simulator.credentials(accountId),
        callerArn: async () => `arn:aws:iam::${accountId}:user/administrator`,
      }),
    },
  });
  return { simulator, accounts, configs, stop: () => simulator.stop() };
}
