import { parse, type ValueNode } from '@humanwhocodes/momoa';
import { type ParseResult, pointer } from './document.ts';

/** JSON5: unquoted keys, single quotes, hexadecimal numbers. */
export function parseJson5(text: string): ParseResult {
  try {
    const duplicates: string[] = [];
    const { body } = parse(text, { mode: 'json5', ranges: false });
    return { ok: true, document: { value: plain(body, [], duplicates), duplicates } };
  } catch (error) {
    if (!(error instanceof Error)) {
      throw error;
    }
    const place =
      'line' in error && 'column' in error ? `line ${String(error.line)}, column ${String(error.column)}: ` : '';
    return { ok: false, outcome: 'malformed', detail: `${place}not JSON, JSON with comments or JSON5` };
  }
}

function plain(node: ValueNode, path: readonly (string | number)[], duplicates: string[]): unknown {
  switch (node.type) {
    case 'Object': {
      const value = Object.create(null) as Record<string, unknown>;
      for (const { name, value: child } of node.members) {
        const key = name.type === 'String' ? name.value : name.name;
        if (Object.hasOwn(value, key)) {
          duplicates.push(pointer([...path, key]));
        }
        value[key] = plain(child, [...path, key], duplicates);
      }
      return value;
    }
    case 'Array':
      return node.elements.map((element, index) => plain(element.value, [...path, index], duplicates));
    case 'String':
    case 'Number':
    case 'Boolean':
      return node.value;
    case 'NaN':
      return Number.NaN;
    case 'Infinity':
      return Number.POSITIVE_INFINITY;
    case 'Null':
      return null;
  }
}
