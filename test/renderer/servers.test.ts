import { describe, expect, it } from 'vitest';
import type { ServerLine, ServerList, ToolLine } from '../../main/contract/servers.ts';
import {
  filtered,
  filterOfQuery,
  filterToQuery,
  nextSort,
  noFilter,
  shippedViews,
} from '../../renderer/servers/filter.ts';
import { rowsOf } from '../../renderer/servers/rows.ts';
import { placeOf } from '../../renderer/shell/use-place.ts';
import { afterEvent, currentIndex, restOf, startOf, steppedFrom } from '../../renderer/servers/state.ts';
import { foundTools } from '../../renderer/servers/tools.ts';

const line = (id: string, part: Partial<ServerLine> = {}): ServerLine => ({
  id,
  names: [id],
  identity: `npm ${id}@1.0.0`,
  identityKind: 'npm',
  transport: 'stdio',
  standing: 'shadow',
  standingBy: null,
  risk: 'low',
  clients: ['cursor'],
  routes: ['direct'],
  findings: { low: 0, medium: 0, high: 0, critical: 0 },
  change: 'seen',
  firstSeen: '2026-11-01T00:00:00.000Z',
  lastSeen: '2026-11-01T00:00:00.000Z',
  ...part,
});

const list: ServerList = {
  collectedAt: '2026-11-01T00:00:00.000Z',
  clients: { cursor: 'Cursor', vscode: 'Visual Studio Code' },
  servers: [
    line('mail', { standing: 'malicious', risk: 'critical' }),
    line('notes', { clients: ['cursor', 'vscode'], routes: ['guarded'], change: 'new' }),
    line('maps', { risk: 'high', identity: 'https://maps.example.com/mcp', identityKind: 'remote' }),
    line('old', { change: 'gone' }),
  ],
};
const namesFor = (part: Partial<typeof noFilter>): readonly string[] =>
  filtered(list, { ...noFilter, ...part }).map(({ id }) => id);

describe('the order of the table', () => {
  it('goes from one column to the next, and back to the worst first', () => {
    expect(nextSort('')).toBe('name');
    expect(nextSort('findings')).toBe('');
    expect(nextSort('what an old address names')).toBe('');
  });
});

describe('the filter of the table', () => {
  it.each([
    [{}, ['mail', 'notes', 'maps']],
    [{ text: 'MAPS example' }, ['maps']],
    [{ text: 'studio' }, ['notes']],
    [{ text: 'studio maps' }, []],
    [{ standing: 'malicious' }, ['mail']],
    [{ risk: 'high' }, ['mail', 'maps']],
    [{ risk: 'critical' }, ['mail']],
    [{ client: 'vscode' }, ['notes']],
    [{ route: 'guarded' }, ['notes']],
    [{ change: 'news' }, ['notes']],
    [{ change: 'gone' }, ['old']],
    [{ sort: 'name' }, ['mail', 'maps', 'notes']],
  ])('lets through what it says: %j', (part, expected) => {
    expect(namesFor(part)).toEqual(expected);
  });

  it('stands in an address and comes back from it', () => {
    const filter = { ...noFilter, text: 'a b&c', standing: 'shadow', group: 'client' };

    expect(filterOfQuery(filterToQuery(filter))).toEqual(filter);
    expect(filterOfQuery('standing=shadow&unknown=1')).toEqual({ ...noFilter, standing: 'shadow' });
  });

  it('is written the same way by views that are shipped and by the controls', () => {
    for (const view of Object.values(shippedViews)) {
      expect(filterToQuery(filterOfQuery(view))).toBe(view);
    }
  });
});

describe('the rows of the table', () => {
  it('have a server of two clients in the group of each, and count it in both', () => {
    const rows = rowsOf(list, { ...noFilter, group: 'client' });

    expect(rows.map((row) => (row.kind === 'group' ? `${row.value} ${row.count}` : row.server.id))).toEqual([
      'cursor 3',
      'mail',
      'notes',
      'maps',
      'vscode 1',
      'notes',
    ]);
    expect(new Set(rows.map(({ key }) => key)).size).toBe(rows.length);
  });

  it('are stepped through over the headings of groups, and end where the table ends', () => {
    const rows = rowsOf(list, { ...noFilter, group: 'client' });

    expect(steppedFrom(rows, 3, 1)).toBe(5);
    expect(steppedFrom(rows, 5, 1)).toBe(5);
    expect(steppedFrom(rows, 5, -1)).toBe(3);
    expect(steppedFrom(rows, 1, -9)).toBe(1);
  });

  it('have the first server looked at when the chosen one is not shown any more', () => {
    const rows = rowsOf(list, { ...noFilter, group: 'client' });

    expect(currentIndex(rows, 'vscode notes')).toBe(5);
    expect(currentIndex(rows, 'gone from here')).toBe(1);
    expect(currentIndex([], null)).toBe(-1);
  });
});

describe('what is marked', () => {
  it('stays marked while the filter changes, and goes when another view is chosen', () => {
    const marked = afterEvent(startOf(''), { kind: 'mark-switched', servers: ['mail', 'maps'] });
    const filteredOn = afterEvent(marked, { kind: 'filtered', part: { text: 'notes' } });

    expect([...filteredOn.marked]).toEqual(['mail', 'maps']);
    expect([...afterEvent(filteredOn, { kind: 'viewed', query: '' }).marked]).toEqual([]);
    expect([...afterEvent(marked, { kind: 'mark-switched', servers: ['mail'] }).marked]).toEqual(['maps']);
  });
});

describe('the address of the screen', () => {
  it('names a server or a filter', () => {
    expect(startOf('srv_1').current).toBe(' srv_1');
    expect(startOf('?risk=high').filter.risk).toBe('high');
    expect(startOf('')).toMatchObject({ current: null, filter: noFilter });
  });

  it('names both where both were chosen, whatever was searched for', () => {
    const filter = { ...noFilter, text: 'R&D 100% ?', group: 'client' };

    const { rest } = placeOf(`#servers/${restOf(filter, 'srv_1')}`);

    expect(startOf(rest)).toMatchObject({ filter, current: ' srv_1' });
    expect(restOf(noFilter, null)).toBe('');
  });

  it('leads to the server in whichever group it stands first', () => {
    const rows = rowsOf(list, { ...noFilter, group: 'client' });
    const at = currentIndex(rows, startOf('notes').current);

    expect(rows[at]).toMatchObject({ kind: 'server', server: { id: 'notes' } });
  });
});

describe('the search among the tools of a server', () => {
  const tool = (name: string, part: Partial<ToolLine> = {}): ToolLine => ({
    name,
    effect: 'read',
    external: false,
    classReason: 'the name says so',
    mode: null,
    pin: { kind: 'not-pinned' },
    ...part,
  });
  const changed = {
    kind: 'changed',
    change: 'changed',
    since: '2026-11-01T00:00:00.000Z',
    diff: [],
    means: '',
    about: [],
    findings: [],
  } as const;
  const tools = [
    tool('read_note'),
    tool('drop_table', { effect: 'destructive' }),
    tool('list_tables', { pin: changed }),
  ];
  const found = (search: string): readonly string[] =>
    foundTools(tools, search, ({ name, effect }) => `${name} ${effect}`).map(({ name }) => name);

  it.each([
    ['nothing', '', ['list_tables', 'read_note', 'drop_table']],
    ['only spaces', '  ', ['list_tables', 'read_note', 'drop_table']],
    ['a part of a name, in any case', 'TABLE', ['list_tables', 'drop_table']],
    ['several words in any order', 'destructive drop', ['drop_table']],
    ['words of two tools', 'note drop', []],
  ])('finds by %s, what changed first', (_, search, names) => {
    expect(found(search)).toEqual(names);
  });
});
