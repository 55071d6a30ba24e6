import type { PackageUse } from '../model/identity.ts';
import { guardOfProgram } from './foreign-guards.ts';
import { scriptStep } from './script-step.ts';
import type { OptionSpec, ReadOptions } from './options.ts';
import { optionDoubts, readOptions, valuesOf } from './options.ts';
import { absolute } from './paths.ts';
import { hasPlaceholder } from './placeholder.ts';
import { pypiName, pypiPurl } from './purl.ts';
import { pypiSpec } from './pypi-spec.ts';
import { sourceSpec } from './npm-spec.ts';
import type { Call, Step, ToolTable } from './step.ts';
import { behind, opaque } from './step.ts';
import { isInstallFolder } from './tool-folders.ts';

/** Tools that fetch a Python package and run it, or run a project. */
export const pythonRunners: ToolTable = new Map([
  ['uvx', (call: Call) => tool('uvx', call.launch.args)],
  ['uv', uv],
  ['pipx', pipx],
]);

const uvGlobal: OptionSpec = {
  bundles: true,
  flags: `-q --quiet -v --verbose --no-progress --offline -n --no-cache --no-python-downloads --managed-python --no-managed-python
    --native-tls --system-certs --no-config --preview --no-preview --no-color`,
  values: '--color --python-preference --python-fetch --directory --project',
  changingValues: '--config-file --cache-dir --allow-insecure-host',
};
const uvInstall: OptionSpec = {
  bundles: true,
  flags: `${uvGlobal.flags} --isolated --refresh --reinstall -U --upgrade --no-index --no-env-file --no-build --no-binary --no-sources
    --no-build-isolation --compile-bytecode --lfs --no-prerelease --locked --frozen --no-sync --exact --active --all-extras
    --no-dev --no-default-groups --all-groups --only-dev --dev --all-packages --no-project --no-editable`,
  values: `${uvGlobal.values} --python -p --index-strategy --keyring-provider --resolution --prerelease --fork-strategy --exclude-newer
    --exclude-newer-package --link-mode -C --config-setting --no-build-package --no-binary-package --refresh-package --reinstall-package
    -P --upgrade-package --python-platform --no-sources-package --extra --group --no-group --only-group --no-extra --package`,
  changingValues: `${uvGlobal.changingValues ?? ''} --from --spec --with -w --with-editable --with-requirements -c --constraints --constraint
    -b --build-constraints --build-constraint --overrides --override --env-file --index --default-index -i --index-url
    --extra-index-url -f --find-links --torch-backend`,
};
const uvRun: OptionSpec = {
  ...uvInstall,
  changingFlags: '-m --module -s --script --gui-script',
};
const pipxOptions: OptionSpec = {
  bundles: true,
  flags: '--no-cache --verbose -v --quiet -q --fetch-missing-python --pypackages',
  values: '--python',
  changingFlags: '--path --system-site-packages',
  changingValues: '--spec --with --pip-args --index-url -i --backend',
};

function uv(call: Call): Step {
  const global = readOptions(call.launch.args, uvGlobal);
  const [verb, ...args] = global.rest;
  const doubts = optionDoubts('uv', global);
  const folder = valuesOf(global, '--directory', '--project').at(-1) ?? null;
  if (verb === 'tool' && args[0] === 'run') {
    return withDoubts(tool('uv tool run', args.slice(1)), doubts);
  }
  if (verb === 'x') {
    return withDoubts(tool('uv x', args), doubts);
  }
  return verb === 'run'
    ? withDoubts(uvRunStep(call, args, folder), doubts)
    : opaque('this uv command starts no server');
}

function tool(runner: string, args: readonly string[]): Step {
  const read = readOptions(args, uvInstall);
  const [word, ...rest] = read.rest;
  const from = valuesOf(read, '--from').at(-1);
  const doubts = [...installDoubts(runner, read, ['--from'])];
  if (word === undefined && from === undefined) {
    return opaque(doubts[0] ?? `${runner} is given no package`);
  }
  return packageStep(runner, from ?? word ?? '', from === undefined ? null : (word ?? null), rest, doubts, read);
}

function pipx(call: Call): Step {
  const [verb, ...args] = call.launch.args;
  if (verb !== 'run') {
    return opaque('this pipx command starts no server');
  }
  const read = readOptions(args, pipxOptions);
  const [word, ...rest] = read.rest;
  const spec = valuesOf(read, '--spec').at(-1);
  const doubts = [...installDoubts('pipx run', read, ['--spec'])];
  if (word === undefined) {
    return opaque(doubts[0] ?? 'pipx run is given no package');
  }
  const step = packageStep('pipx run', spec ?? word, spec === undefined ? null : word, rest, doubts, read);
  return step.kind === 'package' && spec === undefined ? { ...step, yieldsTo: word } : step;
}

function packageStep(
  runner: string,
  spec: string,
  program: string | null,
  args: readonly string[],
  doubts: readonly string[],
  read: ReadOptions,
): Step {
  const found = pypiSpec(spec, runner);
  if (found.kind !== 'package') {
    return opaque(found.reason, found.kind === 'source' ? found.runs : undefined);
  }
  if (program === null && /^python(?:w|\d[\d.]*)?$/.test(found.runs.name)) {
    return {
      kind: 'opaque',
      reason: `${runner} starts the Python interpreter itself`,
      runs: { kind: 'inline', interpreter: 'python' },
      alsoRuns: extras(read, runner),
    };
  }
  return {
    kind: 'package',
    runs: found.runs,
    args,
    program: program !== null && pypiName(program) === found.runs.name ? null : program,
    alsoRuns: extras(read, runner),
    doubts,
  };
}

function uvRunStep(call: Call, args: readonly string[], outer: string | null): Step {
  const read = readOptions(args, uvRun);
  const [word, ...rest] = read.rest;
  const doubts = [...installDoubts('uv run', read, ['-s', '--script', '--gui-script'])];
  const folder = valuesOf(read, '--directory', '--project').at(-1) ?? outer;
  const cwd = valuesOf(read, '--directory').at(-1) ?? (call.launch.args.includes('--directory') ? outer : null);
  if (word === undefined) {
    return opaque(doubts[0] ?? 'uv run is given no program');
  }
  if (read.given.some(([name]) => name === '-m' || name === '--module')) {
    return opaque('which module this is shows only when Python looks for it');
  }
  if (word === '-') {
    return opaque('the program is read from standard input', { kind: 'inline', interpreter: 'python' });
  }
  if (/^https?:/i.test(word)) {
    const found = sourceSpec(word, 'uv run');
    return opaque('uv run fetches the script at start', found.kind === 'source' ? found.runs : undefined);
  }
  const launch = { ...call.launch, cwd: cwd ?? call.launch.cwd };
  const isScript = /\.pyw?$/i.test(word) || read.given.some(([name]) => /^(?:-s|--script|--gui-script)$/.test(name));
  if (isScript) {
    return scriptStep({
      interpreter: 'python',
      words: [word, ...rest],
      launch,
      doubts,
      alsoRuns: extras(read, 'uv run'),
    });
  }
  if (/^python(?:w|\d[\d.]*)?$/i.test(word)) {
    const next = behind(launch, [word, ...rest]);
    return { kind: 'through', layer: { kind: 'launcher', name: 'uv run' }, launch: next, doubts };
  }
  const project = folder === null ? null : absolute(folder, null, call.machine);
  const isInstalled = project !== null && isInstallFolder(project, call.machine);
  const guard = isInstalled ? guardOfProgram(word, rest, launch) : null;
  if (guard !== null) {
    return guard;
  }
  const [verb, script] = rest;
  if ((word === 'mcp' || word === 'fastmcp') && verb === 'run' && script !== undefined && /\.py$/i.test(script)) {
    return scriptStep({ interpreter: word, words: rest.slice(1), launch, doubts, alsoRuns: extras(read, 'uv run') });
  }
  return {
    kind: 'opaque',
    reason: 'uv run starts a program of the project it is started in',
    runs: { kind: 'source', from: folder ?? '.', pinned: false, runner: `uv run ${plainName(word)}` },
    alsoRuns: extras(read, 'uv run'),
  };
}

function installDoubts(runner: string, read: ReadOptions, seenThrough: readonly string[]): readonly string[] {
  const python = valuesOf(read, '--python', '-p').some((value) => /[\\/]/.test(value) || hasPlaceholder(value));
  const doubts = optionDoubts(runner, {
    ...read,
    changing: read.changing.filter((name) => !seenThrough.includes(name)),
  });
  return python ? [...doubts, `${runner} is told which Python program to use`] : doubts;
}

function extras(read: ReadOptions, runner: string): readonly PackageUse[] {
  return valuesOf(read, '--with', '-w')
    .flatMap((value) => value.split(','))
    .flatMap((text) => {
      const found = pypiSpec(text, runner);
      return found.kind === 'package' ? [{ purl: pypiPurl(found.runs.name), version: found.runs.version }] : [];
    });
}

function withDoubts(step: Step, doubts: readonly string[]): Step {
  return step.kind === 'opaque' ? step : { ...step, doubts: [...doubts, ...(step.doubts ?? [])] };
}

function plainName(word: string): string {
  return /^[\w.-]{1,60}$/.test(word) ? word : '(a program)';
}
