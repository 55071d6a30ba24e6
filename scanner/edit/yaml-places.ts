import { isMap, isScalar, isSeq, type Node, type Pair, parseDocument, type YAMLSeq } from 'yaml';
import type { Member, Path, Places, Span, Value } from './places.ts';

export function yamlPlaces(text: string): Places {
  const { contents } = parseDocument(text, {
    keepSourceTokens: true,
    logLevel: 'silent',
    prettyErrors: false,
    uniqueKeys: false,
  });
  return {
    separator: ': ',
    value: (path) => {
      const node = descend(contents, path);
      return node === null ? null : valueOf(node);
    },
    member: (path) => memberAt(contents, path),
  };
}

function memberAt(root: unknown, path: Path): Member | null {
  const parent = descend(root, path.slice(0, -1));
  if (!isMap(parent)) {
    return null;
  }
  const index = parent.items.findIndex((pair) => isKey(pair, path.at(-1)));
  const pair = parent.items[index];
  const before = parent.items[index - 1]?.value;
  if (pair === undefined || !isNode(pair.key) || !isNode(pair.value) || !startsPlainly(pair)) {
    return null;
  }
  return {
    key: spanOf(pair.key),
    keyPrefix: '',
    value: valueOf(pair.value),
    style: parent.flow === true ? 'inline' : 'rows',
    previousEnd: isNode(before) ? spanOf(before).end : null,
  };
}

function descend(root: unknown, path: Path): Node | null {
  let here = root;
  for (const key of path) {
    if (isMap(here)) {
      here = here.items.find((pair) => isKey(pair, key))?.value;
    } else {
      here = isSeq(here) ? here.items[Number(key)] : undefined;
    }
  }
  return isNode(here) ? here : null;
}

function valueOf(node: Node): Value {
  const span = spanOf(node);
  if (isSeq(node)) {
    return listOf(node, span);
  }
  const isText =
    isScalar(node) && typeof node.value === 'string' && !['BLOCK_FOLDED', 'BLOCK_LITERAL'].includes(node.type ?? '');
  return { kind: isText ? 'text' : 'other', span };
}

function listOf(list: YAMLSeq, span: Span): Value {
  const { srcToken } = list;
  if (srcToken?.type !== 'block-seq') {
    return { kind: 'list', span, style: 'inline', items: list.items.filter(isNode).map(spanOf) };
  }
  const dashes = srcToken.items.flatMap(({ start }) => start.filter(({ type }) => type === 'seq-item-ind'));
  const items = list.items.map((item, index): Span => {
    const start = dashes[index]?.offset ?? span.start;
    return { start, end: isNode(item) ? spanOf(item).end : start + 1 };
  });
  return { kind: 'list', style: 'rows', items, span: { start: span.start, end: items.at(-1)?.end ?? span.end } };
}

function isKey(pair: Pair, name: string | undefined): boolean {
  return isScalar(pair.key) && String(pair.key.value) === name;
}

/** No anchor, tag or question mark before the key: there a new key could not be put. */
function startsPlainly({ srcToken }: Pair): boolean {
  return (srcToken?.start ?? []).every(({ type }) => ['space', 'newline', 'comment', 'comma'].includes(type));
}

function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && 'range' in value && Array.isArray(value.range);
}

function spanOf({ range }: Node): Span {
  return { start: range?.[0] ?? 0, end: range?.[1] ?? 0 };
}
