import { defenderStep, guardOfModule } from './foreign-guards.ts';
import type { OptionSpec } from './options.ts';
import { readOptions } from './options.ts';
import { fileStep, inlineOptions, scriptStep } from './script-step.ts';
import type { Call, ReadTool, Step, ToolTable } from './step.ts';
import { opaque } from './step.ts';

/** Programs that run a script named on their command line. */
export const interpreters: ToolTable = new Map<string, ReadTool>([
  ['node', node],
  ['python', python],
  ['py', python],
  [
    'tsx',
    (call) =>
      plainInterpreter(call, {
        flags: '--no-cache --no-warnings',
        values: '',
        changingValues: '--tsconfig -r --require --import --env-file',
      }),
  ],
  [
    'ts-node',
    (call) =>
      plainInterpreter(call, {
        flags: '-T --transpile-only --esm --swc --files',
        values: '',
        changingValues: '-P --project -r --require -C --compiler -O -e -p',
      }),
  ],
  [
    'ts-node-esm',
    (call) =>
      plainInterpreter(call, { flags: '-T --transpile-only', values: '', changingValues: '-P --project -r --require' }),
  ],
  ['mcp', mcpRun],
  ['fastmcp', mcpRun],
  ...['ruby', 'perl', 'php', 'lua', 'rscript', 'elixir', 'julia', 'groovy', 'escript'].map(
    (name): [string, ReadTool] => [name, (call) => plainInterpreter(call, { flags: '', values: '' })],
  ),
]);

const nodeOptions: OptionSpec = {
  flags: `--no-warnings --no-deprecation --trace-warnings --trace-deprecation --trace-uncaught --enable-source-maps --expose-gc --inspect
    --inspect-brk --experimental-strip-types --experimental-transform-types --no-experimental-strip-types --experimental-fetch
    --experimental-vm-modules --experimental-modules --experimental-json-modules --experimental-sqlite --experimental-websocket --experimental-wasm-modules
    --experimental-specifier-resolution --es-module-specifier-resolution --tls-min-v1.2 --preserve-symlinks --preserve-symlinks-main --use-system-ca --use-openssl-ca --pending-deprecation
    --throw-deprecation --no-node-snapshot --abort-on-uncaught-exception --harmony --watch --no-addons --permission --allow-worker --jitless`,
  values: `--max-old-space-size --max-http-header-size --max-semi-space-size --stack-size --stack-trace-limit --title --unhandled-rejections --dns-result-order
    --disable-warning --input-type --allow-fs-read --allow-fs-write --secure-heap`,
  changingFlags: '-i --interactive --test --experimental-default-config-file',
  changingValues: `-r --require --import --loader --experimental-loader -C --conditions --env-file --env-file-if-exists --openssl-config
    --experimental-config-file --snapshot-blob --icu-data-dir --watch-path`,
};

function node(call: Call): Step {
  const inlineAt = call.launch.args.findIndex(
    (word) => !word.startsWith('-') || inlineOptions.has(word.split('=')[0] ?? ''),
  );
  if (inlineOptions.has((call.launch.args[inlineAt] ?? '').split('=')[0] ?? '')) {
    return opaque('the program stands in its arguments', { kind: 'inline', interpreter: 'node' });
  }
  const read = readOptions(call.launch.args, nodeOptions);
  const [script, ...rest] = read.rest;
  const file = fileStep(call, 'node', read, ['.js', '.json', '.node']);
  return script === undefined ? file : (defenderStep(script, rest, call, file) ?? file);
}

function python(call: Call): Step {
  const { args } = call.launch;
  // Python bundles its options, and -c and -m take the rest of the line: `-um server`.
  const at = args.findIndex((word) => !/^-[3BEIOPRSbdiqsuvx\d.]+$/.test(word));
  const word = args[at] ?? '';
  const bundled = /^-[BEIOPRSbdiqsuvx]*([cm])(.*)$/s.exec(word);
  if (bundled?.[1] === 'c') {
    return opaque('the program stands in its arguments', { kind: 'inline', interpreter: 'python' });
  }
  if (bundled?.[1] === 'm') {
    const [module = '', ...rest] = bundled[2] === '' ? args.slice(at + 1) : [bundled[2] ?? '', ...args.slice(at + 1)];
    // A module in the folder it is started in comes before the installed one.
    const guard = call.startFolder === null ? guardOfModule(module, rest, call.launch) : null;
    return guard ?? opaque('which module this is shows only when Python looks for it');
  }
  if (word === '-' || args.length === 0 || at === -1) {
    return opaque('the program is read from standard input', { kind: 'inline', interpreter: 'python' });
  }
  const read = readOptions(args.slice(at), { flags: '', values: '-W -X --check-hash-based-pycs', bundles: true });
  return fileStep(call, 'python', read, []);
}

/** `mcp run file.py`, what the Python SDK's own installer writes. */
function mcpRun(call: Call): Step {
  const [verb, script, ...rest] = call.launch.args;
  return verb === 'run' && script !== undefined && /\.py$/i.test(script)
    ? scriptStep({ interpreter: call.tool, words: [script, ...rest], launch: call.launch, doubts: [], alsoRuns: [] })
    : opaque(`${call.tool} is not started with one file`);
}

function plainInterpreter(call: Call, spec: OptionSpec): Step {
  return fileStep(call, call.tool, readOptions(call.launch.args, spec), []);
}
