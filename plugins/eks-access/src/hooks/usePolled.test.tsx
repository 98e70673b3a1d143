import { act, renderHook } from '@testing-library/react';
import { usePolled } from './usePolled';

/** Answers that are given when the test says so. */
function answersOnDemand() {
  const waiting: {
    resolve: (value: string) => void;
    reject: (failure: Error) => void;
  }[] = [];
  return {
    load: jest.fn(
      () =>
        new Promise<string>((resolve, reject) => {
          waiting.push({ resolve, reject });
        }),
    ),
    answer: (index: number, value: string) =>
      act(async () => waiting[index].resolve(value)),
    fail: (index: number) =>
      act(async () => waiting[index].reject(new Error('down'))),
  };
}

const wait = (ms: number) => act(async () => jest.advanceTimersByTime(ms));

function setVisibility(state: 'visible' | 'hidden') {
  jest.spyOn(document, 'visibilityState', 'get').mockReturnValue(state);
}

describe('usePolled', () => {
  beforeEach(() => jest.useFakeTimers());
  afterEach(() => {
    jest.useRealTimers();
    jest.restoreAllMocks();
  });

  const poll = (load: () => Promise<string>) =>
    renderHook(
      ({ key }) =>
        usePolled({
          key,
          load,
          pauseMs: data => (data === 'moving' ? 1000 : 60_000),
        }),
      { initialProps: { key: 'a' } },
    );

  it('reads again after the pause that the answer asks for, counted from its end', async () => {
    const { load, answer } = answersOnDemand();
    const { result } = poll(load);
    expect(result.current.polled).toEqual({ state: 'loading' });
    await wait(5000);
    await answer(0, 'moving');
    expect(result.current.polled).toEqual({ state: 'ready', data: 'moving' });
    await wait(999);
    expect(load).toHaveBeenCalledTimes(1);
    await wait(1);
    expect(load).toHaveBeenCalledTimes(2);
    await answer(1, 'calm');
    await wait(59_999);
    expect(load).toHaveBeenCalledTimes(2);
  });

  it('drops an answer that a later read has overtaken', async () => {
    const { load, answer } = answersOnDemand();
    const { result } = poll(load);
    let refreshed: Promise<void> | undefined;
    act(() => {
      refreshed = result.current.refresh();
    });
    await answer(1, 'new');
    await answer(0, 'old');
    await refreshed;
    expect(result.current.polled).toEqual({ state: 'ready', data: 'new' });
  });

  it('keeps what it knew when a later read fails, and goes on trying', async () => {
    const { load, answer, fail } = answersOnDemand();
    const { result } = poll(load);
    await answer(0, 'moving');
    await wait(1000);
    await fail(1);
    expect(result.current.polled).toMatchObject({
      state: 'ready',
      data: 'moving',
      failure: new Error('down'),
    });
    await wait(15_000);
    await answer(2, 'calm');
    expect(result.current.polled).toEqual({ state: 'ready', data: 'calm' });
  });

  it('is failed when the first read fails', async () => {
    const { load, fail } = answersOnDemand();
    const { result } = poll(load);
    await fail(0);
    expect(result.current.polled).toMatchObject({ state: 'failed' });
  });

  it('does not read for a hidden tab, and reads at once when it is shown', async () => {
    const { load, answer } = answersOnDemand();
    poll(load);
    await answer(0, 'moving');
    setVisibility('hidden');
    await wait(10_000);
    expect(load).toHaveBeenCalledTimes(1);
    setVisibility('visible');
    act(() => {
      document.dispatchEvent(new Event('visibilitychange'));
    });
    expect(load).toHaveBeenCalledTimes(2);
  });

  it('forgets one thing when it is asked for another', async () => {
    const { load, answer } = answersOnDemand();
    const { result, rerender } = poll(load);
    await answer(0, 'calm');
    rerender({ key: 'b' });
    expect(result.current.polled).toEqual({ state: 'loading' });
    await answer(1, 'other');
    expect(result.current.polled).toEqual({ state: 'ready', data: 'other' });
  });

  it('stops with its page', async () => {
    const { load, answer } = answersOnDemand();
    const { unmount } = poll(load);
    await answer(0, 'moving');
    unmount();
    await wait(10_000);
    expect(load).toHaveBeenCalledTimes(1);
  });
});
