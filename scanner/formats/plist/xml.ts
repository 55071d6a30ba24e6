import { deepestLevel } from '../nesting.ts';
import { PlistFault } from './fault.ts';

type Token =
  | { readonly kind: 'open' | 'close' | 'empty'; readonly name: string }
  | { readonly kind: 'text'; readonly text: string };

/**
 * Reads the XML form. Only what property lists are made of is understood; a document that declares entities of its own is
 * refused, so nothing can unfold.
 *
 * @throws PlistFault
 */
export function parseXmlPlist(text: string): unknown {
  const tokens = tokensOf(text);
  let at = 0;

  const next = (): Token => {
    const token = tokens[at];
    if (token === undefined) {
      throw new PlistFault('the text ends too early');
    }
    at += 1;
    return token;
  };
  const expect = (kind: 'open' | 'close', name: string): void => {
    const token = next();
    if (token.kind !== kind || token.name !== name) {
      throw new PlistFault(`${kind === 'open' ? 'an element' : 'the end of an element'} "${name}" is missing`);
    }
  };
  const textIn = (name: string): string => {
    let content = '';
    for (let token = next(); ; token = next()) {
      if (token.kind === 'close' && token.name === name) {
        return content;
      }
      if (token.kind !== 'text') {
        throw new PlistFault(`an element "${name}" holds another`);
      }
      content += token.text;
    }
  };
  const isEnd = (name: string): boolean => {
    const token = tokens[at];
    const ends = token?.kind === 'close' && token.name === name;
    at += ends ? 1 : 0;
    return ends;
  };
  const valueAt = (depth: number): unknown => {
    if (depth > deepestLevel) {
      throw new PlistFault(`nested more than ${deepestLevel} levels deep`);
    }
    const token = next();
    if (token.kind === 'empty') {
      return emptyValue(token.name);
    }
    if (token.kind !== 'open') {
      throw new PlistFault('something stands where a value belongs');
    }
    if (token.name === 'array') {
      const list: unknown[] = [];
      while (!isEnd('array')) {
        list.push(valueAt(depth + 1));
      }
      return list;
    }
    if (token.name === 'dict') {
      const dictionary = Object.create(null) as Record<string, unknown>;
      while (!isEnd('dict')) {
        expect('open', 'key');
        const key = textIn('key');
        dictionary[key] = valueAt(depth + 1);
      }
      return dictionary;
    }
    return scalar(token.name, textIn(token.name));
  };

  expect('open', 'plist');
  const value = valueAt(0);
  expect('close', 'plist');
  return value;
}

/** One piece of markup, or the text up to the next. */
const piece =
  /<\?[^]*?\?>|<!--[^]*?-->|<!\[CDATA\[([^]*?)\]\]>|<!DOCTYPE[^[>]*>|<(\/?)([A-Za-z]+)(?:\s[^<>]*?)?(\/?)>|([^<]+)/y;

function tokensOf(text: string): readonly Token[] {
  const tokens: Token[] = [];
  piece.lastIndex = 0;
  while (piece.lastIndex < text.length) {
    const found = piece.exec(text);
    if (found === null) {
      throw new PlistFault('it is no property list in XML');
    }
    const [, raw, slash, name, end, plain] = found;
    if (name !== undefined) {
      tokens.push({ kind: slash === '/' ? 'close' : end === '/' ? 'empty' : 'open', name });
    } else {
      const content = raw ?? unescaped(plain ?? '');
      // Space between elements says nothing; inside of texts it does.
      if (isInText(tokens.at(-1)) || content.trim() !== '') {
        tokens.push({ kind: 'text', text: content });
      }
    }
  }
  return tokens;
}

function isInText(before: Token | undefined): boolean {
  return before !== undefined && (before.kind === 'text' || (before.kind === 'open' && textual.has(before.name)));
}

const textual = new Set(['string', 'key', 'data', 'date', 'integer', 'real']);
const named: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" };

function unescaped(text: string): string {
  return text.replaceAll(
    /&(?:#(\d{1,7})|#x([0-9a-f]{1,6})|([a-z]+));?/gi,
    (_, decimal?: string, hex?: string, name?: string) => {
      const code = decimal === undefined ? Number.parseInt(hex ?? '', 16) : Number(decimal);
      const letter = name === undefined ? letterOf(code) : named[name];
      if (letter === undefined) {
        throw new PlistFault('it uses an entity that we do not know');
      }
      return letter;
    },
  );
}

function letterOf(code: number): string | undefined {
  return code > 0 && code <= 0x10_ff_ff ? String.fromCodePoint(code) : undefined;
}

function emptyValue(name: string): unknown {
  switch (name) {
    case 'true':
      return true;
    case 'false':
      return false;
    case 'array':
      return [];
    case 'dict':
      return Object.create(null);
    case 'string':
    case 'data':
      return '';
    default:
      throw new PlistFault('it holds an element of an unknown kind');
  }
}

function scalar(name: string, text: string): unknown {
  switch (name) {
    case 'string':
      return text;
    case 'data':
      return text.replaceAll(/\s/g, '');
    case 'date':
      return text.trim();
    case 'integer':
    case 'real': {
      const number = text.trim() === '' ? Number.NaN : Number(text);
      if (Number.isNaN(number)) {
        throw new PlistFault('a number is none');
      }
      return number;
    }
    case 'true':
      return true;
    case 'false':
      return false;
    default:
      throw new PlistFault('it holds an element of an unknown kind');
  }
}
