import { act, renderHook } from '@testing-library/react';
import { useAction } from './useAction';

describe('useAction', () => {
  it('runs once however often it is pressed', async () => {
    let finish = (_: string) => {};
    const deed = jest.fn(
      () => new Promise<string>(resolve => (finish = resolve)),
    );
    const { result } = renderHook(() => useAction(deed));
    let first: Promise<string | undefined> | undefined;
    await act(async () => {
      first = result.current.run();
      expect(await result.current.run()).toBeUndefined();
    });
    expect(result.current.pending).toBe(true);
    await act(async () => finish('done'));
    expect(await first).toBe('done');
    expect(deed).toHaveBeenCalledTimes(1);
    expect(result.current.pending).toBe(false);
  });

  it('keeps its failure until it is run or reset', async () => {
    const { result } = renderHook(() =>
      useAction(async () => {
        throw new Error('no');
      }),
    );
    await act(async () => {
      expect(await result.current.run()).toBeUndefined();
    });
    expect(result.current.failure).toEqual(new Error('no'));
    act(() => result.current.reset());
    expect(result.current.failure).toBeUndefined();
  });
});
