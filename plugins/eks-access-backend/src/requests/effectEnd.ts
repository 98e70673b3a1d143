import type { Instant } from '../access';

/**
 * How long access may go on after AWS was read back without it.
 *
 * AWS says that a change of an entry reaches the cluster within "several seconds"; a minute is taken for them. The Kubernetes API server
 * then may go by what it was told before: upstream it caches who a token belongs to for 2 minutes
 * (`--authentication-token-webhook-cache-ttl`) and what that one may do for 5 (`--authorization-webhook-cache-authorized-ttl`). EKS
 * publishes neither value of its own, so the longer one is added whole. A stream that is open by then, such as `kubectl exec`, is not cut.
 * Source: DOMAIN 2.8, RELIABILITY finding 9 and row B61, kubernetes.io kube-apiserver reference.
 */
export const EFFECT_LINGERS_MS = (1 + 5) * 60 * 1000;

/** From when on a removed access is surely without effect. */
export function surelyWithoutEffectBy(removedAtApiAt: Instant): Instant {
  return removedAtApiAt + EFFECT_LINGERS_MS;
}
