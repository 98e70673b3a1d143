import { mockCredentials, mockServices } from '@backstage/backend-test-utils';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { aView, codeOf, mappingRef, valueOf } from '../requests/__testUtils__';
import { MappingService } from './MappingService';

const credentials = mockCredentials.user();
const name = { namespace: 'default', name: 'payments' };
const entity = {
  apiVersion: 'eks-access.io/v1alpha1',
  kind: 'EksAccessMapping',
  metadata: name,
};

function open(options: { entities?: (typeof entity)[]; fails?: boolean } = {}) {
  const logger = mockServices.logger.mock();
  const catalog = options.fails
    ? {
        getEntityByRef: async () => {
          throw new Error('no answer');
        },
      }
    : catalogServiceMock({ entities: options.entities ?? [entity] });
  const service = new MappingService({ view: () => aView(), catalog, logger });
  return { service, logger };
}

describe('MappingService', () => {
  it('answers about a mapping that is newer than the last read', async () => {
    const { service } = open();

    expect(valueOf(await service.check(credentials, name))).toMatchObject({
      mappingRef,
      check: undefined,
    });
  });

  it('knows no mapping that the catalog does not show to the person', async () => {
    const { service } = open({ entities: [] });

    expect(codeOf(await service.check(credentials, name))).toBe('NOT_FOUND');
  });

  it('does not take a catalog that fails for one without the mapping [rule 8]', async () => {
    const { service, logger } = open({ fails: true });

    expect(codeOf(await service.check(credentials, name))).toBe(
      'CATALOG_UNAVAILABLE',
    );
    expect(logger.warn).toHaveBeenCalledWith(
      'The catalog did not answer about a mapping',
      { mapping: mappingRef, reason: 'no answer' },
    );
  });
});
