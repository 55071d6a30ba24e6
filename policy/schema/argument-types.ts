/** What a policy may expect of an argument. Only declared arguments can be named in a policy. */
export type ArgumentType =
  | { readonly kind: 'string' | 'long' | 'bool' | 'decimal' }
  | { readonly kind: 'set'; readonly of: ArgumentType }
  | { readonly kind: 'record'; readonly fields: ArgumentFields };

export type ArgumentFields = ReadonlyMap<string, ArgumentType>;

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
