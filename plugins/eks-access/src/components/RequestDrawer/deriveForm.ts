import {
  isoDurationToMs,
  msToIsoDuration,
  PreviewView,
  reasonSchema,
} from '@eks-access/backstage-plugin-eks-access-common';
import { askedWords, levelInScope, spokenDuration } from '../../words';

/** What a person has chosen for the duration: one of the offered ones, or one of their own. */
export type DurationChoice =
  | { readonly kind: 'preset'; readonly duration: string }
  | {
      readonly kind: 'own';
      /** As typed. */
      readonly count: string;
      readonly unit: 'minutes' | 'hours';
    };

/** A duration that can be sent, or why it cannot. */
export type ResolvedDuration =
  | { readonly ok: true; readonly duration: string }
  | { readonly ok: false; readonly problem: string };

/** The choice to begin with: one hour where it is offered, else the shortest. */
export function firstDuration(preview: PreviewView): DurationChoice {
  const hour = preview.durations.find(
    duration => isoDurationToMs(duration) === 3_600_000,
  );
  const duration = hour ?? preview.durations[0] ?? preview.maxDuration;
  return { kind: 'preset', duration };
}

/** The ISO 8601 duration of a choice, within the longest that the level allows. */
export function resolveDuration(
  choice: DurationChoice,
  maxDuration: string,
): ResolvedDuration {
  if (choice.kind === 'preset') return { ok: true, duration: choice.duration };
  const count = /^\d{1,4}$/.test(choice.count.trim())
    ? Number(choice.count)
    : 0;
  if (count === 0) {
    return { ok: false, problem: 'Give a whole number above zero.' };
  }
  const ms = count * (choice.unit === 'hours' ? 3_600_000 : 60_000);
  const max = isoDurationToMs(maxDuration);
  if (max !== undefined && ms > max) {
    return {
      ok: false,
      problem: `The longest this level allows is ${spokenDuration(
        maxDuration,
      )}.`,
    };
  }
  return { ok: true, duration: msToIsoDuration(ms) };
}

/** What is wrong with a reason, in words; undefined when it can be sent. */
export function reasonProblem(reason: string): string | undefined {
  if (reasonSchema.safeParse(reason).success) return undefined;
  if (reason.trim() === '') return 'Say why: whoever decides reads it.';
  if (reason.trim().length > 2000) return 'At most 2,000 characters.';
  return 'It holds characters that cannot be shown safely; type it as plain text.';
}

/** What the button does, as it says it: "Ask Platform for Edit in payments for 1 hour". */
export function consequence(
  preview: PreviewView,
  duration: ResolvedDuration,
): string {
  const what = levelInScope(preview.levelTitle, preview.policies);
  const how = duration.ok ? ` for ${spokenDuration(duration.duration)}` : '';
  return `Ask ${askedWords(preview.deciders)} for ${what}${how}`;
}
