import type { Files } from '../files.ts';
import type { Machine } from '../machine.ts';
import type { StdioLaunch } from '../model/launch.ts';
import { absolute, baseName, folderOf, isPath } from './paths.ts';
import { hasPlaceholder } from './placeholder.ts';
import { isToolFolder } from './tool-folders.ts';

/** What a command is, before its arguments are read. */
export type Program =
  /** One of the tools we can read, by its usual name. */
  | { readonly kind: 'tool'; readonly name: string }
  /** A file; `likeTool` is the tool whose name it carries outside the folders where tools are installed. */
  | { readonly kind: 'file'; readonly path: string; readonly name: string; readonly likeTool: string | null }
  | { readonly kind: 'bare'; readonly name: string }
  | { readonly kind: 'placeholder' }
  | { readonly kind: 'nowhere' }
  /** A whole command line in one word. */
  | { readonly kind: 'line' };

/**
 * Tells a tool from a file that only carries its name. A bare name is looked up where the client looks it up; a path
 * counts as the tool in a usual folder, or as a link into one (a virtual environment's `python`).
 */
export async function programOf(
  launch: StdioLaunch,
  tools: ReadonlySet<string>,
  deps: { readonly files: Files; readonly machine: Machine },
): Promise<Program> {
  const { command } = launch;
  const { files, machine } = deps;
  if (hasPlaceholder(command)) {
    return { kind: 'placeholder' };
  }
  if (command.trim() === '') {
    return { kind: 'nowhere' };
  }
  if (!isPath(command, machine.os)) {
    const name = toolName(command, machine);
    if (tools.has(name)) {
      return { kind: 'tool', name };
    }
    return /\s/.test(command) ? { kind: 'line' } : { kind: 'bare', name: plainName(command, machine) };
  }
  if (/^[\w.-]+\s/.test(command)) {
    return { kind: 'line' };
  }
  const path = absolute(command, launch.cwd, machine);
  const name = toolName(baseName(command, machine.os), machine);
  if (path === null) {
    return { kind: 'nowhere' };
  }
  if (!tools.has(name)) {
    return { kind: 'file', path, name: plainName(baseName(path, machine.os), machine), likeTool: null };
  }
  if (isToolFolder(folderOf(path, machine.os), machine) || (await linksToTool(path, name, files, machine))) {
    return { kind: 'tool', name };
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

async function linksToTool(path: string, name: string, files: Files, machine: Machine): Promise<boolean> {
  const probe = await files.probe(path);
  if (probe.kind !== 'file') {
    return false;
  }
  const { realPath } = probe.facts;
  const sameTool = toolName(baseName(realPath, machine.os), machine) === name;
  return sameTool && isToolFolder(folderOf(realPath, machine.os), machine);
}
