/** Package URL of an npm package, without a version: `pkg:npm/%40scope/name`. */
export function npmPurl(name: string): string {
  return `pkg:npm/${name.startsWith('@') ? `%40${name.slice(1)}` : name}`;
}

/** Package URL of a PyPI package, without a version, by its normalised name. */
export function pypiPurl(name: string): string {
  return `pkg:pypi/${pypiName(name)}`;
}

/** PEP 503: lower case, runs of `-`, `_` and `.` as one `-`. */
export function pypiName(name: string): string {
  return name.toLowerCase().replaceAll(/[-_.]+/g, '-');
}

/** Package URL of a container image. A tag is left out beside a digest: the engine ignores it then. */
export function ociPurl(image: { readonly repository: string; readonly tag: string | null }): string {
  const name = image.repository.slice(image.repository.lastIndexOf('/') + 1);
  const tag = image.tag === null ? '' : `&tag=${encodeURIComponent(image.tag)}`;
  return `pkg:oci/${name}?repository_url=${image.repository}${tag}`;
}

export type Ecosystem = 'npm' | 'pypi';

/**
 * The canonical spelling of an npm or PyPI purl that somebody wrote by hand.
 *
 * @returns null for other types, and for a purl that carries a version
 */
export function canonicalPurl(text: string): { readonly ecosystem: Ecosystem; readonly purl: string } | null {
  const npm = /^pkg:npm\/((?:(?:@|%40)[^/@?#]+\/)?[^/@?#]+)$/i.exec(text);
  if (npm?.[1] !== undefined) {
    return { ecosystem: 'npm', purl: npmPurl(npm[1].replace(/^%40/i, '@')) };
  }
  const pypi = /^pkg:pypi\/([^/@?#]+)$/i.exec(text);
  return pypi?.[1] === undefined ? null : { ecosystem: 'pypi', purl: pypiPurl(pypi[1]) };
}

/** The ecosystem whose version rules hold for a purl. */
export function ecosystemOf(purl: string): Ecosystem | null {
  return purl.startsWith('pkg:npm/') ? 'npm' : purl.startsWith('pkg:pypi/') ? 'pypi' : null;
}
