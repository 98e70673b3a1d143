import { aPreview } from '../../__fixtures__';
import {
  consequence,
  firstDuration,
  reasonProblem,
  resolveDuration,
} from './deriveForm';

describe('firstDuration', () => {
  it('is an hour where that is offered, else the shortest', () => {
    expect(firstDuration(aPreview())).toEqual({
      kind: 'preset',
      duration: 'PT1H',
    });
    const short = aPreview({ durations: ['PT15M', 'PT30M'] });
    expect(firstDuration(short)).toEqual({
      kind: 'preset',
      duration: 'PT15M',
    });
  });
});

describe('resolveDuration', () => {
  const own = (count: string, unit: 'minutes' | 'hours' = 'hours') =>
    resolveDuration({ kind: 'own', count, unit }, 'PT8H');

  it('takes what is within the longest, its edge included', () => {
    expect(own('8')).toEqual({ ok: true, duration: 'PT8H' });
    expect(own('90', 'minutes')).toEqual({ ok: true, duration: 'PT1H30M' });
  });

  it('refuses what is longer and says what the longest is', () => {
    expect(own('481', 'minutes')).toEqual({
      ok: false,
      problem: 'The longest this level allows is 8 hours.',
    });
  });

  it.each(['', '0', '-1', '1.5', 'an hour', '99999'])(
    'refuses "%s" as no whole number',
    count => {
      expect(own(count)).toMatchObject({ ok: false });
    },
  );
});

describe('reasonProblem', () => {
  it('takes plain text with line breaks', () => {
    expect(reasonProblem('Roll back.\nPayments are stuck.')).toBeUndefined();
  });

  it('wants one', () => {
    expect(reasonProblem('  ')).toBe('Say why: whoever decides reads it.');
  });

  it('refuses direction marks, which would show a decider other words than those typed', () => {
    expect(reasonProblem('ok \u202e terces')).toMatch(/plain text/);
  });

  it('refuses more than 2,000 characters', () => {
    expect(reasonProblem('a'.repeat(2001))).toBe('At most 2,000 characters.');
  });
});

describe('consequence', () => {
  it('says whom one asks, for what and for how long', () => {
    expect(consequence(aPreview(), { ok: true, duration: 'PT1H' })).toBe(
      'Ask Platform for Edit in payments for 1 hour',
    );
  });

  it('leaves the duration out while it is not one', () => {
    expect(consequence(aPreview(), { ok: false, problem: '' })).toBe(
      'Ask Platform for Edit in payments',
    );
  });
});
