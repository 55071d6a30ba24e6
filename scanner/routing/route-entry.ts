import type { Edit } from '../edit/edit.ts';
import type { Client } from '../clients/client.ts';
import type { ClientId } from '../model/ids.ts';
import { namesShim } from '../identity/ours.ts';
import type { Entry, Os } from '../model/launch.ts';
import { nativeObstacle } from './allow-lists.ts';
import { rulesOf } from './client-rules.ts';
import type { NativePolicies } from './native-policies.ts';
import { type Obstacle, obstacle } from './obstacle.ts';
import { type Form, type Guard, type OurEntry, readBereft, readOurs } from './our-words.ts';
import { entryObstacle, listObstacle, type Place, placeObstacle } from './place-obstacle.ts';
import { noted, refresh, unnest, unwrap } from './unwrap.ts';
import { wrap } from './wrap.ts';

/** One entry with all that decides what becomes of it. */
export interface RoutingSubject {
  readonly client: Client;
  /** Other clients that read the same file, by their own rules. */
  readonly alsoReadBy: readonly ClientId[];
  readonly place: Place;
  readonly entry: Entry;
  readonly document: unknown;
  /** Another product's wrapper that stands before the server already. */
  readonly foreignGuard: string | null;
  /** Our own, where it is installed, stands somewhere before the server, maybe behind a shell or a runner. */
  readonly isGuarded: boolean;
}

export interface RoutingRules {
  readonly launcher: string;
  /** Null for the usual folder. */
  readonly stateFolder: string | null;
  readonly os: Os;
  readonly policies: NativePolicies;
}

export type Routing =
  | {
      readonly kind: 'wrap' | 'update';
      readonly form: Form;
      readonly edits: readonly Edit[];
      readonly command: string;
      readonly args: readonly string[];
      readonly hadArgs: boolean;
      /** Of an update: whether the entry starts our launcher already. It may also only name one, somewhere else. */
      readonly isGuarded: boolean;
    }
  | { readonly kind: 'guarded' }
  | { readonly kind: 'unroutable'; readonly obstacle: Obstacle };

/** Decides whether and how an entry is put behind the shim. Pure. */
export function routeEntry(
  { client, alsoReadBy, place, entry, document, foreignGuard, isGuarded }: RoutingSubject,
  rules: RoutingRules,
): Routing {
  const { launch } = entry;
  if (entry.isTwofold) {
    return unroutable(
      obstacle(
        'malformed',
        'it names a program and an address, and clients disagree which of them counts',
        'Keep one of the two in the entry.',
      ),
    );
  }
  const guard: Guard = { launcher: rules.launcher, client: client.id, stateFolder: rules.stateFolder };
  const ours = oursIn(entry);
  const standing = placeObstacle(place);
  if (ours !== null) {
    const edits = standing === null ? refresh(entry, ours, guard) : [];
    return edits.length === 0
      ? asItStands(isGuarded || ('command' in launch && launch.command === rules.launcher), standing)
      : {
          kind: 'update',
          form: ours.form,
          edits,
          command: rules.launcher,
          args: [...ours.own, ...ours.words],
          hadArgs: true,
          isGuarded,
        };
  }
  if (isCut(entry)) {
    return unroutable(
      obstacle(
        'malformed',
        'it starts the shim and no longer says which server that is for',
        `Run \`sallyport restore --server ${JSON.stringify(entry.name)}\`: it gives back what was noted.`,
      ),
    );
  }
  if (isGuarded) {
    return { kind: 'guarded' };
  }
  if (startsShimWithin(entry)) {
    return unroutable(
      obstacle(
        'foreign-guard',
        'it starts a shim already, behind something else or at a place where none is installed',
        `Run \`sallyport restore --server ${JSON.stringify(entry.name)}\`, then run \`sallyport protect\` again.`,
      ),
    );
  }
  const own = entryObstacle(entry, foreignGuard, document) ?? listObstacle(entry, document, client);
  // Where a remote server stands makes no difference: moving its entry would not help.
  const isRemote = !('problem' in launch) && launch.transport !== 'stdio';
  const trouble = isRemote ? (own ?? standing) : (standing ?? own);
  if (trouble !== null || 'problem' in launch || launch.transport !== 'stdio') {
    return unroutable(trouble ?? obstacle('malformed', 'it starts nothing', 'Mend the entry.'));
  }
  const wrapped = wrap(entry, launch, document, guard, rulesOf(client.id), rules.os);
  if (!wrapped.ok) {
    return unroutable(wrapped.obstacle);
  }
  const { wrapping } = wrapped;
  const ruled = {
    name: entry.name,
    original: [launch.command, ...launch.args],
    wrapped: [wrapping.command, ...wrapping.args],
  };
  const forbidden = [client.id, ...alsoReadBy]
    .map((reader) => nativeObstacle({ ...ruled, client: reader }, rules.policies))
    .find((found) => found !== null);
  return forbidden === undefined ? { kind: 'wrap', ...wrapping, isGuarded: false } : unroutable(forbidden);
}

/** An entry that names our launcher and stays as it is. */
function asItStands(isGuarded: boolean, standing: Obstacle | null): Routing {
  return isGuarded
    ? { kind: 'guarded' }
    : unroutable(
        standing ??
          obstacle(
            'not-editable',
            'it names a shim where none is installed, and its own name can only be written packed',
            'Restore the entry, then run `sallyport protect` again.',
          ),
      );
}

/** The ways to take an entry back, the most faithful first; null when it is none of ours in a form we write. */
export function unrouteEntry(entry: Entry, original: Parameters<typeof unwrap>[2]): ReturnType<typeof unwrap> | null {
  const ours = oursIn(entry);
  if (ours !== null) {
    return unwrap(entry, ours, original);
  }
  const nested = unnest(entry);
  if (nested !== null) {
    return [nested];
  }
  return isCut(entry) && original !== null ? noted(entry, original) : null;
}

function oursIn(entry: Entry): OurEntry | null {
  const { launch } = entry;
  return 'problem' in launch ? null : (readOurs(launch) ?? readBereft(entry));
}

/** Our launcher stands among its words, as an argument or inside its command: another one before it would guard twice. */
function startsShimWithin(entry: Entry): boolean {
  const { launch } = entry;
  return (
    unnest(entry) !== null ||
    ('command' in launch && /sallyport-shim(?:\.exe|\.cmd)?["']?\s+run\s/.test(launch.command))
  );
}

/** It starts our launcher, and what for was lost: whoever changed it has left a server that can not start. */
function isCut({ launch }: Entry): boolean {
  return (
    !('problem' in launch) && launch.transport === 'stdio' && namesShim(launch.command) && readOurs(launch) === null
  );
}

function unroutable(found: Obstacle): Routing {
  return { kind: 'unroutable', obstacle: found };
}
