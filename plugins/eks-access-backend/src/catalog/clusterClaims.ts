import {
  CLUSTER_PROVIDER_LOCATION_TYPE,
  canonicalEntityRef,
  parseClusterArn,
} from '@eks-access/backstage-plugin-eks-access-common';
import { checkAgainstCeiling } from '../access';
import type { RawCluster } from './rawCatalog';
import type { Provenance, Trust } from './trust';
import type { DeclaredCluster } from './types';

/** What an entity of a cluster amounts to. */
export type ClusterClaim =
  | { readonly kind: 'declared'; readonly cluster: DeclaredCluster }
  | {
      readonly kind: 'claimed-twice';
      readonly arn: string;
      /** Refs of all entities that claim it, sorted. */
      readonly claimants: readonly string[];
    }
  /** Not a cluster for us, in one sentence and with one thing to do. */
  | {
      readonly kind: 'not-declared';
      readonly problem: string;
      readonly fix: string;
    };

/**
 * What each cluster entity amounts to, by its ref. Only trusted entities claim an ARN, so that nobody can take a cluster out by an entity
 * of his own; two trusted ones that claim the same cancel each other (DESIGN rule 5).
 */
export function claimClusters(
  clusters: readonly RawCluster[],
  trust: Trust,
): ReadonlyMap<string, ClusterClaim> {
  const claims = clusters.map(cluster => readClaim(cluster, trust));
  const claimants = new Map<string, string[]>();
  for (const claim of claims) {
    if (claim.kind !== 'declared') continue;
    const { arn, entityRef } = claim.cluster;
    claimants.set(arn, [...(claimants.get(arn) ?? []), entityRef].sort());
  }
  return new Map(
    claims.map((claim, at) => {
      const refs =
        claim.kind === 'declared' ? claimants.get(claim.cluster.arn) ?? [] : [];
      return [
        clusters[at].ref,
        claim.kind === 'declared' && refs.length > 1
          ? { kind: 'claimed-twice', arn: claim.cluster.arn, claimants: refs }
          : claim,
      ];
    }),
  );
}

function readClaim(cluster: RawCluster, trust: Trust): ClusterClaim {
  const { ref, arns, owner } = cluster;
  if (cluster.orphan) {
    return {
      kind: 'not-declared',
      problem: 'No location declares the entity of this cluster any more.',
      fix: 'Name another cluster, or have the platform team declare this one again.',
    };
  }
  const [arn, otherArn] = arns;
  const parsed = arn === undefined ? undefined : parseClusterArn(arn);
  if (!parsed || otherArn !== undefined) {
    return {
      kind: 'not-declared',
      problem:
        otherArn === undefined
          ? 'The entity has no annotation amazonaws.com/arn with the ARN of an EKS cluster.'
          : `The entity names two ARNs, ${arn} and ${otherArn}.`,
      fix: 'Have the owner of the entity write the one ARN of the cluster into amazonaws.com/arn.',
    };
  }
  if (!isFromProvider(cluster)) {
    const ceilings = trust.ceilingsFor('Resource', cluster);
    if (
      !ceilings.some(
        ceiling =>
          checkAgainstCeiling({ clusterArn: arn }, ceiling).length === 0,
      )
    ) {
      return {
        kind: 'not-declared',
        problem: `The entity of this cluster comes from ${
          cluster.location ?? 'no location'
        }, which no trust item admits for it.`,
        fix: 'Name the entity that the cluster provider made, or have the platform team trust that location for the kind Resource.',
      };
    }
  }
  const ownerRef = canonicalEntityRef(owner ?? '', {
    defaultKind: 'group',
    defaultNamespace: ref.split(/[:/]/)[1],
  });
  if (ownerRef === undefined) {
    return {
      kind: 'not-declared',
      problem: 'The entity of this cluster names no owner.',
      fix: 'Have a group written into spec.owner of the entity, as its members switch the cluster to manage.',
    };
  }
  return {
    kind: 'declared',
    cluster: {
      arn,
      entityRef: ref,
      ownerRef,
      title: cluster.title ?? parsed.name,
      state: 'declared',
    },
  };
}

function isFromProvider({ origin, location }: Provenance): boolean {
  return (
    origin !== undefined &&
    origin === location &&
    origin.startsWith(`${CLUSTER_PROVIDER_LOCATION_TYPE}:`)
  );
}
