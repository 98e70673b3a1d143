module.exports = require('../../eslintPackage')(__dirname, {
  overrides: [
    {
      // The dev app is an app of its own, and it is an app that brings the styles of the design system.
      files: ['dev/**'],
      rules: { '@backstage/no-ui-css-imports-in-non-frontend': 'off' },
    },
  ],
});
