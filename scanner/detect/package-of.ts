/** A package by its ecosystem's own spelling. */
export interface Package {
  readonly ecosystem: 'npm' | 'pypi';
  readonly name: string;
}

/** The npm or PyPI package a purl names; null for other kinds. */
export function packageOf(purl: string): Package | null {
  const [, ecosystem, path] = /^pkg:(npm|pypi)\/([^@?#]+)/.exec(purl) ?? [];
  if ((ecosystem !== 'npm' && ecosystem !== 'pypi') || path === undefined) {
    return null;
  }
  return { ecosystem, name: path.replaceAll(/%40/gi, '@').replaceAll(/%2f/gi, '/') };
}

/** A PyPI name in its one spelling (PEP 503). */
export function pypiName(name: string): string {
  return name.toLowerCase().replaceAll(/[-_.]+/g, '-');
}
