import { mockCredentials } from '@backstage/backend-test-utils';
import type { Entity } from '@backstage/catalog-model';
import {
  FakeCatalog,
  clusterEntity,
  groupEntity,
  mappingEntity,
  userEntity,
} from './__testUtils__/FakeCatalog';
import { aSpec, devArn, prodArn, trustedFile } from './__testUtils__/builders';
import { readCatalog } from './readCatalog';

const read = (catalog: FakeCatalog) =>
  readCatalog(catalog.service, mockCredentials.service('plugin:eks-access'));

describe('readCatalog', () => {
  it('gives mappings, clusters, groups and users as plain data', async () => {
    const component: Entity = {
      apiVersion: 'backstage.io/v1alpha1',
      kind: 'Component',
      metadata: { name: 'api' },
    };
    const database: Entity = {
      ...clusterEntity('database'),
      spec: { type: 'database', owner: 'platform' },
    };
    const future: Entity = {
      ...mappingEntity('future', aSpec()),
      apiVersion: 'eks-access.io/v9',
    };
    expect(
      await read(
        new FakeCatalog([
          component,
          database,
          future,
          mappingEntity('payments', aSpec()),
          clusterEntity('dev'),
          groupEntity('ledger', { parents: ['payments'], members: ['anna'] }),
          userEntity('anna', ['payments', 'ledger']),
        ]),
      ),
    ).toEqual({
      mappings: [
        {
          ref: 'eksaccessmapping:default/payments',
          namespace: 'default',
          spec: aSpec(),
          origin: trustedFile,
          location: trustedFile,
          orphan: false,
          processingErrors: [],
        },
      ],
      clusters: [
        {
          ref: 'resource:default/dev',
          owner: 'group:default/platform',
          arns: [devArn],
          origin: trustedFile,
          location: trustedFile,
          orphan: false,
        },
      ],
      groups: [
        {
          ref: 'group:default/ledger',
          title: 'Team ledger',
          parents: ['group:default/payments'],
        },
      ],
      users: [
        {
          ref: 'user:default/anna',
          title: 'anna Surname',
          memberOf: ['group:default/ledger', 'group:default/payments'],
        },
      ],
    });
  });

  it('takes the ARN of either annotation, and both where they differ', async () => {
    const { clusters } = await read(
      new FakeCatalog([
        clusterEntity('a', { 'aws.amazon.com/arn': devArn }),
        clusterEntity('b', {
          'aws.amazon.com/arn': devArn,
          'amazonaws.com/arn': devArn,
        }),
        clusterEntity('c', {
          'aws.amazon.com/arn': prodArn,
          'amazonaws.com/arn': devArn,
        }),
      ]),
    );
    expect(clusters.map(({ arns }) => arns)).toEqual([
      [devArn],
      [devArn],
      [devArn, prodArn],
    ]);
  });

  it('tells orphans and errors of the catalog’s own processing', async () => {
    const mapping = mappingEntity('payments', aSpec());
    mapping.metadata.annotations = {
      ...mapping.metadata.annotations,
      'backstage.io/orphan': 'true',
    };
    const item = (type: string, level: string) => ({
      type,
      level,
      message: `${type} ${level}`,
    });
    Object.assign(mapping, {
      status: {
        items: [
          item('backstage.io/catalog-processing', 'error'),
          item('backstage.io/catalog-processing', 'warning'),
          item('acme.io/links', 'error'),
        ],
      },
    });
    const { mappings } = await read(new FakeCatalog([mapping]));
    expect(mappings).toMatchObject([
      {
        orphan: true,
        processingErrors: ['backstage.io/catalog-processing error'],
      },
    ]);
  });

  it('reads every page of each kind [RELIABILITY C21]', async () => {
    const catalog = new FakeCatalog(
      Array.from({ length: 1201 }, (_, at) => userEntity(`u${at}`)),
    );
    expect((await read(catalog)).users).toHaveLength(1201);
    // Three pages of users, and one each of the others.
    expect(catalog.answers).toBe(6);
  });

  it('throws when a page in the middle fails [RELIABILITY C21]', async () => {
    const catalog = new FakeCatalog(
      Array.from({ length: 1201 }, (_, at) => userEntity(`u${at}`)),
    );
    catalog.failAt = answer =>
      answer === 5 ? new Error('connection reset') : undefined;
    await expect(read(catalog)).rejects.toThrow('connection reset');
  });

  it('throws when the status has a form that hides whether there are errors', async () => {
    const mapping = mappingEntity('payments', aSpec());
    Object.assign(mapping, { status: { items: 'many' } });
    await expect(read(new FakeCatalog([mapping]))).rejects.toThrow();
  });
});
