// Starts the program from its script and the code V8 compiled for it when it was built. Without that code, or with code
// of another Node, it starts all the same, only slower.
const { readFileSync, writeFileSync } = require('node:fs');
const path = require('node:path');
const { constants, Script } = require('node:vm');

// The verb that is run most has a script of its own.
const name = process.argv[2] === 'scan' ? 'scan' : 'sallyport';
const filename = path.join(__dirname, `${name}.cjs`);
const kept = path.join(__dirname, `${name}.code`);

function readKept() {
  try {
    return readFileSync(kept);
  } catch {
    // None was kept: V8 compiles what it needs.
    return undefined;
  }
}

// Latin-1 is the cheapest to read, and the bundler writes nothing but ASCII.
const source = readFileSync(filename, 'latin1');
const script = new Script(source, {
  filename,
  cachedData: readKept(),
  importModuleDynamically: constants.USE_MAIN_CONTEXT_DEFAULT_LOADER,
});
const program = { exports: {} };
script.runInThisContext()(program.exports, require, program, filename, __dirname);

// Set by the build alone; the launchers take it out of the environment.
if (process.env.SALLYPORT_KEEP_CODE === '1') {
  process.on('exit', () => writeFileSync(kept, script.createCachedData()));
}
program.exports.start();
