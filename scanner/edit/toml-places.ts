import { type AST, parseTOML } from 'toml-eslint-parser';
import { type Member, type Path, type Places, type Span, type Style, type Value } from './places.ts';

export function tomlPlaces(text: string): Places {
  const members = new Map<string, Member>();
  const values = new Map<string, Value>();
  const keep = (path: Path, value: AST.TOMLContentNode): void => {
    values.set(JSON.stringify(path), valueOf(value));
    if (value.type === 'TOMLInlineTable') {
      keepAll(path, value.body, 'inline');
    } else if (value.type === 'TOMLArray') {
      value.elements.forEach((element, index) => keep([...path, String(index)], element));
    }
  };
  const keepAll = (above: Path, pairs: readonly AST.TOMLKeyValue[], style: Style): void => {
    let previousEnd: number | null = null;
    for (const { key, value } of pairs) {
      const path = [...above, ...key.keys.map(keyText)];
      const last = key.keys.at(-1) ?? key;
      members.set(JSON.stringify(path), {
        key: spanOf(key),
        keyPrefix: text.slice(key.range[0], last.range[0]),
        value: valueOf(value),
        style,
        previousEnd,
      });
      keep(path, value);
      previousEnd = value.range[1];
    }
  };

  for (const node of parseTOML(text).body[0].body) {
    if (node.type === 'TOMLTable') {
      keepAll(node.resolvedKey.map(String), node.body, 'rows');
    } else {
      keepAll([], [node], 'rows');
    }
  }
  return {
    separator: ' = ',
    value: (path) => values.get(JSON.stringify(path)) ?? null,
    member: (path) => members.get(JSON.stringify(path)) ?? null,
  };
}

function valueOf(node: AST.TOMLContentNode): Value {
  const span = spanOf(node);
  if (node.type === 'TOMLArray') {
    return { kind: 'list', span, style: 'inline', items: node.elements.map(spanOf) };
  }
  return { kind: node.type === 'TOMLValue' && node.kind === 'string' ? 'text' : 'other', span };
}

function keyText(key: AST.TOMLBare | AST.TOMLQuoted): string {
  return key.type === 'TOMLBare' ? key.name : key.value;
}

function spanOf({ range }: { readonly range: readonly [number, number] }): Span {
  return { start: range[0], end: range[1] };
}
