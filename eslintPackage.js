const eslintFactory = require('@backstage/cli/config/eslint-factory');

/**
 * The ESLint configuration of a package: Backstage's, and the rules that need types.
 *
 * @param {string} directory - of the package
 * @param {object} [extra] - as eslint-factory takes it
 */
module.exports = function eslintPackage(directory, extra = {}) {
  return eslintFactory(directory, {
    ...extra,
    testRules: {
      // A property looks at what its world turned out to hold; that the worlds do hold it is asserted on their statistics.
      'jest/no-conditional-expect': 'off',
      'jest/no-standalone-expect': [
        'error',
        { additionalTestBlockFunctions: ['beforeEach', 'beforeAll'] },
      ],
      // A test whose tool is missing is skipped under its own name; bin/test prints it.
      'jest/no-disabled-tests': 'off',
      'jest/expect-expect': [
        'error',
        {
          assertFunctionNames: [
            'expect',
            'expect*',
            'fc.assert',
            '**.untilTrue',
          ],
          additionalTestBlockFunctions: [],
        },
      ],
      ...extra.testRules,
    },
    overrides: [
      {
        files: ['src/**/*.ts', 'src/**/*.tsx'],
        parserOptions: {
          project: '../../tsconfig.json',
          tsconfigRootDir: directory,
        },
        rules: {
          // A promise that nobody waits for is a write that nobody sees fail; one in a condition is a gate that is always open.
          '@typescript-eslint/no-floating-promises': 'error',
          // Query builders are thenable, so a callback that returns one looks like a promise that is dropped.
          '@typescript-eslint/no-misused-promises': [
            'error',
            { checksVoidReturn: false },
          ],
          // Stricter than default-case and consistent-return, which would ask for a branch that hides a forgotten case.
          '@typescript-eslint/switch-exhaustiveness-check': [
            'error',
            { considerDefaultExhaustiveForUnions: true },
          ],
          'default-case': 'off',
          'consistent-return': 'off',
          // Made for `var`: a callback that runs within the round sees the value of the round.
          'no-loop-func': 'off',
          // A file reads from what matters to what serves it.
          '@typescript-eslint/no-use-before-define': [
            'error',
            { functions: false, classes: false, variables: false },
          ],
          'no-use-before-define': 'off',
        },
      },
      {
        // Helpers that declare suites for others are meant to be imported.
        files: ['src/**/__testUtils__/**'],
        rules: {
          'jest/no-export': 'off',
          'jest/valid-describe-callback': 'off',
          // A suite whose tool is missing says so as a skipped test.
          'jest/no-disabled-tests': 'off',
          'jest/expect-expect': 'off',
          'jest/no-standalone-expect': 'off',
        },
      },
      ...(extra.overrides ?? []),
    ],
  });
};
