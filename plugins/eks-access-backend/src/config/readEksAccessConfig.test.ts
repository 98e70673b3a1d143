import { ConfigReader } from '@backstage/config';
import { readEksAccessConfig } from './readEksAccessConfig';

const read = (eksAccess: object | undefined, rest: object = {}) =>
  readEksAccessConfig(
    new ConfigReader({ ...rest, ...(eksAccess ? { eksAccess } : {}) }),
  );

const trusted = {
  locations: ['https://github.com/acme/platform/blob/main/eks/**'],
  clusters: 'all',
  roles: [{ path: '/teams/', name: '*' }],
};

describe('readEksAccessConfig', () => {
  it('trusts nobody and changes nothing where nothing is configured', () => {
    expect(read(undefined)).toEqual({
      accounts: [],
      trust: [],
      protectedPrincipals: [],
      acknowledgedAwsAuthUnread: [],
      dangerouslyAllowWithoutPermissions: false,
      permissionsEnabled: false,
      databaseDurable: false,
      reconcile: {
        tickSeconds: 5,
        sweepSeconds: 60,
        leaseSeconds: 30,
        catalogSeconds: 30,
        awsRequestTimeoutSeconds: 10,
      },
      requests: { answerWithinMs: 604_800_000, minDurationMs: 900_000 },
    });
  });

  it('gives a trust item the narrow defaults', () => {
    expect(read({ trust: [trusted] }).trust).toEqual([
      {
        locations: trusted.locations,
        kinds: ['EksAccessMapping'],
        ceiling: {
          clusters: 'all',
          roles: [{ path: '/teams/', name: '*' }],
          policies: ['AmazonEKSViewPolicy', 'AmazonEKSEditPolicy'],
          scope: 'namespace',
          protectedNamespaces: [],
          maxDurationMs: 86_400_000,
          kubernetesGroups: [],
        },
      },
    ]);
  });

  it('takes files relative to the working directory, as catalog.locations does', () => {
    const locations = ['file:../../examples/*.yaml', 'file:./eks/**'];
    expect(
      read({ trust: [{ ...trusted, locations }] }).trust[0].locations,
    ).toEqual(locations);
  });

  it('reads everything that can be set', () => {
    const config = read(
      {
        accounts: [
          {
            accountId: '111122223333',
            regions: ['eu-west-1'],
            owner: 'platform',
          },
        ],
        trust: [
          {
            ...trusted,
            kinds: ['EksAccessMapping', 'Resource'],
            clusters: ['arn:aws:eks:eu-west-1:111122223333:cluster/dev'],
            policies: ['AmazonEKSAdminPolicy'],
            scope: 'cluster',
            protectedNamespaces: ['istio-*'],
            maxDuration: 'PT8H',
            kubernetesGroups: ['acme:deployers'],
          },
        ],
        protectedPrincipals: ['arn:aws:iam::111122223333:role/ops/break-glass'],
        acknowledgedAwsAuthUnread: [
          'arn:aws:eks:eu-west-1:111122223333:cluster/dev',
        ],
        dangerouslyAllowWithoutPermissions: true,
        reconcile: { tickSeconds: 1, leaseSeconds: 60 },
        requests: { answerWithin: 'P1D', minDuration: 'PT1S' },
      },
      { permission: { enabled: true } },
    );

    expect(config).toMatchObject({
      accounts: [{ owner: 'group:default/platform' }],
      trust: [
        {
          ceiling: {
            scope: 'cluster',
            maxDurationMs: 28_800_000,
            kubernetesGroups: ['acme:deployers'],
          },
        },
      ],
      permissionsEnabled: true,
      reconcile: { tickSeconds: 1, leaseSeconds: 60, sweepSeconds: 60 },
      requests: { answerWithinMs: 86_400_000, minDurationMs: 1000 },
    });
    expect(Object.isFrozen(config)).toBe(true);
    expect(Object.isFrozen(config.trust[0].ceiling.roles)).toBe(true);
  });

  it.each<[string, object, string]>([
    ['a misspelt key', { trusts: [] }, 'eksAccess: Unrecognized key: "trusts"'],
    [
      'a pattern in the host of a location',
      { trust: [{ ...trusted, locations: ['https://*.acme.org/x'] }] },
      'eksAccess.trust[0].locations[0]: must begin with https://<host>/',
    ],
    [
      'a location that is any',
      { trust: [{ ...trusted, locations: ['**'] }] },
      'eksAccess.trust[0].locations[0]',
    ],
    [
      'a file with a way out in its path',
      { trust: [{ ...trusted, locations: ['file:../a/../b.yaml'] }] },
      'eksAccess.trust[0].locations[0]: must not hold . or ..',
    ],
    [
      'a location without encryption',
      { trust: [{ ...trusted, locations: ['http://git.acme.org/x'] }] },
      'eksAccess.trust[0].locations[0]',
    ],
    [
      'two stars within a path segment',
      { trust: [{ ...trusted, locations: ['https://git.acme.org/eks**'] }] },
      'eksAccess.trust[0].locations[0]: ** must be a whole path segment',
    ],
    [
      'no word about clusters',
      { trust: [{ ...trusted, clusters: undefined }] },
      'eksAccess.trust[0].clusters: must be the word all, or a list of cluster ARNs',
    ],
    [
      'a cluster by its name',
      { trust: [{ ...trusted, clusters: ['dev'] }] },
      'eksAccess.trust[0].clusters',
    ],
    [
      'a role path that does not end',
      { trust: [{ ...trusted, roles: [{ path: '/teams', name: '*' }] }] },
      'eksAccess.trust[0].roles[0].path: must be a role path',
    ],
    [
      'a role name that crosses into the path',
      { trust: [{ ...trusted, roles: [{ path: '/', name: 'teams/*' }] }] },
      'eksAccess.trust[0].roles[0].name',
    ],
    [
      'the ARN of a policy',
      {
        trust: [
          {
            ...trusted,
            policies: [
              'arn:aws:eks::aws:cluster-access-policy/AmazonEKSViewPolicy',
            ],
          },
        ],
      },
      'eksAccess.trust[0].policies[0]: must be the name of an access policy',
    ],
    [
      'a reserved Kubernetes group',
      { trust: [{ ...trusted, kubernetesGroups: ['system:masters'] }] },
      'eksAccess.trust[0].kubernetesGroups[0]: must not begin with system:',
    ],
    [
      'a duration in months',
      { trust: [{ ...trusted, maxDuration: 'P1M' }] },
      'eksAccess.trust[0].maxDuration: must be an ISO 8601 duration',
    ],
    [
      'the session of a role as protected principal',
      {
        protectedPrincipals: [
          'arn:aws:sts::111122223333:assumed-role/break-glass/alice',
        ],
      },
      'eksAccess.protectedPrincipals[0]: must be the full ARN of an IAM role or user',
    ],
    [
      'a lease that is over before a request is',
      { reconcile: { leaseSeconds: 19 } },
      'eksAccess.reconcile.leaseSeconds: must be at least twice awsRequestTimeoutSeconds',
    ],
    [
      'a text for a number',
      { reconcile: { tickSeconds: '5' } },
      'eksAccess.reconcile.tickSeconds',
    ],
    [
      'a wrong account',
      { accounts: [{ accountId: '1' }] },
      'eksAccess.accounts[0].accountId: must have 12 digits',
    ],
  ])('refuses %s and names the key', (_case, wrong, message) => {
    expect(() => read(wrong)).toThrow(message);
  });

  it.each<[string, object, boolean]>([
    ['PostgreSQL', { client: 'pg', connection: {} }, true],
    [
      'SQLite files in a directory',
      { client: 'better-sqlite3', connection: { directory: '/data' } },
      true,
    ],
    [
      'SQLite in memory',
      { client: 'better-sqlite3', connection: ':memory:' },
      false,
    ],
    [
      'SQLite in memory, as a file name',
      { client: 'better-sqlite3', connection: { filename: ':memory:' } },
      false,
    ],
    [
      'a PostgreSQL that lives as long as the process',
      { client: 'embedded-postgres', connection: {} },
      false,
    ],
    [
      'memory for all plugins but ours',
      {
        client: 'better-sqlite3',
        connection: ':memory:',
        plugin: {
          'eks-access': { connection: { filename: '/data/x.sqlite' } },
        },
      },
      true,
    ],
    [
      'memory for our plugin only',
      {
        client: 'pg',
        connection: {},
        plugin: {
          'eks-access': { client: 'better-sqlite3', connection: ':memory:' },
        },
      },
      false,
    ],
    [
      'a client of our own, which drops the connection of the others',
      {
        client: 'better-sqlite3',
        connection: ':memory:',
        plugin: { 'eks-access': { client: 'pg', connection: {} } },
      },
      true,
    ],
  ])('knows whether %s lasts', (_case, database, durable) => {
    expect(read(undefined, { backend: { database } }).databaseDurable).toBe(
      durable,
    );
  });
});
