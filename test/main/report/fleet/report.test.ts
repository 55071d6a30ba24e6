import { describe, expect, it } from 'vitest';
import { settingTypes } from '../../../../main/report/fleet/intune-compliance.ts';
import {
  fleetReport as reportOfHomes,
  type FleetFormat,
  type FleetReport,
  reportFormats,
} from '../../../../main/report/fleet/report.ts';
import type { Inventory } from '../../../../scanner/model/inventory.ts';
import { clean, crowded, muchLater, problems, soonAfter } from '../samples.ts';

const now = soonAfter;
/** The report of a laptop with one home, or one that was never scanned. */
function fleetReport(
  format: FleetFormat,
  home: Inventory | null,
  options: Parameters<typeof reportOfHomes>[2],
): FleetReport {
  return reportOfHomes(format, home === null ? [] : [home], options);
}

const samples = { clean, problems, crowded, 'never-scanned': null } as const;
const ending = {
  json: 'json',
  'intune-compliance': 'json',
  'intune-rules': 'json',
  remediation: 'txt',
  jamf: 'xml',
  token: 'txt',
  ansible: 'json',
};

describe.each(reportFormats)('the fleet report %s', (format) => {
  const pinned = format === 'intune-rules' ? (['clean'] as const) : (['clean', 'problems', 'never-scanned'] as const);

  it.each(pinned)('of %s is as pinned', async (name) => {
    const { text } = fleetReport(format, samples[name], { now });

    await expect(text).toMatchFileSnapshot(`../golden/${name}.${format}.${ending[format]}`);
  });

  it.each(Object.entries(samples))('of %s is ASCII and ends its last line', (_, inventory) => {
    expect(fleetReport(format, inventory, { now }).text).toMatch(/^[\x20-\x7e\n]*[\x21-\x7e]\n$/);
  });
});

describe('a state that must not pass for clean', () => {
  const states = [
    ['never scanned', null, now, /never.scanned/i],
    ['incomplete', problems, now, /incomplete/],
    ['incomplete without a known problem', incomplete(clean), now, /incomplete/],
    ['stale', clean, muchLater, /stale/],
  ] as const;
  const formats = reportFormats.filter((format) => format !== 'intune-rules');

  it.each(
    states.flatMap(([state, inventory, at, word]) => formats.map((format) => ({ state, inventory, at, word, format }))),
  )('$state is said in $format', ({ inventory, at, word, format }) => {
    const { text } = fleetReport(format, inventory, { now: at });

    expect(text).toMatch(word);
    expect(text).not.toMatch(/"verdict":"ok"|"Verdict":"ok"|^ok\b|<result>ok/);
  });
});

describe('the remediation report', () => {
  it.each([
    ['nothing is wrong', clean, now, 0],
    ['something is wrong', problems, now, 1],
    ['nobody looked', null, now, 1],
    ['not everything was read', incomplete(clean), now, 1],
    ['the scan is old', clean, muchLater, 1],
  ] as const)('when %s ends with the right exit code', (_, inventory, at, exitCode) => {
    expect(fleetReport('remediation', inventory, { now: at }).exitCode).toBe(exitCode);
  });

  it.each([2048, 1000, 300, 150, 40, 5, 1])('never has more than %i characters', (maxChars) => {
    for (const inventory of Object.values(samples)) {
      expect(fleetReport('remediation', inventory, { now, maxChars }).text.length).toBeLessThanOrEqual(maxChars);
    }
  });

  it('keeps the worst and says how many it left out', () => {
    const { text } = fleetReport('remediation', crowded, { now });
    const servers = text.split('\n').filter((line) => line.includes(' shadow server-'));
    const left = Number(/^(\d+) more left out$/m.exec(text)?.[1]);

    expect(text.length).toBeLessThanOrEqual(2048);
    expect(servers.length + left).toBe(40);
    expect(servers[0]).toMatch(/^high shadow server-00 /);
    expect(servers.every((line) => line.startsWith('high'))).toBe(true);
  });

  it('says how many it left out even where its first line has to be cut', () => {
    const { text } = fleetReport('remediation', crowded, { now, maxChars: 100 });

    expect(text).toMatch(/^problem: worst risk .*\.\.\.\n40 more left out\n$/);
    expect(text.length).toBeLessThanOrEqual(100);
  });

  it('puts a risky client setting before servers of less risk', () => {
    const lines = fleetReport('remediation', problems, { now }).text.split('\n');

    expect(lines.findIndex((line) => line.startsWith('high client Cursor'))).toBeLessThan(
      lines.findIndex((line) => line.startsWith('medium shadow')),
    );
  });

  it('names no person, no folder and no time', () => {
    const { text } = fleetReport('remediation', problems, { now });

    expect(text).not.toMatch(/j\\u00f6rg|b\\u00fcro|~|2026-11/);
  });
});

describe('the jamf report', () => {
  it.each(Object.entries(samples))('of %s is one short, well-formed element', (_, inventory) => {
    const { text } = fleetReport('jamf', inventory, { now });

    expect(text.length).toBeLessThan(255);
    expect(text).toMatch(/^<result>(?:[^<>&\n]|&(?:amp|lt|gt);)+<\/result>\n$/);
  });

  it.each([
    ['a & b <c> "d"', 'a &amp; b &lt;c&gt; "d"'],
    ['</result><result>', '&lt;/result&gt;&lt;result&gt;'],
    ['a||||b|c', 'a|b|c'],
    ['\u001b]0;x\u0007', String.raw`\u001b]0;x\u0007`],
  ])('writes the name %j as %s', (name, written) => {
    const servers = clean.servers.map((server) => ({ ...server, names: [name], risk: 'high' as const }));

    expect(fleetReport('jamf', { ...clean, servers }, { now }).text).toContain(`; ${written} (approved high)`);
  });

  it('keeps the worst and says how many it left out', () => {
    expect(fleetReport('jamf', crowded, { now }).text).toMatch(
      /; server-00 \(shadow high\);.*; \+\d+ more<\/result>\n$/,
    );
  });
});

describe('the token report', () => {
  it.each(Object.entries(samples))('of %s holds none of the characters that drop a value', (_, inventory) => {
    expect(fleetReport('token', inventory, { now }).text).not.toMatch(/[/\\"*:;<>?|]/);
  });
});

describe('text that is uploaded on every change', () => {
  it.each(['remediation', 'jamf', 'token'] as const)('is the same tomorrow in %s when the laptop is', (format) => {
    const tomorrow = new Date('2026-11-21T15:30:00Z');
    const again: Inventory = {
      ...problems,
      collectedAt: '2026-11-21T09:00:00Z',
      servers: problems.servers.toReversed(),
    };

    expect(fleetReport(format, again, { now: tomorrow })).toEqual(fleetReport(format, problems, { now }));
  });
});

describe('the intune-compliance report', () => {
  it.each(Object.entries(samples))('of %s is one line with every setting in its type', (_, inventory) => {
    const { text } = fleetReport('intune-compliance', inventory, { now });
    const settings: Record<string, unknown> = JSON.parse(text);

    expect(text.trimEnd()).not.toContain('\n');
    expect(Object.keys(settings)).toEqual(Object.keys(settingTypes));
    for (const [name, type] of Object.entries(settingTypes)) {
      expect(String(settings[name])).toMatch(forms[type]);
      expect(typeof settings[name]).toBe({ Boolean: 'boolean', Int64: 'number' }[type as string] ?? 'string');
    }
  });

  it('gives a version that is a Version, whatever release it is', () => {
    const next: Inventory = { ...clean, tool: { ...clean.tool, version: '1.4.0-beta.2' } };

    expect(JSON.parse(fleetReport('intune-compliance', next, { now }).text)).toMatchObject({
      SallyportVersion: '1.4.0',
    });
  });
});

describe('the intune rules', () => {
  const { Rules: rules } = JSON.parse(fleetReport('intune-rules', null, { now }).text) as {
    readonly Rules: readonly {
      readonly SettingName: string;
      readonly Operator: string;
      readonly DataType: string;
      readonly Operand: unknown;
      readonly RemediationStrings: readonly { readonly Language: string }[];
    }[];
  };

  it('stay within the limits of a policy', () => {
    expect(rules.length).toBeLessThanOrEqual(100);
    expect(fleetReport('intune-rules', null, { now }).text.length).toBeLessThan(100_000);
  });

  it.each(rules)('are about a setting that exists, in its type and in English: $SettingName', (rule) => {
    expect(settingTypes).toHaveProperty(rule.SettingName, rule.DataType);
    expect(rule.RemediationStrings.map(({ Language }) => Language)).toContain('en_US');
  });

  it.each(rules)('fail on a laptop that was never scanned: $SettingName', ({ SettingName, Operator, Operand }) => {
    const settings: Record<string, unknown> = JSON.parse(fleetReport('intune-compliance', null, { now }).text);
    const actual = settings[SettingName];

    expect(Operator === 'IsEquals' ? actual === Operand : Number(actual) <= Number(Operand)).toBe(false);
  });

  it.each(rules)('pass on a clean laptop: $SettingName', ({ SettingName, Operator, Operand }) => {
    const settings: Record<string, unknown> = JSON.parse(fleetReport('intune-compliance', clean, { now }).text);
    const actual = settings[SettingName];

    expect(Operator === 'IsEquals' ? actual === Operand : Number(actual) <= Number(Operand)).toBe(true);
  });
});

describe('the json report', () => {
  it('has a section a user with its own time and state', () => {
    expect(JSON.parse(fleetReport('json', problems, { now }).text)).toMatchObject({
      schema: 'sallyport.fleet/1.0',
      users: [
        {
          name: 'jörg',
          collectedAt: '2026-11-20T09:00:00Z',
          status: 'incomplete',
          unread: [{ client: 'windsurf' }, { client: 'claude-desktop' }],
        },
      ],
    });
  });

  it('carries no arguments, addresses of launches or messages', () => {
    expect(fleetReport('json', problems, { now }).text).not.toMatch(/"args"|"url"|"launch"|"message"/);
  });
});

const forms = {
  Boolean: /^(true|false)$/,
  Int64: /^\d+$/,
  String: /^[a-z-]+$/,
  DateTime: /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/,
  Version: /^\d+(\.\d+){1,3}$/,
};

function incomplete(inventory: Inventory): Inventory {
  return { ...inventory, completeness: { complete: false, reasons: ['a file could not be read'] } };
}
