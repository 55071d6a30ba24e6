import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { redactArgs } from '../../../../scanner/detect/secrets/redact-args.ts';
import { redactText } from '../../../../scanner/detect/secrets/redact-text.ts';
import { redactUrl } from '../../../../scanner/detect/secrets/redact-url.ts';
import { tokenRules } from '../../../../scanner/detect/secrets/rules/all.ts';
import { drawn, hex, valuesOf, withChecksum } from './drawn.ts';

const token = drawn(24);

describe('arguments that say nothing secret', () => {
  it.each([
    [['-y', '@modelcontextprotocol/server-github@2025.4.8', '--port', '3000']],
    [
      [
        'run',
        '-i',
        '--rm',
        '-p',
        '8080:80',
        '-v',
        '/Users/jo/data:/data:ro',
        '-e',
        'GITHUB_TOKEN',
        `ghcr.io/x/y@sha256:${hex(64)}`,
      ],
    ],
    [['--from', `git+https://github.com/o/r@${hex(40)}`, 'server-sequential-thinking-with-a-long-name']],
    [['/home/jo/123e4567-e89b-42d3-a456-426614174000/server.py', '--key', '/etc/ssl/private.pem', '--auth', 'oauth']],
    [['--model', 'claude-3-5-sonnet-20241022', '--max-tokens', '4096', '-p', 'my-package']],
    [
      [
        '-e',
        'TOKEN=${TOKEN}',
        '--header',
        'Authorization: Bearer ${TOKEN}',
        '--api-key',
        '<your-key>',
        '--token=$TOKEN',
      ],
    ],
    [['--password', '--verbose']],
    [['-p8080:80', '-tests-only', '-stdio', '-pmy-package', '-url:http://host.test/mcp']],
    [['/c', '/p:8080', '/opt/tools:/opt/more', 'owner/repo@v1.2.3', `mcp/x@sha256:${hex(64)}`, '@scope/a@1.0.0']],
    [['--project', '123e4567-e89b-42d3-a456-426614174000', '--auth', 'https://host.test/mcp', 'PW_BROWSER=firefox']],
  ])('are shown as they are: %j', (args) => {
    expect(redactArgs(args)).toEqual(args);
  });
});

describe('arguments that hold a secret', () => {
  it.each([
    [
      ['--api-key', 'abc123def'],
      ['--api-key', '‹redacted:api-key›'],
    ],
    [['--token=abc'], ['--token=‹redacted:token›']],
    [[`--x=${withChecksum('ghp_')}`], ['--x=‹redacted:github-token›']],
    [
      ['-e', 'LEVEL=info'],
      ['-e', 'LEVEL=‹redacted:env-value›'],
    ],
    [['-eLEVEL=info'], ['-eLEVEL=‹redacted:env-value›']],
    [['--env=LEVEL=info'], ['--env=LEVEL=‹redacted:env-value›']],
    [
      ['-H', 'X-Team: blue'],
      ['-H', 'X-Team: ‹redacted:header-value›'],
    ],
    [
      ['--header', 'X-Team:blue'],
      ['--header', 'X-Team:‹redacted:header-value›'],
    ],
    [
      ['PGPASSWORD=sunshine', 'psql'],
      ['PGPASSWORD=‹redacted:password›', 'psql'],
    ],
    [
      ['-u', 'jo:sunshine'],
      ['-u', 'jo:‹redacted:password›'],
    ],
    [
      ['-p', 'Sun5hine!'],
      ['-p', '‹redacted:short-option›'],
    ],
    [
      ['run', token],
      ['run', '‹redacted:random-text›'],
    ],
    [
      ['--config', '{"apiKey":"sunshine","mode":"fast"}'],
      ['--config', '{"apiKey":"‹redacted:api-key›","mode":"fast"}'],
    ],
    [
      ['-c', 'docker run -e LEVEL=info img'],
      ['-c', 'docker run -e LEVEL=‹redacted:env-value› img'],
    ],
    [
      ['-uroot', '-pHunter2xYq9Z'],
      ['-uroot', '-p‹redacted:short-option›'],
    ],
    [[`-t${withChecksum('ghp_')}`], ['-t‹redacted:github-token›']],
    [['-ujo:sunshine'], ['-ujo:‹redacted:password›']],
    [
      ['--pw', 'sunshine'],
      ['--pw', '‹redacted:password›'],
    ],
    [
      ['--userpass', 'jo:sunshine'],
      ['--userpass', 'jo:‹redacted:password›'],
    ],
    [
      ['--auth', 'jo:sunshine'],
      ['--auth', 'jo:‹redacted:password›'],
    ],
    [['/p:Hunter2xYq9Z'], ['/p:‹redacted:short-option›']],
    [['/password:sunshine'], ['/password:‹redacted:password›']],
    [['--token:sunshine'], ['--token:‹redacted:token›']],
    [['scott/sunshine@db:1521/x'], ['scott/‹redacted:password›@db:1521/x']],
    [['jo:sunshine@tcp(db:3306)/x'], ['jo:‹redacted:password›@tcp(db:3306)/x']],
    [['123e4567-e89b-42d3-a456-426614174000'], ['‹redacted:uuid›']],
  ])('%j', (args, shown) => {
    expect(redactArgs(args)).toEqual(shown);
  });
});

describe('an address', () => {
  it.each([
    ['https://jo:pw@host.example/mcp', 'https://‹redacted:url-credentials›@host.example/mcp'],
    [`https://host.test/s/${token}/mcp`, 'https://host.test/s/‹redacted:url-path›/mcp'],
    ['https://host.test/mcp/123e4567-e89b-42d3-a456-426614174000', 'https://host.test/mcp/‹redacted:url-path›'],
    [
      'https://host.test/mcp?api_key=sunshine&read_only=true',
      'https://host.test/mcp?api_key=‹redacted:url-value›&read_only=true',
    ],
    ['https://host.test/mcp?project=abcdefghijklmnopqrstu', 'https://host.test/mcp?project=‹redacted:url-value›'],
    ['https://host.test/#access_token=sunshine', 'https://host.test/#access_token=‹redacted:url-value›'],
  ])('loses what is secret in %s', (url, shown) => {
    expect(redactUrl(url)).toBe(shown);
  });

  it.each([
    'https://mcp.context7.com/mcp',
    'http://localhost:3845/sse',
    'https://host.test/mcp?features=docs,database&read_only=true&v=2',
    'https://${HOST}/mcp?key=${KEY}',
    `https://github.com/o/r/archive/${hex(40)}.tar.gz`,
    'ssh://git@github.com/o/r.git',
  ])('is shown as it is: %s', (url) => {
    expect(redactUrl(url)).toBe(url);
  });
});

describe('a text', () => {
  it('loses values of telling names and keeps prose', () => {
    expect(redactText('could not sign in with password=sunshine; the token: expired')).toBe(
      'could not sign in with password=‹redacted:password›; the token: expired',
    );
  });
});

describe('a credential of any kind in any place', () => {
  const anyValue = fc.oneof(...tokenRules.map((rule) => valuesOf(rule)));
  const places: readonly ((value: string) => string)[] = [
    (value) => redactArgs(['--note', value]).join(' '),
    (value) => redactArgs([`--note=${value}`]).join(' '),
    (value) => redactArgs(['-e', `NOTE=${value}`]).join(' '),
    (value) => redactArgs([`-p${value}`]).join(' '),
    (value) => redactArgs([`--token:${value}`, `/password:${value}`]).join(' '),
    (value) => redactArgs(['--auth', `me:${value}`]).join(' '),
    (value) => redactArgs(['--token', `\${T:-${value}}`]).join(' '),
    (value) => redactArgs(['-c', `export TOKEN="${value}"; run`]).join(' '),
    (value) => redactArgs(['--header', `X-Note: Bearer ${value}`]).join(' '),
    (value) => redactArgs(['--config', JSON.stringify({ list: [value] })]).join(' '),
    (value) => redactArgs(['-c', `run --note "${value}" -v`]).join(' '),
    (value) => redactUrl(`https://host.test/mcp?note=${encodeURIComponent(value)}`),
    (value) => redactUrl(`https://jo:${encodeURIComponent(value)}@host.test/mcp`),
    (value) => redactText(`it said: ${value}, then stopped`),
    (value) => redactText(`{"note":"${value}"}`),
  ];

  it('is not shown', () => {
    fc.assert(
      fc.property(anyValue, fc.constantFrom(...places), (value, show) => {
        const shown = show(value);

        expect(shown).not.toContain(value);
        expect(shown).not.toContain(encodeURIComponent(value));
        expect(shown).toContain('‹redacted:');
      }),
      { seed: 20_261_120, numRuns: 2000 },
    );
  });

  it('is not touched again by a second redaction', () => {
    fc.assert(
      fc.property(anyValue, (value) => {
        const once = redactText(`a ${value} https://h.test/?k=${value} password=${value}`);

        expect(redactText(once)).toBe(once);
      }),
      { seed: 20_261_121, numRuns: 300 },
    );
  });
});
