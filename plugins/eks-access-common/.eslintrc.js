module.exports = require('../../eslintPackage')(__dirname);
