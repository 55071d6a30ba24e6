export type Decoded = { readonly ok: true; readonly text: string } | { readonly ok: false; readonly detail: string };

/** Bytes as UTF-8 text without its byte-order mark. Anything else is named, not guessed: clients read UTF-8. */
export function decode(bytes: Uint8Array): Decoded {
  const [first, second] = bytes;
  if ((first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff)) {
    return { ok: false, detail: 'the text is UTF-16; clients read UTF-8' };
  }
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    // The decoder's only failure: bytes that are not UTF-8.
    return { ok: false, detail: 'the text is not valid UTF-8' };
  }
  if (text.includes('\0')) {
    return { ok: false, detail: 'the text holds NUL bytes' };
  }
  return { ok: true, text };
}
