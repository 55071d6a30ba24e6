import { stripVTControlCharacters } from 'node:util';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { gap } from '../../../scanner/model/gap.ts';
import type { Inventory, SourceRow } from '../../../scanner/model/inventory.ts';
import { clientId, sourceId } from '../../../scanner/model/ids.ts';
import { renderTable } from '../../../main/report/table.ts';
import { displayWidth } from '../../../main/report/width.ts';
import { clean, crowded, problems } from './samples.ts';

const plain = { columns: 80, color: false };

describe('the table of a scan', () => {
  it.each([
    ['clean', clean, 80],
    ['problems', problems, 48],
    ['problems', problems, 80],
    ['problems', problems, 120],
    ['problems', problems, 200],
  ] as const)('of %s at %j columns is as pinned', async (name, inventory, columns) => {
    await expect(renderTable(inventory, { columns, color: false })).toMatchFileSnapshot(
      `golden/${name}.table-${columns}.txt`,
    );
  });

  it('takes 200 columns where nobody says how many there are', () => {
    expect(renderTable(problems, { columns: undefined, color: false })).toBe(
      renderTable(problems, { columns: 200, color: false }),
    );
  });

  it('says on Windows, and only there, that nobody looked who may change the files', () => {
    const onWindows: Inventory = { ...clean, device: { ...clean.device, os: 'win32' } };

    expect(renderTable(onWindows, plain)).toContain('Not looked at\n  who may change a config');
    expect(renderTable(clean, plain)).not.toContain('Not looked at');
  });

  it('says with colour what it says without', () => {
    const colored = renderTable(problems, { ...plain, color: true });

    expect(colored).not.toBe(renderTable(problems, plain));
    expect(stripVTControlCharacters(colored)).toBe(renderTable(problems, plain));
  });

  it('lists malicious and banned servers before risky ones, and those before the rest', () => {
    const table = renderTable(problems, plain);

    const order = [
      'postmark',
      'github-docker',
      'shadow     unroutable',
      'github, gh',
      'wetter',
      'filesystem',
      'linear',
    ];
    const places = order.map((word) => table.indexOf(word, table.indexOf('RISK')));
    expect(places).not.toContain(-1);
    expect(places).toEqual(places.toSorted((a, b) => a - b));
  });

  it('shows the two worst findings of a server and how many more there are', () => {
    const table = renderTable(problems, plain);

    expect(table).toContain('critical  downloads a program');
    expect(table).toContain('+2 more (srv_e51ce51ce51ce51c)');
    expect(table).not.toContain('a shell stands between');
  });

  it('shows every finding, suppressed ones marked, when asked for all', () => {
    const table = renderTable(problems, { ...plain, verbose: true });

    expect(table).toContain('a shell stands between');
    expect(table).toContain('low       the same name');
    expect(table).toMatch(/suppressed by dana until\s+2027-01-31/);
  });

  it('shows a bad finding that was set aside, and who did it: the row stands first because of it', () => {
    const aside = { owner: 'dana', until: '2027-01-31', reason: 'known' };
    const worst = problems.servers.flatMap(({ findings }) => findings).find(({ severity }) => severity === 'critical');
    const set = (severity: 'critical' | 'medium'): Inventory => ({
      ...clean,
      servers: clean.servers.map((server) => ({
        ...server,
        findings: worst === undefined ? [] : [{ ...worst, severity, suppressed: aside }],
      })),
    });

    expect(renderTable(set('critical'), plain)).toContain('quiet     ');
    expect(renderTable(set('critical'), plain)).toMatch(/suppressed by dana until\s+2027-01-31/);
    expect(renderTable(set('medium'), plain)).not.toContain('suppressed');
  });

  it('names a file once that two sources of a client share', () => {
    const source = problems.sources.find(({ outcome }) => outcome === 'malformed');
    const twice: Inventory = {
      ...problems,
      sources: source === undefined ? [] : [source, { ...source, id: sourceId('0'.repeat(16)), scope: 'local' }],
    };

    expect(renderTable(twice, plain)).toContain('1 place could not be read');
  });

  it('names each place that could not be read, and why', () => {
    const table = renderTable(problems, { ...plain, columns: 200 });

    expect(table).toContain('2 places could not be read, so there may be more.');
    expect(table).toContain(
      '~/.codeium/windsurf/mcp_config.json: not valid in its format (line 4: a comma is missing)',
    );
    expect(table).not.toContain('~/.config/goose');
  });

  it('names what else is missing beside places that could not be read', () => {
    const { reasons } = problems.completeness;
    const text = 'which servers are approved or banned is not known';
    const gaps = [
      ...reasons.map((reason) => gap('source-unread', reason)),
      gap('recent-unread', "Codex's list of recent projects could not be read", 'Codex'),
      gap('catalogue-unread', text),
    ];
    const more = { ...problems, completeness: { complete: false, reasons: gaps.map((one) => one.text), gaps } };

    for (const columns of [30, 80, 200]) {
      const words = renderTable(more, { ...plain, columns }).replaceAll(/\s+/g, ' ');
      expect(words).toContain("Codex's list of recent projects could not be read");
      expect(words).toContain(text);
      expect(words).not.toContain(reasons[0]);
    }
  });

  it('names a folder nobody may look into once, for all the places in it', () => {
    const denied = (client: string, path: string, closedBy?: string): SourceRow => ({
      id: sourceId(path),
      client: clientId(client),
      scope: 'project',
      path,
      format: 'json',
      outcome: 'denied',
      detail: null,
      ...(closedBy === undefined ? {} : { closedBy }),
      servers: 0,
    });
    const sources = [
      denied('cursor', '~/w/.mcp.json', '~/w'),
      denied('cursor', '~/w/', '~/w'),
      denied('cursor', '~/w/.vscode/mcp.json', '~/w'),
      denied('cursor', '~/work/.mcp.json'),
      denied('codex', '~/other/config.toml', '~/other'),
      denied('codex', '~/.config/a.json', '~/.config'),
      denied('cursor', '~/.config/b.json', '~/.config'),
    ];
    const table = renderTable({ ...problems, sources }, { ...plain, columns: 200 });

    expect(table).toMatch(/Cursor +~\/w: no permission to look into it, which hides 3 places\n/);
    expect(table).toMatch(/Cursor +~\/work\/\.mcp\.json: no permission to read it\n/);
    expect(table).toMatch(/Codex +~\/other\/config\.toml: no permission to read it\n/);
    expect(table).toMatch(/2 clients +~\/\.config: no permission to look into it, which hides 2 places\n/);
    expect(table).not.toContain('~/w/.');
  });

  it('names the lists of recent projects that share a fate in one sentence', () => {
    const unread = ['Cursor', 'Codex'].map((name) =>
      gap('recent-unread', `${name}'s list of recent projects could not be read`, name),
    );
    const guarded = gap('recent-guarded', "Zed's list of recent projects needs consent to be read", 'Zed');
    const gaps = [...unread, guarded];
    const more = { ...clean, completeness: { complete: false, reasons: gaps.map(({ text }) => text), gaps } };

    const table = renderTable(more, { ...plain, columns: 200 });

    expect(table).toContain('lists of recent projects could not be read: those of Cursor, Codex\n');
    expect(table).toContain("Zed's list of recent projects needs consent to be read\n");
    expect(table).not.toContain("Cursor's");
  });

  it('says that a scan is incomplete even when no single place is to blame', () => {
    const incomplete: Inventory = {
      ...clean,
      completeness: { complete: false, reasons: ['the state folder is not writable'] },
    };

    const table = renderTable(incomplete, plain);

    expect(table).toContain('The scan is incomplete, so there may be more.');
    expect(table).toContain('the state folder is not writable');
  });

  it('does not call an empty laptop clean, only empty', () => {
    expect(renderTable({ ...clean, servers: [] }, plain)).toBe('No MCP servers found; 2 clients installed.\n');
  });

  it('counts a server that is gone only as gone', () => {
    const table = renderTable(problems, plain);

    expect(table).toContain('7 MCP servers in 4 clients');
    expect(table).toContain('Gone since the last scan\n  time');
  });

  it('names the commands that come next, and none where all is approved and harmless', () => {
    expect(renderTable(problems, plain)).toContain('sallyport servers show srv_90a790a790a790a7');
    expect(renderTable(problems, plain)).toContain(
      'sallyport servers approve srv_11ea11ea11ea11ea --owner WHO --reason WHY',
    );
    expect(renderTable(problems, plain)).toContain('sallyport scan --read-guarded');
    expect(renderTable(clean, plain)).not.toContain('Next');
  });

  it('never proposes to approve a server nobody can identify', () => {
    const servers = problems.servers.filter(({ identity }) => identity.kind === 'unidentified');

    expect(renderTable({ ...problems, servers }, plain)).not.toContain('servers approve');
  });
});

describe('a table that must fit its terminal', () => {
  it.each([20, 40, 71, 72, 79, 80, 100, 139, 140, 200])('is never wider than %i columns', (columns) => {
    for (const inventory of [clean, problems, crowded]) {
      for (const verbose of [true, false]) {
        const lines = renderTable(inventory, { columns, color: false, verbose }).split('\n');

        expect(lines.filter((line) => displayWidth(line) > columns)).toEqual([]);
      }
    }
  });

  it('is neither wider nor able to move the cursor, whatever names and messages hold', { timeout: 60_000 }, () => {
    const nasty = fc.string({
      unit: fc.oneof(
        fc.string({ unit: 'binary', minLength: 1, maxLength: 1 }),
        fc.constantFrom('\u001b', '\u202e', '\u200b', '天', '👩\u200d👧', '\r', '\ud800', ' '),
      ),
    });

    fc.assert(
      fc.property(nasty, nasty, fc.integer({ min: 20, max: 220 }), (name, message, columns) => {
        const table = renderTable(withTexts(name, message), { columns, color: false });

        expect(table).not.toMatch(/[^\P{C}\n\u200c\u200d]/u);
        expect(table.split('\n').filter((line) => displayWidth(line) > columns)).toEqual([]);
      }),
    );
  });
});

function withTexts(name: string, message: string): Inventory {
  return {
    ...problems,
    clients: problems.clients.map((client) => ({
      ...client,
      name,
      findings: client.findings.map((one) => ({ ...one, message })),
    })),
    sources: problems.sources.map((source) => ({ ...source, path: name, detail: message })),
    servers: problems.servers.map((server) => ({
      ...server,
      names: [name, message],
      identity: { ...server.identity, reason: message, origin: server.identity.origin === null ? null : name },
      findings: server.findings.map((finding) => ({ ...finding, message })),
    })),
  };
}
