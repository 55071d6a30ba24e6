import { describe, expect, it } from 'vitest';
import { parseCatalogue } from '../../../policy/catalogue/parse.ts';

const server = (identity: string, more = '') =>
  `version: 1\nservers:\n  - identity: ${identity}\n    status: approved\n    owner: ann\n    reason: needed\n${more}`;
const sha = 'ab'.repeat(32);

describe('a catalogue', () => {
  it('tells servers and suppressions', async () => {
    const text = `version: 1
servers:
  - identity: { purl: 'pkg:npm/@scope/name', versions: ^1.2.0 }
    status: approved
    owner: ann@example.com
    reason: reviewed
    risk: low
    dataClass: customer-data
    tools: { delete: ask }
    labels: [billing]
    until: 2027-01-31
suppressions:
  - rule: config/unpinned-package
    server: srv_0123456789abcdef
    reason: reviewed
    owner: ann
    until: 2027-01-31
`;

    expect(await parseCatalogue(text)).toEqual({
      ok: true,
      catalogue: {
        servers: [
          {
            identity: {
              kind: 'package',
              purl: 'pkg:npm/%40scope/name',
              versions: '^1.2.0',
              anyVersion: false,
              integrity: null,
            },
            status: 'approved',
            owner: 'ann@example.com',
            reason: 'reviewed',
            risk: 'low',
            dataClass: 'customer-data',
            category: null,
            tools: { delete: 'ask' },
            labels: ['billing'],
            until: '2027-01-31',
          },
        ],
        suppressions: [
          {
            rule: 'config/unpinned-package',
            server: 'srv_0123456789abcdef',
            reason: 'reviewed',
            owner: 'ann',
            until: '2027-01-31',
          },
        ],
      },
    });
  });

  it.each([
    [
      '{ purl: pkg:pypi/Some_Name, anyVersion: true }',
      { kind: 'package', purl: 'pkg:pypi/some-name', anyVersion: true },
    ],
    ['{ image: mcp/fetch }', { kind: 'image', repository: 'docker.io/mcp/fetch', tag: null, digest: null }],
    [
      `{ image: 'ghcr.io/o/s:1', digest: 'sha256:${sha}' }`,
      { kind: 'image', repository: 'ghcr.io/o/s', tag: '1', digest: `sha256:${sha}` },
    ],
    [`{ sha256: ${sha} }`, { kind: 'file', sha256: sha }],
    ['{ remote: https://MCP.example/a/ }', { kind: 'remote', origin: 'https://mcp.example/a' }],
    [
      '{ remote: https://mcp.example/@owner/‹redacted:url-token› }',
      { kind: 'remote', origin: 'https://mcp.example/@owner/‹redacted:url-token›' },
    ],
    ['{ extension: publisher.name }', { kind: 'extension', extension: 'publisher.name' }],
  ])('reads %s', async (identity, expected) => {
    expect(await parseCatalogue(server(identity))).toMatchObject({
      ok: true,
      catalogue: { servers: [{ identity: expected }] },
    });
  });

  it.each(['', '\n', '# only a comment\n', 'version: 1\n', 'version: 1\nservers:\nsuppressions: []\n'])(
    'may be empty: %j',
    async (text) => {
      expect(await parseCatalogue(text)).toEqual({ ok: true, catalogue: { servers: [], suppressions: [] } });
    },
  );
});

describe('a catalogue with a fault', () => {
  it.each([
    ['version: 2\n', 1, 'version is none of 1'],
    ['version: 1\nserver: []\n', 2, 'server is no key we know here'],
    ['- a\n', 1, 'this is missing or no object'],
    ['version: 1\nversion: 1\n', 2, 'is no valid YAML (DUPLICATE_KEY)'],
    ['version: 1\nservers: [\n', 3, 'is no valid YAML (BAD_INDENT)'],
    [`version: 1\nservers: ${'['.repeat(20_000)}${']'.repeat(20_000)}\n`, 2, 'is nested too deeply'],
    [server('{ purl: pkg:npm/a@1 }'), 3, 'purl is no npm or PyPI package URL without a version'],
    [server('{ purl: pkg:oci/a }'), 3, 'purl is no npm or PyPI package URL without a version'],
    [server('{ purl: pkg:npm/a, versions: newest }'), 3, 'versions is no range of versions'],
    [
      server('{ purl: pkg:npm/a, versions: 1.0 }'),
      3,
      'versions is missing or no text; put a number or a date in quotes',
    ],
    [server('{ purl: pkg:npm/a, anyVersion: false }'), 3, 'anyVersion is none of true'],
    [
      server('{ purl: pkg:npm/a, image: b }'),
      3,
      'identity needs exactly one of purl, image, sha256, remote, extension',
    ],
    [server('{ constructor: x }'), 3, 'identity needs exactly one of purl, image, sha256, remote, extension'],
    [server('{ command: npx }'), 3, 'identity needs exactly one of purl, image, sha256, remote, extension'],
    [server('{ sha256: abc }'), 3, 'sha256 is no sha256: 64 lower-case hex digits'],
    [
      server('{ remote: https://u@mcp.example/a }'),
      3,
      'remote is no address such as https://host/path, without user and query',
    ],
    [
      server('{ remote: https://*.example }'),
      3,
      'remote is no address such as https://host/path, without user and query',
    ],
    [server('{ purl: pkg:npm/a }', '    until: 2027-02-30\n'), 7, 'until is no day such as 2027-01-31'],
    [server('{ purl: pkg:npm/a }', '    tools: { x: always }\n'), 7, 'x is none of off, read, draft, ask, auto'],
    [server('{ purl: pkg:npm/a }', '    note: x\n'), 7, 'note is no key we know here'],
    [
      server('{ purl: pkg:npm/a }').replace('    owner: ann\n', ''),
      3,
      'owner is missing or no text; put a number or a date in quotes',
    ],
    [server('{ purl: pkg:npm/a }').replace('approved', 'fine'), 4, 'status is none of approved, banned'],
    [
      server(
        '{ purl: pkg:npm/a }',
        '  - identity: { purl: pkg:npm/a }\n    status: banned\n    owner: bob\n    reason: no\n',
      ),
      7,
      'says again what an earlier entry says',
    ],
    [
      'version: 1\nsuppressions:\n  - rule: config/x\n    reason: a\n    owner: b\n',
      3,
      'until is missing or no text; put a number or a date in quotes',
    ],
    [
      'version: 1\nsuppressions:\n  - rule: nonsense\n    reason: a\n    owner: b\n    until: 2027-01-01\n',
      3,
      'rule is no rule such as config/secret-in-env',
    ],
  ])('%j says so in line %i', async (text, line, message) => {
    expect(await parseCatalogue(text)).toEqual({ ok: false, problems: [{ line, message }] });
  });

  it('names all faults at once', async () => {
    const text = `${server('{ purl: pkg:npm/a@1 }')}  - identity: { image: b }\n    status: fine\n    owner: a\n    reason: b\n`;

    expect(await parseCatalogue(text)).toMatchObject({ ok: false, problems: [{ line: 3 }, { line: 8 }] });
  });

  it('is never unfolded without bound', async () => {
    const bomb = [
      'a0: &a0 [x]',
      ...Array.from({ length: 12 }, (_, n) => `a${n + 1}: &a${n + 1} [${Array(9).fill(`*a${n}`).join(', ')}]`),
    ];

    const parsed = await parseCatalogue(`${bomb.join('\n')}\n`);

    expect(parsed.ok).toBe(false);
  });
});

describe('a catalogue of a hundred thousand entries', () => {
  it('is refused with its size, and nobody waits for it', async () => {
    const entry = '  - { identity: { purl: "pkg:npm/a" }, status: approved, owner: a, reason: b }\n';

    expect(await parseCatalogue(`version: 1\nservers:\n${entry.repeat(100_000)}`)).toEqual({
      ok: false,
      problems: [{ line: 1, message: expect.stringMatching(/^is larger than 2000000 bytes/) }],
    });
  });

  it('near its end of size is read', async () => {
    const comment = '# '.padEnd(1_900_000, 'x');

    expect(await parseCatalogue(`version: 1\n${comment}\n`)).toMatchObject({ ok: true });
  });
});
