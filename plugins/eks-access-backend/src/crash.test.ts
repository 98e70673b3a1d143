import {
  CrashBench,
  crashCases,
  nameOf,
  POSTGRESQL_VARIABLE,
  runCases,
  type CrashResult,
  type EngineName,
} from './__testUtils__/crashTests';

jest.setTimeout(600_000);

/** A share of what the command `crash-tests` runs: each point once on each database. */
function describeKills(name: EngineName) {
  describe(`A backend process killed with SIGKILL on ${name} [C11]`, () => {
    let results: readonly CrashResult[] = [];

    beforeAll(async () => {
      const bench = await CrashBench.open(name);
      try {
        results = await runCases(bench, crashCases, 3);
      } finally {
        await bench.close();
      }
    });

    it.each(
      crashCases.map(crashCase => ({ crashCase, point: nameOf(crashCase) })),
    )(
      'leaves after a restart the right entry, one grant, a complete audit and nothing open, at $point',
      ({ crashCase }) => {
        expect(results.find(one => one.crashCase === crashCase)).toEqual({
          crashCase,
          wrong: [],
        });
      },
    );
  });
}

describeKills('SQLite');
if (process.env[POSTGRESQL_VARIABLE]) {
  describeKills('PostgreSQL');
} else {
  it.skip('A backend process killed with SIGKILL on PostgreSQL [needs postgresql]', () => {
    expect(process.env[POSTGRESQL_VARIABLE]).toBeDefined();
  });
}
