import { describe, expect, it } from 'vitest';
import { readDocuments } from '../../../scanner/identity/advisory-documents.ts';
import { loadAdvisories, matchAdvisories } from '../../../scanner/identity/advisories.ts';
import shippedFile from '../../../scanner/identity/advisories.json' with { type: 'json' };

const npmUse = (version: string | null) => ({ purl: 'pkg:npm/some-package', version });
const pypiUse = (version: string | null) => ({ purl: 'pkg:pypi/some-package', version });
const entry = (affected: string | null, more = {}) => ({
  id: 'TEST-1',
  package: 'pkg:npm/some-package',
  affected,
  fixed: null,
  severity: 'high',
  kind: 'vulnerable',
  summary: 'a fault',
  ...more,
});
const osv = (affected: object, more = {}) => ({
  id: 'MAL-2026-1',
  summary: 'steals',
  affected: [{ package: { ecosystem: 'npm', name: 'some-package' }, ...affected }],
  ...more,
});
const ranges = (...events: readonly object[]) => ({ ranges: [{ type: 'SEMVER', events }] });
const matchOf = async (document: unknown, use: { purl: string; version: string | null }) =>
  matchAdvisories(use, (await loadAdvisories([document])).advisories).map(({ match }) => match)[0] ?? null;

describe('the advisories that ship with Sallyport', () => {
  it('all load', async () => {
    const { advisories, problems } = await loadAdvisories([]);

    expect(problems).toEqual([]);
    expect(advisories.date).toBe('2026-11-20');
    expect(readDocuments([shippedFile])).toMatchObject({ problems: [], read: { length: 71 } });
    expect(advisories.entries).toHaveLength(71);
    expect(new Set(advisories.entries.map(({ id, package: name }) => `${id} ${name}`)).size).toBe(71);
  });

  it.each([
    ['pkg:npm/mcp-remote', '0.1.15', 'CVE-2025-6514', 'version'],
    ['pkg:npm/mcp-remote', null, 'CVE-2025-6514', 'unknown-version'],
    ['pkg:npm/mcp-remote', '0.1.16', 'CVE-2025-6514', null],
    ['pkg:npm/%40modelcontextprotocol/server-filesystem', '2025.6.0', 'CVE-2025-53109', 'version'],
    ['pkg:npm/%40modelcontextprotocol/server-filesystem', '0.6.4', 'CVE-2025-53109', null],
    ['pkg:pypi/mcp-server-git', '2025.9.24', 'CVE-2025-68143', 'version'],
    ['pkg:npm/postmark-mcp', '1.0.15', 'MAL-2025-47604', null],
    ['pkg:npm/postmark-mcp', '1.0.16', 'MAL-2025-47604', 'version'],
    ['pkg:npm/postmark-mcp', null, 'MAL-2025-47604', 'version'],
    ['pkg:npm/polymarket-mcp-v2', '2.1.6', 'MAL-2026-10481', 'version'],
    ['pkg:npm/polymarket-mcp-v2', null, 'MAL-2026-10481', 'unknown-version'],
    ['pkg:npm/claude-token-tracker-mcp', '9.9.9-beta.1', 'MAL-2026-10693', 'version'],
  ])('say of %s %s by %s: %s', async (purl, version, id, expected) => {
    const found = matchAdvisories({ purl, version }, (await loadAdvisories([])).advisories).find(
      ({ advisory }) => advisory.id === id,
    );

    expect(found?.match ?? null).toBe(expected);
  });
});

describe('a range of versions', () => {
  it.each([
    ['<1.2.0', '1.1.9', 'version'],
    ['<1.2.0', '1.2.0', null],
    ['<1.2.0', '1.2.0-beta.1', 'version'],
    ['<=1.2.0', '1.2.0', 'version'],
    ['>=1.0.0 <1.2.0 || =3.0.0', '3.0.0', 'version'],
    ['>=1.0.0 <1.2.0 || =3.0.0', '2.0.0', null],
    ['^1.2.0', '1.9.0', 'version'],
    ['*', '0.0.1-alpha', 'version'],
    ['<1.2.0', 'not-a-version', 'unknown-version'],
    [null, '1.0.0', 'unknown-range'],
    [null, null, 'unknown-range'],
  ])('%s of npm, for %s: %s', async (affected, version, expected) => {
    expect(await matchOf(entry(affected), npmUse(version))).toBe(expected);
  });

  it.each([
    ['<1.2.0', '1.2.0rc1', 'version'],
    ['<1.2.0', '1.2.0.post1', null],
    ['<=1.2.0', '1.2', 'version'],
    ['>=1.0,<1.2', '1.1.dev3', 'version'],
    ['>= 1.0, < 1.2', '1.2', null],
  ])('%s of PyPI, for %s: %s', async (affected, version, expected) => {
    expect(await matchOf(entry(affected, { package: 'pkg:pypi/Some.Package' }), pypiUse(version))).toBe(expected);
  });
});

describe('a start that asks for a range of versions', () => {
  it.each([
    ['>=1.0.16', '^1.0.0', 'version'],
    ['>=1.0.16', '1.x', 'version'],
    ['>=1.0.16', 'latest', 'version'],
    ['>=1.0.16', 'next', 'unknown-version'],
    ['>=1.0.16', '<1.0.16', null],
    ['>=1.0.16', '~2.0.0', 'version'],
    ['<1.2.0', '~1.1.0', 'version'],
    ['>=1.1.0 <1.2.0', '~1.1.0', 'version'],
    ['>=1.1.1 <1.2.0', '~1.1.0', 'unknown-version'],
    ['>=1.0.16', '<=1.0.16', 'version'],
    ['>1.0.16', '^1.0.0', 'unknown-version'],
    ['<1.2.0', '^1.0.0', 'unknown-version'],
    ['<1.2.0', '^2.0.0', null],
    ['<1.2.0', '>=1.2.0', null],
    ['<=1.2.0', '>=1.2.0', 'unknown-version'],
    ['*', '^2.0.0', 'version'],
  ])('of an advisory about %s, asked for %s, is met: %s', async (affected, requested, expected) => {
    const { advisories } = await loadAdvisories([entry(affected)]);

    const found = matchAdvisories(npmUse(null), advisories, requested);

    expect(found.find(({ advisory }) => advisory.id === 'TEST-1')?.match ?? null).toBe(expected);
  });

  it('is read as Python writes it, too', async () => {
    const { advisories } = await loadAdvisories([entry('<1.2.0', { package: 'pkg:pypi/some-package' })]);

    expect(matchAdvisories(pypiUse(null), advisories, '>=1.2,<2')).toEqual([]);
    expect(matchAdvisories(pypiUse(null), advisories, '>=1.1').map(({ match }) => match)).toEqual(['unknown-version']);
  });
});

describe('an OSV document', () => {
  it.each([
    ['everything, from 0 with no end', ranges({ introduced: '0' }), '1.0.0', 'version'],
    ['everything, for a start without a version', ranges({ introduced: '0' }), null, 'version'],
    ['a start and no end, before it', ranges({ introduced: '1.0.16' }), '1.0.15', null],
    ['a start and no end, after it', ranges({ introduced: '1.0.16' }), '2.0.0', 'version'],
    ['a start and no end, for a start without a version', ranges({ introduced: '1.0.16' }), null, 'version'],
    ['versions only', { versions: ['1.0.1', '1.0.2'] }, '1.0.2', 'version'],
    ['versions only, another', { versions: ['1.0.1', '1.0.2'] }, '1.0.3', null],
    ['versions only, for a start without a version', { versions: ['1.0.1'] }, null, 'unknown-version'],
    ['a fixed version', ranges({ introduced: '0' }, { fixed: '1.2.0' }), '1.2.0', null],
    ['a last affected version', ranges({ introduced: '0' }, { last_affected: '1.2.0' }), '1.2.0', 'version'],
    ['after a last affected version', ranges({ introduced: '0' }, { last_affected: '1.2.0' }), '1.2.1', null],
    ['two ranges in one list', ranges({ introduced: '2.0.0' }, { introduced: '0' }, { fixed: '1.0.0' }), '1.5.0', null],
    [
      'two ranges in one list, the second',
      ranges({ introduced: '2.0.0' }, { introduced: '0' }, { fixed: '1.0.0' }),
      '2.5.0',
      'version',
    ],
    [
      'overlapping ranges',
      {
        ranges: [...ranges({ introduced: '0' }, { fixed: '2.0.0' }).ranges, ...ranges({ introduced: '1.0.0' }).ranges],
      },
      '1.5.0',
      'version',
    ],
    ['only commits', { ranges: [{ type: 'GIT', events: [{ introduced: '0' }] }] }, '1.0.0', 'unknown-range'],
  ])('with %s', async (_, affected, version, expected) => {
    expect(await matchOf(osv(affected), npmUse(version))).toBe(expected);
  });

  it('compares Python versions as Python does', async () => {
    const document = osv({
      package: { ecosystem: 'PyPI', name: 'Some_Package' },
      ranges: [{ type: 'ECOSYSTEM', events: [{ introduced: '0' }, { fixed: '1.10' }] }],
    });

    expect(await matchOf(document, pypiUse('1.9.post1'))).toBe('version');
    expect(await matchOf(document, pypiUse('1.10'))).toBeNull();
  });

  it.each([
    [{ id: 'MAL-2026-1' }, 'malicious', 'critical'],
    [{ id: 'GHSA-x', aliases: ['MAL-2026-1'] }, 'malicious', 'critical'],
    [{ id: 'GHSA-x', database_specific: { severity: 'MODERATE' } }, 'vulnerable', 'medium'],
    [{ id: 'GHSA-x', severity: [{ type: 'CVSS_V3', score: 'CVSS:3.1/AV:N' }] }, 'vulnerable', 'high'],
    [{ id: 'GHSA-x' }, 'vulnerable', 'medium'],
  ])('%j is %s and %s', async (more, kind, severity) => {
    const { advisories } = await loadAdvisories([osv(ranges({ introduced: '0' }, { fixed: '1.2.0' }), more)]);

    const [match] = matchAdvisories(npmUse('1.0.0'), advisories);

    expect(match?.advisory).toMatchObject({ kind, severity, fixed: '1.2.0' });
  });

  it('that is withdrawn cancels what was known by its id', async () => {
    const withdrawn = { id: 'MAL-2025-47604', withdrawn: '2026-11-21T00:00:00Z', affected: [] };

    const { advisories, problems } = await loadAdvisories([withdrawn]);

    expect(matchAdvisories({ purl: 'pkg:npm/postmark-mcp', version: '1.0.16' }, advisories)).toEqual([]);
    expect(problems).toEqual([]);
  });

  it('replaces what was known by its id', async () => {
    const document = osv(
      { package: { ecosystem: 'npm', name: 'postmark-mcp' }, versions: ['1.0.16'] },
      { id: 'MAL-2025-47604' },
    );

    expect(await matchOf(document, { purl: 'pkg:npm/postmark-mcp', version: '1.0.17' })).toBeNull();
  });

  it('about other ecosystems says nothing, and is no problem', async () => {
    const document = osv({ package: { ecosystem: 'crates.io', name: 'x' } });

    expect((await loadAdvisories([document])).problems).toEqual([]);
  });
});

describe('further documents', () => {
  it('may be a whole collection with a newer date', async () => {
    const { advisories } = await loadAdvisories([{ date: '2027-01-02', entries: [entry('*')] }]);

    expect(advisories.date).toBe('2027-01-02');
    expect(matchAdvisories(npmUse('1.0.0'), advisories)).toHaveLength(1);
  });

  it.each([
    ['a list', (documents: readonly unknown[]): unknown => documents],
    ["an answer of OSV's query", (documents: readonly unknown[]): unknown => ({ vulns: documents })],
  ])('may be %s, of which the bad ones are named', async (_what, put) => {
    const { advisories, problems } = await loadAdvisories([put([entry('*', { id: 'TEST-2' }), 5])]);

    expect(problems).toEqual([{ document: 0, problem: 'neither an entry of ours nor an OSV document' }]);
    expect(matchAdvisories(npmUse('1.0.0'), advisories).map(({ advisory }) => advisory.id)).toEqual(['TEST-2']);
  });

  it.each([
    [{ some: 'thing' }, 'neither an entry of ours nor an OSV document'],
    [null, 'neither an entry of ours nor an OSV document'],
    [entry('newest'), 'TEST-1 has a range that can not be read'],
    [osv(ranges({ introduced: 'x' })), 'MAL-2026-1 names a version that is none'],
  ])('that are bad are named, and the rest loads: %j', async (document, problem) => {
    const { advisories, problems } = await loadAdvisories([document, entry('*', { id: 'TEST-2' })]);

    expect(problems).toEqual([{ document: 0, problem }]);
    expect(matchAdvisories(npmUse('1.0.0'), advisories).map(({ advisory }) => advisory.id)).toEqual(['TEST-2']);
  });
});
