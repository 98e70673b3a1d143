import { observeIntents, type Instant } from '../access';
import type { EksGateway } from '../aws';
import { notDeleted, readEntry, withRead } from './reads';
import { guardInputOf, type Situation } from './situation';

/**
 * Waits between the reads after our own writes. EKS shows a change after "several seconds" (DOMAIN 2.8); what it does not show by then is
 * looked at again in a cycle of its own, so that one slow entry does not hold the cluster.
 */
const WAITS_MS = [0, 400, 1_200] as const;

export interface ReadBackOptions {
  readonly eks: EksGateway;
  readonly principalArns: readonly string[];
  readonly deletedArns: () => Promise<ReadonlySet<string>>;
  readonly now: () => Instant;
  readonly wait: (ms: number, signal: AbortSignal) => Promise<void>;
  readonly signal: AbortSignal;
}

/**
 * Reads the entries that were written until AWS shows what was written, at most three times each. What people are told comes from here
 * (DESIGN rule 9).
 */
export async function readBack(
  situation: Situation,
  options: ReadBackOptions,
): Promise<Situation> {
  const { eks, now, signal, wait } = options;
  const deletedArns = await options.deletedArns();
  let current = situation;
  let waiting = options.principalArns;
  for (const ms of WAITS_MS) {
    if (waiting.length === 0 || signal.aborted) break;
    await wait(ms, signal);
    for (const principalArn of waiting) {
      const read = await readEntry(eks, current.facts.name, principalArn, now);
      current = {
        ...current,
        entries: withRead(
          current.entries,
          principalArn,
          notDeleted(read, deletedArns),
        ),
        ...(read.kind === 'known' && {
          readBackAt: new Map(current.readBackAt).set(principalArn, read.asOf),
        }),
      };
    }
    waiting = waiting.filter(
      principalArn => !isShown(current, principalArn, now()),
    );
  }
  return current;
}

/** True when AWS shows of each intent of the principal what it should. */
function isShown(
  situation: Situation,
  principalArn: string,
  at: Instant,
): boolean {
  const ofPrincipal = {
    ...guardInputOf(situation, at),
    intents: situation.intents.filter(
      intent => intent.principalArn === principalArn,
    ),
  };
  return observeIntents(ofPrincipal).every(
    ({ observed }) => observed !== 'unknown',
  );
}
