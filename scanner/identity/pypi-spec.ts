import type { PackageSpec } from './npm-spec.ts';
import { sourceSpec } from './npm-spec.ts';
import { parsePep440 } from './pep440.ts';
import { hasPlaceholder } from './placeholder.ts';
import { pypiName } from './purl.ts';

const named = /^([A-Za-z0-9](?:[\w.-]*[A-Za-z0-9])?)\s*(?:\[[\w.,\s-]*\])?\s*(.*)$/s;
const source =
  /^(?:git\+|hg\+|svn\+|bzr\+|https?:|ssh:|file:|\.{1,2}(?:[\\/]|$)|[\\/]|~[\\/]|[a-z]:[\\/])|\.(?:whl|zip|tar\.gz|tgz)$/i;

/** Reads `name`, `name==1.2`, `name@1.2`, `name[extra]>=1`, `name @ git+https://…`, `./folder` and so on. */
export function pypiSpec(text: string, runner: string): PackageSpec {
  if (hasPlaceholder(text)) {
    return { kind: 'unclear', reason: 'the package depends on a variable' };
  }
  if (source.test(text)) {
    return sourceSpec(text, runner);
  }
  const [, name, tail = ''] = named.exec(text) ?? [];
  // A shell that some clients put in between would read on at the first of these signs.
  if (name === undefined || /[&|`$\n]/.test(tail) || (tail !== '' && !/^(?:[=<>!~]=?=?|@)/.test(tail))) {
    return { kind: 'unclear', reason: `${runner} is given a package name we can not read` };
  }
  const requested = tail.replace(/^(?:={2,3}|@)\s*/, '').trim();
  if (tail.startsWith('@') && source.test(requested)) {
    return sourceSpec(requested, runner);
  }
  const exact = /^(?:={2,3}|@)/.test(tail) && parsePep440(requested) !== null;
  return {
    kind: 'package',
    runs: {
      kind: 'package',
      ecosystem: 'pypi',
      name: pypiName(name),
      requested: requested === '' ? null : requested,
      version: exact ? requested.toLowerCase().replace(/^v/, '') : null,
      runner,
    },
  };
}
