import { behindPackageDoubts, npmOptionDoubts } from './npm-option-doubts.ts';
import { npmSpec } from './npm-spec.ts';
import type { OptionSpec } from './options.ts';
import { readOptions, valuesOf } from './options.ts';
import { npmPurl } from './purl.ts';
import type { PackageUse } from '../model/identity.ts';
import type { Call, Step, ToolTable } from './step.ts';
import { opaque } from './step.ts';

/** Tools that fetch an npm package and run it. */
export const npmRunners: ToolTable = new Map([
  ['npx', (call: Call) => run('npx', call.launch.args, npmOptions)],
  ['npm', npm],
  ['bunx', (call: Call) => run('bunx', call.launch.args, bunOptions)],
  ['pnpx', (call: Call) => run('pnpx', call.launch.args, pnpmOptions)],
  ['pnpm', pnpm],
  ['yarn', yarn],
  ['yarnpkg', yarn],
]);

/** `bun x`, which `bun` in front of a file shares its name with. */
export function bunExec(args: readonly string[]): Step {
  return run('bunx', args, bunOptions);
}

const npmOptions: OptionSpec = {
  flags: `-y --yes --no --no-yes -q --quiet -s --silent -d -dd -ddd --verbose --no-install --offline --prefer-offline --prefer-online
    --fund --no-fund --audit --no-audit --progress --no-progress --color --no-color --update-notifier --no-update-notifier
    --ignore-scripts --timing --unicode --force -f --foreground-scripts --legacy-peer-deps`,
  values: '--loglevel --fetch-retries --fetch-timeout --maxsockets --logs-dir --logs-max --user-agent',
  changingFlags: '-g --global --strict-ssl --no-strict-ssl --ignore-existing --workspaces -ws --include-workspace-root',
  changingValues: `-p --package -c --call --registry --reg -C --prefix --userconfig --globalconfig --cache -w --workspace
    --node-options --script-shell --shell -n --node-arg --ca --cafile --proxy --https-proxy --tag --before --replace-registry-host --git --libc --cpu --os`,
};
const bunOptions: OptionSpec = {
  flags: '-y --yes --bun -b --silent --verbose --no-install --smol',
  values: '',
  changingValues: '-p --package --registry --config -c --cwd --env-file -r --preload',
};
const pnpmOptions: OptionSpec = {
  flags: '-y --yes -s --silent --offline --prefer-offline --no-color --color --ignore-scripts',
  values: '--reporter --loglevel --allow-build --minimum-release-age',
  changingFlags: '-w --workspace-root -r --recursive --shell-mode -c',
  changingValues: '--package -C --dir --registry --store-dir --config-dir --filter --cpu --os --libc',
};
const yarnOptions: OptionSpec = {
  flags: '-q --quiet --silent -s',
  values: '',
  changingValues: '-p --package --cwd --registry',
};

function npm(call: Call): Step {
  const global = readOptions(call.launch.args, npmOptions);
  const [verb, ...args] = global.rest;
  if (verb !== 'exec' && verb !== 'x') {
    return opaque(projectScript('npm'));
  }
  // Unlike npx, npm reads its options after the package too, up to `--`.
  const end = args.indexOf('--');
  const own = end === -1 ? args : args.slice(0, end);
  const before = own.findIndex((word) => !word.startsWith('-'));
  const late = before === -1 ? [] : own.slice(before + 1).filter((word) => word.startsWith('-'));
  const doubts = [
    ...npmOptionDoubts('npm', global, npmOptions),
    ...npmOptionDoubts('npm exec', readOptions(late, npmOptions), npmOptions),
  ];
  const step = run('npm exec', args, npmOptions);
  return step.kind === 'package' ? { ...step, doubts: [...doubts, ...step.doubts] } : step;
}

function pnpm(call: Call): Step {
  const global = readOptions(call.launch.args, pnpmOptions);
  const [verb, ...args] = global.rest;
  if (verb !== 'dlx') {
    return opaque(projectScript('pnpm'));
  }
  const step = run('pnpm dlx', args, pnpmOptions);
  return step.kind === 'package'
    ? { ...step, doubts: [...npmOptionDoubts('pnpm', global, pnpmOptions), ...step.doubts] }
    : step;
}

function yarn(call: Call): Step {
  const global = readOptions(call.launch.args, yarnOptions);
  const [verb, ...args] = global.rest;
  if (verb !== 'dlx') {
    return opaque(projectScript('yarn'));
  }
  const step = run('yarn dlx', args, yarnOptions);
  return step.kind === 'package'
    ? { ...step, doubts: [...npmOptionDoubts('yarn', global, yarnOptions), ...step.doubts] }
    : step;
}

function projectScript(tool: string): string {
  return `${tool} runs a script of the project it is started in`;
}

function run(runner: string, args: readonly string[], spec: OptionSpec): Step {
  const read = readOptions(args, spec);
  const shell = read.given.some(([name]) => name === '-c' || name === '--call' || name === '--shell-mode');
  if (shell) {
    return opaque(`${runner} hands a text to a shell`, { kind: 'shell', shell: runner });
  }
  const packages = valuesOf(read, '-p', '--package');
  const [first, ...others] = packages;
  const doubts = [
    ...npmOptionDoubts(runner, read, spec).filter((doubt) => !/ (?:-p|--package) changes/.test(doubt)),
    ...(runner === 'npx' ? behindPackageDoubts(args, read, spec) : []),
  ];
  if (first !== undefined) {
    return fromPackage(runner, first, others, read.rest, doubts);
  }
  const [word, ...rest] = read.rest;
  if (word === undefined) {
    return opaque(doubts[0] ?? `${runner} is given no package`);
  }
  const found = npmSpec(word, runner);
  if (found.kind !== 'package') {
    return opaque(found.reason, found.kind === 'source' ? found.runs : undefined);
  }
  return { kind: 'package', runs: found.runs, args: rest, program: null, alsoRuns: [], doubts };
}

function fromPackage(
  runner: string,
  first: string,
  others: readonly string[],
  words: readonly string[],
  doubts: readonly string[],
): Step {
  const found = npmSpec(first, runner);
  const alsoRuns = others.flatMap((text): PackageUse[] => {
    const other = npmSpec(text, runner);
    return other.kind === 'package' ? [{ purl: npmPurl(other.runs.name), version: other.runs.version }] : [];
  });
  const [program, ...args] = words;
  if (found.kind !== 'package') {
    return opaque(found.reason, found.kind === 'source' ? found.runs : undefined);
  }
  const more = others.length > 0 ? [`${runner} installs several packages`] : [];
  const missing = program === undefined ? [`${runner} is told a package but no program`] : [];
  return {
    kind: 'package',
    runs: found.runs,
    args,
    program: program === undefined || program === found.runs.name ? null : program,
    alsoRuns,
    doubts: [...doubts, ...more, ...missing],
  };
}
