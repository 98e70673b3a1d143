const eslintPackage = require('../../eslintPackage');
const { zones } = require('./importDirections');

module.exports = eslintPackage(__dirname, {
  settings: {
    'import/resolver': { node: { extensions: ['.ts', '.js', '.json'] } },
  },
  rules: {
    'import/no-restricted-paths': ['error', { basePath: __dirname, zones }],
  },
});
