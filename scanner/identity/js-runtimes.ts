import { bunExec } from './npm-runners.ts';
import { npmSpec, sourceSpec } from './npm-spec.ts';
import { optionDoubts, readOptions } from './options.ts';
import { fileStep, inlineOptions } from './script-step.ts';
import type { Call, Step, ToolTable } from './step.ts';
import { opaque } from './step.ts';

/** Bun and Deno: a file, a package or an address, in one command. */
export const jsRuntimes: ToolTable = new Map([
  ['bun', bun],
  ['deno', deno],
]);

function bun(call: Call): Step {
  const read = readOptions(call.launch.args, {
    flags: '--bun -b --smol --silent --no-install --watch --hot --no-clear-screen',
    values: '',
    changingValues: '--cwd --env-file -r --preload --import --config -c --tsconfig-override --define -d --conditions',
    changingFlags: '-i --install',
  });
  const [verb = '', ...rest] = read.rest;
  if (
    read.given.some(([name]) => inlineOptions.has(name)) ||
    ['-e', '--eval', '-p', '--print'].includes(read.unknown ?? '')
  ) {
    return opaque('the program stands in its arguments', { kind: 'inline', interpreter: 'bun' });
  }
  if (verb === 'x') {
    const step = bunExec(rest);
    return step.kind === 'package' ? { ...step, doubts: [...optionDoubts('bun', read), ...step.doubts] } : step;
  }
  const run = verb === 'run' ? readOptions(rest, { flags: '--bun -b --smol --silent --watch', values: '' }) : read;
  const merged = verb === 'run' ? { ...run, changing: read.changing } : read;
  return /[\\/]|\.[cm]?[jt]sx?$/i.test(merged.rest[0] ?? '')
    ? fileStep(call, 'bun', merged, ['.ts', '.js'])
    : opaque('bun runs a script of the project it is started in');
}

function deno(call: Call): Step {
  const { args } = call.launch;
  const at = args.findIndex((word) => !word.startsWith('-'));
  const verb = args[at] ?? '';
  if (verb === 'eval') {
    return opaque('the program stands in its arguments', { kind: 'inline', interpreter: 'deno' });
  }
  if (verb === 'task') {
    return opaque('deno runs a task of the project it is started in');
  }
  const own = verb === 'run' || verb === 'x' ? [...args.slice(0, at), ...args.slice(at + 1)] : args;
  // Permissions stand anywhere before the program and never take the next word as their value.
  const words = own.filter((word) => !/^(?:-[ARWENSI]+|--(?:allow|deny)-[a-z]+)(?:=|$)/.test(word));
  const read = readOptions(words, {
    flags: `-q --quiet --no-prompt --no-check --cached-only --no-remote --no-npm --unstable --frozen --check --watch --inspect --no-config --no-lock -r
      --reload --unstable-kv --unstable-cron --unstable-net --unstable-ffi --unstable-fs --unstable-http --unstable-otel --unstable-temporal
      --unstable-webgpu --unstable-worker-options --unstable-broadcast-channel`,
    values: '--location --seed --ext --log-level -L',
    changingValues:
      '--config -c --import-map --preload --import --cert --env-file --lock --node-modules-dir --v8-flags',
  });
  const doubts = optionDoubts('deno', read);
  const [target = '', ...rest] = read.rest;
  if (/^npm:/i.test(target)) {
    const found = npmSpec(target.slice('npm:'.length).replace(/^\//, ''), 'deno');
    return found.kind === 'package'
      ? { kind: 'package', runs: found.runs, args: rest, program: null, alsoRuns: [], doubts }
      : opaque(found.reason, found.kind === 'source' ? found.runs : undefined);
  }
  if (/^(?:jsr|https?):/i.test(target)) {
    const found = sourceSpec(target, 'deno');
    const pinned = /^jsr:@[\w-]+\/[\w-]+@\d+\.\d+\.\d+(?:[/+-].*)?$/i.test(target);
    return opaque('deno fetches the program at start', found.kind === 'source' ? { ...found.runs, pinned } : undefined);
  }
  return fileStep(call, 'deno', read, []);
}
