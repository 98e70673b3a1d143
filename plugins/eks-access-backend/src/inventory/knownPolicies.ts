import type { AccountConfig } from '@eks-access/backstage-plugin-eks-access-node';
import type { Instant, Observation } from '../access';
import { isAwsFault, type AwsAccounts } from '../aws';

/** AWS adds a policy now and then; that one is known an hour late does no harm. */
const ASKED_AGAIN_AFTER_MS = 60 * 60 * 1000;

/**
 * Names of the access policies that EKS has, asked of the first configured account that answers and then kept for an hour. Unknown while none
 * has answered: a policy is then neither known nor wrong.
 */
export function createKnownPolicies(options: {
  readonly aws: Pick<AwsAccounts, 'eks'>;
  readonly accounts: readonly AccountConfig[];
  readonly now: () => Promise<Instant>;
}): () => Promise<Observation<readonly string[]>> {
  const { aws, accounts, now } = options;
  let last:
    | Extract<Observation<readonly string[]>, { kind: 'known' }>
    | undefined;

  return async () => {
    const asOf = await now();
    if (last && asOf - last.asOf < ASKED_AGAIN_AFTER_MS) return last;
    let because = 'No AWS account is configured.';
    for (const { accountId, regions } of accounts) {
      try {
        const eks = await aws.eks(accountId, regions[0]);
        last = { kind: 'known', value: await eks.listAccessPolicies(), asOf };
        return last;
      } catch (error) {
        if (!isAwsFault(error)) throw error;
        because = error.message;
      }
    }
    return last ?? { kind: 'unknown', because };
  };
}
