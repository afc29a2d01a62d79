// node validate.cjs MODULES FILE...: prints what asl-validator finds, and ends with 1 if that is anything.
const {createRequire} = require('node:module');
const {readFileSync} = require('node:fs');
const [modules, ...files] = process.argv.slice(2);
const validate = createRequire(modules + '/package.json')('asl-validator');
for (const file of files) {
  const result = validate(JSON.parse(readFileSync(file, 'utf8')));
  if (!result.isValid) {
    process.exitCode = 1;
    console.log(file + ': ' + result.errorsText());
  }
}
