import { withinTime } from './withinTime';

describe('withinTime', () => {
  it('gives the answer that comes in time, and the failure too', async () => {
    await expect(withinTime(Promise.resolve(1), 'x')).resolves.toBe(1);
    await expect(
      withinTime(Promise.reject(new Error('no')), 'x'),
    ).rejects.toThrow('no');
  });

  it('throws for an answer that never comes [RELIABILITY C20]', async () => {
    jest.useFakeTimers();
    try {
      const answer = withinTime(new Promise(() => {}), 'the catalog');
      await Promise.all([
        expect(answer).rejects.toThrow(
          'the catalog has not answered within 10000 ms',
        ),
        jest.advanceTimersByTimeAsync(10_000),
      ]);
    } finally {
      jest.useRealTimers();
    }
  });
});
