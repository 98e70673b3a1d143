import {
  DescribeAccessEntryCommand,
  EKSClient,
  ListAssociatedAccessPoliciesCommand,
  ResourceNotFoundException,
} from '@aws-sdk/client-eks';
import { exampleCredentials } from '@eks-access/eks-simulator';
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

/** A policy of an access entry, as EKS tells it. */
export interface GivenPolicy {
  readonly policy: string | undefined;
  readonly scope: string | undefined;
  readonly namespaces: readonly string[];
}

/** An access entry with its policies, read from EKS by the administrator of its account; undefined where there is none. */
export async function readEntry(
  portal: Portal,
  cluster: Cluster,
  principalArn: string,
) {
  const eks = administratorOf(portal, cluster);
  const key = { clusterName: cluster.name, principalArn };
  try {
    const { accessEntry } = await eks.send(new DescribeAccessEntryCommand(key));
    const { associatedAccessPolicies = [] } = await eks.send(
      new ListAssociatedAccessPoliciesCommand(key),
    );
    return {
      accessEntryArn: accessEntry?.accessEntryArn,
      kubernetesGroups: accessEntry?.kubernetesGroups,
      policies: associatedAccessPolicies.map(
        ({ policyArn, accessScope }): GivenPolicy => ({
          policy: policyArn?.split('/')[1],
          scope: accessScope?.type,
          namespaces: accessScope?.namespaces ?? [],
        }),
      ),
    };
  } catch (error) {
    if (error instanceof ResourceNotFoundException) return undefined;
    throw error;
  } finally {
    eks.destroy();
  }
}

/** A cluster of the example. */
export interface Cluster {
  readonly accountId: keyof typeof exampleCredentials.administrators;
  readonly region: string;
  readonly name: string;
}

/** A client of EKS as the administrator of an account of the example: somebody else than the portal. */
function administratorOf(
  portal: Portal,
  { accountId, region }: Cluster,
): EKSClient {
  return new EKSClient({
    region,
    endpoint: portal.simulatorUrl,
    credentials: exampleCredentials.administrators[accountId],
  });
}
