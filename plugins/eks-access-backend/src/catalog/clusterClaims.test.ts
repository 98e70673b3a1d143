import {
  aCatalog,
  aCeiling,
  aCluster,
  aTrustItem,
  aViewInput,
  devArn,
  foreignFile,
  prodArn,
} from './__testUtils__/builders';
import { deriveView } from './deriveView';
import { Trust } from './trust';

describe('claimClusters', () => {
  describe('counts a cluster entity', () => {
    const clustersOf = (...clusters: ReturnType<typeof aCluster>[]) =>
      deriveView(aViewInput({ raw: aCatalog({ clusters }) })).view.clusters.map(
        ({ arn }) => arn,
      );
    const trusted = {
      origin: 'url:https://github.com/acme/platform/blob/main/eks/c.yaml',
      location: 'url:https://github.com/acme/platform/blob/main/eks/c.yaml',
    };

    it('of our provider, and of a trusted location', () => {
      expect(
        clustersOf(
          aCluster(),
          aCluster({
            ref: 'resource:default/prod',
            arns: [prodArn],
            ...trusted,
          }),
        ),
      ).toEqual([devArn, prodArn]);
    });

    it.each([
      ['an untrusted location', { origin: foreignFile, location: foreignFile }],
      [
        'an untrusted file, registered by our provider’s name',
        { location: foreignFile },
      ],
      ['no location', { origin: undefined, location: undefined }],
      ['nowhere any more', { orphan: true }],
    ])('not from %s', (_, from) => {
      expect(clustersOf(aCluster(from))).toEqual([]);
    });

    it.each([
      ['no ARN', []],
      ['something else as ARN', ['arn:aws:iam::111122223333:role/x']],
      ['two ARNs', [devArn, prodArn]],
    ])('not with %s', (_, arns) => {
      expect(clustersOf(aCluster({ arns }))).toEqual([]);
    });

    it('not without an owner, as nobody could switch it to manage', () => {
      expect(clustersOf(aCluster({ owner: undefined }))).toEqual([]);
    });

    it('not outside the ceiling of the location that declares it', () => {
      const trust = new Trust(
        [aTrustItem({ ceiling: aCeiling({ clusters: [prodArn] }) })],
        '/srv',
      );
      const { view } = deriveView(
        aViewInput({
          trust,
          raw: aCatalog({ clusters: [aCluster(trusted)] }),
        }),
      );
      expect(view.clusters).toEqual([]);
    });

    it('of a trusted location although an untrusted one claims the same ARN', () => {
      expect(
        clustersOf(
          aCluster(),
          aCluster({
            ref: 'resource:default/copy',
            origin: foreignFile,
            location: foreignFile,
          }),
        ),
      ).toEqual([devArn]);
    });
  });
});
