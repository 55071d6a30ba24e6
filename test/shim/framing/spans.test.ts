import { assert, jsonValue, nat, property } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { listWithout, replaced, spanAt } from '../../../shim/framing/spans.ts';

const line = Buffer.from('{ "a" : [1, {"b\\u0063": "x,]}\\"" }, [ ] ], "a":{"z":-1.5e3 ,"bc":null} }\n');

function textAt(...path: readonly (string | number)[]): string | null {
  const span = spanAt(line, path);
  return span === null ? null : line.toString('utf8', span.start, span.end);
}

describe('a value in a line', () => {
  it.each<[readonly (string | number)[], string | null]>([
    [['a'], '{"z":-1.5e3 ,"bc":null}'],
    [['a', 'z'], '-1.5e3'],
    [['a', 'bc'], 'null'],
    [['a', 'nothing'], null],
    [['a', 0], null],
  ])('is found at %j, the last of equal keys', (path, text) => {
    expect(textAt(...path)).toBe(text);
  });

  it('is found behind escaped keys and strings that look like structure', () => {
    const other = Buffer.from('{"a":[1,{"b\\u0063":"x,]}\\""},[]]}');
    const span = spanAt(other, ['a', 1, 'bc']);

    expect(other.toString('utf8', span?.start, span?.end)).toBe('"x,]}\\""');
  });

  it('can be replaced, and every other byte stays', () => {
    const span = spanAt(line, ['a', 'z']);

    expect(span && replaced(line, span, Buffer.from('"new"')).toString()).toBe(
      '{ "a" : [1, {"b\\u0063": "x,]}\\"" }, [ ] ], "a":{"z":"new" ,"bc":null} }\n',
    );
  });

  it('leaves items out of a list, and the others keep their bytes', () => {
    const list = Buffer.from('{"tools":[ {"n": 1e2} , {"n":2},{"n":12345678901234567890} ]}');
    const span = spanAt(list, ['tools']);

    expect(span && listWithout(list, span, (index) => index === 1).toString()).toBe(
      '[{"n": 1e2},{"n":12345678901234567890}]',
    );
    expect(span && listWithout(list, span, () => true).toString()).toBe('[]');
  });

  it('is the one that JSON.parse finds, in any document', () => {
    assert(
      property(jsonValue(), nat(), (document, seed) => {
        const bytes = Buffer.from(JSON.stringify(document, null, seed % 3));
        for (const [path, value] of places(document)) {
          const span = spanAt(bytes, path);
          expect(span).not.toBeNull();
          expect(JSON.stringify(JSON.parse(bytes.toString('utf8', span?.start, span?.end)))).toBe(
            JSON.stringify(value),
          );
        }
      }),
    );
  });
});

function places(value: unknown, path: readonly (string | number)[] = []): [readonly (string | number)[], unknown][] {
  const inside =
    typeof value !== 'object' || value === null
      ? []
      : Array.isArray(value)
        ? value.flatMap((item: unknown, index) => places(item, [...path, index]))
        : Object.entries(value).flatMap(([key, item]) => places(item, [...path, key]));
  return [[path, value], ...inside];
}
