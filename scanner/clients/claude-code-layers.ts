import { at, isRecord } from '../formats/document.ts';
import { oneSpelling } from '../one-spelling.ts';
import type { SwitchesOff } from './client.ts';

/** A settings file rejects servers of a repository's `.mcp.json` by name, and no others. */
export function projectServersOff(settings: unknown): SwitchesOff | null {
  const names = namesIn(at(settings, ['disabledMcpjsonServers']));
  return names.size === 0 ? null : ({ name, scope }) => scope === 'project' && names.has(name);
}

/** The state file keeps the answers a person gave in each folder. */
export function projectServersOffIn(state: unknown): SwitchesOff | null {
  const projects = at(state, ['projects']);
  const rejected = Object.entries(isRecord(projects) ? projects : {}).flatMap(([folder, own]) => {
    const names = ['disabledMcpjsonServers', 'disabledMcpServers'].flatMap((key) => [...namesIn(at(own, [key]))]);
    return names.length === 0 ? [] : [[oneSpelling(folder), new Set(names)] as const];
  });
  const byFolder = new Map(rejected);
  return byFolder.size === 0
    ? null
    : ({ name, scope, project }) =>
        scope === 'project' && project !== null && byFolder.get(project)?.has(name) === true;
}

/** Where an administrator put `managed-mcp.json`, only its servers start. */
export function allButManaged(): SwitchesOff {
  return ({ scope }) => scope !== 'managed';
}

function namesIn(value: unknown): ReadonlySet<unknown> {
  return new Set(Array.isArray(value) ? value : []);
}
