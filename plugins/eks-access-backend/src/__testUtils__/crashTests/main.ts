import {
  CrashBench,
  crashCases,
  engineNames,
  nameOf,
  POSTGRESQL_VARIABLE,
  runCases,
  type CrashCase,
  type CrashResult,
  type EngineName,
} from '.';

/** Kills at each point, and how many runs go on at a time. */
const KILLS = Number(process.env.CRASH_KILLS ?? 10);
const AT_ONCE = Number(process.env.CRASH_AT_ONCE ?? 3);

/**
 * Kills a backend process at every point around the AWS calls of a grant and of an end, ten times each on each database, and prints what came
 * of it. Exits with 1 when anything was wrong.
 */
async function main(): Promise<void> {
  let failed = 0;
  for (const name of engineNames) {
    if (name === 'PostgreSQL' && !process.env[POSTGRESQL_VARIABLE]) {
      print(`PostgreSQL: skipped [needs postgresql in ${POSTGRESQL_VARIABLE}]`);
      continue;
    }
    failed += await runAll(name);
  }
  process.exitCode = failed === 0 ? 0 : 1;
}

async function runAll(name: EngineName): Promise<number> {
  const startedMs = performance.now();
  const bench = await CrashBench.open(name);
  try {
    const cases = crashCases.flatMap(crashCase =>
      Array.from({ length: KILLS }, () => crashCase),
    );
    const results = await runCases(bench, cases, AT_ONCE);
    for (const crashCase of crashCases) report(name, crashCase, results);
    const failed = results.filter(({ wrong }) => wrong.length > 0).length;
    const seconds = Math.round((performance.now() - startedMs) / 1000);
    print(
      `${name}: ${results.length} kills, ${failed} with something wrong afterwards, in ${seconds} s`,
    );
    return failed;
  } finally {
    await bench.close();
  }
}

function report(
  name: EngineName,
  crashCase: CrashCase,
  results: readonly CrashResult[],
): void {
  const own = results.filter(one => one.crashCase === crashCase);
  const right = own.filter(one => one.wrong.length === 0).length;
  const wrong = own.flatMap(one => one.wrong).map(text => `\n    ${text}`);
  print(
    `${name}, ${nameOf(crashCase)}: ${right} of ${own.length} right${wrong.join(
      '',
    )}`,
  );
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}

main().catch(error => {
  process.stderr.write(`${error instanceof Error ? error.stack : error}\n`);
  process.exitCode = 1;
});
