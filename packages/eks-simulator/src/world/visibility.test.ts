import fc from 'fast-check';
import { aWorld } from '../__testUtils__/testWorld';
import { createWorldHistory } from './visibility';

const first = aWorld();
const second = { ...first };
const third = { ...first };

describe('createWorldHistory', () => {
  it('gives the world that held at a time', () => {
    const history = createWorldHistory(first);
    history.record(100, second, 1000);
    history.record(200, third, 1000);
    expect(history.worldAt(99)).toBe(first);
    expect(history.worldAt(100)).toBe(second);
    expect(history.worldAt(200)).toBe(third);
  });

  it('forgets what nobody can see any more', () => {
    const history = createWorldHistory(first);
    history.record(100, second, 50);
    history.record(200, third, 50);
    expect(history.worldAt(120)).toBe(second);
    expect(history.worldAt(0)).toBe(second);
  });

  it('shows a reader within the delay always what held then', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 1, max: 20 }), {
          minLength: 1,
          maxLength: 30,
        }),
        fc.integer({ min: 0, max: 60 }),
        (steps, delay) => {
          const history = createWorldHistory(first);
          const states = [{ at: Number.NEGATIVE_INFINITY, world: first }];
          let now = 0;
          for (const step of steps) {
            now += step;
            const seenAt = now - delay;
            const world = { ...first };
            history.record(now, world, delay);
            states.push({ at: now, world });
            const held = states.findLast(({ at }) => at <= seenAt);
            expect(history.worldAt(seenAt)).toBe(held?.world);
          }
        },
      ),
    );
  });
});
