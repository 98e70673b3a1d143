import { type MappingSpec } from '@eks-access/backstage-plugin-eks-access-common';
import {
  aCatalog,
  aCeiling,
  aCluster,
  aLevel,
  aMapping,
  aSpec,
  aTrustItem,
  aViewInput,
  foreignFile,
} from './__testUtils__/builders';
import { deriveView } from './deriveView';
import { Trust } from './trust';

const ref = 'eksaccessmapping:default/payments';

describe('findCollisions', () => {
  describe('with two that claim the same, counts neither [rule 5]:', () => {
    const other = aMapping({
      ref: 'eksaccessmapping:default/other',
      spec: aSpec({
        group: 'group:default/shop',
        ownsNamespaces: ['shop'],
        iamRole: 'arn:aws:iam::111122223333:role/teams/shop',
        levels: { view: aLevel() },
      }),
    });
    const both = (spec: Partial<MappingSpec>) => {
      const second = {
        ...other,
        spec: { ...aSpec(), ...(other.spec as MappingSpec), ...spec },
      };
      const { view, lastGood } = deriveView(
        aViewInput({ raw: aCatalog({ mappings: [aMapping(), second] }) }),
      );
      return {
        lastGood,
        inForce: view.mappings.map(mapping => mapping.ref),
        codes: [...view.checks.values()].map(check => [
          check.state,
          ...check.problems.map(({ code }) => code),
        ]),
      };
    };

    it('a role on a cluster', () => {
      expect(
        both({ iamRole: 'arn:aws:iam::111122223333:role/teams/payments' }),
      ).toEqual({
        lastGood: {},
        inForce: [],
        codes: [
          ['inert', 'role-claimed-twice'],
          ['inert', 'role-claimed-twice'],
        ],
      });
    });

    it('a namespace of a cluster', () => {
      expect(both({ ownsNamespaces: ['payments'] })).toMatchObject({
        inForce: [],
        codes: [
          ['inert', 'namespace-claimed-twice'],
          ['inert', 'namespace-claimed-twice'],
        ],
      });
    });

    it('but both where it is the same on different clusters', () => {
      expect(
        both({
          clusters: ['resource:default/payments-prod'],
          iamRole: 'arn:aws:iam::111122223333:role/teams/payments',
          ownsNamespaces: ['payments'],
        }).inForce,
      ).toHaveLength(2);
    });

    it('and both where the claim of one lies outside its ceiling', () => {
      const narrow = aTrustItem({
        locations: ['https://github.com/acme/shop/blob/main/**'],
        ceiling: aCeiling({ roles: [{ path: '/teams/', name: 'shop' }] }),
      });
      const { view } = deriveView(
        aViewInput({
          trust: new Trust([aTrustItem(), narrow], '/srv'),
          raw: aCatalog({
            mappings: [
              aMapping(),
              aMapping({
                ...other,
                origin: foreignFile,
                location: foreignFile,
                spec: aSpec({
                  group: 'group:default/shop',
                  ownsNamespaces: [],
                  iamRole: 'arn:aws:iam::111122223333:role/teams/shop',
                  levels: {
                    view: aLevel(),
                    theft: aLevel({
                      iamRole: 'arn:aws:iam::111122223333:role/teams/payments',
                    }),
                  },
                }),
              }),
            ],
          }),
        }),
      );
      expect(
        view.mappings.map(mapping => [
          mapping.ref,
          mapping.levels.map(({ name }) => name),
        ]),
      ).toEqual([
        ['eksaccessmapping:default/other', ['view']],
        [ref, ['edit', 'view']],
      ]);
    });

    it('an ARN of a cluster', () => {
      const { view } = deriveView(
        aViewInput({
          raw: aCatalog({
            clusters: [aCluster(), aCluster({ ref: 'resource:default/copy' })],
          }),
        }),
      );
      expect(view.clusters).toEqual([]);
      expect(view.checks.get(ref)?.problems).toMatchObject([
        {
          code: 'cluster-claimed-twice',
          problem: expect.stringContaining(
            'resource:default/copy and resource:default/payments-dev',
          ),
        },
      ]);
      expect(view.mappings).toEqual([]);
    });
  });
});
