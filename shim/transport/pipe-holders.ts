import { readdirSync, readlinkSync } from 'node:fs';

/** What the kernel calls the pipes of a server's input and output. */
export interface ServerPipes {
  readonly input: string;
  readonly output: string;
}

/** Null where the system does not tell. */
export function pipesOf(pid: number): ServerPipes | null {
  const [input, output] = process.platform === 'linux' ? [0, 1].map((file) => linkOf(`/proc/${pid}/fd/${file}`)) : [];
  return input && output ? { input, output } : null;
}

/** The processes of this user that hold a pipe, other than this one. Only Linux tells. */
export function holdersOf(pipe: string): readonly number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name) && Number(name) !== process.pid)
    .filter((name) => filesOf(name).some((file) => linkOf(`/proc/${name}/fd/${file}`) === pipe))
    .map(Number);
}

function filesOf(pid: string): readonly string[] {
  try {
    return readdirSync(`/proc/${pid}/fd`);
  } catch {
    // It has ended, or it is another user's.
    return [];
  }
}

function linkOf(path: string): string | null {
  try {
    return readlinkSync(path);
  } catch {
    // It was closed in between, or it is another user's.
    return null;
  }
}
