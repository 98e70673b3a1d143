import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import {
  add,
  closingLines,
  failed,
  nothing,
  passed,
  readJestResults,
  readNodeTestResults,
} from './tally.mjs';

const aSuite = (status, ...assertionResults) => ({
  name: '/project/a.test.ts',
  status,
  assertionResults,
});

describe('readJestResults', () => {
  it('counts tests by what came of them', () => {
    const tally = readJestResults({
      testResults: [
        aSuite(
          'failed',
          { status: 'passed', fullName: 'adds' },
          { status: 'failed', fullName: 'divides' },
        ),
        aSuite(
          'passed',
          { status: 'passed', fullName: 'subtracts' },
          { status: 'pending', fullName: 'plans [needs terraform]' },
          { status: 'todo', fullName: 'multiplies' },
        ),
      ],
    });

    assert.deepEqual(tally, {
      passed: 2,
      failed: ['divides'],
      skipped: ['plans [needs terraform]', 'multiplies'],
    });
  });

  it('counts a suite that could not run as a failure', () => {
    const tally = readJestResults({ testResults: [aSuite('failed')] });

    assert.deepEqual(tally.failed, ['/project/a.test.ts could not run']);
  });

  it('counts a suite as failed that broke after its tests had passed', () => {
    const tally = readJestResults({
      testResults: [aSuite('failed', { status: 'passed', fullName: 'adds' })],
    });

    assert.equal(tally.passed, 1);
    assert.equal(tally.failed.length, 1);
  });
});

describe('readNodeTestResults', () => {
  it('reads a line for each test', () => {
    const lines = [
      { status: 'passed', fullName: 'signs in' },
      { status: 'failed', fullName: 'asks' },
      { status: 'skipped', fullName: 'decides [needs chromium]' },
    ];

    assert.deepEqual(
      readNodeTestResults(
        lines.map(line => `${JSON.stringify(line)}\n`).join(''),
      ),
      {
        passed: 1,
        failed: ['asks'],
        skipped: ['decides [needs chromium]'],
      },
    );
  });
});

describe('closingLines', () => {
  it('names what was skipped with the tool it missed, what failed, and ends with the numbers', () => {
    const tally = add([
      passed(),
      passed(),
      failed('asks'),
      { ...nothing, skipped: ['plans [needs terraform]', 'something'] },
    ]);

    assert.deepEqual(closingLines(tally), [
      'skipped, Terraform is missing: plans [needs terraform]',
      'skipped, no tool named: something',
      'failed: asks',
      '2 passed, 1 failed, 2 skipped',
    ]);
  });
});
