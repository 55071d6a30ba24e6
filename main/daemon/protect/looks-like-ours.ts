/** The arguments we write, also as rows, as a comment or as one command line. */
const words = /\brun\b[\s"'`,#/*[\]\\-]*--client\b/;
/** The launcher as a whole value: in quotes, or as clients write it anew in YAML. */
const quotedValue = /[:=[,]\s*(["'])[^"'\n]*\bsallyport-shim(?:\.exe|\.cmd)?\1/;
const plainValue = /(?:\b(?:command|cmd|path):|-)[ \t]+\S*\bsallyport-shim(?:\.exe|\.cmd)?[ \t]*(?:#.*)?$/m;

/**
 * Whether a text may hold an entry of ours somewhere, wherever it stands and even where it does not parse: switched off under
 * another key, made a comment, or cut. A remark that only speaks of the shim is none.
 */
export function looksLikeOurs(text: string): boolean {
  return text.includes('sallyport-shim') && [words, quotedValue, plainValue].some((sign) => sign.test(text));
}
