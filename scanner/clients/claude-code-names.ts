import { at } from '../formats/document.ts';
import type { Entry } from '../model/launch.ts';

/** Names that Claude Code keeps for itself: an entry that uses one is skipped. */
const reserved: ReadonlySet<string> = new Set([
  'workspace',
  'claude-in-chrome',
  'computer-use',
  'Claude Preview',
  'Claude Browser',
]);

/** Turns off what Claude Code skips: reserved names, and servers that their own project switched off. */
export function asClaudeCodeSees(entry: Entry, document: unknown): Entry {
  return reserved.has(entry.name) || isSwitchedOff(entry, document) ? { ...entry, enabled: false } : entry;
}

/**
 * `projects.<folder>.disabledMcpServers` holds for that folder only. A server of the user scope stays on:
 * every other folder still starts it.
 */
function isSwitchedOff(entry: Entry, document: unknown): boolean {
  const project = projectOf(entry.pointer);
  const off = project === undefined ? undefined : at(document, ['projects', project, 'disabledMcpServers']);
  return Array.isArray(off) && off.includes(entry.name);
}

function projectOf(pointer: string): string | undefined {
  const [, first, project] = pointer.split('/');
  return first === 'projects' ? project?.replaceAll('~1', '/').replaceAll('~0', '~') : undefined;
}
