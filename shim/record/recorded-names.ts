type Redact = (name: string) => string;

const unread = '‹redacted:not-looked-at›';

/**
 * Names of tools and addresses of resources as records may hold them: without credentials. What can hold none is told by its shape; for the
 * rest the rules of credentials are loaded when they are first needed.
 */
export class RecordedNames {
  #redact: Redact | null = null;
  #loading: Promise<void> | null = null;

  /** What has to be waited for before this name can be recorded; null when nothing. Never rejects. */
  ready(name: string | null): Promise<void> | null {
    if (name === null || this.#redact !== null || isPlain(name)) {
      return null;
    }
    this.#loading ??= this.#load();
    return this.#loading;
  }

  /** The name as a record may hold it. One that was not waited for, and may hold something, is not told at all. */
  of(name: string): string {
    if (isPlain(name)) {
      return name;
    }
    return this.#redact === null ? unread : this.#redact(name);
  }

  async #load(): Promise<void> {
    try {
      const { redactName } = await import('../../scanner/detect/secrets/redact-name.ts');
      this.#redact = redactName;
    } catch {
      // The name is not told, and whether the call runs is for the policy to say all the same.
      this.#loading = null;
    }
  }
}

/** No login, no query, and no long word of letters and digits, or of both cases. */
function isPlain(name: string): boolean {
  return (
    name.length <= 200 &&
    !/[@?#=:%\s]/.test(name.replace(/^[a-z][a-z0-9+.-]*:\/\//, '')) &&
    !(name.match(/[A-Za-z0-9_+-]{16,}/g) ?? []).some((word) => /\d|[a-z].*[A-Z]|[A-Z].*[a-z]/.test(word))
  );
}
