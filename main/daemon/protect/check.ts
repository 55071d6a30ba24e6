import { parseConfig } from '../../../scanner/formats/parse.ts';
import type { Entry } from '../../../scanner/model/launch.ts';
import { behindOurs, readOurs } from '../../../scanner/routing/our-words.ts';
import type { Candidate } from './candidates.ts';
import { readNow } from './file-bytes.ts';
import { entriesIn } from './entries-in.ts';
import type { EntryName } from './plan.ts';
import { type OneStart, type Started, startOnce } from './start-once.ts';

/** Whether a server still works behind the shim. */
export type Verdict =
  | { readonly kind: 'same' }
  /** It works; what it lists is changed as a policy changes it. */
  | { readonly kind: 'narrowed'; readonly why: string }
  | { readonly kind: 'broken'; readonly why: string }
  | { readonly kind: 'fails-anyway'; readonly why: string }
  | { readonly kind: 'not-checked'; readonly why: string };

export interface Checked {
  readonly candidate: Candidate;
  readonly entry: EntryName;
  readonly verdict: Verdict;
}

export interface CheckDeps {
  readonly env: OneStart['env'];
  /** Something on this laptop may leave tools out, or change what they say. */
  readonly mayNarrow: boolean;
  readonly timeoutMs: number;
}

/** Starts the given servers of a file, each once directly and once through the shim, one after the other, and compares. */
export async function checkFile(
  candidate: Candidate,
  pointers: ReadonlySet<string>,
  deps: CheckDeps,
): Promise<readonly Checked[]> {
  const bytes = readNow(candidate.realPath);
  const [first] = candidate.readings;
  const parsed = bytes === null || first === undefined ? null : await parseConfig(bytes, first.spec.format);
  const found = parsed?.ok === true ? entriesIn(candidate, parsed.document) : [];
  const checked: Checked[] = [];
  for (const { reading, entry } of found.filter((one) => pointers.has(one.entry.pointer))) {
    const name = { client: reading.client.id, scope: reading.spec.scope, name: entry.name, pointer: entry.pointer };
    checked.push({ candidate, entry: name, verdict: await checkEntry(entry, deps) });
  }
  return checked;
}

async function checkEntry({ launch }: Entry, deps: CheckDeps): Promise<Verdict> {
  const ours = 'problem' in launch ? null : readOurs(launch);
  if (ours === null || 'problem' in launch || launch.transport !== 'stdio') {
    return { kind: 'not-checked', why: 'it is not behind the shim any more' };
  }
  const original = behindOurs(launch, ours);
  const needsClient = [...ours.words, ...launch.env.values()].some((text) => /\$\{|\{(?:env|file):|^~/.test(text));
  if (needsClient || launch.envFile !== null) {
    return { kind: 'not-checked', why: 'it holds placeholders that only its client can fill in' };
  }
  const start = (command: string, args: readonly string[]): Promise<Started> =>
    startOnce({ ...deps, command, args, cwd: launch.cwd, env: { ...deps.env, ...Object.fromEntries(launch.env) } });
  const direct = await start(original.command, original.args);
  return direct.ok
    ? compare(direct, await start(launch.command, launch.args), deps.mayNarrow)
    : { kind: 'fails-anyway', why: direct.why };
}

function compare(direct: Extract<Started, { readonly ok: true }>, guarded: Started, mayNarrow: boolean): Verdict {
  if (!guarded.ok) {
    return { kind: 'broken', why: guarded.why };
  }
  if (guarded.server !== direct.server) {
    return { kind: 'broken', why: 'it introduces itself differently' };
  }
  if (guarded.tools.join() === direct.tools.join()) {
    return { kind: 'same' };
  }
  const known = new Set(direct.tools.map(nameOf));
  return mayNarrow && guarded.tools.every((tool) => known.has(nameOf(tool)))
    ? { kind: 'narrowed', why: 'tools are left out or changed, as your policy does' }
    : { kind: 'broken', why: 'it offers other tools' };
}

/** Of a tool as `startOnce` tells it: its name may hold blanks, the hash behind it does not. */
function nameOf(tool: string): string {
  return tool.slice(0, tool.lastIndexOf(' '));
}
