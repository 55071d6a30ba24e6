import type { Files } from '../files.ts';
import type { Machine } from '../machine.ts';
import type { RemoteLaunch, StdioLaunch } from '../model/launch.ts';
import { within } from './paths.ts';
import type { Step } from './step.ts';
import { behind, opaque } from './step.ts';

const launcher = /(?:^|[\\/])sallyport-shim(?:\.exe|\.cmd)?$/;

/** The launcher's name, without an ending. */
export const shimName = 'sallyport-shim';

/**
 * Whether a command is named like our launcher, bare or at a fixed place. Enough to give an entry back or to point it at the
 * launcher again; what really guards is told by `isInstalledShim`. A relative path is somebody's own file.
 */
export function namesShim(command: string): boolean {
  return launcher.test(command) && (!/[\\/]/.test(command) || /^(?:[\\/]|~[\\/]|[a-z]:[\\/])/i.test(command));
}

/** Whether the launcher of this home, or of the state folder in use, stands at this absolute path, by its spelling or behind links. */
export async function isInstalledShim(
  path: string,
  {
    files,
    machine,
    stateFolder,
  }: { readonly files: Files; readonly machine: Machine; readonly stateFolder: string | null },
): Promise<boolean> {
  const folders = [within(machine.home, '.sallyport'), ...(stateFolder === null ? [] : [stateFolder])];
  const places = folders.map((folder) => within(folder, `bin/${shimName}`));
  if (places.some((place) => spelled(place, machine) === spelled(path, machine))) {
    return true;
  }
  const real = await realPathOf(path, files);
  const known = await Promise.all(places.map((place) => realPathOf(place, files)));
  return real !== null && known.includes(real);
}

async function realPathOf(path: string, files: Files): Promise<string | null> {
  const probe = await files.probe(path);
  return probe.kind === 'file' ? probe.facts.realPath : null;
}

function spelled(path: string, { os }: Machine): string {
  const plain = path.replaceAll('\\', '/').replace(/\.(?:exe|cmd)$/i, '');
  return os === 'linux' ? plain : plain.toLowerCase();
}

/** The original behind an entry that we rewrote. */
export function ourStep(launch: StdioLaunch): Step {
  const layer = { kind: 'guard', guard: 'sallyport', ours: true, mounts: [] } as const;
  const { args } = launch;
  if (args[0] !== 'run') {
    return opaque('this command of the shim starts no server');
  }
  const dashes = args.indexOf('--');
  const own = args.slice(1, dashes === -1 ? undefined : dashes);
  const words = dashes === -1 ? encodedWords(valueOf(own, '--b64')) : args.slice(dashes + 1);
  const inner = words === null ? remote(own, launch) : words.length > 0 ? behind(launch, words) : null;
  return inner === null
    ? { kind: 'opaque', runs: { kind: 'unknown' }, reason: 'our own entry does not say which server it starts', layer }
    : { kind: 'through', layer, launch: inner };
}

function remote(own: readonly string[], launch: StdioLaunch): RemoteLaunch | null {
  const transport = valueOf(own, '--transport');
  const url = valueOf(own, '--url');
  return url === null || (transport !== 'http' && transport !== 'sse')
    ? null
    : { transport, url, headers: new Map(), env: launch.env, headersHelper: null };
}

function encodedWords(word: string | null): readonly string[] | null {
  if (word === null) {
    return null;
  }
  try {
    const parsed: unknown = JSON.parse(Buffer.from(word, 'base64url').toString('utf8'));
    return Array.isArray(parsed) && parsed.every((part) => typeof part === 'string') ? parsed : [];
  } catch {
    // Not what we write: the entry was changed by hand, which an empty command says.
    return [];
  }
}

function valueOf(args: readonly string[], name: string): string | null {
  const at = args.indexOf(name);
  return at === -1 ? null : (args[at + 1] ?? null);
}
