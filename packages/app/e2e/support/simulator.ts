import { EKSClient } from '@aws-sdk/client-eks';
import { z } from 'zod';
import type { Portal } from './portal';

const callsSchema = z.object({
  calls: z.array(
    z.object({
      operation: z.string(),
      write: z.boolean(),
      cluster: z.string().optional(),
      principalArn: z.string().optional(),
      errorCode: z.string().optional(),
    }),
  ),
});

/** A call as the stand-in for AWS has logged it. */
export type Call = z.infer<typeof callsSchema>['calls'][number];

/** Every call so far that changes AWS, the oldest first; refused ones too. */
export async function writeCalls(portal: Portal): Promise<readonly Call[]> {
  const response = await fetch(
    `${portal.simulatorUrl}/_simulator/calls?write=true&service=eks`,
  );
  if (!response.ok) {
    throw new Error(`The simulator answered ${response.status}`);
  }
  return callsSchema.parse(await response.json()).calls;
}

/** A client of EKS as the administrator of an account of the example: somebody else than the portal. */
export function administratorOf(
  portal: Portal,
  account: { readonly accountId: string; readonly region: string },
): EKSClient {
  const keys = administrators[account.accountId];
  if (!keys) {
    throw new Error(`The example has no account ${account.accountId}`);
  }
  return new EKSClient({
    region: account.region,
    endpoint: portal.simulatorUrl,
    credentials: keys,
  });
}

const administrators: Readonly<
  Record<
    string,
    { readonly accessKeyId: string; readonly secretAccessKey: string }
  >
> = {
  '111122223333': {
    accessKeyId: 'AKIASIMULATOR000ADM1',
    secretAccessKey: 'simulator-admin-secret-111122223333',
  },
  '444455556666': {
    accessKeyId: 'AKIASIMULATOR000ADM2',
    secretAccessKey: 'simulator-admin-secret-444455556666',
  },
};
