import type { Client } from '../clients/client.ts';
import { at, isRecord } from '../formats/document.ts';
import { pathOf } from '../edit/places.ts';
import type { Scope } from '../model/inventory.ts';
import type { Entry, NoLaunch } from '../model/launch.ts';
import { rulesOf } from './client-rules.ts';
import { type Obstacle, obstacle } from './obstacle.ts';

/** Where an entry stands. */
export interface Place {
  readonly scope: Scope;
  /** Of the file the client names, and of the file behind links. */
  readonly path: string;
  readonly realPath: string;
  /** The file lies in a folder that a version control system looks after. */
  readonly isInRepository: boolean;
}

/** Why entries of this file are left alone, whatever they say. */
export function placeObstacle({ scope, path, realPath, isInRepository }: Place): Obstacle | null {
  const byScope = scopes[scope];
  if (byScope !== undefined) {
    return byScope;
  }
  if (path.endsWith('devcontainer.json')) {
    return obstacle(
      'runs-elsewhere',
      'its server runs inside a container, where the shim is not',
      'Guard it inside the container.',
    );
  }
  if (isInRepository && (scope === 'project' || scope === 'workspace' || inProject(scope, path))) {
    return obstacle(
      'project-file',
      'the file belongs to a project under version control and to everybody who works on it',
      path.endsWith('.mcp.json')
        ? "Approve it by name in Claude Code, and `sallyport protect` covers it by a personal copy there; or move it to the client's own user file."
        : "Move the server to the client's own user file, or keep it as it is.",
    );
  }
  if ([path, realPath].some((one) => /[\\/]\.var[\\/]app[\\/]|[\\/]snap[\\/][^\\/]+[\\/]/.test(one))) {
    return obstacle(
      'confined-client',
      'its client runs confined (Flatpak or Snap) and can not start a program of your home',
      "Use the client's unconfined package.",
    );
  }
  if (/^(?:\\\\|\/\/)(?:wsl\.localhost|wsl\$)[\\/]/i.test(path)) {
    return obstacle(
      'runs-elsewhere',
      'its server runs inside WSL, where the shim of Windows is not',
      'Install Sallyport inside WSL.',
    );
  }
  return null;
}

/** Why this entry can not be put behind the shim, wherever it stands. */
export function entryObstacle(entry: Entry, foreignGuard: string | null, document: unknown): Obstacle | null {
  const { launch } = entry;
  if ('problem' in launch) {
    return obstacle(launch.kind, launch.problem, remedies[launch.kind]);
  }
  if (foreignGuard !== null) {
    return obstacle(
      'foreign-guard',
      `${foreignGuard} stands before this server already`,
      'Remove the other guard first, if this one shall do the work.',
    );
  }
  const fields = at(document, pathOf(entry.pointer));
  if (launch.transport !== 'stdio') {
    const signsIn =
      launch.headersHelper !== null ||
      (isRecord(fields) &&
        Object.keys(fields).some((key) =>
          /^(?:oauth|auth|oauth_|bearer_token_env_var$|env_http_headers$|authProviderType$)/i.test(key),
        ));
    return signsIn
      ? obstacle(
          'client-sign-in',
          'its client signs in to this remote server itself',
          'Nothing to do: the server stays visible in scans.',
        )
      : obstacle(
          'remote',
          'remote servers are not routed by this version',
          'Nothing to do: the server stays visible in scans.',
        );
  }
  if (at(fields, ['sandboxEnabled']) === true) {
    return obstacle(
      'client-sandbox',
      'its client confines the server, and would confine the shim with it',
      "Turn the client's own sandbox for this server off, or keep it as it is.",
    );
  }
  if (isRecord(at(fields, ['dev'])) && at(fields, ['dev', 'debug']) !== undefined) {
    return obstacle(
      'client-debugger',
      'its client attaches a debugger to the command itself',
      'Remove dev.debug from the entry.',
    );
  }
  return at(fields, ['remote']) === true
    ? obstacle(
        'runs-elsewhere',
        'its server runs on another machine, where the shim is not',
        'Guard it on that machine.',
      )
    : null;
}

/** Why an entry in a list is left alone, where its client reads a map of names: the client starts nothing of it. */
export function listObstacle({ pointer }: Entry, document: unknown, client: Client): Obstacle | null {
  const path = pathOf(pointer);
  const isInList = path.some((_, depth) => Array.isArray(at(document, path.slice(0, depth))));
  return isInList && !rulesOf(client.id).readsLists
    ? obstacle(
        'malformed',
        `it stands in a list, and ${client.name} reads a map of names`,
        'Write the servers as `"name": { … }`, then run `sallyport protect` again.',
      )
    : null;
}

const remedies: Readonly<Record<NoLaunch['kind'], string>> = {
  malformed: 'Mend the entry, then run `sallyport protect` again.',
  'defined-elsewhere': 'Write the program and its arguments into the entry, then run `sallyport protect` again.',
  'made-by-client': 'Put the code into a file of its own, and start that file.',
};

const scopes: Readonly<Partial<Record<Scope, Obstacle>>> = {
  managed: obstacle(
    'managed',
    "the file is an administrator's",
    'Ask your administrator to ship entries that start the shim.',
  ),
  system: obstacle(
    'managed',
    "the file is an administrator's",
    'Ask your administrator to ship entries that start the shim.',
  ),
  plugin: obstacle(
    'plugin',
    'the file belongs to a plugin and is replaced with its next update',
    "Copy the server to the client's own user file and turn the plugin's off.",
  ),
  extension: obstacle(
    'extension',
    'the file belongs to an extension and is replaced with its next update',
    "Copy the server to the client's own user file and turn the extension's off.",
  ),
  legacy: obstacle(
    'legacy',
    'the file is an older one, which current versions of the client move or ignore',
    "Move the server to the client's current file.",
  ),
};

/** Personal files that their client keeps inside a project. */
function inProject(scope: Scope, path: string): boolean {
  return scope === 'local' && /[\\/]\.devin[\\/]/.test(path);
}
