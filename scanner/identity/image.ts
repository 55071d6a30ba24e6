/** A container image reference, spelled out: `docker.io/library/node`, never `node`. */
export interface Image {
  readonly repository: string;
  readonly tag: string | null;
  /** `sha256:…`, lower case. */
  readonly digest: string | null;
}

const reference =
  /^((?:[a-z0-9.-]+(?::\d+)?\/)?[a-z0-9._/-]+?)(?::([\w][\w.-]{0,127}))?(?:@(sha256:[0-9a-f]{64}|sha512:[0-9a-f]{128}))?$/i;

const longest = 1024;

/** Short names mean Docker Hub, as for docker itself. @returns null for a text that is no image reference */
export function parseImage(text: string): Image | null {
  const [, name, tag, digest] = (text.length <= longest ? reference.exec(text) : null) ?? [];
  if (name === undefined || name.endsWith('/') || name.includes('//') || isLocalImageId(text)) {
    return null;
  }
  const lower = name.toLowerCase();
  const repository = isShort(name) ? `docker.io/${lower.includes('/') ? lower : `library/${lower}`}` : lower;
  return {
    repository: repository
      .replace(/^(?:index\.)?docker\.io\/(?=[^/]+$)/, 'docker.io/library/')
      .replace(/^index\.docker\.io\//, 'docker.io/'),
    tag: tag ?? null,
    digest: digest?.toLowerCase() ?? null,
  };
}

/** Whether the text is an id that only this machine's engine knows: `sha256:…`, or the 12 or 64 digits the engine prints. */
export function isLocalImageId(text: string): boolean {
  return /^(?:sha256:[0-9a-f]+|[0-9a-f]{12}|[0-9a-f]{64})$/i.test(text);
}

/** Whether the name has no registry in front: a first part with a dot, a port, or `localhost`. */
export function isShort(name: string): boolean {
  const first = name.split('/')[0] ?? '';
  return !name.includes('/') || !(/[.:]/.test(first) || first === 'localhost');
}
