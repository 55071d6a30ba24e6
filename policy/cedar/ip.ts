/** An address or a range of addresses. */
export interface Ip {
  readonly kind: 'ip';
  readonly version: 4 | 6;
  readonly bits: bigint;
  readonly prefix: number;
}

const longestText = 43;

/** Reads `10.0.0.0/8`, `::1` and the like; null for anything else. IPv4 inside IPv6 is refused when it is written with dots. */
export function parseIp(text: string): Ip | null {
  if (text.length > longestText) {
    return null;
  }
  const slash = text.indexOf('/');
  const address = slash < 0 ? text : text.slice(0, slash);
  const v4 = parseV4(address);
  const bits = v4 ?? parseV6(address);
  if (bits === null) {
    return null;
  }
  const version = v4 === null ? 6 : 4;
  const prefix = slash < 0 ? widthOf(version) : parsePrefix(text.slice(slash + 1), widthOf(version));
  return prefix === null ? null : { kind: 'ip', version, bits, prefix };
}

/** Whether all of the first is in the second. No IPv4 address is in an IPv6 range, nor the other way round. */
export function isInRange(inner: Ip, outer: Ip): boolean {
  if (inner.version !== outer.version || inner.prefix < outer.prefix) {
    return false;
  }
  const ignored = BigInt(widthOf(outer.version) - outer.prefix);
  return inner.bits >> ignored === outer.bits >> ignored;
}

export function isLoopback({ version, bits, prefix }: Ip): boolean {
  return version === 4 ? bits >> 24n === 127n && prefix >= 8 : bits === 1n && prefix === 128;
}

export function isMulticast({ version, bits, prefix }: Ip): boolean {
  return version === 4 ? bits >> 28n === 0xen && prefix >= 4 : bits >> 120n === 0xffn && prefix >= 8;
}

function widthOf(version: 4 | 6): number {
  return version === 4 ? 32 : 128;
}

function parsePrefix(text: string, width: number): number | null {
  return /^(?:0|[1-9]\d{0,2})$/.test(text) && Number(text) <= width ? Number(text) : null;
}

function parseV4(text: string): bigint | null {
  const parts = text.split('.');
  if (parts.length !== 4 || !parts.every((part) => /^(?:0|[1-9]\d{0,2})$/.test(part) && Number(part) <= 255)) {
    return null;
  }
  return parts.reduce((bits, part) => (bits << 8n) | BigInt(part), 0n);
}

function parseV6(text: string): bigint | null {
  const halves = text.split('::');
  const [head = [], tail = []] = halves.map((half) => (half === '' ? [] : half.split(':')));
  const zeros = 8 - head.length - tail.length;
  const isWhole = halves.length === 1 ? zeros === 0 : halves.length === 2 && zeros >= 1;
  const groups = [...head, ...Array.from({ length: Math.max(zeros, 0) }, () => '0'), ...tail];
  if (!isWhole || !groups.every((group) => /^[0-9a-fA-F]{1,4}$/.test(group))) {
    return null;
  }
  return groups.reduce((bits, group) => (bits << 16n) | BigInt(`0x${group}`), 0n);
}
