import {
  changeOperation,
  readOperation,
  type AwsOperation,
} from '../awsOperation';
import { accept, type Outcome } from '../refusals';
import {
  associateAccessPolicy,
  createAccessEntry,
  deleteAccessEntry,
  describeAccessEntry,
  describeCluster,
  describeUpdate,
  disassociateAccessPolicy,
  listAccessEntries,
  listAccessPolicies,
  listAssociatedAccessPolicies,
  listClusters,
  listTags,
  listUpdates,
  tagResource,
  untagResource,
  updateAccessEntry,
  updateClusterConfig,
  type Page,
} from '../world';
import {
  associateInput,
  clusterInput,
  createEntryInput,
  describeUpdateInput,
  disassociateInput,
  entryInput,
  listAssociatedInput,
  listClustersInput,
  listEntriesInput,
  listPoliciesInput,
  listUpdatesInput,
  resourceInput,
  tagInput,
  untagInput,
  updateClusterConfigInput,
  updateEntryInput,
} from './inputs';
import {
  associationToWire,
  clusterToWire,
  entryToWire,
  pageToWire,
  updateToWire,
} from './wire';

/** An operation with its place in the REST API; `{name}` stands for one path segment, percent-encoded. */
export interface EksRoute {
  readonly method: string;
  readonly path: string;
  readonly operation: AwsOperation;
}

const malformed = '1.0/malformed-input';
const malformedTag = '1.3/tag-input';
const same = (item: unknown) => item;
const empty = () => ({});

function mapOutcome<T>(
  outcome: Outcome<T>,
  toWire: (value: T) => unknown,
): Outcome<unknown> {
  return outcome.ok ? accept(toWire(outcome.value)) : outcome;
}

function pageAnswer<Item>(
  member: string,
  page: Outcome<Page<Item>>,
  toWire: (item: Item) => unknown = same,
): Outcome<unknown> {
  return mapOutcome(page, value => pageToWire(member, value, toWire));
}

const clusters = '/clusters';
const cluster = '/clusters/{name}';
const entries = '/clusters/{clusterName}/access-entries';
const entry = `${entries}/{principalArn}`;
const policies = `${entry}/access-policies`;
const tags = '/tags/{resourceArn}';

/** The operations of EKS that the simulator has. Source of methods and paths: EKS service model 2017-11-01. */
export const eksRoutes: readonly EksRoute[] = [
  {
    method: 'GET',
    path: clusters,
    operation: readOperation({
      name: 'ListClusters',
      input: listClustersInput,
      malformed,
      answer: (input, context) =>
        pageAnswer('clusters', listClusters(input, context)),
    }),
  },
  {
    method: 'GET',
    path: cluster,
    operation: readOperation({
      name: 'DescribeCluster',
      input: clusterInput,
      malformed,
      answer: (input, context) =>
        mapOutcome(describeCluster(input, context), value => ({
          cluster: clusterToWire(value),
        })),
    }),
  },
  {
    method: 'POST',
    path: `${cluster}/update-config`,
    operation: changeOperation({
      name: 'UpdateClusterConfig',
      write: true,
      input: updateClusterConfigInput,
      malformed,
      change: updateClusterConfig,
      answer: update => ({ update: updateToWire(update) }),
    }),
  },
  {
    method: 'GET',
    path: `${cluster}/updates`,
    operation: readOperation({
      name: 'ListUpdates',
      input: listUpdatesInput,
      malformed,
      answer: (input, context) =>
        pageAnswer('updateIds', listUpdates(input, context)),
    }),
  },
  {
    method: 'GET',
    path: `${cluster}/updates/{updateId}`,
    operation: readOperation({
      name: 'DescribeUpdate',
      input: describeUpdateInput,
      malformed,
      answer: (input, context) =>
        mapOutcome(describeUpdate(input, context), update => ({
          update: updateToWire(update),
        })),
    }),
  },
  {
    method: 'POST',
    path: entries,
    operation: changeOperation({
      name: 'CreateAccessEntry',
      write: true,
      input: createEntryInput,
      malformed,
      change: createAccessEntry,
      answer: (made, input) => ({
        accessEntry: entryToWire(made, input.clusterName),
      }),
    }),
  },
  {
    method: 'GET',
    path: entries,
    operation: readOperation({
      name: 'ListAccessEntries',
      input: listEntriesInput,
      malformed,
      answer: (input, context) =>
        pageAnswer('accessEntries', listAccessEntries(input, context)),
    }),
  },
  {
    method: 'GET',
    path: entry,
    operation: readOperation({
      name: 'DescribeAccessEntry',
      input: entryInput,
      malformed,
      answer: (input, context) =>
        mapOutcome(describeAccessEntry(input, context), found => ({
          accessEntry: entryToWire(found, input.clusterName),
        })),
    }),
  },
  {
    method: 'POST',
    path: entry,
    operation: changeOperation({
      name: 'UpdateAccessEntry',
      write: true,
      input: updateEntryInput,
      malformed,
      change: updateAccessEntry,
      answer: (updated, input) => ({
        accessEntry: entryToWire(updated, input.clusterName),
      }),
    }),
  },
  {
    method: 'DELETE',
    path: entry,
    operation: changeOperation({
      name: 'DeleteAccessEntry',
      write: true,
      input: entryInput,
      malformed,
      change: deleteAccessEntry,
      answer: empty,
    }),
  },
  {
    method: 'POST',
    path: policies,
    operation: changeOperation({
      name: 'AssociateAccessPolicy',
      write: true,
      input: associateInput,
      malformed,
      change: associateAccessPolicy,
      answer: (association, { clusterName, principalArn }) => ({
        clusterName,
        principalArn,
        associatedAccessPolicy: associationToWire(association),
      }),
    }),
  },
  {
    method: 'GET',
    path: policies,
    operation: readOperation({
      name: 'ListAssociatedAccessPolicies',
      input: listAssociatedInput,
      malformed,
      answer: (input, context) =>
        mapOutcome(listAssociatedAccessPolicies(input, context), page => ({
          clusterName: input.clusterName,
          principalArn: input.principalArn,
          ...pageToWire('associatedAccessPolicies', page, associationToWire),
        })),
    }),
  },
  {
    method: 'DELETE',
    path: `${policies}/{policyArn}`,
    operation: changeOperation({
      name: 'DisassociateAccessPolicy',
      write: true,
      input: disassociateInput,
      malformed,
      change: disassociateAccessPolicy,
      answer: empty,
    }),
  },
  {
    method: 'GET',
    path: '/access-policies',
    operation: readOperation({
      name: 'ListAccessPolicies',
      input: listPoliciesInput,
      malformed,
      answer: (input, context) =>
        pageAnswer('accessPolicies', listAccessPolicies(input, context)),
    }),
  },
  {
    method: 'GET',
    path: tags,
    operation: readOperation({
      name: 'ListTagsForResource',
      input: resourceInput,
      malformed: malformedTag,
      answer: (input, context) =>
        mapOutcome(listTags(input, context), value => ({ tags: value })),
    }),
  },
  {
    method: 'POST',
    path: tags,
    operation: changeOperation({
      name: 'TagResource',
      write: true,
      input: tagInput,
      malformed: malformedTag,
      change: tagResource,
      answer: empty,
    }),
  },
  {
    method: 'DELETE',
    path: tags,
    operation: changeOperation({
      name: 'UntagResource',
      write: true,
      input: untagInput,
      malformed: malformedTag,
      change: untagResource,
      answer: empty,
    }),
  },
];
