import {
  ClusterMode,
  GrantEnd,
  GrantView,
  GroupLevel,
  Health,
  MappingCheck,
  RequestView,
} from '@eks-access/backstage-plugin-eks-access-common';
import { unreachable } from '../unreachable';

/** How a state is drawn beside its word: which icon, in which colour of the theme. */
export type Tone =
  | 'good'
  | 'waiting'
  | 'moving'
  | 'caution'
  | 'bad'
  | 'quiet'
  | 'unknown';

/** A state as people read it: a word, never a colour alone, with its sentence where there is one. */
export interface StateWords {
  readonly word: string;
  readonly tone: Tone;
  readonly sentence?: string;
}

/** Milliseconds before its end from which a grant is called "ending soon". */
export const ENDING_SOON_MS = 15 * 60 * 1000;

/** Whether a grant that is active ends within {@link ENDING_SOON_MS}. */
export function endsSoon(grant: GrantView, now: number): boolean {
  return (
    grant.state === 'active' &&
    grant.expiresAt !== undefined &&
    Date.parse(grant.expiresAt) - now <= ENDING_SOON_MS
  );
}

/** The word of a cluster's or row's health. */
export function healthWords(health: Health): StateWords {
  const { sentence } = health;
  switch (health.state) {
    case 'live':
      return { word: 'Live', tone: 'good', sentence };
    case 'observed-only':
      return { word: 'Observed only', tone: 'quiet', sentence };
    case 'applying':
      return { word: 'Applying', tone: 'moving', sentence };
    case 'drift':
      return { word: 'Drift', tone: 'caution', sentence };
    case 'stale-identity':
      return { word: 'Stale identity', tone: 'caution', sentence };
    case 'blocked':
      return { word: 'Blocked', tone: 'bad', sentence };
    case 'unreachable':
      return { word: 'Unreachable', tone: 'bad', sentence };
    case 'not-yet-read':
      return { word: 'Not yet read', tone: 'unknown', sentence };
    case 'unsupported':
      return { word: 'Unsupported', tone: 'bad', sentence };
    default:
      return unreachable(health.state);
  }
}

/** Whether a health state wants someone to look. */
export function healthNeedsAttention(health: Health): boolean {
  return ['caution', 'bad'].includes(healthWords(health).tone);
}

/** The word of a standing level's state. */
export function standingWords(
  standing: NonNullable<GroupLevel['standing']>,
): StateWords {
  const { sentence } = standing;
  switch (standing.state) {
    case 'active':
      return { word: 'Active', tone: 'good', sentence };
    case 'planned':
      return { word: 'Planned', tone: 'quiet', sentence };
    case 'applying':
      return { word: 'Applying', tone: 'moving', sentence };
    case 'covered':
      return {
        word: `Provided by ${standing.providedBy ?? 'another tool'}`,
        tone: 'good',
        sentence,
      };
    case 'differs':
      return { word: 'Differs', tone: 'caution', sentence };
    case 'blocked':
      return { word: 'Blocked', tone: 'bad', sentence };
    case 'unknown':
      return { word: 'Unknown', tone: 'unknown', sentence };
    case 'ending':
      return { word: 'Ending', tone: 'moving', sentence };
    default:
      return unreachable(standing.state);
  }
}

/** The word of a mode with what it means. */
export function modeWords(mode: ClusterMode): StateWords {
  switch (mode) {
    case 'observe':
      return {
        word: 'Observe',
        tone: 'quiet',
        sentence: 'Everything is read, nothing is changed.',
      };
    case 'manage':
      return {
        word: 'Manage',
        tone: 'good',
        sentence: 'Entries are kept as the mappings and grants ask.',
      };
    default:
      return unreachable(mode);
  }
}

/** The word of a mapping's state. */
export function mappingWords(check: MappingCheck): StateWords {
  const { sentence } = check;
  switch (check.state) {
    case 'in-force':
      return { word: 'In force', tone: 'good', sentence };
    case 'inert':
      return { word: 'Not in force', tone: 'bad', sentence };
    case 'last-good':
      return { word: 'Last good declaration kept', tone: 'caution', sentence };
    case 'not-yet-read':
      return { word: 'Not yet read', tone: 'unknown', sentence };
    default:
      return unreachable(check.state);
  }
}

/** The word of a request and, once there is one, of its grant. */
export function requestWords(request: RequestView, now: number): StateWords {
  switch (request.state) {
    case 'waiting':
      return {
        word: 'Waiting for a decision',
        tone: 'waiting',
        sentence: request.sentence,
      };
    case 'denied':
      return { word: 'Denied', tone: 'bad', sentence: request.sentence };
    case 'cancelled':
      return { word: 'Cancelled', tone: 'quiet', sentence: request.sentence };
    case 'timed-out':
      return { word: 'Timed out', tone: 'quiet', sentence: request.sentence };
    case 'approved':
      return request.grant
        ? grantWords(request.grant, request.sentence, now)
        : {
            word: 'Approved, not started',
            tone: 'moving',
            sentence: request.sentence,
          };
    default:
      return unreachable(request.state);
  }
}

function grantWords(
  grant: GrantView,
  sentence: string,
  now: number,
): StateWords {
  // Trouble is what a person must see first; the state it happens in stays part of the word.
  if (grant.trouble.kind === 'needs-a-person') {
    return {
      word: `${grantStateWord(grant)}, needs a person`,
      tone: 'bad',
      sentence: grant.trouble.sentence,
    };
  }
  if (grant.trouble.kind === 'retrying') {
    return {
      word: `${grantStateWord(grant)}, retrying`,
      tone: 'caution',
      sentence: grant.trouble.sentence,
    };
  }
  switch (grant.state) {
    case 'scheduled':
    case 'starting':
    case 'ending':
      return { word: grantStateWord(grant), tone: 'moving', sentence };
    case 'active':
      return endsSoon(grant, now)
        ? { word: 'Ending soon', tone: 'caution', sentence }
        : { word: grantStateWord(grant), tone: 'good', sentence };
    case 'ended':
      return { word: grantStateWord(grant), tone: 'quiet', sentence };
    default:
      return unreachable(grant.state);
  }
}

function grantStateWord(grant: GrantView): string {
  switch (grant.state) {
    case 'scheduled':
      return 'Approved, not started';
    case 'starting':
      return 'Starting';
    case 'active':
      return 'Active';
    case 'ending':
      return 'Ending';
    case 'ended':
      return grant.endedBecause
        ? `Ended: ${endWord(grant.endedBecause)}`
        : 'Ended';
    default:
      return unreachable(grant.state);
  }
}

function endWord(end: GrantEnd): string {
  switch (end) {
    case 'expired':
      return 'its time was over';
    case 'given-back':
      return 'given back';
    case 'revoked':
      return 'revoked';
    case 'requester-left':
      return 'its requester left the group';
    case 'superseded':
      return 'another grant took its place';
    case 'orphaned':
      return 'the cluster was created again';
    case 'declaration-ended':
      return 'the mapping no longer declares it';
    default:
      return unreachable(end);
  }
}
