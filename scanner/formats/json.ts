import { type ParseErrorCode, printParseErrorCode, visit } from 'jsonc-parser';
import { mostValues, tooMany } from './bounds.ts';
import { type ParseResult, pointer } from './document.ts';

/** Strict JSON, JSON with comments and trailing commas, and (only when those fail) JSON5. */
export async function parseJson(
  text: string,
): Promise<ParseResult & { readonly dialect?: 'json' | 'jsonc' | 'json5' }> {
  const lenient = withinBounds(text);
  if (lenient.ok || lenient === tooMany) {
    return lenient;
  }
  const { parseJson5 } = await import('./json5.ts');
  const json5 = parseJson5(text);
  return json5.ok ? { ...json5, dialect: 'json5' } : lenient;
}

/** The parser can not be told to stop, and what is too much need not be read to its end. */
function withinBounds(text: string): ReturnType<typeof parseJsonc> {
  try {
    return parseJsonc(text);
  } catch (error) {
    if (error instanceof TooMany) {
      return tooMany;
    }
    throw error;
  }
}

class TooMany extends Error {}

type Container =
  | { readonly kind: 'object'; readonly value: Record<string, unknown>; key: string }
  | { readonly kind: 'array'; readonly value: unknown[] };

function parseJsonc(text: string): ParseResult & { readonly dialect?: 'json' | 'jsonc' } {
  const open: Container[] = [];
  const duplicates: string[] = [];
  let root: unknown;
  let isStrict = true;
  let values = 0;
  let fault: { readonly code: ParseErrorCode; readonly line: number; readonly column: number } | undefined;

  const put = (value: unknown): void => {
    values += 1;
    if (values > mostValues) {
      throw new TooMany();
    }
    const parent = open.at(-1);
    if (parent === undefined) {
      root = value;
    } else if (parent.kind === 'array') {
      parent.value.push(value);
    } else {
      parent.value[parent.key] = value;
    }
  };
  const enter = (container: Container): void => {
    put(container.value);
    open.push(container);
  };

  visit(
    text,
    {
      onObjectBegin: () => enter({ kind: 'object', value: Object.create(null) as Record<string, unknown>, key: '' }),
      onObjectProperty: (key) => {
        const parent = open.at(-1);
        if (parent?.kind !== 'object') {
          return;
        }
        parent.key = key;
        if (Object.hasOwn(parent.value, key)) {
          duplicates.push(
            pointer(
              open.map((container) => (container.kind === 'object' ? container.key : container.value.length - 1)),
            ),
          );
        }
      },
      onObjectEnd: () => void open.pop(),
      onArrayBegin: () => enter({ kind: 'array', value: [] }),
      onArrayEnd: () => void open.pop(),
      onLiteralValue: put,
      onComment: () => {
        isStrict = false;
      },
      onError: (code, _offset, _length, line, column) => {
        fault ??= { code, line: line + 1, column: column + 1 };
      },
    },
    { disallowComments: false, allowTrailingComma: true, allowEmptyContent: true },
  );

  if (fault !== undefined) {
    return {
      ok: false,
      outcome: 'malformed',
      detail: `line ${fault.line}, column ${fault.column}: ${inWords(fault.code)}`,
    };
  }
  return { ok: true, document: { value: root, duplicates }, dialect: isStrict ? 'json' : 'jsonc' };
}

/** `PropertyNameExpected` as `property name expected`. */
function inWords(code: ParseErrorCode): string {
  return printParseErrorCode(code)
    .replaceAll(/([A-Z])/g, ' $1')
    .trim()
    .toLowerCase();
}
