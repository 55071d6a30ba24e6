import valid from 'semver/functions/valid.js';
import type { Runs } from '../model/identity.ts';
import { originOf } from './remote.ts';
import { hasPlaceholder } from './placeholder.ts';
import type { PackageRuns } from './step.ts';

/** What one word to an npm runner names: a registry package, a source that is fetched or built, or neither. */
export type PackageSpec =
  | { readonly kind: 'package'; readonly runs: PackageRuns }
  | { readonly kind: 'source'; readonly runs: Extract<Runs, { kind: 'source' }>; readonly reason: string }
  | { readonly kind: 'unclear'; readonly reason: string };

const name = /^(?:@[a-z0-9~-][a-z0-9._~-]*\/)?[a-z0-9~-][a-z0-9._~-]*$/i;
/** A range of versions or a tag, and nothing that a shell acts on but the signs of comparison. */
const askable = /^[\w.\-+~^<>=|* ]*$/;
const source =
  /^(?:git\+|git:|git@|github:|gitlab:|bitbucket:|gist:|https?:|ssh:|file:|link:|\.{1,2}(?:[\\/]|$)|[\\/]|~[\\/]|[a-z]:[\\/])|^[^@/\s]+\/[^@/\s#]+(?:#|$)|\.(?:tgz|tar|tar\.gz)$/i;

/** Reads `name`, `@scope/name@1.2.3`, `alias@npm:other@1`, `github:user/repo#commit`, `./folder` and so on. */
export function npmSpec(text: string, runner: string): PackageSpec {
  if (hasPlaceholder(text)) {
    return { kind: 'unclear', reason: 'the package depends on a variable' };
  }
  if (source.test(text)) {
    return sourceSpec(text, runner);
  }
  const at = text.indexOf('@', 1);
  const packageName = at === -1 ? text : text.slice(0, at);
  const requested = at === -1 ? null : text.slice(at + 1);
  if (!name.test(packageName)) {
    return { kind: 'unclear', reason: `${runner} is given a package name we can not read` };
  }
  if (requested !== null && /^npm:/i.test(requested)) {
    return npmSpec(requested.slice('npm:'.length), runner);
  }
  if (requested !== null && source.test(requested)) {
    return sourceSpec(requested, runner);
  }
  if (requested !== null && !askable.test(requested)) {
    // A shell that some clients put in between would read on where the version ends.
    return { kind: 'unclear', reason: `${runner} is given a version we can not read` };
  }
  const version = requested === null ? null : valid(requested, true);
  const runs: PackageRuns = {
    kind: 'package',
    ecosystem: 'npm',
    name: packageName,
    requested: requested === '' ? null : requested,
    version,
    runner,
  };
  return { kind: 'package', runs };
}

/** A git or archive address, or a folder: named without its credentials. */
export function sourceSpec(text: string, runner: string): PackageSpec {
  const pinned = /[#@][0-9a-f]{40}(?:$|[?#&])/i.test(text) || /#sha(?:256|384|512)[=:-][\w+/=-]{43,}/i.test(text);
  return {
    kind: 'source',
    runs: { kind: 'source', from: withoutCredentials(text), pinned, runner },
    reason: `${runner} builds it from a source, not from a released package`,
  };
}

function withoutCredentials(text: string): string {
  const [, prefix = '', address = text] = /^(git\+)?(https?:.*)$/i.exec(text) ?? [];
  const origin = originOf(address);
  if (origin.ok) {
    return `${prefix}${origin.value}${/#[0-9a-f]{7,40}$/i.exec(text)?.[0] ?? ''}`;
  }
  return text.replace(/\/\/[^/@]*@/, '//').replace(/\?.*$/, '');
}
