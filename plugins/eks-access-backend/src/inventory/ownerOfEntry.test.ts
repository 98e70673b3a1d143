import type { ManagedEntry, ObservedEntry } from '../access';
import { ownerOfEntry } from './ownerOfEntry';

const DAY = 24 * 60 * 60 * 1000;
const ROLE = 'arn:aws:iam::111122223333:role/teams/payments';
const ENTRY =
  'arn:aws:eks:eu-west-1:111122223333:access-entry/dev/role/111122223333/payments/0001';

const anEntry = (over: Partial<ObservedEntry> = {}): ObservedEntry => ({
  principalArn: ROLE,
  accessEntryArn: ENTRY,
  type: 'STANDARD',
  username: 'payments',
  kubernetesGroups: [],
  tags: {},
  createdAt: 100 * DAY,
  modifiedAt: 100 * DAY,
  policies: [],
  ...over,
});
const aRow = (over: Partial<ManagedEntry> = {}): ManagedEntry => ({
  rowId: 'row-1',
  principalArn: ROLE,
  mappingRef: 'eksaccessmapping:default/payments',
  accessEntryArn: ENTRY,
  kubernetesGroups: [],
  parts: [],
  lastWriteAt: 0,
  ...over,
});
const clusterAdmin = {
  policyArn:
    'arn:aws:eks::aws:cluster-access-policy/AmazonEKSClusterAdminPolicy',
  scope: { type: 'cluster' },
} as const;

describe('ownerOfEntry', () => {
  it.each<[string, ObservedEntry, ManagedEntry | undefined, object]>([
    [
      'ours where our row holds its ARN, whatever its tags say [rule 6]',
      anEntry({ tags: { ManagedBy: 'terraform' } }),
      aRow(),
      { kind: 'managed', mappingRef: 'eksaccessmapping:default/payments' },
    ],
    [
      'foreign where AWS shows another ARN than our row holds [rule 6]',
      anEntry({ accessEntryArn: `${ENTRY}-new` }),
      aRow(),
      { kind: 'foreign' },
    ],
    [
      'foreign while our row knows no ARN yet',
      anEntry(),
      aRow({ accessEntryArn: undefined }),
      { kind: 'foreign' },
    ],
    [
      'of the tool that its tags name',
      anEntry({ tags: { ManagedBy: 'terraform' } }),
      undefined,
      { kind: 'tool', tool: 'Terraform' },
    ],
    [
      'of AWS where it is for nodes',
      anEntry({ type: 'EC2_LINUX', tags: { ManagedBy: 'terraform' } }),
      undefined,
      { kind: 'aws', what: 'nodes (EC2_LINUX)' },
    ],
    [
      'of AWS where its role is linked to a service',
      anEntry({
        principalArn:
          'arn:aws:iam::111122223333:role/aws-service-role/eks.amazonaws.com/AWSServiceRoleForAmazonEKS',
      }),
      undefined,
      { kind: 'aws', what: 'service-linked role' },
    ],
    ['foreign otherwise', anEntry(), undefined, { kind: 'foreign' }],
  ])('says that an entry is %s', (_case, entry, managed, owner) => {
    expect(ownerOfEntry(entry, managed, undefined).owner).toEqual(owner);
  });

  it('points out administrators of the whole cluster only', () => {
    const remarks = (entry: ObservedEntry) =>
      ownerOfEntry(entry, undefined, undefined).remarks;
    expect(remarks(anEntry({ policies: [clusterAdmin] }))).toEqual([
      'cluster administrator',
    ]);
    expect(remarks(anEntry({ kubernetesGroups: ['system:masters'] }))).toEqual([
      'cluster administrator',
    ]);
    expect(
      remarks(
        anEntry({
          policies: [
            {
              ...clusterAdmin,
              scope: { type: 'namespace', namespaces: ['payments'] },
            },
          ],
        }),
      ),
    ).toEqual([]);
  });

  it('points out an entry whose role was made again or is gone, and guesses nothing', () => {
    const remarks = (role: Parameters<typeof ownerOfEntry>[2]) =>
      ownerOfEntry(anEntry(), undefined, role).remarks;
    const exists = { kind: 'exists', roleId: 'AROA1', asOf: 0 } as const;

    expect(remarks({ ...exists, createdAt: 101 * DAY })).toEqual([
      'dead: the role was created again on 1970-04-12, after the entry, so the entry lets nobody in',
    ]);
    expect(remarks({ ...exists, createdAt: 99 * DAY })).toEqual([]);
    expect(remarks({ kind: 'gone', asOf: 0 })).toEqual([
      'dead: IAM has no such role any more, so the entry lets nobody in',
    ]);
    expect(remarks({ kind: 'unknown', because: 'refused' })).toEqual([]);
    expect(remarks(undefined)).toEqual([]);
  });
});
