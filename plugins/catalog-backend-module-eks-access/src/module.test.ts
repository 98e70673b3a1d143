import path from 'node:path';
import { writeFile } from 'node:fs/promises';
import { setTimeout as wait } from 'node:timers/promises';
import {
  createMockDirectory,
  mockServices,
  startTestBackend,
} from '@backstage/backend-test-utils';
import type { AlphaEntity } from '@backstage/catalog-model/alpha';
import catalogPlugin from '@backstage/plugin-catalog-backend';
import catalogModuleEksAccess from './index';

const examples = path.resolve(__dirname, '../../../examples');
const kinds = ['Component', 'System', 'Resource', 'Group', 'User'];

/** A catalog with the module that holds these files. Its `read` waits until the entity is there and `done` accepts it. */
async function startCatalog(files: readonly string[]) {
  const { server } = await startTestBackend({
    features: [
      catalogPlugin,
      catalogModuleEksAccess,
      mockServices.rootConfig.factory({
        data: {
          catalog: {
            processingInterval: { seconds: 1 },
            rules: [{ allow: [...kinds, 'EksAccessMapping'] }],
            locations: files.map(target => ({ type: 'file', target })),
          },
        },
      }),
    ],
  });
  return {
    async read(
      ref: string,
      done: (entity: AlphaEntity) => boolean = () => true,
    ): Promise<AlphaEntity> {
      const url = `http://localhost:${server.port()}/api/catalog/entities/by-name/${ref.replace(
        ':',
        '/',
      )}`;
      for (;;) {
        const answer = await fetch(url);
        if (answer.ok) {
          const entity: AlphaEntity = await answer.json();
          if (done(entity)) return entity;
        }
        await wait(100);
      }
    },
  };
}

describe('the catalog with the module', () => {
  const directory = createMockDirectory();

  it('holds the example mappings, drawn between owner, group and clusters', async () => {
    const catalog = await startCatalog(
      ['org.yaml', 'components.yaml', 'mappings.yaml'].map(name =>
        path.join(examples, name),
      ),
    );
    const mapping = await catalog.read('eksaccessmapping:default/payments');
    expect(mapping.relations).toEqual([
      { type: 'dependsOn', targetRef: 'group:default/payments' },
      { type: 'dependsOn', targetRef: 'resource:default/payments-dev' },
      { type: 'dependsOn', targetRef: 'resource:default/payments-prod' },
      { type: 'ownedBy', targetRef: 'group:default/platform' },
    ]);
    for (const name of ['ledger', 'shop']) {
      const other = await catalog.read(`eksaccessmapping:default/${name}`);
      expect(other.status).toBeUndefined();
    }
    const platform = await catalog.read('group:default/platform', group =>
      Boolean(group.relations?.some(({ type }) => type === 'ownerOf')),
    );
    expect(platform.relations).toContainEqual({
      type: 'ownerOf',
      targetRef: 'eksaccessmapping:default/payments',
    });
    const ledger = await catalog.read('component:default/ledger');
    expect(ledger.relations).toContainEqual({
      type: 'ownedBy',
      targetRef: 'group:default/payments-ledger',
    });
  }, 60_000);

  it('keeps a mapping that became invalid and says in words what is wrong', async () => {
    const text = (mode: string) => `
apiVersion: eks-access.io/v1alpha1
kind: EksAccessMapping
metadata: { name: payments }
spec:
  owner: platform
  group: payments
  clusters: [payments-dev]
  iamRole: arn:aws:iam::111122223333:role/teams/payments
  levels:
    view:
      mode: ${mode}
      accessPolicies: [{ policy: AmazonEKSViewPolicy, namespaces: [payments] }]
`;
    directory.setContent({ 'mapping.yaml': text('standing') });
    const file = directory.resolve('mapping.yaml');
    const catalog = await startCatalog([file]);
    await catalog.read('eksaccessmapping:default/payments');

    await writeFile(file, text('always'));
    const mapping = await catalog.read(
      'eksaccessmapping:default/payments',
      entity => entity.status !== undefined,
    );
    expect(mapping.spec?.levels).toMatchObject({ view: { mode: 'standing' } });
    expect(mapping.status?.items).toEqual([
      expect.objectContaining({
        type: 'backstage.io/catalog-processing',
        level: 'error',
        message: expect.stringContaining(
          'spec.levels.view.mode is always: This value is not one of those known here. Write standing or on-request.',
        ),
      }),
    ]);
  }, 60_000);
});
