import type { Edit } from './edit.ts';
import { addValue } from './add-value.ts';
import { type Member, pathOf, type Places, quoted, type Value } from './places.ts';
import type { Splice } from './splice.ts';

type ListValue = Extract<Value, { readonly kind: 'list' }>;

/** The change of text that makes an edit, or null where the text does not have the shape for it. */
export function toSplice(text: string, places: Places, edit: Edit): Splice | null {
  const value = places.value(pathOf(edit.at));
  switch (edit.kind) {
    case 'set-text':
      return value?.kind === 'text' ? { ...value.span, text: edit.raw ?? quoted(edit.text) } : null;
    case 'set-list':
      return value?.kind === 'list' ? { ...value.span, text: edit.raw ?? asList(text, value, edit.items) } : null;
    case 'prepend':
      return value?.kind === 'list' ? prepend(text, value, edit.items) : null;
    case 'drop-first':
      return value?.kind === 'list' ? dropFirst(text, value, edit.count) : null;
    case 'add-list': {
      const next = places.member(pathOf(edit.before));
      return next === null ? null : addBefore(text, next, pathOf(edit.at).at(-1) ?? '', edit.items, places.separator);
    }
    case 'add-value':
      return places.separator === ': ' ? addValue(text, places, pathOf(edit.at), edit.value) : null;
    case 'remove': {
      const member = places.member(pathOf(edit.at));
      return member === null ? null : removeMember(text, member);
    }
  }
}

function asList(text: string, { style, span }: ListValue, items: readonly string[]): string {
  return style === 'inline' || items.length === 0
    ? `[${items.map(quoted).join(', ')}]`
    : items.map((item) => `- ${quoted(item)}`).join(newRow(text, span.start));
}

function prepend(text: string, { style, span, items }: ListValue, added: readonly string[]): Splice {
  const [first] = items;
  if (first === undefined) {
    return at(span.start + 1, added.map(quoted).join(', '));
  }
  const words = added.map((item) =>
    style === 'inline' ? `${quoted(item)}, ` : `- ${quoted(item)}${newRow(text, first.start)}`,
  );
  return at(first.start, words.join(''));
}

function dropFirst(text: string, { style, span, items }: ListValue, count: number): Splice | null {
  const [first, kept, last] = [items[0], items[count], items.at(-1)];
  if (first === undefined || last === undefined || count > items.length) {
    return null;
  }
  if (kept !== undefined) {
    return { start: first.start, end: kept.start, text: '' };
  }
  if (style === 'rows') {
    // An empty list has no rows; deeper than its key, so that it still belongs to it.
    return { ...span, text: '  []' };
  }
  const comma = /^\s*,/.exec(text.slice(last.end, span.end));
  return { start: first.start, end: last.end + (comma?.[0].length ?? 0), text: '' };
}

function addBefore(text: string, next: Member, name: string, items: readonly string[], separator: string): Splice {
  const key = separator === ': ' ? (next.style === 'rows' ? name : quoted(name)) : name;
  const member = `${next.keyPrefix}${key}${separator}[${items.map(quoted).join(', ')}]`;
  if (next.style === 'rows') {
    return at(next.key.start, member + newRow(text, next.key.start));
  }
  const gap = isFirstInLine(text, next.key.start) ? `,${newRow(text, next.key.start)}` : ', ';
  return at(next.key.start, member + gap);
}

function removeMember(text: string, { key, value, style, previousEnd }: Member): Splice | null {
  const behind = text.slice(value.span.end);
  if (style === 'rows') {
    const rest = /^[ \t]*(?:\r?\n|$)/.exec(behind);
    if (rest === null) {
      return null;
    }
    const column = key.start - lineStart(text, key.start);
    const indent = text.slice(value.span.end + rest[0].length).match(/^[ \t]*/)?.[0].length ?? 0;
    return isFirstInLine(text, key.start)
      ? { start: lineStart(text, key.start), end: value.span.end + rest[0].length, text: '' }
      : { start: key.start, end: value.span.end + rest[0].length + Math.min(indent, column), text: '' };
  }
  const comma = /^\s*,\s*/.exec(behind);
  if (comma !== null) {
    return { start: key.start, end: value.span.end + comma[0].length, text: '' };
  }
  if (previousEnd === null) {
    return { start: key.start, end: value.span.end, text: '' };
  }
  // The comma before goes too, as no key follows any more; a remark behind it is somebody's.
  const [, remark] = /^\s*,([\s\S]*)$/.exec(text.slice(previousEnd, key.start)) ?? [];
  const kept = remark?.trimEnd() ?? '';
  const endsLine = kept === '' || /^[ \t]*(?:\r?\n|$)/.test(behind);
  return remark === undefined ? null : { start: previousEnd, end: value.span.end, text: endsLine ? kept : remark };
}

/** A line end as in the text's own lines, and blanks up to the column of this place. */
function newRow(text: string, place: number): string {
  const start = lineStart(text, place);
  const before = text.slice(start, place);
  const eol = text.slice(0, text.indexOf('\n') + 1).endsWith('\r\n') ? '\r\n' : '\n';
  return eol + (/^[ \t]*/.exec(before)?.[0] ?? '') + ' '.repeat(before.trimStart().length);
}

function isFirstInLine(text: string, place: number): boolean {
  return text.slice(lineStart(text, place), place).trim() === '';
}

function lineStart(text: string, place: number): number {
  return text.lastIndexOf('\n', place - 1) + 1;
}

function at(place: number, text: string): Splice {
  return { start: place, end: place, text };
}
