import type { Instant, Observation } from '../access';
import { isAwsFault } from '../aws';

/** The result of a read with the time before it, or why there is none. A fault that is not of AWS is thrown: it is a fault of ours. */
export async function observe<T>(
  now: () => Promise<Instant>,
  read: () => Promise<T>,
): Promise<Observation<T>> {
  const asOf = await now();
  try {
    return { kind: 'known', value: await read(), asOf };
  } catch (error) {
    if (!isAwsFault(error)) throw error;
    return { kind: 'unknown', because: error.message };
  }
}
