import type { Value } from '../cedar/value.ts';

const longest = 200;

/** A value as Cedar would write it, cut when it is long. */
export function shownValue(value: Value): string {
  const text = written(value);
  return text.length > longest ? `${text.slice(0, longest)}…` : text;
}

function written(value: Value): string {
  if (typeof value !== 'object') {
    return typeof value === 'string' ? JSON.stringify(value) : String(value);
  }
  switch (value.kind) {
    case 'entity':
      return `${value.type}::${JSON.stringify(value.id)}`;
    case 'set':
      return `[${[...value.members.values()].map(written).join(', ')}]`;
    case 'record':
      return `{${[...value.fields.keys()].map((name) => `${name}: ${written(value.fields.get(name) ?? false)}`).join(', ')}}`;
    case 'ip':
      return `ip("${ipText(value)}")`;
    case 'decimal':
      return `decimal("${Number(value.tenThousandths) / 10_000}")`;
    case 'datetime':
      return `datetime("${new Date(Number(value.ms)).toISOString()}")`;
    case 'duration':
      return `duration("${value.ms}ms")`;
    default:
      return value;
  }
}

function ipText({ version, bits, prefix }: Extract<Value, { readonly kind: 'ip' }>): string {
  const parts = version === 4 ? 4 : 8;
  const width = BigInt(version === 4 ? 8 : 16);
  const groups = Array.from(
    { length: parts },
    (_, at) => (bits >> (width * BigInt(parts - 1 - at))) & ((1n << width) - 1n),
  );
  const address = version === 4 ? groups.join('.') : groups.map((group) => group.toString(16)).join(':');
  return prefix === (version === 4 ? 32 : 128) ? address : `${address}/${prefix}`;
}
