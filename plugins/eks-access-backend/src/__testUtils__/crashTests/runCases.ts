import type { CrashCase } from './cases';
import type { CrashBench } from './CrashBench';

export interface CrashResult {
  readonly crashCase: CrashCase;
  /** What was wrong afterwards; empty when all was well. */
  readonly wrong: readonly string[];
}

/** Runs all cases, some at a time, as most of a run is waiting for the lease of the process that was killed. */
export async function runCases(
  bench: CrashBench,
  cases: readonly CrashCase[],
  atOnce: number,
): Promise<readonly CrashResult[]> {
  const waiting = [...cases];
  const results: CrashResult[] = [];
  const work = async () => {
    for (let next = waiting.shift(); next; next = waiting.shift()) {
      results.push({ crashCase: next, wrong: await runOne(bench, next) });
    }
  };
  await Promise.all(Array.from({ length: atOnce }, work));
  return results;
}

async function runOne(
  bench: CrashBench,
  crashCase: CrashCase,
): Promise<readonly string[]> {
  try {
    return await bench.run(crashCase);
  } catch (error) {
    return [error instanceof Error ? error.message : String(error)];
  }
}
