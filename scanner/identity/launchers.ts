import type { Layer } from '../model/identity.ts';
import type { OptionSpec } from './options.ts';
import { optionDoubts, readOptions, valuesOf } from './options.ts';
import { plainWords } from './plain-words.ts';
import type { Call, ReadTool, Step, ToolTable } from './step.ts';
import { behind, opaque } from './step.ts';

interface Launcher {
  readonly layer: 'elevated' | 'launcher';
  /** Words after the name of which one must follow: `run`, `exec`. */
  readonly verbs?: readonly string[];
  readonly options?: Partial<OptionSpec>;
  /** Plain words of its own between the options and the command. */
  readonly own?: number;
  /** Its options end only at `--`. */
  readonly dashes?: boolean;
  /** Sets variables from a file that we do not read. */
  readonly readsFile?: boolean;
  /** Words of its own that surely do not choose another program; any other is a doubt. */
  readonly harmlessOwn?: RegExp;
}

const anyNumber = Infinity;

const table: Readonly<Record<string, Launcher>> = {
  sudo: {
    layer: 'elevated',
    options: {
      bundles: true,
      flags: '-n -E -H -S -k -b -A -P --non-interactive --preserve-env',
      values: '-u --user -g --group -p -C',
      changingFlags: '-i -s',
      changingValues: '-D -R -h -r -t',
    },
  },
  doas: { layer: 'elevated', options: { bundles: true, flags: '-n', values: '-u', changingValues: '-C' } },
  pkexec: { layer: 'elevated', options: { flags: '--disable-internal-agent --keep-cwd', values: '--user' } },
  gsudo: {
    layer: 'elevated',
    options: { flags: '-n -w -d --wait --direct', values: '-i --integrity', changingFlags: '-s --system' },
  },
  run0: {
    layer: 'elevated',
    options: {
      bundles: true,
      values: '-u --user -g --group --description --nice',
      changingFlags: '-i',
      changingValues: '-D --chdir --setenv',
    },
  },
  nohup: { layer: 'launcher' },
  setsid: { layer: 'launcher', options: { bundles: true, flags: '-c -f -w --ctty --fork --wait' } },
  nice: { layer: 'launcher', options: { bundles: true, values: '-n --adjustment' } },
  ionice: { layer: 'launcher', options: { bundles: true, flags: '-t', values: '-c -n --class --classdata' } },
  stdbuf: { layer: 'launcher', options: { values: '-i -o -e', bundles: true } },
  timeout: {
    layer: 'launcher',
    own: 1,
    options: { bundles: true, flags: '--foreground --preserve-status -v', values: '-k -s --kill-after --signal' },
  },
  caffeinate: { layer: 'launcher', options: { flags: '-d -i -m -s -u', values: '-t -w', bundles: true } },
  arch: { layer: 'launcher', options: { flags: '-arm64 -x86_64 -arm64e' } },
  'nvm-exec': { layer: 'launcher' },
  'xvfb-run': { layer: 'launcher', options: { bundles: true, flags: '-a -l', values: '-n -s -e -f' } },
  dotenv: { layer: 'launcher', dashes: true, readsFile: true, options: { flags: '-o', values: '-e -c -p -v -f' } },
  dotenvx: {
    layer: 'launcher',
    verbs: ['run'],
    dashes: true,
    readsFile: true,
    options: { flags: '--quiet -q --overload', values: '-f --env-file -e --env' },
  },
  direnv: { layer: 'launcher', verbs: ['exec'], own: 1, readsFile: true },
  op: {
    layer: 'launcher',
    verbs: ['run'],
    dashes: true,
    options: { flags: '--no-masking', values: '--account --environment', changingValues: '--env-file' },
  },
  doppler: {
    layer: 'launcher',
    verbs: ['run'],
    dashes: true,
    options: { flags: '--silent', values: '-p --project -c --config -t --token --name-transformer' },
  },
  infisical: {
    layer: 'launcher',
    verbs: ['run'],
    dashes: true,
    options: { flags: '--silent', values: '--env --path --projectId --token --domain --tags' },
  },
  'aws-vault': {
    layer: 'launcher',
    verbs: ['exec'],
    dashes: true,
    own: 1,
    options: { flags: '-n --no-session -j --json', values: '-d --duration --region' },
  },
  chamber: { layer: 'launcher', verbs: ['exec'], dashes: true, own: anyNumber },
  mise: {
    layer: 'launcher',
    verbs: ['exec', 'x'],
    dashes: true,
    own: anyNumber,
    harmlessOwn: /^(?:node|python|uv|bun|deno|go|java|ruby)(?:@[\w.-]+)?$/,
    options: { flags: '-q --quiet -y --yes', changingValues: '-C --cd -E --env' },
  },
  asdf: { layer: 'launcher', verbs: ['exec'] },
  volta: {
    layer: 'launcher',
    verbs: ['run'],
    options: { flags: '--bundled-npm --no-yarn --no-pnpm', values: '--node --npm --yarn --pnpm' },
  },
  fnm: {
    layer: 'launcher',
    verbs: ['exec'],
    options: { values: '--using', changingValues: '--fnm-dir --node-dist-mirror' },
  },
};

/** Programs that start another program named on their own command line. */
export const launchers: ToolTable = new Map<string, ReadTool>([
  ...Object.entries(table).map(([name, launcher]): [string, ReadTool] => [
    name,
    (call) => through(name, launcher, call),
  ]),
  ['env', env],
  ['odr', odr],
  ...hosts(),
]);

function through(name: string, launcher: Launcher, call: Call): Step {
  const { verbs } = launcher;
  const [verb = '', ...afterVerb] = call.launch.args;
  if (verbs !== undefined && !verbs.includes(verb)) {
    return opaque(`${name} is started in a way we can not read`);
  }
  const words = verbs === undefined ? call.launch.args : afterVerb;
  const dashes = launcher.dashes === true ? words.indexOf('--') : -1;
  const read = readOptions(dashes === -1 ? words : words.slice(0, dashes), {
    flags: '',
    values: '',
    ...launcher.options,
  });
  const own = dashes === -1 ? read.rest.slice(0, launcher.own === anyNumber ? 0 : (launcher.own ?? 0)) : read.rest;
  const command = dashes === -1 ? read.rest.slice(own.length) : words.slice(dashes + 1);
  if (command.length === 0 || read.unknown !== null || own.length > (launcher.own ?? 0)) {
    return opaque(optionDoubts(name, read)[0] ?? `${name} is started in a way we can not read`);
  }
  const { harmlessOwn } = launcher;
  const chooses = harmlessOwn !== undefined && own.some((word) => !harmlessOwn.test(word));
  const doubts = [
    ...optionDoubts(name, read),
    ...(launcher.readsFile === true ? [`${name} sets variables from a file`] : []),
    ...(chooses ? [`${name} is told which tools to install`] : []),
  ];
  const layer: Layer = { kind: launcher.layer, name: verbs === undefined ? name : `${name} ${verb}` };
  return { kind: 'through', layer, launch: behind(call.launch, command), doubts };
}

function env(call: Call): Step {
  const read = readOptions(call.launch.args, {
    bundles: true,
    flags: '-i - --ignore-environment -v --debug',
    values: '-u --unset',
    changingValues: '-C --chdir -P -S --split-string',
  });
  const split = valuesOf(read, '-S', '--split-string').at(-1);
  const splitWords = split === undefined ? [] : plainWords(split);
  if (splitWords === null || read.unknown !== null) {
    return opaque('env is started in a way we can not read');
  }
  const all = [...splitWords, ...read.rest];
  const first = all.findIndex((word) => !/^[^=\s]+=/.test(word));
  const words = first === -1 ? [] : all.slice(first);
  if (words.length === 0) {
    return opaque('env is given no program');
  }
  const cleared = read.given.some(([name]) => name === '-i' || name === '--ignore-environment');
  const dropped = new Set(valuesOf(read, '-u', '--unset'));
  const kept = cleared ? [] : [...call.launch.env].filter(([name]) => !dropped.has(name));
  const set = all
    .slice(0, first)
    .map((word): [string, string] => [word.slice(0, word.indexOf('=')), word.slice(word.indexOf('=') + 1)]);
  const doubts = optionDoubts('env', {
    ...read,
    changing: read.changing.filter((name) => name !== '-S' && name !== '--split-string'),
  });
  const launch = behind(call.launch, words, new Map([...kept, ...set]));
  return { kind: 'through', layer: { kind: 'env', name: 'env' }, launch, doubts };
}

function odr(): Step {
  return {
    kind: 'opaque',
    reason: 'the Windows agent registry chooses the server by its id',
    runs: { kind: 'unknown' },
    layer: { kind: 'launcher', name: 'odr' },
  };
}

/** Programs whose arguments say what runs, in ways we do not read. A hash of the program would say nothing. */
function hosts(): readonly (readonly [string, ReadTool])[] {
  return `ssh wsl xargs find make just task awk gawk parallel script expect flock watch screen tmux systemd-run firejail bwrap unshare chroot
    flatpak snap nix nix-shell nix-run conda mamba micromamba poetry pdm hatch pixi rye pipenv cargo kubectl gh code cursor open start
    osascript wscript cscript mshta rundll32 busybox toybox login concurrently nodemon pm2 forever watchexec entr devbox vagrant distrobox toolbox
    limactl colima multipass smithery`
    .split(/\s+/)
    .map((name) => [name, () => opaque(`${name} starts something else, in a way we do not read`)] as const);
}
