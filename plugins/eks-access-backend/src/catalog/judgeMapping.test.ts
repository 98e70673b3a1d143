import {
  aCatalog,
  aCeiling,
  aCluster,
  aLevel,
  aMapping,
  aSpec,
  aTrustItem,
  aViewInput,
  devArn,
  foreignFile,
  viewOf,
} from './__testUtils__/builders';
import { deriveView } from './deriveView';
import { Trust } from './trust';

const trusting = (ceiling: Parameters<typeof aCeiling>[0]) => ({
  trust: new Trust([aTrustItem({ ceiling: aCeiling(ceiling) })], '/srv'),
});

describe('judgeMapping', () => {
  describe('when a mapping that counted', () => {
    const { lastGood } = viewOf(aMapping());
    const broken = aSpec({
      levels: { view: aLevel({ mode: 'on-request' }) },
    });

    it('becomes invalid, keeps its last good declaration', () => {
      const {
        inForce,
        check,
        lastGood: next,
      } = viewOf(aMapping({ spec: broken }), { lastGood });
      expect(check?.state).toBe('last-good');
      expect(check?.problems.map(({ code }) => code)).toEqual([
        'approval-missing',
        'duration-missing',
      ]);
      expect(inForce).toMatchObject({
        state: 'last-good',
        levels: [{ name: 'edit' }, { name: 'view', mode: 'standing' }],
      });
      expect(next).toEqual(lastGood);
    });

    it('loses its shape, keeps its last good declaration', () => {
      expect(
        viewOf(aMapping({ spec: 'gone' }), { lastGood }).inForce?.state,
      ).toBe('last-good');
    });

    it('gets a processing error from the catalog, keeps its last good declaration', () => {
      const { inForce, check } = viewOf(
        aMapping({
          spec: aSpec({ levels: { view: aLevel() } }),
          processingErrors: ['InputError: spec.levels is empty'],
        }),
        { lastGood },
      );
      expect(inForce?.levels).toHaveLength(2);
      expect(check).toMatchObject({
        state: 'last-good',
        problems: [
          {
            code: 'catalog-processing-error',
            field: 'status.items',
            value: 'InputError: spec.levels is empty',
          },
        ],
      });
    });

    it('becomes invalid under a tighter ceiling, keeps what that still allows', () => {
      const { inForce } = viewOf(aMapping({ spec: broken }), {
        lastGood,
        ...trusting({ policies: ['AmazonEKSViewPolicy'] }),
      });
      expect(inForce?.levels.map(({ name }) => name)).toEqual(['view']);
    });

    it('becomes invalid while another one takes its role, neither counts on the next read either', () => {
      const second = aMapping({
        ref: 'eksaccessmapping:default/second',
        spec: aSpec({ ownsNamespaces: [] }),
      });
      const raw = aCatalog({ mappings: [aMapping({ spec: broken }), second] });
      const first = deriveView(aViewInput({ lastGood, raw }));
      const next = deriveView(aViewInput({ lastGood: first.lastGood, raw }));
      expect(next.view.mappings).toEqual([]);
    });

    it('loses a cluster entity, keeps the cluster and flags it', () => {
      const { inForce, check } = viewOf(
        aMapping(),
        { lastGood },
        { clusters: [] },
      );
      expect(inForce).toMatchObject({
        state: 'in-force',
        clusters: [{ arn: devArn, state: 'kept' }],
      });
      expect(check).toMatchObject({
        state: 'in-force',
        problems: [{ code: 'cluster-unknown', field: 'spec.clusters[0]' }],
      });
      expect(check?.sentence).toContain('Nothing new is granted');
    });

    it('keeps the cluster also on the next read, and where a second entity claims it', () => {
      const gone = viewOf(aMapping(), { lastGood }, { clusters: [] });
      expect(
        viewOf(
          aMapping(),
          { lastGood: gone.lastGood },
          {
            clusters: [aCluster(), aCluster({ ref: 'resource:default/copy' })],
          },
        ).inForce?.clusters,
      ).toMatchObject([{ arn: devArn, state: 'kept' }]);
    });

    it('loses its group, does not count any more', () => {
      const {
        inForce,
        check,
        lastGood: next,
      } = viewOf(
        aMapping(),
        { lastGood },
        {
          groups: aCatalog().groups.filter(
            ({ ref: one }) => !one.endsWith('payments'),
          ),
        },
      );
      expect(inForce).toBeUndefined();
      expect(check?.problems).toMatchObject([{ code: 'group-unknown' }]);
      expect(next).toEqual({});
    });

    it('is deleted, is not there any more', () => {
      const { view, lastGood: next } = deriveView(
        aViewInput({ lastGood, raw: aCatalog({ mappings: [] }) }),
      );
      expect(view.mappings).toEqual([]);
      expect(view.checks.size).toBe(0);
      expect(next).toEqual({});
    });

    it('is forgotten once it did not count: an invalid one after that is inert', () => {
      const inert = viewOf(aMapping({ origin: foreignFile }), { lastGood });
      expect(
        viewOf(aMapping({ spec: broken }), { lastGood: inert.lastGood }).check
          ?.state,
      ).toBe('inert');
    });
  });
});
