export const deepestLevel = 200;

export const tooDeep = {
  ok: false,
  outcome: 'too-large',
  detail: `nested more than ${deepestLevel} levels deep`,
} as const;

/**
 * Looks at brackets before parsing: parsers recurse, and from a stack that has run out nothing can be reported.
 *
 * @param comments how the format begins a comment: in JSON's kin a hash is none, in TOML and YAML a slash is none
 */
export function isTooDeep(text: string, comments: 'slash' | 'hash'): boolean {
  if (!opensOften(text)) {
    return false;
  }
  let depth = 0;
  let quote = '';
  for (let i = 0; i < text.length; i += 1) {
    const char = text[i];
    if (quote !== '') {
      if (char === '\\' && quote === '"') {
        i += 1;
      } else if (char === quote || char === '\n') {
        quote = '';
      }
    } else if (char === '"' || char === "'") {
      quote = char;
    } else if (startsComment(text, i, comments)) {
      i = endOfComment(text, i);
    } else if (char === '{' || char === '[') {
      depth += 1;
      if (depth > deepestLevel) {
        return true;
      }
    } else if (char === '}' || char === ']') {
      depth -= 1;
    }
  }
  return false;
}

/** Whether a text has more opening brackets than levels are allowed: most have not, and need no closer look. */
function opensOften(text: string): boolean {
  let openings = 0;
  for (const bracket of ['{', '[']) {
    for (let at = text.indexOf(bracket); at !== -1 && openings <= deepestLevel; at = text.indexOf(bracket, at + 1)) {
      openings += 1;
    }
  }
  return openings > deepestLevel;
}

function startsComment(text: string, index: number, comments: 'slash' | 'hash'): boolean {
  return comments === 'hash'
    ? text[index] === '#'
    : text[index] === '/' && (text[index + 1] === '/' || text[index + 1] === '*');
}

function endOfComment(text: string, index: number): number {
  const isBlock = text[index] === '/' && text[index + 1] === '*';
  const end = isBlock ? text.indexOf('*/', index + 2) : text.indexOf('\n', index);
  if (end === -1) {
    return text.length;
  }
  return isBlock ? end + 1 : end;
}
