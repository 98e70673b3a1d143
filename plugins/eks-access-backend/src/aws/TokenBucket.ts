/** What a call is for; the first of two that wait for AWS is the one that stands further up here (DESIGN section 7). */
export const callPurposes = ['end', 'grant', 'verify', 'sweep'] as const;

export type CallPurpose = (typeof callPurposes)[number];

/** Time for a bucket. */
export interface BucketClock {
  /** Milliseconds that never go back. */
  now(): number;
  /** Calls back once after `ms`; the result takes the callback back. */
  after(ms: number, callback: () => void): () => void;
}

export const monotonicClock: BucketClock = {
  now: () => performance.now(),
  after: (ms, callback) => {
    const timer = setTimeout(callback, ms);
    return () => clearTimeout(timer);
  },
};

/** @internal */
export interface TokenBucketOptions {
  /** Tokens that grow in a second. */
  ratePerSecond: number;
  /** Most tokens at a time; the bucket begins full. */
  burst: number;
  clock: BucketClock;
}

interface Waiting {
  readonly go: () => void;
}

/**
 * Lets calls start at a rate that AWS takes, in order of what they are for: a sweep never delays an end, however many calls it has
 * waiting (RELIABILITY C1). Calls for the same purpose start in the order in which they came.
 */
export class TokenBucket {
  readonly #options: TokenBucketOptions;
  readonly #waiting: Record<CallPurpose, Waiting[]> = {
    end: [],
    grant: [],
    verify: [],
    sweep: [],
  };
  #tokens: number;
  #countedAt: number;
  #stopTimer: (() => void) | undefined;

  constructor(options: TokenBucketOptions) {
    this.#options = options;
    this.#tokens = options.burst;
    this.#countedAt = options.clock.now();
  }

  /** Resolves to true when the call may start, to false when `signal` was aborted before that. */
  take(purpose: CallPurpose, signal?: AbortSignal): Promise<boolean> {
    if (signal?.aborted) return Promise.resolve(false);
    return new Promise(resolve => {
      const waiting: Waiting = {
        go: () => {
          signal?.removeEventListener('abort', giveUp);
          resolve(true);
        },
      };
      const giveUp = () => {
        const queue = this.#waiting[purpose];
        queue.splice(queue.indexOf(waiting), 1);
        resolve(false);
      };
      signal?.addEventListener('abort', giveUp, { once: true });
      this.#waiting[purpose].push(waiting);
      this.#letGo();
    });
  }

  #letGo(): void {
    this.#refill();
    while (this.#tokens >= 1) {
      const next = this.#next();
      if (!next) return;
      this.#tokens -= 1;
      next.go();
    }
    this.#wakeUpAtNextToken();
  }

  #refill(): void {
    const now = this.#options.clock.now();
    const grown =
      ((now - this.#countedAt) / 1000) * this.#options.ratePerSecond;
    this.#tokens = Math.min(this.#options.burst, this.#tokens + grown);
    this.#countedAt = now;
  }

  #next(): Waiting | undefined {
    for (const purpose of callPurposes) {
      const waiting = this.#waiting[purpose].shift();
      if (waiting) return waiting;
    }
    return undefined;
  }

  #wakeUpAtNextToken(): void {
    const someoneWaits = callPurposes.some(
      purpose => this.#waiting[purpose].length > 0,
    );
    if (!someoneWaits || this.#stopTimer) return;
    const ms = ((1 - this.#tokens) / this.#options.ratePerSecond) * 1000;
    // Rounded up: a timer that fires a fraction early would find no token and be set again at once.
    this.#stopTimer = this.#options.clock.after(Math.ceil(ms), () => {
      this.#stopTimer = undefined;
      this.#letGo();
    });
  }
}
