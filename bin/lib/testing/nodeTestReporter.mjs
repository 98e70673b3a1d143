/**
 * A reporter for Node's test runner: one line of JSON, `{ status, fullName }`, for each test. Suites are left out, unless
 * one failed without a failed test in it, as a file does that cannot be loaded.
 */
export default async function* report(source) {
  const path = [];
  // By nesting: how many tests have failed so far within the suite that is open there.
  const failuresIn = [0];
  for await (const { type, data } of source) {
    const { nesting } = data;
    if (type === 'test:start') {
      path.length = nesting;
      path.push(data.name);
      failuresIn[nesting + 1] = 0;
    }
    if (type === 'test:pass' || type === 'test:fail') {
      const isSuite = data.details.type === 'suite';
      const status = statusOf(type, data);
      const isExplained = failuresIn[nesting + 1] > 0;
      if (status === 'failed') {
        failuresIn[nesting] += 1;
      }
      if (!isSuite || (status === 'failed' && !isExplained)) {
        const fullName = [...path.slice(0, nesting), data.name].join(' ');
        yield `${JSON.stringify({ status, fullName })}\n`;
      }
    }
  }
}

function statusOf(type, data) {
  if (data.skip !== undefined || data.todo !== undefined) {
    return 'skipped';
  }
  return type === 'test:pass' ? 'passed' : 'failed';
}
