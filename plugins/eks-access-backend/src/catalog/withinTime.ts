/** Longest wait for one answer of the catalog. */
const ANSWER_WITHIN_MS = 10_000;

/**
 * The answer, or a throw when it takes longer than ten seconds: the catalog's client has no timeout of its own, and a catalog that hangs
 * must end in "unknown", not in a view that silently stays `good`.
 */
export async function withinTime<T>(
  answer: Promise<T>,
  whose: string,
  withinMs: number = ANSWER_WITHIN_MS,
): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  try {
    return await Promise.race([
      answer,
      new Promise<never>((_, reject) => {
        timer = setTimeout(
          () =>
            reject(
              new Error(`${whose} has not answered within ${withinMs} ms`),
            ),
          withinMs,
        );
      }),
    ]);
  } finally {
    clearTimeout(timer);
  }
}
