import { judgeCrcTail } from '../checksums.ts';
import type { NamedRule, TokenRule } from '../rule.ts';

/** Package registries. */
export const packageTokens: readonly TokenRule[] = [
  { kind: 'npm-token', anchors: ['npm_'], shape: /npm_[A-Za-z0-9]{36}/, judge: judgeCrcTail(4, 6) },
  {
    kind: 'npm-legacy-token',
    anchors: ['/:_authToken'],
    shape: /\/:_authToken ?= ?"?[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/,
  },
  { kind: 'pypi-token', anchors: ['pypi-Ag'], shape: /pypi-Ag[A-Za-z0-9_-]{110,1000}/ },
  { kind: 'rubygems-key', anchors: ['rubygems_'], shape: /rubygems_[a-f0-9]{48}/ },
  {
    kind: 'crates-token',
    anchors: ['cio'],
    shape: /cio[A-Za-z0-9]{32}/,
    judge: (value) => (/\d/.test(value) && /[A-Z]/.test(value) ? 'certain' : null),
  },
  { kind: 'nuget-key', anchors: ['oy2'], shape: /oy2[a-z0-9]{43}/ },
  { kind: 'clojars-token', anchors: ['CLOJARS_'], shape: /CLOJARS_[a-z0-9]{60}/ },
  { kind: 'packagist-token', anchors: ['packagist_'], shape: /packagist_[ou][ru]t_[a-f0-9]{60,72}/ },
  { kind: 'artifactory-key', anchors: ['AKCp'], shape: /AKCp[A-Za-z0-9]{60,72}/ },
  { kind: 'artifactory-reference-token', anchors: ['cmVmd'], shape: /cmVmd[A-Za-z0-9]{59}/ },
  { kind: 'jsr-token', anchors: ['jsrp_', 'jsrs_'], shape: /jsr[ps]_[A-Za-z0-9]{40,64}/ },
];

export const packageNames: readonly NamedRule[] = [
  {
    kind: 'artifactory-key',
    names: ['artifactory', 'artif', 'jfrog art', 'x jfrog'],
    shape: /^(?:AKC|AP\d|AKCp)[A-Za-z0-9]{10,80}$/,
  },
  { kind: 'jfrog-key', names: ['jfrog', 'bintray', 'artifactory'], shape: /^[a-z0-9]{73}$/ },
  { kind: 'cloudsmith-key', names: ['cloudsmith'], shape: /^[a-f0-9]{40}$/ },
];
