/**
 * Reads what `reg export KEY` writes: UTF-16 text, a section a key, and in it values as text, `dword:` or bytes in hex.
 *
 * @returns the values of the first key, which is the one that was asked for; null when the bytes are no such file
 */
export function parseRegFile(bytes: Uint8Array): Readonly<Record<string, unknown>> | null {
  const text = new TextDecoder('utf-16le').decode(bytes);
  if (!text.startsWith(firstLine)) {
    return null;
  }
  const values = Object.create(null) as Record<string, unknown>;
  let sections = 0;
  for (let at = firstLine.length; at < text.length && sections < 2;) {
    const [whole, section, name] = matchAt(lineStart, text, at) ?? [''];
    if (section !== undefined) {
      sections += 1;
      at += whole.length;
    } else if (name !== undefined && sections === 1) {
      const value = valueAt(text, at + whole.length);
      if (value === null) {
        return null;
      }
      values[name === '@' ? '' : unescaped(name.slice(1, -1))] = value.value;
      at = value.end;
    } else {
      const end = text.indexOf('\n', at);
      at = end < 0 ? text.length : end + 1;
    }
  }
  return sections === 0 ? null : values;
}

const firstLine = 'Windows Registry Editor Version 5.00';
const lineStart = /(\[[^\]\r\n][^\r\n]*\])|(@|"[^"\\]*(?:\\.[^"\\]*)*")=/sy;
// A text goes on over line ends until its quote; bytes go on where a line ends with a backslash.
const textValue = /"([^"\\]*(?:\\.[^"\\]*)*)"/sy;
const numberValue = /dword:([0-9a-f]{8})/iy;
const bytesValue = /hex(?:\(([0-9a-f]+)\))?:((?:[0-9a-f]{2}|[,\s]|\\\r?\n)*)/iy;

function valueAt(text: string, at: number): { readonly value: unknown; readonly end: number } | null {
  const [quoted, inside] = matchAt(textValue, text, at) ?? [];
  if (quoted !== undefined && inside !== undefined) {
    return { value: unescaped(inside), end: at + quoted.length };
  }
  const [number, digits] = matchAt(numberValue, text, at) ?? [];
  if (number !== undefined && digits !== undefined) {
    return { value: Number.parseInt(digits, 16), end: at + number.length };
  }
  const [listed, type, pairs] = matchAt(bytesValue, text, at) ?? [];
  return listed === undefined || pairs === undefined
    ? null
    : { value: fromBytes(type, Buffer.from(pairs.replaceAll(/[^0-9a-f]/gi, ''), 'hex')), end: at + listed.length };
}

function fromBytes(type: string | undefined, bytes: Buffer): unknown {
  switch (type?.toLowerCase() ?? '') {
    // Text, with and without variables in it.
    case '1':
    case '2':
      return bytes.toString('utf16le').replace(/\0+$/, '');
    // Several texts.
    case '7':
      return bytes
        .toString('utf16le')
        .split('\0')
        .filter((one) => one !== '');
    // A number of eight bytes.
    case 'b':
      return bytes.length === 8 ? Number(bytes.readBigUInt64LE()) : bytes;
    default:
      return bytes;
  }
}

function unescaped(text: string): string {
  return text.replaceAll(/\\(.)/gs, '$1');
}

function matchAt(pattern: RegExp, text: string, at: number): RegExpExecArray | null {
  pattern.lastIndex = at;
  return pattern.exec(text);
}
