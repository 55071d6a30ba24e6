import { describe, expect, it } from 'vitest';
import type { CatalogueEntry, CatalogueIdentity } from '../../../policy/catalogue/catalogue.ts';
import type { CatalogueChange } from '../../../policy/catalogue/edit.ts';
import { editCatalogue } from '../../../policy/catalogue/edit.ts';
import { parseCatalogue } from '../../../policy/catalogue/parse.ts';

const identity = (purl: string): CatalogueIdentity => ({
  kind: 'package',
  purl,
  versions: null,
  anyVersion: true,
  integrity: null,
});
const entry = (purl: string, more: Partial<CatalogueEntry> = {}): CatalogueEntry => ({
  identity: identity(purl),
  status: 'approved',
  owner: 'ann',
  reason: 'reviewed: yes #1',
  risk: null,
  dataClass: null,
  category: null,
  tools: {},
  labels: [],
  until: null,
  ...more,
});
const put = (purl: string, more: Partial<CatalogueEntry> = {}): CatalogueChange => ({
  kind: 'put-servers',
  entries: [entry(purl, more)],
});
const remove = (purl: string): CatalogueChange => ({
  kind: 'remove-servers',
  identities: [identity(purl)],
});

const byHand = `# ours
version: 1   # do not touch

servers:
# the first
- identity: {purl: pkg:npm/a, anyVersion: true}   # flow
  status:   approved
  owner: "bob"
  reason: >
    a long
    reason
# the second
- identity:
    purl: pkg:npm/b
    anyVersion: true
  status: approved
  owner: bob
  reason: ok # last word

# about findings
suppressions:
    - {rule: config/x, reason: a, owner: b, until: 2027-01-01}
# the end
`;
const linesOf = (text: string) => text.split('\n');

describe('a change of many entries', () => {
  it('replaces those that are there, adds the others, and leaves every other line', async () => {
    const banned = ['pkg:npm/new', 'pkg:npm/b', 'pkg:npm/newer'].map((purl) => entry(purl, { status: 'banned' }));

    const edited = await editCatalogue(byHand, { kind: 'put-servers', entries: banned });

    const read = await parseCatalogue(edited);
    expect(read.ok && read.catalogue.servers.map(({ identity: of, status }) => [of, status])).toEqual([
      [identity('pkg:npm/a'), 'approved'],
      [identity('pkg:npm/b'), 'banned'],
      [identity('pkg:npm/new'), 'banned'],
      [identity('pkg:npm/newer'), 'banned'],
    ]);
    const [start, end] = [byHand.slice(0, byHand.indexOf('- identity:\n')), byHand.slice(byHand.indexOf('\n# about'))];
    expect(edited.startsWith(start)).toBe(true);
    expect(edited.endsWith(end)).toBe(true);
  });

  it('takes out all that it names, in lists of lines and in lists of one line', async () => {
    const identities = [identity('pkg:npm/a'), identity('pkg:npm/b'), identity('pkg:npm/nowhere')];
    const inOneLine =
      'version: 1\nservers: [{identity: {purl: pkg:npm/a, anyVersion: true}, status: banned, owner: o, reason: r}, {identity: {purl: pkg:npm/c, anyVersion: true}, status: banned, owner: o, reason: r}]\n';

    const kept = async (text: string): Promise<unknown> => {
      const read = await parseCatalogue(await editCatalogue(text, { kind: 'remove-servers', identities }));
      return read.ok && read.catalogue.servers.map((one) => one.identity);
    };

    expect(await kept(byHand)).toEqual([]);
    expect(await kept(inOneLine)).toEqual([identity('pkg:npm/c')]);
  });

  it('is one edit also for thousands: the file is read twice, not once an entry', async () => {
    const entries = Array.from({ length: 1500 }, (_, at) => entry(`pkg:npm/package-${at}`));
    const edited = await editCatalogue(byHand, { kind: 'put-servers', entries });

    const identities = entries.slice(10).map((one) => one.identity);
    const read = await parseCatalogue(await editCatalogue(edited, { kind: 'remove-servers', identities }));

    expect(read.ok && read.catalogue.servers).toHaveLength(12);
  });
});

describe('an empty catalogue', () => {
  it.each(['', '\n', '# mine\n', 'version: 1\n', 'version: 1\nservers:\n', 'version: 1\nservers: []\n'])(
    'takes its first entry: %j',
    async (text) => {
      const edited = await editCatalogue(
        text,
        put('pkg:npm/a', { until: '2027-01-01', labels: ['x'], tools: { t: 'ask' } }),
      );

      expect(await parseCatalogue(edited)).toEqual({
        ok: true,
        catalogue: {
          servers: [entry('pkg:npm/a', { until: '2027-01-01', labels: ['x'], tools: { t: 'ask' } })],
          suppressions: [],
        },
      });
      expect(edited).toContain(text.trim().replace(' []', ''));
    },
  );

  it('becomes a file that explains itself', async () => {
    const edited = await editCatalogue('', put('pkg:npm/a'));

    expect(edited).toMatch(/^# Sallyport catalogue/);
    expect(edited).toMatch(/\nversion: 1\nservers:\n {2}- identity:\n {6}purl: pkg:npm\/a\n/);
  });
});

describe('a catalogue that people wrote by hand', () => {
  it('gets an entry at the end of its list, and keeps every other line', async () => {
    const edited = await editCatalogue(byHand, put('pkg:npm/c'));

    const added = [
      '- identity:',
      '    purl: pkg:npm/c',
      '    anyVersion: true',
      '  status: approved',
      '  owner: ann',
      '  reason: "reviewed: yes #1"',
    ];
    const before = linesOf(byHand);
    const at = before.indexOf('  reason: ok # last word') + 1;
    expect(linesOf(edited)).toEqual([...before.slice(0, at), ...added, ...before.slice(at)]);
  });

  it('has one entry replaced, and keeps every other line', async () => {
    const edited = await editCatalogue(byHand, put('pkg:npm/a', { status: 'banned', reason: 'no' }));

    const before = linesOf(byHand);
    const replaced = [
      '- identity:',
      '    purl: pkg:npm/a',
      '    anyVersion: true',
      '  status: banned',
      '  owner: ann',
      '  reason: no',
    ];
    expect(linesOf(edited)).toEqual([...before.slice(0, 5), ...replaced, ...before.slice(11)]);
  });

  it('has one entry removed, and keeps every other line', async () => {
    const edited = await editCatalogue(byHand, remove('pkg:npm/b'));

    const before = linesOf(byHand);
    expect(linesOf(edited)).toEqual([...before.slice(0, 12), ...before.slice(18)]);
  });

  it('has a suppression added and removed again, to the same bytes', async () => {
    const suppression = { rule: 'config/y', server: null, reason: 'r', owner: 'o', until: '2027-02-01' } as const;

    const added = await editCatalogue(byHand, { kind: 'put-suppression', suppression });
    const removed = await editCatalogue(added, { kind: 'remove-suppression', rule: 'config/y', server: null });

    expect(added).toContain(
      '    - rule: config/y\n      reason: r\n      owner: o\n      until: 2027-02-01\n# the end\n',
    );
    expect(removed).toBe(byHand);
  });

  it('keeps its last comment when the last entry goes', async () => {
    const edited = await editCatalogue(byHand, { kind: 'remove-suppression', rule: 'config/x', server: null });

    expect(edited).toBe(byHand.replace(/ {4}- \{rule.*\n/, ''));
  });

  it('keeps its line ends', async () => {
    const edited = await editCatalogue(byHand.replaceAll('\n', '\r\n'), put('pkg:npm/c'));

    expect(edited.replaceAll('\r\n', '')).not.toContain('\n');
    expect(await parseCatalogue(edited)).toMatchObject({ ok: true, catalogue: { servers: { length: 3 } } });
  });

  it('stays as it is when there is nothing to remove', async () => {
    expect(await editCatalogue(byHand, remove('pkg:npm/zzz'))).toBe(byHand);
  });

  it('may hold its list in one line', async () => {
    const text = 'version: 1\nservers: [{identity: {purl: pkg:npm/a}, status: banned, owner: b, reason: c}] # here\n';

    const edited = await editCatalogue(text, put('pkg:npm/c'));

    expect(await parseCatalogue(edited)).toMatchObject({ ok: true, catalogue: { servers: { length: 2 } } });
    expect(edited).toContain('# here');
  });
});

describe('a catalogue with a fault', () => {
  it('is not changed, with CATALOGUE_INVALID and the line', async () => {
    const editing = editCatalogue('version: 1\nnote: x\n', put('pkg:npm/a'));

    await expect(editing).rejects.toMatchObject({
      code: 'CATALOGUE_INVALID',
      message: 'could not change the catalogue: line 2: note is no key we know here',
    });
  });

  it('is not made by a change either', async () => {
    const editing = editCatalogue(byHand, put('pkg:npm/c', { until: 'soon' }));

    await expect(editing).rejects.toMatchObject({ code: 'CATALOGUE_INVALID' });
  });
});
