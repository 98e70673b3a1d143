module.exports = require('@backstage/cli/config/eslint-factory')(__dirname, {
  testRules: {
    // `never(law)` asserts that no step of a random walk breaks the law.
    'jest/expect-expect': [
      'warn',
      { assertFunctionNames: ['expect', 'never'] },
    ],
  },
});
