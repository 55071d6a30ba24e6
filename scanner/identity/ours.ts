import type { RemoteLaunch, StdioLaunch } from '../model/launch.ts';
import type { Step } from './step.ts';
import { behind, opaque } from './step.ts';

const launcher = /(?:^|[\\/])sallyport-shim(?:\.exe|\.cmd)?$/;

/** Whether a command is our own launcher: named so, and bare or at a fixed place. A relative path is somebody's own file. */
export function isOurs(command: string): boolean {
  return launcher.test(command) && (!/[\\/]/.test(command) || /^(?:[\\/]|~[\\/]|[a-z]:[\\/])/i.test(command));
}

/** The original behind an entry that we rewrote. */
export function ourStep(launch: StdioLaunch): Step {
  const layer = { kind: 'guard', guard: 'sallyport', ours: true } as const;
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
