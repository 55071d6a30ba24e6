/** A chain of attributes that a policy looks at: `context`, `input`, `table`. */
export type AttributePath = readonly [variable: string, ...attributes: string[]];

/** Finds what an expression in Cedar's JSON form looks at, the longest chains only, each once and in order. */
export function pathsRead(form: unknown): readonly AttributePath[] {
  const found = new Map<string, AttributePath>();
  // The next one stands last, so that chains come in the order they are written.
  const open: unknown[] = [form];
  while (open.length > 0) {
    const here = open.pop();
    const path = pathOf(here);
    if (path !== null) {
      found.set(path.join('\0'), path);
    } else if (typeof here === 'object' && here !== null) {
      open.push(...Object.values(here).toReversed());
    }
  }
  return [...found.values()].filter((path) => ![...found.values()].some((other) => isStartOf(path, other)));
}

/** Of `a.b`, and of `a has b` alike; null for anything else. */
export function pathOf(form: unknown): AttributePath | null {
  if (typeof form !== 'object' || form === null) {
    return null;
  }
  if ('Var' in form && typeof form.Var === 'string') {
    return [form.Var];
  }
  const body: unknown = '.' in form ? form['.'] : 'has' in form ? form.has : null;
  if (typeof body !== 'object' || body === null || !('left' in body) || !('attr' in body)) {
    return null;
  }
  const left = pathOf(body.left);
  const attributes: readonly unknown[] = Array.isArray(body.attr) ? body.attr : [body.attr];
  return left === null ? null : [...left, ...attributes.map(String)];
}

function isStartOf(path: AttributePath, other: AttributePath): boolean {
  return path.length < other.length && path.every((part, at) => other[at] === part);
}
