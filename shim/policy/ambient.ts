import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { changesCode, movesHome } from '../../scanner/identity/code-changing-env.ts';
import type { Machine } from '../../scanner/machine.ts';
import type { Os } from '../../scanner/model/launch.ts';
import { isObject } from '../framing/message.ts';
import { hashOf } from '../record/chain.ts';

type Env = Readonly<Record<string, string | undefined>>;

/**
 * The variables of a start that change which code runs and that its config entry must have set: the shim sees one
 * environment, in which the entry's own and those that everything on this laptop has are mixed. What the client itself
 * has, or what was there when `protect` ran, is not the entry's doing.
 *
 * @param own what the server gets
 * @param others environments of the client and of the person's terminal, as far as they are known
 */
export function entryVariables(own: Env, others: readonly Env[], machine: Machine): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  for (const [name, value] of Object.entries(own)) {
    const isAmbient = others.some((other) => other[name] === value) || (name === 'PATH' && onlyAdds(value, others));
    if (value !== undefined && (changesCode(name, machine.os) || movesHome(name, value, machine)) && !isAmbient) {
      found.set(name, value);
    }
  }
  return found;
}

/** Clients put the folders of tools they found in front of the PATH they were given. */
function onlyAdds(path: string | undefined, others: readonly Env[]): boolean {
  const known = new Set([...usual, ...others.flatMap((other) => (other['PATH'] ?? '').split(':'))]);
  return (path ?? '').split(':').every((folder) => known.has(folder) || isToolsOwn(folder));
}

const usual = ['', '/usr/local/sbin', '/usr/local/bin', '/usr/sbin', '/usr/bin', '/sbin', '/bin', '/snap/bin'];
const isToolsOwn = (folder: string): boolean =>
  /\/(?:\.nvm\/versions|\.volta|\.asdf|\.local\/share\/mise|\.fnm|fnm_multishells|node_modules\/\.bin|\.local\/bin|\.cargo\/bin|homebrew)(?:\/|$)/.test(
    folder,
  );

/** The environment of the process that started us, where the system shows it: on Linux. */
export function parentEnvironment(pid: number): Env | null {
  try {
    const pairs = readFileSync(`/proc/${pid}/environ`, 'utf8').split('\0');
    return Object.fromEntries(pairs.filter((pair) => pair.includes('=')).map((pair) => split(pair)));
  } catch {
    // Another system, or another user's process: nothing is known.
    return null;
  }
}

function split(pair: string): readonly [string, string] {
  const at = pair.indexOf('=', 1);
  return [pair.slice(0, at), pair.slice(at + 1)];
}

const fileName = 'ambient.json';

/** What `protect` keeps of its own environment: names, and hashes of values, of variables that change which code runs. */
export function ambientDocument(env: Env, os: Os): string {
  const kept = Object.entries(env).flatMap(([name, value]) =>
    value !== undefined && changesCode(name, os) ? [[name, name === 'PATH' ? value : hashOf(value)] as const] : [],
  );
  return `${JSON.stringify({ format: 1, variables: Object.fromEntries(kept) })}\n`;
}

/** The kept environment, with the values of `own` that it vouches for. */
export function keptAmbient(stateFolder: string, own: Env): Env | null {
  try {
    const value: unknown = JSON.parse(readFileSync(join(stateFolder, fileName), 'utf8'));
    const variables =
      isObject(value) && value['format'] === 1 && isObject(value['variables']) ? value['variables'] : {};
    return Object.fromEntries(
      Object.entries(variables).flatMap(([name, kept]): readonly (readonly [string, string])[] => {
        const mine = own[name];
        return name === 'PATH'
          ? [[name, String(kept)]]
          : mine !== undefined && hashOf(mine) === kept
            ? [[name, mine]]
            : [];
      }),
    );
  } catch {
    // Never kept, or not whole: then only the client's own environment is known.
    return null;
  }
}

export function ambientPath(stateFolder: string): string {
  return join(stateFolder, fileName);
}
