import fc from 'fast-check';
import { TokenBucket, type BucketClock, type CallPurpose } from './TokenBucket';

/** A clock that stands still until it is told to go on. */
function manualClock() {
  let now = 1000;
  let timers: { at: number; callback: () => void }[] = [];
  const clock: BucketClock = {
    now: () => now,
    after: (ms, callback) => {
      const timer = { at: now + ms, callback };
      timers.push(timer);
      return () => {
        timers = timers.filter(one => one !== timer);
      };
    },
  };
  const advance = async (ms: number) => {
    const until = now + ms;
    for (;;) {
      const [next] = timers
        .filter(timer => timer.at <= until)
        .sort((one, two) => one.at - two.at);
      if (!next) break;
      timers = timers.filter(timer => timer !== next);
      now = next.at;
      next.callback();
      await Promise.resolve();
    }
    now = until;
    await Promise.resolve();
  };
  return { clock, advance };
}

function aBucket(ratePerSecond = 5, burst = 2) {
  const { clock, advance } = manualClock();
  const bucket = new TokenBucket({ ratePerSecond, burst, clock });
  const started: string[] = [];
  const call = (purpose: CallPurpose, name: string = purpose) => {
    void bucket.take(purpose).then(() => started.push(name));
  };
  return { bucket, advance, started, call };
}

describe('TokenBucket', () => {
  it('lets a burst start at once, and the rest at the rate', async () => {
    const { advance, started, call } = aBucket();
    for (let index = 0; index < 5; index++) call('sweep');

    await advance(0);
    expect(started).toHaveLength(2);
    await advance(199);
    expect(started).toHaveLength(2);
    await advance(1);
    expect(started).toHaveLength(3);
    await advance(400);
    expect(started).toHaveLength(5);
  });

  it('starts an end before all that came earlier for something else', async () => {
    const { advance, started, call } = aBucket(5, 1);
    call('sweep', 'at once');
    call('sweep');
    call('verify');
    call('grant');
    call('end');

    await advance(800);

    expect(started).toEqual(['at once', 'end', 'grant', 'verify', 'sweep']);
  });

  it('keeps the order of calls for one purpose', async () => {
    const { advance, started, call } = aBucket();
    for (const name of ['a', 'b', 'c', 'd']) call('grant', name);

    await advance(1000);

    expect(started).toEqual(['a', 'b', 'c', 'd']);
  });

  it('saves no more than a burst while nothing is called', async () => {
    const { advance, started, call } = aBucket();
    await advance(3_600_000);
    for (let index = 0; index < 5; index++) call('sweep');

    await advance(0);

    expect(started).toHaveLength(2);
  });

  it('does not spend a token on a call that was given up', async () => {
    const { bucket, advance, started, call } = aBucket(5, 1);
    call('sweep', 'first');
    const controller = new AbortController();
    const givenUp = bucket.take('end', controller.signal);
    call('sweep', 'last');
    controller.abort();

    expect(await givenUp).toBe(false);
    await advance(200);
    expect(started).toEqual(['first', 'last']);
    expect(await bucket.take('end', controller.signal)).toBe(false);
  });

  it('never starts more than burst + rate × time', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 1, max: 20 }),
        fc.integer({ min: 1, max: 10 }),
        fc.array(
          fc.record({
            purpose: fc.constantFrom<CallPurpose>('end', 'grant', 'sweep'),
            gapMs: fc.integer({ min: 0, max: 400 }),
          }),
          { maxLength: 60 },
        ),
        async (rate, burst, calls) => {
          const { advance, started, call } = aBucket(rate, burst);
          let elapsed = 0;
          for (const { purpose, gapMs } of calls) {
            call(purpose);
            await advance(gapMs);
            elapsed += gapMs;
            expect(started.length).toBeLessThanOrEqual(
              burst + (rate * elapsed) / 1000 + 1e-6,
            );
          }
          await advance((calls.length * 1000) / rate);
          expect(started).toHaveLength(calls.length);
        },
      ),
    );
  });
});
