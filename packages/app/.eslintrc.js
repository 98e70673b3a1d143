module.exports = require('@backstage/cli/config/eslint-factory')(__dirname, {
  overrides: [
    {
      // Browser tests run in Node, beside the browser, and not in it.
      files: ['e2e/**'],
      rules: { 'no-restricted-imports': 'off' },
    },
  ],
});
