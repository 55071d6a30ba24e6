import { type MemberNode, parse, type ValueNode } from '@humanwhocodes/momoa';
import type { Member, Path, Places, Span, Value } from './places.ts';

/** JSON, JSON with comments and JSON5 alike: the last is a superset of the others. */
export function jsonPlaces(text: string): Places {
  const { body } = parse(text, { mode: 'json5', allowTrailingCommas: true });
  return {
    separator: ': ',
    value: (path) => {
      const node = descend(body, path);
      return node === null ? null : valueOf(node);
    },
    member: (path) => memberAt(body, path),
  };
}

function memberAt(root: ValueNode, path: Path): Member | null {
  const parent = descend(root, path.slice(0, -1));
  if (parent?.type !== 'Object') {
    return null;
  }
  const index = parent.members.findIndex((member) => keyOf(member) === path.at(-1));
  const found = parent.members[index];
  const before = parent.members[index - 1];
  return found === undefined
    ? null
    : {
        key: spanOf(found.name),
        keyPrefix: '',
        value: valueOf(found.value),
        style: 'inline',
        previousEnd: before === undefined ? null : spanOf(before.value).end,
      };
}

function descend(root: ValueNode, path: Path): ValueNode | null {
  let here: ValueNode | undefined = root;
  for (const key of path) {
    if (here?.type === 'Object') {
      here = here.members.find((member) => keyOf(member) === key)?.value;
    } else {
      here = here?.type === 'Array' ? here.elements[Number(key)]?.value : undefined;
    }
  }
  return here ?? null;
}

function valueOf(node: ValueNode): Value {
  const span = spanOf(node);
  if (node.type === 'Array') {
    return { kind: 'list', span, style: 'inline', items: node.elements.map(({ value }) => spanOf(value)) };
  }
  return { kind: node.type === 'String' ? 'text' : 'other', span };
}

function keyOf({ name }: MemberNode): string {
  return name.type === 'String' ? name.value : name.name;
}

function spanOf({ loc }: ValueNode | MemberNode['name']): Span {
  return { start: loc.start.offset, end: loc.end.offset };
}
