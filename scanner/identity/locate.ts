import type { Files } from '../files.ts';
import type { Machine } from '../machine.ts';
import type { FilePresence, Identity, Runs } from '../model/identity.ts';
import { elsewhere, isElsewhere } from '../other-machines.ts';
import { needsConsent } from '../privacy.ts';
import { unidentified } from './answers.ts';
import { absolute, baseName, folderOf, within } from './paths.ts';
import { hasPlaceholder } from './placeholder.ts';
import { isToolFolder } from './tool-folders.ts';

export interface Deps {
  readonly files: Files;
  readonly machine: Machine;
}

type FileRuns = Extract<Runs, { kind: 'file' }>;
export interface Located {
  readonly runs: FileRuns;
  readonly identity: Identity;
}

/** Finds and hashes a script that an interpreter is given. */
export async function locateScript(
  script: {
    readonly path: string;
    readonly cwd: string | null;
    readonly interpreter: string;
    readonly endings: readonly string[];
  },
  deps: Deps,
): Promise<Located> {
  const runs = { kind: 'file', path: script.path, role: 'script', interpreter: script.interpreter } as const;
  if (hasPlaceholder(script.path) || hasPlaceholder(script.cwd ?? '')) {
    return gap(runs, 'placeholder', 'the path depends on a variable');
  }
  const path = absolute(script.path, script.cwd, deps.machine);
  if (path === null) {
    return gap(runs, 'unresolved', 'the path is relative, and the folder it is started in is not known');
  }
  return hashFirst({ ...runs, path }, [path, ...script.endings.map((ending) => path + ending)], deps);
}

/** Finds and hashes a program that is started by its path. */
export async function locateProgram(path: string, deps: Deps): Promise<Located> {
  const { programEndings } = deps.machine;
  const candidates = [path, ...programEndings.filter((ending) => ending !== '').map((ending) => path + ending)];
  // A script that the system starts by its first line.
  const role = /\.(?:py|[cm]?js|ts|sh|rb|pl)$/i.test(path) ? 'script' : 'binary';
  return hashFirst({ kind: 'file', path, role, interpreter: null }, candidates, deps);
}

/** Looks a bare command up on the search path and hashes what is found. */
export async function locateBare(name: string, deps: Deps): Promise<Located> {
  const path = await onSearchPath(name, deps);
  const runs = { kind: 'file', path: path ?? name, role: 'binary', interpreter: null } as const;
  return path === null
    ? gap(runs, 'unresolved', 'the command is not on the search path we know')
    : hashFirst(runs, [path], deps);
}

/** The file that a bare command would start, or null. */
export async function onSearchPath(name: string, { files, machine }: Deps): Promise<string | null> {
  const endings = machine.programEndings.length > 0 ? machine.programEndings : [''];
  const complete = endings.some((ending) => ending !== '' && name.toLowerCase().endsWith(ending));
  for (const folder of machine.searchPath) {
    for (const ending of complete ? [''] : endings) {
      const path = within(folder, name + ending);
      if ((await files.probe(path)).kind === 'file') {
        return path;
      }
    }
  }
  return null;
}

async function hashFirst(runs: Omit<FileRuns, 'present'>, candidates: readonly string[], deps: Deps): Promise<Located> {
  if (isElsewhere(runs.path, deps.machine)) {
    return gap(runs, 'unreadable', elsewhere);
  }
  let folder = false;
  for (const path of candidates) {
    const probe = await deps.files.probe(path);
    if (probe.kind === 'file') {
      return hash({ ...runs, path }, probe.facts.realPath, deps);
    }
    if (probe.kind === 'denied' || probe.kind === 'timed-out' || probe.kind === 'odd') {
      return gap({ ...runs, path }, 'unreadable', 'the file can not be read');
    }
    folder ||= probe.kind === 'folder';
  }
  return folder
    ? gap(runs, 'unreadable', 'the path is a folder, whose own files say what runs')
    : gap(runs, 'missing', 'the file is not there');
}

async function hash(runs: Omit<FileRuns, 'present'>, realPath: string, deps: Deps): Promise<Located> {
  const { machine } = deps;
  if (runs.role === 'binary' && /\.(?:bat|cmd|ps1|vbs|js|wsf)$/i.test(runs.path) && machine.os === 'win32') {
    return gap(runs, 'present', 'the file is a batch or script file that starts something else');
  }
  const real = baseName(realPath, machine.os).replace(/\.exe$/i, '');
  if (runs.role === 'binary' && isInterpreter(real) && isToolFolder(folderOf(realPath, machine.os), machine)) {
    return gap(runs, 'present', 'the file is a link to an interpreter, its arguments say what runs');
  }
  const hashed = await deps.files.sha256(runs.path);
  if (hashed.kind === 'unreadable') {
    const why =
      hashed.why === needsConsent ? 'reading the file may raise a macOS privacy dialog' : 'the file can not be read';
    return gap(runs, 'unreadable', why);
  }
  const identity: Identity = {
    kind: runs.role,
    purl: null,
    version: null,
    origin: null,
    sha256: hashed.hex,
    reason: null,
  };
  return { runs: { ...runs, present: 'present' }, identity };
}

function isInterpreter(name: string): boolean {
  return /^(?:python[\d.]*|node|nodejs|bun|deno|ruby[\d.]*|perl[\d.]*|php[\d.]*|java|(?:ba|da|z|k|fi)?sh|busybox)$/i.test(
    name,
  );
}

function gap(runs: Omit<FileRuns, 'present'>, present: FilePresence, reason: string): Located {
  return { runs: { ...runs, present }, identity: unidentified(reason) };
}
