import { secretName } from './secret-names.ts';

/** What a part of a command line means. `short`: the value of a one-letter flag that is a password in some programs. */
type ArgRole = 'env' | 'header' | 'login' | 'named' | 'short' | 'plain';

/** The part of an argument that is a value: `args[index].slice(start)`. */
export interface ArgPart {
  readonly index: number;
  readonly start: number;
  readonly role: ArgRole;
  /** The variable, header or flag it belongs to; null when it has none. */
  readonly name: string | null;
}

const headerFlags = new Set(['-H', '--header', '--headers', '--http-header', '--request-header', '--add-header']);
const envFlags = new Set(['-e', '-E', '--env', '--environment', '--env-var', '--set-env', '--build-arg']);
const loginFlags = new Set(['-u', '--user', '--proxy-user', '--basic-auth', '--auth', '--login', '--userpass']);
const shortFlags = new Set(['-p', '-k', '-t', '-a', '-s', '-w', '-P']);

/** Reads a command line: which argument, or part of one, is the value of what. One part for each argument. */
export function readArgs(args: readonly string[]): readonly ArgPart[] {
  const parts: ArgPart[] = [];
  let flag: string | null = null;
  for (const [index, arg] of args.entries()) {
    const expected: ArgPart | null = flag === null ? null : valueOfFlag(index, arg, flag);
    flag = null;
    if (expected !== null) {
      parts.push(expected);
      continue;
    }
    parts.push(standingAlone(index, arg));
    flag = takesSecret(arg) ? arg : null;
  }
  return parts;
}

/** The argument after a flag, or null when it is the next flag. */
function valueOfFlag(index: number, arg: string, flag: string): ArgPart | null {
  if (/^--?[A-Za-z][\w-]*(?:=|$)/.test(arg) && !/^-[A-Za-z0-9_-]{16,}$/.test(arg)) {
    return null;
  }
  return partOf(index, arg, 0, flag);
}

function standingAlone(index: number, arg: string): ArgPart {
  const glued = /^(-[eEH])(?=[A-Za-z_][\w-]*[=:])/.exec(arg)?.[1];
  if (glued !== undefined) {
    return partOf(index, arg, 2, glued);
  }
  const [, flag] = /^(--?[A-Za-z][\w.-]*)=/.exec(arg) ?? [];
  if (flag !== undefined) {
    return partOf(index, arg, flag.length + 1, flag);
  }
  const [, spelled] = /^((?:--?|\/)[A-Za-z][\w.-]*)[:=](?!\/\/)/.exec(arg) ?? [];
  if (spelled !== undefined && takesSecret(asFlag(spelled))) {
    return partOf(index, arg, spelled.length + 1, asFlag(spelled));
  }
  const letter = /^(-[A-Za-z])[^\s=]{5,}$/.exec(arg)?.[1];
  if (letter !== undefined && (shortFlags.has(letter) || /^-u(?!rl|ser)[^:]+:(?!\/\/)/.test(arg))) {
    return partOf(index, arg, 2, letter);
  }
  const [whole, name] = /^([A-Za-z_][\w.-]*)(?:=|: ?)(?!\/\/)/.exec(arg) ?? [];
  if (whole !== undefined && name !== undefined && secretName(name) !== null) {
    return { index, start: whole.length, role: 'named', name };
  }
  return { index, start: 0, role: 'plain', name: null };
}

/** `/p` and `/password` of Windows are `-p` and `--password` elsewhere. */
function asFlag(spelled: string): string {
  return spelled.replace(/^\/(?=.$)/, '-').replace(/^\//, '--');
}

/** The value of a flag from `start` on. */
function partOf(index: number, arg: string, start: number, flag: string): ArgPart {
  const value = arg.slice(start);
  if (envFlags.has(flag)) {
    const [whole, name] = /^([A-Za-z_][\w.-]*)=/.exec(value) ?? [];
    return whole === undefined || name === undefined
      ? { index, start, role: 'plain', name: null }
      : { index, start: start + whole.length, role: 'env', name };
  }
  if (headerFlags.has(flag)) {
    const [whole, name] = /^\s*["']?([A-Za-z0-9_-]+)\s*[:=]\s*/.exec(value) ?? [];
    return { index, start: start + (whole?.length ?? 0), role: 'header', name: name ?? null };
  }
  if (loginFlags.has(flag)) {
    const colon = /^[^\s:{["']{1,80}:(?!\/\/)/.exec(value)?.[0].length;
    if (colon !== undefined) {
      return { index, start: start + colon, role: 'login', name: 'password' };
    }
  }
  if (secretName(flag) !== null) {
    return { index, start, role: 'named', name: flag };
  }
  return { index, start, role: shortFlags.has(flag) ? 'short' : 'plain', name: flag };
}

function takesSecret(arg: string): boolean {
  return (
    headerFlags.has(arg) ||
    envFlags.has(arg) ||
    loginFlags.has(arg) ||
    shortFlags.has(arg) ||
    (/^--?[A-Za-z][\w.-]*$/.test(arg) && secretName(arg) !== null)
  );
}
