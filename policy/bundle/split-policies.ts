/** One policy's text, up to its semicolon, and where it starts in the file (UTF-16 units). */
export interface PolicyText {
  readonly text: string;
  readonly start: number;
}

export type SplitPolicies =
  | { readonly ok: true; readonly policies: readonly PolicyText[] }
  | { readonly ok: false; readonly at: number; readonly message: string };

const deepest = 60;
const longest = 65_536;

/** Cuts a file into its policies, at semicolons outside texts and comments, before anything parses it. */
export function splitPolicies(text: string): SplitPolicies {
  const policies: PolicyText[] = [];
  let start = 0;
  let depth = 0;
  for (let at = 0; at < text.length; at += 1) {
    const character = text[at] ?? '';
    if (character === '"') {
      at = endOfText(text, at);
    } else if (character === '/' && text[at + 1] === '/') {
      at = endOfLine(text, at);
    } else if ('([{'.includes(character)) {
      depth += 1;
      if (depth > deepest) {
        return { ok: false, at, message: `brackets are nested more than ${deepest} deep` };
      }
    } else if (')]}'.includes(character)) {
      depth -= 1;
    } else if (character === ';') {
      policies.push({ text: text.slice(start, at + 1), start });
      start = at + 1;
      depth = 0;
    }
  }
  policies.push({ text: text.slice(start), start });
  const found = policies.map(trimmed).filter((policy) => policy.text !== '');
  const long = found.find((policy) => policy.text.length > longest);
  return long === undefined
    ? { ok: true, policies: found }
    : { ok: false, at: long.start, message: `a policy is longer than ${longest} characters` };
}

/** Without the white space and comments before it, so that a place in it is a place near its words. */
function trimmed({ text, start }: PolicyText): PolicyText {
  const blank = /^(?:\s|\/\/[^\n]*(?:\n|$))*/.exec(text)?.[0].length ?? 0;
  return { text: text.slice(blank), start: start + blank };
}

function endOfText(text: string, quote: number): number {
  for (let at = quote + 1; at < text.length; at += 1) {
    if (text[at] === '\\') {
      at += 1;
    } else if (text[at] === '"') {
      return at;
    }
  }
  return text.length;
}

function endOfLine(text: string, at: number): number {
  const end = text.indexOf('\n', at);
  return end < 0 ? text.length : end;
}
