import {
  absoluteTime,
  relativeTime,
  shortSpan,
  spokenDuration,
  spokenSpan,
} from './time';

const now = Date.parse('2026-11-22T15:00:00.000Z');

describe('shortSpan', () => {
  it.each([
    [0, '0 s'],
    [5_000, '5 s'],
    [2_530_000, '42 min 10 s'],
    [3_600_000, '1 h'],
    [11_520_000, '3 h 12 min'],
    [100_800_000, '1 d 4 h'],
    [86_460_000, '1 d'],
  ])('says %d ms as %s', (ms, words) => {
    expect(shortSpan(ms)).toBe(words);
  });
});

describe('spokenSpan', () => {
  it.each([
    ['PT1H', '1 hour'],
    ['PT90M', '1 hour 30 minutes'],
    ['P1D', '1 day'],
    ['PT30M', '30 minutes'],
    ['nonsense', 'nonsense'],
  ])('says %s as %s', (iso, words) => {
    expect(spokenDuration(iso)).toBe(words);
  });

  it('says nothing as 0 seconds', () => {
    expect(spokenSpan(0)).toBe('0 seconds');
  });
});

describe('relativeTime', () => {
  it.each([
    ['2026-11-22T15:00:01.000Z', 'now'],
    ['2026-11-22T15:42:10.000Z', 'in 42 min 10 s'],
    ['2026-11-22T18:12:59.000Z', 'in 3 h 12 min'],
    ['2026-11-24T19:59:00.000Z', 'in 2 d 4 h'],
    ['2026-11-22T14:59:55.000Z', '5 s ago'],
    ['2026-11-22T14:56:48.000Z', '3 min ago'],
    ['2026-11-20T11:00:00.000Z', '2 d ago'],
  ])('says %s as %s', (at, words) => {
    expect(relativeTime(at, now)).toBe(words);
  });
});

describe('absoluteTime', () => {
  it('names the zone, and the day only where it is another one', () => {
    const zone = 'Europe/Berlin';
    expect(absoluteTime('2026-11-22T15:30:00.000Z', now, zone)).toBe(
      '16:30 CET',
    );
    expect(absoluteTime('2026-11-24T15:30:00.000Z', now, zone)).toBe(
      '24 Nov, 16:30 CET',
    );
    expect(absoluteTime('2027-07-24T15:30:00.000Z', now, zone)).toBe(
      '24 Jul 2027, 17:30 CEST',
    );
  });

  it('takes the day of the zone, not that of UTC', () => {
    expect(absoluteTime('2026-11-22T23:30:00.000Z', now, 'Europe/Berlin')).toBe(
      '23 Nov, 00:30 CET',
    );
  });
});
