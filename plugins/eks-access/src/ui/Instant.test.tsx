import { act, render, screen } from '@testing-library/react';
import { Settings } from 'luxon';
import { minutesFrom, NOW } from '../__fixtures__';
import { TickerContext } from '../hooks';
import { Instant } from './Instant';

/** A clock that goes on when the test says so. */
function handTicker() {
  let now = Date.parse(NOW);
  const listeners = new Set<() => void>();
  return {
    now: () => now,
    subscribe: (listener: () => void) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    pass: (ms: number) =>
      act(() => {
        now += ms;
        listeners.forEach(each => each());
      }),
  };
}

describe('Instant', () => {
  beforeEach(() => {
    Settings.defaultZone = 'Europe/Berlin';
  });
  afterEach(() => {
    Settings.defaultZone = 'system';
  });

  it('says how far off and when exactly, with the zone', () => {
    render(
      <TickerContext.Provider value={handTicker()}>
        <Instant at={minutesFrom(90)} />
      </TickerContext.Provider>,
    );
    expect(screen.getByRole('time')).toHaveTextContent(
      'in 1 h 30 min · 17:30 CET',
    );
    expect(screen.getByRole('time')).toHaveAttribute(
      'datetime',
      minutesFrom(90),
    );
  });

  it('counts down by the second within the hour, and past the instant', () => {
    const ticker = handTicker();
    render(
      <TickerContext.Provider value={ticker}>
        <Instant at={minutesFrom(1)} />
      </TickerContext.Provider>,
    );
    expect(screen.getByText(/^in 1 min/)).toBeInTheDocument();
    ticker.pass(1000);
    expect(screen.getByText(/^in 59 s/)).toBeInTheDocument();
    ticker.pass(69_000);
    expect(screen.getByText(/^10 s ago/)).toBeInTheDocument();
  });
});
