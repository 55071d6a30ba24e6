import type { StdioLaunch } from '../model/launch.ts';
import { scriptStep } from './script-step.ts';
import { plainWords } from './plain-words.ts';
import type { Call, Step, ToolTable } from './step.ts';
import { behind, opaque } from './step.ts';

/** Shells. A text is seen through only when it is one command in plain words. */
export const shells: ToolTable = new Map([
  ...['sh', 'bash', 'zsh', 'dash', 'ash', 'ksh', 'fish'].map((name) => [name, posixShell] as const),
  ['cmd', cmd],
  ['powershell', powershell],
  ['pwsh', powershell],
  ['nu', (call: Call) => opaque('a shell we do not read', { kind: 'shell', shell: call.tool })],
]);

function posixShell(call: Call): Step {
  const [first = ''] = call.launch.args;
  const shell = { kind: 'shell', shell: call.tool } as const;
  const at = call.launch.args.findIndex((word) => !/^(?:-[ilex]+|--login)$/.test(word));
  if (/^-[ilex]*c$/.test(call.launch.args[at] ?? '')) {
    const [text, ...rest] = call.launch.args.slice(at + 1);
    const isLogin = call.launch.args.slice(0, at + 1).some((option) => /[il]/.test(option));
    return text === undefined || rest.length > 0
      ? opaque('its shell text takes further arguments', shell)
      : shellText(call, text, isLogin);
  }
  if (first === '' || first.startsWith('-')) {
    return opaque('its shell is started in a way we can not read', shell);
  }
  const words = call.launch.args;
  return scriptStep({ interpreter: call.tool, words, launch: call.launch, doubts: [], alsoRuns: [] });
}

function shellText(call: Call, text: string, login: boolean): Step {
  const words = plainWords(text);
  const shell = { kind: 'shell', shell: call.tool } as const;
  if (words === null) {
    return opaque('its shell text is more than one plain command', shell);
  }
  const assignments = words.findIndex((word) => !/^[A-Za-z_]\w*=/.test(word));
  const command = assignments === -1 ? [] : words.slice(assignments);
  const [program, ...rest] = command[0] === 'exec' ? command.slice(1) : command;
  if (program === undefined || program.startsWith('-') || builtins.has(program)) {
    return opaque('its shell text starts no program of its own', shell);
  }
  const env = withAssignments(call.launch, words.slice(0, assignments));
  const launch = behind(call.launch, [program, ...rest], env);
  // Start-up files of a login shell set PATH; they are the person's own, like the PATH of any client.
  return { kind: 'through', layer: { kind: 'shell', name: login ? `${call.tool} -l` : call.tool }, launch };
}

function cmd(call: Call): Step {
  const shell = { kind: 'shell', shell: 'cmd' } as const;
  const at = call.launch.args.findIndex((word) => !/^\/[dsqaue]$/i.test(word));
  const [mode = '', ...words] = at === -1 ? [] : call.launch.args.slice(at);
  if (!/^\/[ck]$/i.test(mode) || words.length === 0) {
    return opaque('cmd is started in a way we can not read', shell);
  }
  const { env, command } = leadingSets(words, call.launch);
  if (command === null) {
    return opaque('its cmd text is more than one plain command', shell);
  }
  return { kind: 'through', layer: { kind: 'shell', name: 'cmd' }, launch: behind(call.launch, command, env) };
}

/** `set A=1 && set B=2 && command`: cmd's way to say what `env` says elsewhere. */
function leadingSets(
  words: readonly string[],
  launch: StdioLaunch,
): { readonly env: ReadonlyMap<string, string>; readonly command: readonly string[] | null } {
  const env = new Map(launch.env);
  const single = words.length === 1 ? (words[0] ?? '') : null;
  let rest = single ?? '';
  for (;;) {
    const set = /^\s*set\s+"?([A-Za-z_][\w()]*)=([^"&|<>^%!]*)"?\s*&&\s*/i.exec(rest);
    if (set === null) {
      break;
    }
    env.set(set[1] ?? '', set[2] ?? '');
    rest = rest.slice(set[0].length);
  }
  if (single === null) {
    // Several words: cmd joins them again, so each must be free of what it acts on.
    return { env, command: words.some((word) => /[&|<>^%!"\n]/.test(word)) || isBuiltin(words) ? null : words };
  }
  if (/[&|<>^%!\n']/.test(rest)) {
    return { env, command: null };
  }
  const command = [...rest.matchAll(/"([^"]*)"|(\S+)/g)].map((match) => match[1] ?? match[2] ?? '');
  return {
    env,
    command: command.length === 0 || isBuiltin(command) || /\S"|"\S*"\S/.test(tight(rest)) ? null : command,
  };
}

// Leaves only quotes that do not stand alone around a word, such as a"b or "a"b.
function tight(text: string): string {
  return text.replaceAll(/(^|\s)"[^"]*"(?=\s|$)/g, '$1');
}

function isBuiltin(words: readonly string[]): boolean {
  return /^(?:call|cd|chdir|echo|start|for|if|pushd|set|type|rem|copy|del)$/i.test(words[0] ?? '');
}

function powershell(call: Call): Step {
  return opaque('PowerShell runs a text or a script of its own', { kind: 'shell', shell: call.tool });
}

function withAssignments(launch: StdioLaunch, words: readonly string[]): ReadonlyMap<string, string> {
  return new Map([
    ...launch.env,
    ...words.map((word): [string, string] => [word.slice(0, word.indexOf('=')), word.slice(word.indexOf('=') + 1)]),
  ]);
}

const builtins = new Set(
  'cd . source eval export set unset alias command builtin if for while until case function trap ulimit umask wait read test [ { ( time !'.split(
    ' ',
  ),
);
