import {
  AssociateAccessPolicyCommand,
  CreateAccessEntryCommand,
  DeleteAccessEntryCommand,
  DescribeAccessEntryCommand,
  DescribeClusterCommand,
  DisassociateAccessPolicyCommand,
  ListAccessEntriesCommand,
  ListAccessPoliciesCommand,
  ListAssociatedAccessPoliciesCommand,
  ListClustersCommand,
  type EKSClient,
} from '@aws-sdk/client-eks';
import type { AccessScope } from '@eks-access/backstage-plugin-eks-access-common';
import type { ObservedEntry } from '../access';
import type { AwsCaller } from './AwsCaller';
import { AwsFault, isAwsFault } from './AwsFault';
import { sortedSet, toObservedEntry } from './entries';
import type {
  ClusterFacts,
  EksGateway,
  NewEntry,
  RemovalOutcome,
} from './types';

/** Most items that EKS puts on a page. */
const PAGE_SIZE = 100;

/** EKS through the AWS SDK. */
export class SdkEksGateway implements EksGateway {
  readonly #client: EKSClient;
  readonly #caller: AwsCaller;

  constructor(client: EKSClient, caller: AwsCaller) {
    this.#client = client;
    this.#caller = caller;
  }

  async listClusters(): Promise<readonly string[]> {
    const names = await this.#caller.readAllPages(
      'ListClusters',
      async (nextToken, abortSignal) => {
        const page = await this.#client.send(
          // Without `include`: clusters that are only connected to EKS have no access entries.
          new ListClustersCommand({ nextToken, maxResults: PAGE_SIZE }),
          { abortSignal },
        );
        return { items: page.clusters, nextToken: page.nextToken };
      },
    );
    return sortedSet(names);
  }

  async describeCluster(name: string): Promise<ClusterFacts> {
    const operation = 'DescribeCluster';
    try {
      const answer = await this.#caller.read(operation, abortSignal =>
        this.#client.send(new DescribeClusterCommand({ name }), {
          abortSignal,
        }),
      );
      const required = <T>(what: string, value: T | undefined) =>
        this.#caller.required(operation, what, value);
      const cluster = required('the cluster', answer.cluster);
      return {
        arn: required('its ARN', cluster.arn),
        name: required('its name', cluster.name),
        createdAt: required(
          'its date of creation',
          cluster.createdAt,
        ).getTime(),
        status: required('its status', cluster.status),
        kubernetesVersion: cluster.version,
        authenticationMode: cluster.accessConfig?.authenticationMode,
      };
    } catch (error) {
      // What DescribeCluster does not find is the cluster, whatever the text says.
      if (isAwsFault(error) && error.kind === 'not-found') {
        throw new AwsFault(
          'cluster-not-found',
          operation,
          error.message,
          error.cause,
        );
      }
      throw error;
    }
  }

  async listEntryPrincipals(
    clusterName: string,
    filter?: { readonly policyArn: string },
  ): Promise<readonly string[]> {
    const principals = await this.#caller.readAllPages(
      'ListAccessEntries',
      async (nextToken, abortSignal) => {
        const page = await this.#client.send(
          new ListAccessEntriesCommand({
            clusterName,
            associatedPolicyArn: filter?.policyArn,
            nextToken,
            maxResults: PAGE_SIZE,
          }),
          { abortSignal },
        );
        return { items: page.accessEntries, nextToken: page.nextToken };
      },
    );
    return sortedSet(principals);
  }

  async describeEntry(
    clusterName: string,
    principalArn: string,
  ): Promise<ObservedEntry | undefined> {
    const entry = await this.#orGone(clusterName, async () => {
      const operation = 'DescribeAccessEntry';
      const answer = await this.#caller.read(operation, abortSignal =>
        this.#client.send(
          new DescribeAccessEntryCommand({ clusterName, principalArn }),
          { abortSignal },
        ),
      );
      return this.#caller.required(operation, 'the entry', answer.accessEntry);
    });
    if (entry === undefined) return undefined;

    // Gone between the two requests is gone.
    const associations = await this.#orGone(clusterName, () =>
      this.#caller.readAllPages(
        'ListAssociatedAccessPolicies',
        async (nextToken, abortSignal) => {
          const page = await this.#client.send(
            new ListAssociatedAccessPoliciesCommand({
              clusterName,
              principalArn,
              nextToken,
              maxResults: PAGE_SIZE,
            }),
            { abortSignal },
          );
          return {
            items: page.associatedAccessPolicies,
            nextToken: page.nextToken,
          };
        },
      ),
    );
    if (associations === undefined) return undefined;

    return this.#caller.required(
      'DescribeAccessEntry',
      'the members that an entry always has',
      toObservedEntry(entry, associations),
    );
  }

  async createEntry(
    clusterName: string,
    entry: NewEntry,
  ): Promise<{ readonly accessEntryArn: string }> {
    const operation = 'CreateAccessEntry';
    const answer = await this.#caller.write(operation, abortSignal =>
      this.#client.send(
        new CreateAccessEntryCommand({
          clusterName,
          principalArn: entry.principalArn,
          // Said aloud, for the condition key eks:accessEntryType of the IAM policy that the portal's role has.
          type: 'STANDARD',
          kubernetesGroups: [...entry.kubernetesGroups],
          tags: { ...entry.tags },
          clientRequestToken: entry.clientToken,
        }),
        { abortSignal },
      ),
    );
    const accessEntryArn = answer.accessEntry?.accessEntryArn;
    if (accessEntryArn === undefined) {
      throw new AwsFault(
        'maybe-applied',
        operation,
        `${operation} answered without the ARN of the entry.`,
      );
    }
    return { accessEntryArn };
  }

  async associatePolicy(
    clusterName: string,
    principalArn: string,
    policyArn: string,
    scope: AccessScope,
  ): Promise<void> {
    await this.#caller.write('AssociateAccessPolicy', abortSignal =>
      this.#client.send(
        new AssociateAccessPolicyCommand({
          clusterName,
          principalArn,
          policyArn,
          accessScope:
            scope.type === 'cluster'
              ? { type: 'cluster' }
              : { type: 'namespace', namespaces: [...scope.namespaces] },
        }),
        { abortSignal },
      ),
    );
  }

  disassociatePolicy(
    clusterName: string,
    principalArn: string,
    policyArn: string,
  ): Promise<RemovalOutcome> {
    return this.#remove(clusterName, () =>
      this.#caller.write('DisassociateAccessPolicy', abortSignal =>
        this.#client.send(
          new DisassociateAccessPolicyCommand({
            clusterName,
            principalArn,
            policyArn,
          }),
          { abortSignal },
        ),
      ),
    );
  }

  deleteEntry(
    clusterName: string,
    principalArn: string,
  ): Promise<RemovalOutcome> {
    return this.#remove(clusterName, () =>
      this.#caller.write('DeleteAccessEntry', abortSignal =>
        this.#client.send(
          new DeleteAccessEntryCommand({ clusterName, principalArn }),
          { abortSignal },
        ),
      ),
    );
  }

  async listAccessPolicies(): Promise<readonly string[]> {
    const policies = await this.#caller.readAllPages(
      'ListAccessPolicies',
      async (nextToken, abortSignal) => {
        const page = await this.#client.send(
          new ListAccessPoliciesCommand({ nextToken, maxResults: PAGE_SIZE }),
          { abortSignal },
        );
        return { items: page.accessPolicies, nextToken: page.nextToken };
      },
    );
    return sortedSet(
      policies.map(policy =>
        this.#caller.required('ListAccessPolicies', 'a name', policy.name),
      ),
    );
  }

  async #remove(
    clusterName: string,
    send: () => Promise<unknown>,
  ): Promise<RemovalOutcome> {
    const done = await this.#orGone(clusterName, async () => {
      await send();
      return 'done' as const;
    });
    return done ?? 'already-gone';
  }

  /**
   * Undefined when AWS found nothing and the cluster itself answers. EKS uses one error for an entry and for a cluster that are not
   * there; taking the one for the other would report access as ended that was only out of sight.
   */
  async #orGone<T>(
    clusterName: string,
    call: () => Promise<T>,
  ): Promise<T | undefined> {
    try {
      return await call();
    } catch (error) {
      const nothingFound =
        isAwsFault(error) &&
        (error.kind === 'not-found' || error.kind === 'cluster-not-found');
      if (!nothingFound) throw error;
      await this.describeCluster(clusterName);
      return undefined;
    }
  }
}
