import type { Health } from '@eks-access/backstage-plugin-eks-access-common';
import type { KnownCluster } from '../inventory';
import type { ClusterRow } from './ClusterStore';

/** How a cluster is, in one word with its sentence; the weightiest state first. */
export function clusterHealth(
  row: ClusterRow | undefined,
  known: KnownCluster | undefined,
  /** Only what ends is carried out, whatever the mode is. */
  permissionsOff: boolean,
): Health {
  const mode = row?.mode ?? 'observe';
  const snapshot = known?.snapshot;
  if (!snapshot || !row) {
    return {
      state: 'not-yet-read',
      sentence: 'AWS has not been asked about this cluster yet.',
      next: 'Nothing to do: it is read within a minute.',
    };
  }
  if (snapshot.presence === 'gone') {
    return {
      state: 'unreachable',
      sentence: 'AWS says that there is no such cluster any more.',
      next: 'Remove its entity from the catalog if it is gone for good.',
    };
  }
  if (row.trouble !== undefined || snapshot.facts.kind === 'unknown') {
    const because =
      row.trouble ??
      (snapshot.facts.kind === 'unknown' ? snapshot.facts.because : '');
    return {
      state: 'unreachable',
      sentence: `The cluster could not be read: ${because}`,
      next: 'It is tried again by itself; what is due to end is shown as overdue until then.',
    };
  }
  const { authenticationMode, status } = snapshot.facts.value;
  if (
    authenticationMode !== 'API' &&
    authenticationMode !== 'API_AND_CONFIG_MAP'
  ) {
    return {
      state: 'unsupported',
      sentence: `The authentication mode is ${
        authenticationMode ?? 'unknown'
      }, so access entries have no effect.`,
      next: 'Have the platform team switch it to API_AND_CONFIG_MAP; this cannot be undone.',
    };
  }
  const plan = row.plan;
  const remarks = plan?.remarks ?? [];
  const dead = remarks.find(one => one.kind === 'dead-entry');
  if (dead) {
    return {
      state: 'stale-identity',
      sentence: dead.sentence,
      next: dead.next,
    };
  }
  const blocked =
    remarks.find(one => one.kind === 'blocked') ??
    (mode === 'manage' ? plan?.refusals[0] : undefined);
  if (blocked) return { state: 'blocked', sentence: blocked.sentence };
  const drift = remarks.find(one => one.kind === 'drift');
  if (drift) {
    return { state: 'drift', sentence: drift.sentence, next: drift.next };
  }
  if (permissionsOff) {
    return {
      state: 'observed-only',
      sentence:
        'The permission framework of the portal is off, so nothing is given; what is due to end still ends.',
      next: 'Set permission.enabled: true in the app-config.',
    };
  }
  if (mode === 'observe') {
    return {
      state: 'observed-only',
      sentence: 'Everything is read, nothing is changed.',
    };
  }
  if (plan && plan.steps.length > 0) {
    return {
      state: 'applying',
      sentence: 'Changes are on their way to AWS.',
    };
  }
  return status === 'ACTIVE'
    ? { state: 'live', sentence: 'AWS shows what the portal knows.' }
    : {
        state: 'blocked',
        sentence: `AWS says that the cluster is ${status}.`,
        next: 'Nothing to do: changes wait until it is ACTIVE.',
      };
}
