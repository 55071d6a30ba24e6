import { createHash } from 'node:crypto';
import type { Resolved } from '../model/identity.ts';
import type { Launch } from '../model/launch.ts';
import { looksSecret, originOf } from './remote.ts';

const secretName = /(?:token|key|secret|passw|auth|credential|bearer|cookie|session|pat|dsn|connection)/i;

/**
 * The stable text a server's id is made from: the same in every client and on every laptop that starts the same thing.
 * Without an identity it stands for the shape of the launch: what looks like a secret has no part in it, so a rotated
 * or different secret neither shows nor makes another server.
 */
export function serverKey(resolved: Resolved): string {
  const { identity, effective } = resolved;
  if (identity.purl !== null) {
    return `${identity.purl}@${identity.version ?? ''}`;
  }
  if (identity.origin !== null) {
    return `remote:${identity.origin}`;
  }
  if (identity.sha256 !== null) {
    return `${identity.kind}:${identity.sha256}`;
  }
  return `unidentified:${createHash('sha256')
    .update(JSON.stringify([shapeOf(effective), wayOf(resolved)]))
    .digest('hex')}`;
}

/** What stands around the launch: two starts that end in the same words are not the same where one of it leaves open what runs. */
function wayOf({ layers, effective }: Resolved): readonly string[] {
  const readsFile = effective.transport === 'stdio' && effective.envFile !== null;
  return [...layers.map(({ kind }) => kind), ...(readsFile ? ['env-file'] : [])];
}

function shapeOf(launch: Launch): readonly unknown[] {
  const names = [...launch.env.keys()].toSorted();
  return launch.transport === 'stdio'
    ? ['stdio', homeless(launch.command), argumentShapes(launch.args), names]
    : [
        'remote',
        addressShape(launch.url),
        [...launch.headers.keys()].map((name) => name.toLowerCase()).toSorted(),
        names,
      ];
}

function argumentShapes(args: readonly string[]): readonly string[] {
  return args.map((word, index) => {
    const before = args[index - 1] ?? '';
    if (before.startsWith('-') && !before.includes('=') && secretName.test(before) && !word.startsWith('-')) {
      return '‹value›';
    }
    const assigned = /^(-{0,2}[A-Za-z_][\w.-]*)=/.exec(word);
    return assigned === null ? wordShape(word) : `${assigned[1] ?? ''}=`;
  });
}

function wordShape(word: string): string {
  if (/^[\w-]+:\s/.test(word)) {
    return `${word.slice(0, word.indexOf(':'))}:`;
  }
  return word
    .split(' ')
    .map((part) => {
      if (part.includes('://')) {
        return addressShape(part);
      }
      return part.split('/').some(looksSecret) ? '‹redacted›' : homeless(part);
    })
    .join(' ');
}

function addressShape(url: string): string {
  const origin = originOf(url);
  // Databases and the like: the scheme and the host name something, user, password and the rest do not.
  return origin.ok
    ? origin.value
    : (/^([a-z][a-z0-9+.-]*:\/\/)(?:[^/@]*@)?([^/?#]*)/i.exec(url)?.slice(1, 3).join('') ?? 'address');
}

function homeless(path: string): string {
  return path.replaceAll('\\', '/').replace(/^(?:\/Users|\/home|[A-Za-z]:\/Users)\/[^/]+(?=\/|$)/, '~');
}
