import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { isSupported, packageFor } from './privateNode.mjs';
import { Refusal } from './refusal.mjs';

describe('isSupported', () => {
  it('is true for the majors that Backstage supports, and no other', () => {
    assert.deepEqual(
      [
        'v18.19.0',
        'v20.20.2',
        'v22.23.3',
        'v23.1.0',
        'v24.0.0',
        'v26.10.0',
        'v240.0.0',
      ].filter(isSupported),
      ['v22.23.3', 'v24.0.0'],
    );
  });
});

describe('packageFor', () => {
  it('names an exact version of a Node that is supported', () => {
    for (const [platform, architecture] of [
      ['linux', 'x64'],
      ['linux', 'arm64'],
      ['darwin', 'x64'],
      ['darwin', 'arm64'],
    ]) {
      const { name, version } = packageFor(platform, architecture);
      assert.match(name, /^node-/);
      assert.match(version, /^\d+\.\d+\.\d+$/);
      assert.ok(isSupported(`v${version}`));
    }
  });

  it('refuses other platforms with a sentence for a person', () => {
    assert.throws(
      () => packageFor('win32', 'x64'),
      error =>
        error instanceof Refusal && /please install one/.test(error.message),
    );
  });
});
