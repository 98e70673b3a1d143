/** The tools a test may miss, by the mark at the end of its name. */
const TOOLS = {
  '[needs terraform]': 'Terraform',
  '[needs aws cli]': 'the AWS CLI',
  '[needs postgresql]': 'PostgreSQL',
  '[needs chromium]': 'Chromium',
};

/** What came of some tests: how many passed, the names of the failed, the names of the skipped. */
export const nothing = { passed: 0, failed: [], skipped: [] };

/** One passed check. */
export function passed() {
  return { ...nothing, passed: 1 };
}

/** One failed check or test, by its name. */
export function failed(name) {
  return { ...nothing, failed: [name] };
}

/** All of them together, in order. */
export function add(tallies) {
  return {
    passed: tallies.reduce((sum, tally) => sum + tally.passed, 0),
    failed: tallies.flatMap(tally => tally.failed),
    skipped: tallies.flatMap(tally => tally.skipped),
  };
}

/** What to print in the end: each skipped test with the tool it missed, each failed one, and the closing line. */
export function closingLines(tally) {
  return [
    ...tally.skipped.map(name => `skipped, ${reasonOf(name)}: ${name}`),
    ...tally.failed.map(name => `failed: ${name}`),
    `${tally.passed} passed, ${tally.failed.length} failed, ${tally.skipped.length} skipped`,
  ];
}

function reasonOf(name) {
  const mark = Object.keys(TOOLS).find(end => name.endsWith(end));
  return mark ? `${TOOLS[mark]} is missing` : 'no tool named';
}

/** Reads the file that Jest writes with --json. A suite that could not run counts as one failed test. */
export function readJestResults(results) {
  return add(
    results.testResults.map(suite => {
      if (suite.status === 'failed' && !suite.assertionResults.some(isFailed)) {
        return add([
          failed(`${suite.name} could not run`),
          add(suite.assertionResults.map(readAssertion)),
        ]);
      }
      return add(suite.assertionResults.map(readAssertion));
    }),
  );
}

function isFailed(assertion) {
  return assertion.status === 'failed';
}

function readAssertion({ status, fullName }) {
  switch (status) {
    case 'passed':
      return passed();
    case 'failed':
      return failed(fullName);
    default:
      return { ...nothing, skipped: [fullName] };
  }
}

/** Reads what nodeTestReporter.mjs writes: one line of JSON for each test. */
export function readNodeTestResults(text) {
  return add(
    text
      .split('\n')
      .filter(line => line !== '')
      .map(line => readAssertion(JSON.parse(line))),
  );
}
