import type { Files } from '../files.ts';
import type { Machine } from '../machine.ts';
import type { StdioLaunch } from '../model/launch.ts';
import { onSearchPath } from './locate.ts';
import { isInstalledShim, shimName } from './ours.ts';
import { absolute, baseName, folderOf, isPath } from './paths.ts';
import { hasPlaceholder } from './placeholder.ts';
import { isInstallFolder, isToolFolder } from './tool-folders.ts';

/** What a command is, before its arguments are read. */
export type Program =
  /** One of the tools we can read, by its usual name. */
  | { readonly kind: 'tool'; readonly name: string }
  /** Our own launcher where one is installed. */
  | { readonly kind: 'ours' }
  /** A file; `likeTool` is the tool, guard or bridge whose name it carries outside the folders where those are installed. */
  | { readonly kind: 'file'; readonly path: string; readonly name: string; readonly likeTool: string | null }
  | { readonly kind: 'bare'; readonly name: string }
  | { readonly kind: 'placeholder' }
  | { readonly kind: 'nowhere' }
  /** A whole command line in one word. */
  | { readonly kind: 'line' };

export interface ProgramDeps {
  readonly files: Files;
  readonly machine: Machine;
  /** The state folder in use, whose launcher is ours wherever it lies; null where only the home's own counts. */
  readonly stateFolder: string | null;
}

/** Names that mean something to us: of tools, and of guards and bridges. */
export interface KnownNames {
  readonly tools: ReadonlySet<string>;
  readonly wrappers: ReadonlySet<string>;
}

/**
 * Tells a tool, a guard or our own launcher from a file that only carries its name. A bare name is looked up where the client
 * looks it up; a path counts in a usual folder, or as a link into one (a virtual environment's `python`).
 */
export async function programOf(launch: StdioLaunch, known: KnownNames, deps: ProgramDeps): Promise<Program> {
  const { command } = launch;
  const { machine } = deps;
  if (hasPlaceholder(command)) {
    return { kind: 'placeholder' };
  }
  if (command.trim() === '') {
    return { kind: 'nowhere' };
  }
  if (!isPath(command, machine.os)) {
    return bareProgram(command, known, deps);
  }
  if (/^[\w.-]+\s/.test(command)) {
    return { kind: 'line' };
  }
  const path = absolute(command, launch.cwd, machine);
  return path === null ? { kind: 'nowhere' } : programAt(path, known, deps);
}

async function bareProgram(command: string, known: KnownNames, deps: ProgramDeps): Promise<Program> {
  const name = toolName(command, deps.machine);
  if (known.tools.has(name)) {
    return { kind: 'tool', name };
  }
  if (name === shimName) {
    const path = await onSearchPath(command, deps);
    return path === null ? { kind: 'bare', name } : programAt(path, known, deps);
  }
  return /\s/.test(command) ? { kind: 'line' } : { kind: 'bare', name: plainName(command, deps.machine) };
}

async function programAt(path: string, known: KnownNames, deps: ProgramDeps): Promise<Program> {
  const { files, machine } = deps;
  const name = toolName(baseName(path, machine.os), machine);
  if (name === shimName) {
    return (await isInstalledShim(path, deps)) ? { kind: 'ours' } : { kind: 'file', path, name, likeTool: name };
  }
  const isTool = known.tools.has(name);
  if (!isTool && !known.wrappers.has(name)) {
    return { kind: 'file', path, name: plainName(baseName(path, machine.os), machine), likeTool: null };
  }
  const isUsual = isTool ? isToolFolder : isInstallFolder;
  if (isUsual(folderOf(path, machine.os), machine) || (await linksInto(isUsual, path, name, files, machine))) {
    return isTool ? { kind: 'tool', name } : { kind: 'file', path, name, likeTool: null };
  }
  return { kind: 'file', path, name, likeTool: name };
}

/** The tool a file name stands for: `npx.cmd` is npx, `python3.12` is python. */
function toolName(name: string, machine: Machine): string {
  const plain = machine.os === 'linux' ? name : name.toLowerCase();
  const bare = machine.os === 'win32' ? plain.replace(/\.(?:exe|cmd|com)$/, '') : plain;
  return /^python(?:w|\d[\d.]*t?)?$/.test(bare) ? 'python' : bare === 'nodejs' ? 'node' : bare;
}

function plainName(name: string, machine: Machine): string {
  return machine.os === 'win32' ? name.replace(/\.(?:exe|cmd|com|bat)$/i, '') : name;
}

async function linksInto(
  isUsual: (folder: string, machine: Machine) => boolean,
  path: string,
  name: string,
  files: Files,
  machine: Machine,
): Promise<boolean> {
  const probe = await files.probe(path);
  if (probe.kind !== 'file') {
    return false;
  }
  const { realPath } = probe.facts;
  const sameTool = toolName(baseName(realPath, machine.os), machine) === name;
  return sameTool && isUsual(folderOf(realPath, machine.os), machine);
}
