import { intentState } from '../intents';
import type { Intent } from '../types';
import type { TrueWorld } from './applyPlan';

/** Which of the hard cases a world holds. */
export function hardCasesOf(world: TrueWorld): readonly string[] {
  const { intents: list, managed, aws, cluster, at } = world;
  const state = (intent: Intent) => intentState(intent, cluster, at);
  const cases: Record<string, boolean> = {
    'two intents on one principal': list.some((one, index) =>
      list.slice(index + 1).some(two => two.principalArn === one.principalArn),
    ),
    'an end beside a live need on one principal': list.some(
      one =>
        state(one) === 'ended' &&
        list.some(
          two => state(two) === 'live' && two.principalArn === one.principalArn,
        ),
    ),
    'foreign parts': managed.some(row =>
      aws.some(
        entry =>
          entry.accessEntryArn === row.accessEntryArn &&
          entry.policies.some(({ policyArn }) =>
            row.parts.every(part => part.policyArn !== policyArn),
          ),
      ),
    ),
    'a foreign entry': aws.some(entry =>
      managed.every(row => row.accessEntryArn !== entry.accessEntryArn),
    ),
    'an unreadable read': world.listIsUnreadable || world.unreadable.length > 0,
    'an intent that just ended': list.some(intent => state(intent) === 'ended'),
    'an intent that the catalog took back': list.some(
      intent => state(intent) === 'withdrawn',
    ),
    'a grant that could not be confirmed': world.withheld.length > 0,
    'a role that is not as decided': [...world.roles.values()].some(
      role => role.kind !== 'exists' || role.roleId === 'AROANEW',
    ),
  };
  return Object.keys(cases).filter(name => cases[name]);
}
