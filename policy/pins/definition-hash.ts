/** Which formula made a hash. A pin of an older one is made anew from its definition, and nobody hears of it. */
export const hashFormula = 1;

/**
 * The hash of a definition as its server gave it. Formatting and the order of keys do not matter; everything else does, whatever its
 * name: annotations, title, icons, `_meta`.
 */
export function definitionHash(definition: unknown): string {
  return process.getBuiltinModule('node:crypto').hash('sha256', canonical(definition), 'hex');
}

function canonical(value: unknown): string {
  if (Array.isArray(value)) {
    return `[${value.map(canonical).join(',')}]`;
  }
  if (typeof value === 'object' && value !== null) {
    const members = Object.entries(value).toSorted(([one], [other]) => (one < other ? -1 : 1));
    return `{${members.map(([key, member]) => `${JSON.stringify(key)}:${canonical(member)}`).join(',')}}`;
  }
  return JSON.stringify(value) ?? 'null';
}
