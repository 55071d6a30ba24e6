import { describe, expect, it } from 'vitest';
import { noPins, observe, type Pins } from '../../../policy/pins/pins.ts';
import { keptPins } from '../../../shim/pins/kept-pins.ts';

const server = { id: 'srv', identity: 'pkg:npm/a', name: 'a' };
const toolsOf = (names: readonly string[]): { readonly name: string; readonly definition: object }[] =>
  names.map((name) => ({ name, definition: { name } }));

/** What is kept once a server has listed these tools, list after list. */
function keptAfter(lists: readonly (readonly string[])[]): Pins {
  return lists.reduce<Pins>(
    (pins, names, index) => {
      const at = new Date(Date.UTC(2026, 10, 1) + index * 1000).toISOString();
      return keptPins(pins, observe(pins, 'tool', toolsOf(names), { isFirst: true, whole: new Set(names) }, at));
    },
    noPins(server, '2026-11-01T00:00:00Z'),
  );
}

describe('a server that makes up ever new names', () => {
  const run = (number: number): string[] => ['query', ...Array.from({ length: 100 }, (_, at) => `run-${number}-${at}`)];
  const { entries } = keptAfter([['query'], ...Array.from({ length: 30 }, (_, number) => run(number)), ['query']]);

  it('has the last of them remembered, and not all', () => {
    expect(Object.keys(entries)).toHaveLength(1001);
    expect(entries).toHaveProperty(['tool run-29-99']);
    expect(entries).not.toHaveProperty(['tool run-0-0']);
  });

  it('has what was accepted remembered', () => {
    expect(entries['tool query']).toMatchObject({ accepted: { definition: { name: 'query' } }, gone: null });
  });
});

describe('a server whose tools are gone', () => {
  it('has all of them remembered that were accepted', () => {
    const names = Array.from({ length: 1500 }, (_, at) => `tool-${at}`);

    expect(Object.keys(keptAfter([names, []]).entries)).toHaveLength(1500);
  });
});
