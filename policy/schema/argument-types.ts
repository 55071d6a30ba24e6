/** What a policy may expect of an argument. Only declared arguments can be named in a policy. */
export type ArgumentType =
  | { readonly kind: 'string' | 'long' | 'bool' | 'decimal' }
  | { readonly kind: 'set'; readonly of: ArgumentType }
  | { readonly kind: 'record'; readonly fields: ArgumentFields };

export type ArgumentFields = ReadonlyMap<string, ArgumentType>;

const deepest = 8;

/**
 * Reads declared arguments as people write them: `{ table: string, ids: [long], filter: { column: string } }`.
 *
 * @returns the problem's path of keys when something is no type
 */
export function readArgumentFields(
  written: Readonly<Record<string, unknown>>,
  path: readonly string[] = [],
): { readonly ok: true; readonly fields: ArgumentFields } | { readonly ok: false; readonly path: readonly string[] } {
  const fields = new Map<string, ArgumentType>();
  for (const [name, value] of Object.entries(written)) {
    const type = path.length < deepest ? readType(value, [...path, name]) : null;
    if (type === null || 'ok' in type) {
      return type ?? { ok: false, path: [...path, name] };
    }
    fields.set(name, type);
  }
  return { ok: true, fields };
}

function readType(
  value: unknown,
  path: readonly string[],
): ArgumentType | { readonly ok: false; readonly path: readonly string[] } {
  if (value === 'string' || value === 'long' || value === 'bool' || value === 'decimal') {
    return { kind: value };
  }
  if (Array.isArray(value) && value.length === 1 && path.length < deepest) {
    const of = readType(value[0], [...path, '0']);
    return 'ok' in of ? of : { kind: 'set', of };
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    return { ok: false, path };
  }
  const read = readArgumentFields(Object.fromEntries(Object.entries(value)), path);
  return read.ok ? { kind: 'record', fields: read.fields } : read;
}

/** The type as Cedar's schema writes it. Every field may be missing: a tool is free to leave an argument out. */
export function cedarType(type: ArgumentType): string {
  switch (type.kind) {
    case 'string':
      return 'String';
    case 'long':
      return 'Long';
    case 'bool':
      return 'Bool';
    case 'decimal':
      return 'decimal';
    case 'set':
      return `Set<${cedarType(type.of)}>`;
    case 'record':
      return cedarRecord(type.fields);
    default:
      return type;
  }
}

export function cedarRecord(fields: ArgumentFields): string {
  const parts = [...fields].map(([name, type]) => `${JSON.stringify(name)}?: ${cedarType(type)}`);
  return `{ ${parts.join(', ')} }`;
}
