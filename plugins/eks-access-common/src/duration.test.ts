import fc from 'fast-check';
import { isoDurationToMs, msToIsoDuration } from './duration';

describe('isoDurationToMs', () => {
  it.each([
    ['PT1H', 3_600_000],
    ['PT30M', 1_800_000],
    ['P1D', 86_400_000],
    ['P1DT2H', 93_600_000],
    ['P2W', 1_209_600_000],
    ['PT90S', 90_000],
  ])('reads %s', (text, ms) => {
    expect(isoDurationToMs(text)).toBe(ms);
  });

  it.each([
    '',
    'P',
    'PT',
    'PT0S',
    'P1M',
    'P1Y',
    '1h',
    'PT-1H',
    '-PT1H',
    'PT1.5H',
    'PT1H ',
    'P1DT',
  ])('does not read %j', text => {
    expect(isoDurationToMs(text)).toBeUndefined();
  });

  it('gives back the span that msToIsoDuration spelled', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 90 * 86_400 }), seconds => {
        expect(isoDurationToMs(msToIsoDuration(seconds * 1000))).toBe(
          seconds * 1000,
        );
      }),
    );
  });
});
