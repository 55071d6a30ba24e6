import { describe, expect, it } from 'vitest';
import { serversToCsv, toCsv } from '../../../main/report/csv.ts';
import type { Inventory } from '../../../scanner/model/inventory.ts';
import { clean, problems } from './samples.ts';

describe('a scan as CSV', () => {
  it('has a head and one row a sighting, every field quoted, lines ending in CRLF', () => {
    expect(toCsv(clean)).toBe(
      [
        '"server_id","name","kind","purl","version","origin","sha256","reason","standing","risk","change","client","scope","path","pointer","enabled","route","route_reason","transport","command","args","url","env_names","header_names","findings","first_seen","last_seen","scan_complete"',
        '"srv_f11ef11ef11ef11e","filesystem","npm","pkg:npm/%40modelcontextprotocol/server-filesystem","2026.8.1","","","","approved","low","seen","cursor","user","~/.cursor/mcp.json","/mcpServers/filesystem","true","guarded","","stdio","~/.sallyport/bin/sallyport-shim","[""run"",""--client"",""cursor"",""--server"",""filesystem"",""--"",""npx"",""-y"",""@modelcontextprotocol/server-filesystem@2026.8.1"",""~/dev""]","","","","","2026-11-01T08:00:00Z","2026-11-20T09:00:00Z","true"',
        '"srv_5e175e175e175e17","sentry","remote","","","https://mcp.sentry.dev/mcp","","","approved","low","seen","codex","user","~/.codex/config.toml","/mcpServers/sentry","true","direct","","http","","","https://mcp.sentry.dev/mcp","","Authorization","","2026-11-01T08:00:00Z","2026-11-20T09:00:00Z","true"',
        '',
      ].join('\r\n'),
    );
  });

  it('repeats a server for each place it is configured in, and says that the scan is incomplete', () => {
    const rows = toCsv(problems)
      .split('\r\n')
      .filter((row) => row.includes('"srv_917b917b917b917b"'));

    expect(rows).toHaveLength(3);
    expect(rows.every((row) => row.endsWith(',"false"'))).toBe(true);
  });

  it.each([
    ['=1+1', `"'=1+1"`],
    ['+1', `"'+1"`],
    ['-1', `"'-1"`],
    ['@SUM(A1)', `"'@SUM(A1)"`],
    [' =1', `"' =1"`],
    ['＝1', `"'＝1"`],
    ['\t=1', String.raw`"'\u0009=1"`],
    ['\r=1', String.raw`"'\u000d=1"`],
    ['a=1', '"a=1"'],
    ['say "hi", then\nleave', String.raw`"say ""hi"", then\u000aleave"`],
    ['\u001b[31mred', String.raw`"\u001b[31mred"`],
  ])('writes the name %j so that no spreadsheet runs it: %s', (name, written) => {
    const rows = toCsv(withName(name)).split('\r\n');

    expect(rows[1]?.startsWith(`"srv_f11ef11ef11ef11e",${written},"npm"`)).toBe(true);
  });
});

describe('some servers of a scan as CSV', () => {
  const gone: Inventory = {
    ...clean,
    servers: clean.servers.map((server, at) => (at === 0 ? { ...server, sightings: [], change: 'gone' } : server)),
  };

  it('stand in the order asked for, and one that is gone has a row without a place', () => {
    const rows = serversToCsv(gone, gone.servers.toReversed()).split('\r\n');

    expect(rows.slice(1)).toEqual([
      expect.stringMatching(/^"srv_5e175e175e175e17","sentry",/),
      '"srv_f11ef11ef11ef11e","filesystem","npm","pkg:npm/%40modelcontextprotocol/server-filesystem","2026.8.1","","","","approved","low","gone","","","","","","","","stdio","","","","","","","2026-11-01T08:00:00Z","2026-11-20T09:00:00Z","true"',
      '',
    ]);
  });

  it('are without those that are gone in a scan, which tells what is there', () => {
    expect(toCsv(gone)).not.toContain('srv_f11ef11ef11ef11e');
  });
});

function withName(name: string): Inventory {
  const [first, ...rest] = clean.servers;
  return first === undefined
    ? clean
    : {
        ...clean,
        servers: [{ ...first, sightings: first.sightings.map((sighting) => ({ ...sighting, name })) }, ...rest],
      };
}
