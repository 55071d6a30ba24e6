import type { Files } from '../files.ts';
import { at } from '../formats/document.ts';
import type { Machine } from '../machine.ts';
import { onSearchPath } from './locate.ts';
import { npmFolders } from './npm-folders.ts';
import { npxFolder, unpackedAt } from './npx-copy.ts';
import { isPackagedTool } from './packaged-tools.ts';
import type { PackageRuns } from './step.ts';
import { knownNames } from './tools.ts';

interface Deps {
  readonly files: Files;
  readonly machine: Machine;
}

/**
 * Whether the program that a runner is told beside a package (`uvx --from package program`) surely is the package's own. The
 * runner puts the package's programs first, and falls back to any other of that name.
 */
export async function isOwnProgram(program: string, runs: PackageRuns, deps: Deps): Promise<boolean> {
  if (!/^[\w.-]+$/.test(program) || (isKnown(program) && !isPackagedTool(runs))) {
    return false;
  }
  return (isUsual(program, runs) && (await onSearchPath(program, deps)) === null) || isNamed(program, runs, deps);
}

/** A tool, guard or bridge that we know starts something else. */
function isKnown(program: string): boolean {
  const { tools, wrappers } = knownNames;
  return tools.has(program) || wrappers.has(program) || /^python(?:w|\d[\d.]*)?$/i.test(program);
}

/** Words that tell one server from another in no name. */
const common = new Set([
  'mcp',
  'server',
  'servers',
  'modelcontextprotocol',
  'cli',
  'stdio',
  'tool',
  'tools',
  'agent',
  'ai',
]);

/** The package's own name, or that of a server whose words are all the package's: `mcp-server-files` of `@scope/server-files`. */
function isUsual(program: string, runs: PackageRuns): boolean {
  if (program === unscoped(runs.name)) {
    return true;
  }
  const words = wordsOf(program);
  const own = words.filter((word) => !common.has(word));
  const ofPackage = new Set(wordsOf(runs.name));
  const isServer = words.includes('mcp') || words.includes('server');
  return isServer && own.length > 0 && own.every((word) => ofPackage.has(word));
}

function wordsOf(name: string): readonly string[] {
  return name
    .toLowerCase()
    .split(/[-_./@]+/)
    .filter((word) => word !== '');
}

function unscoped(name: string): string {
  return name.slice(name.lastIndexOf('/') + 1);
}

/** The copy that npx has unpacked for these very words names the program, and stands before the search path. */
async function isNamed(program: string, runs: PackageRuns, deps: Deps): Promise<boolean> {
  const { cache } = await npmFolders(deps);
  if (cache === null || (runs.runner !== 'npx' && runs.runner !== 'npm exec')) {
    return false;
  }
  const bin = at(await unpackedAt(npxFolder(cache, runs), runs, deps.files), ['bin']);
  return typeof bin === 'string' ? program === unscoped(runs.name) : at(bin, [program]) !== undefined;
}
