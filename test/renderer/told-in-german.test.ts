import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { catalogueInForce } from '../../main/daemon/catalogue-in-force.ts';
import { syncTrouble, whyMissing } from '../../main/daemon/policy/sync-trouble.ts';
import { classify } from '../../policy/classes/classify.ts';
import { balanced } from '../../policy/presets/balanced.ts';
import { strict } from '../../policy/presets/strict.ts';
import { de } from '../../renderer/text/de.ts';
import { policyQuestions } from '../../renderer/text/de/policy-questions.ts';
import { en } from '../../renderer/text/en.ts';
import { parseConfig } from '../../scanner/formats/parse.ts';

const root = join(import.meta.dirname, '../..');

describe('why it can not be said what a server is', () => {
  it('is told in German, whatever the reason', () => {
    const left = reasonsInCode().filter((reason) => de.daemon.unidentified(reason) === reason);

    expect(reasonsInCode().length).toBeGreaterThan(80);
    expect(left).toEqual([]);
  });

  it('is told reason by reason, in the line of the server too, and as it is where there is no German', () => {
    expect(de.daemon.unidentified('there is no command; a reason of a later version')).toBe(
      'es gibt keinen Befehl; a reason of a later version',
    );
    expect(de.daemon.identity('unidentified: NODE_OPTIONS may change which code runs')).toBe(
      'nicht bestimmt: NODE_OPTIONS kann ändern, welcher Code läuft',
    );
    expect(en.daemon.unidentified('there is no command')).toBe('there is no command');
  });
});

describe('what a server is', () => {
  it.each([
    ['npm @scope/name, no fixed version', 'npm @scope/name, ohne feste Version'],
    ['image docker.io/mcp/x, no digest', 'Image docker.io/mcp/x, ohne Prüfsumme'],
    ['binary ~/bin/x, sha256 00', 'Programm ~/bin/x, sha256 00'],
    ['npm name@1.0.0', 'npm name@1.0.0'],
    ['https://example.com/mcp', 'https://example.com/mcp'],
  ])('is told in German: %s', (line, german) => {
    expect(de.daemon.identity(line)).toBe(german);
  });
});

describe('what made a standing', () => {
  it('is told in German, and what a person wrote stays as it was written', () => {
    expect(de.daemon.standingBy('advisory MAL-1')).toBe('Warnung MAL-1');
    expect(de.daemon.standingBy('kim: looked at it (until 2027-01-01)')).toBe('kim: looked at it (bis 2027-01-01)');
    expect(de.daemon.standingBy('kim: advisory board said so')).toBe('kim: advisory board said so');
    expect(de.daemon.standingBy('its start names no exact version')).toBe('der Start nennt keine genaue Version');
  });
});

describe('why a policy or the catalogue does not decide', () => {
  it.each([
    ['broken', 'der Ordner der Richtlinie ist fehlerhaft (a.cedar:1: no end); die letzte gute gilt weiter'],
    ['refused', 'die neueste Richtlinie wurde abgelehnt (a.cedar:1: no end); die letzte gute gilt weiter'],
    ['unreachable', 'eine neuere Richtlinie war nicht zu holen (a.cedar:1: no end); die letzte gute gilt weiter'],
  ])('is told in German, and what a parser said as it was said: %s', (outcome, german) => {
    const state = mkdtempSync(join(tmpdir(), 'sallyport-told-'));
    mkdirSync(join(state, 'policy'));
    const memory = { at: '2026-11-01T00:00:00.000Z', source: '/x', outcome, why: 'a.cedar:1: no end', etag: null };
    writeFileSync(join(state, 'policy', 'sync.json'), JSON.stringify(memory));

    expect(de.daemon.policyTrouble(syncTrouble(state) ?? '')).toBe(german);
    expect(de.daemon.policyTrouble(whyMissing(state, 'no policy has arrived yet', '/x'))).toMatch(
      /^es ist noch keine Richtlinie angekommen; (die letzte|der letzte).* \(a\.cedar:1: no end\)$/,
    );
    rmSync(state, { recursive: true });
  });

  it('is told of a catalogue by what the daemon reads, and as it is where there is no German', async () => {
    const state = mkdtempSync(join(tmpdir(), 'sallyport-told-'));
    mkdirSync(join(state, 'policy'));
    writeFileSync(join(state, 'policy', 'catalogue.yaml'), 'servers: [');
    const { fault } = await catalogueInForce(state);

    expect(de.daemon.policyTrouble(fault ?? '')).toMatch(
      /^Ihre catalogue\.yaml ist fehlerhaft \(.*\); die letzte gute entscheidet$/s,
    );
    expect(de.daemon.policyTrouble('a reason of a later version')).toBe('a reason of a later version');
    rmSync(state, { recursive: true });
  });
});

describe('why a tool has its class', () => {
  it.each([
    { name: 'read_note', inputSchema: {}, annotations: undefined },
    { name: 'frobnicate', inputSchema: {}, annotations: undefined },
    { name: 'x', inputSchema: { properties: { command: {}, to: {} } }, annotations: undefined },
    { name: 'x', inputSchema: {}, annotations: { destructiveHint: true, openWorldHint: true, readOnlyHint: false } },
  ])('is told in German: $name $inputSchema $annotations', (tool) => {
    for (const { says } of classify(tool).because) {
      expect(de.daemon.toolClass(says)).not.toBe(says);
    }
  });
});

describe('what the policies that ship ask', () => {
  it('is asked in German, and what somebody wrote stays as it was written', () => {
    const shipped = [balanced, strict, readFileSync(join(root, 'policy/classes/tool-modes.ts'), 'utf8')]
      .map((preset) => (typeof preset === 'string' ? preset : JSON.stringify(preset)))
      .flatMap((text) => [...text.matchAll(/@ask\(\\?"(.*?)\\?"\)/g)].map(([, question = '']) => question));

    expect([...new Set(shipped)].toSorted()).toEqual(Object.keys(policyQuestions).toSorted());
    expect(de.daemon.policyQuestion('May it?')).toBe('May it?');
  });
});

describe('why a config was not read', () => {
  it.each([
    ['{', 'json'],
    ['{"a" 1}', 'json'],
    ['{"a": 1} x', 'json'],
    ['a = [', 'toml'],
  ] as const)('is told in German: %s', async (text, format) => {
    const parsed = await parseConfig(Buffer.from(text), format);
    const detail = parsed.ok ? '' : parsed.detail;

    expect(de.daemon.sourceFault(detail)).toMatchObject({ original: null });
    expect(de.daemon.sourceFault(detail).words).not.toBe(detail);
  });

  it('keeps the words of a parser that there is no German for beside the place', () => {
    expect(de.daemon.sourceFault('line 2, column 7: bad alias')).toEqual({
      words: 'Zeile 2, Spalte 7: nicht richtig geschrieben',
      remedy: '',
      original: 'line 2, column 7: bad alias',
    });
  });
});

describe('the fields of a record', () => {
  it('have German names, those of lists with their number, and their own where there is no other', () => {
    expect(de.daemon.field('decision.lockdownWould')).toBe('beim Abriegeln');
    expect(de.daemon.field('inputs.matched.session.calls')).toBe('angesehen: session.calls');
    expect(de.daemon.field('content.findings 2.rule')).toBe('Befunde 2: Regel');
    expect(de.daemon.field('later.version')).toBe('later.version');
    expect(en.daemon.field('action.tool')).toBe('action.tool');
  });
});

/** Each text in the code that resolves identities and reads like a reason, with `x` for what it names. */
function reasonsInCode(): readonly string[] {
  const folder = join(root, 'scanner/identity');
  const others = new Set(['advisory-documents.ts', 'code-changing-env.ts', 'packaged-tools.ts']);
  const noReason = /^(Docker MCP Gateway|uv tool run|uv run x|cd \. source .*)$/;
  return readdirSync(folder)
    .filter((name) => name.endsWith('.ts') && !others.has(name))
    .flatMap((name) => {
      const code = readFileSync(join(folder, name), 'utf8').replaceAll(/\/\*.*?\*\/|^\s*\/\/.*$/gms, '');
      return [...code.matchAll(/(['`])((?:\$\{[^}]+\}|[A-Za-z])[^'`\n]* [^'`\n]* [^'`\n]*)\1/g)];
    })
    .map(([, , text = '']) => text.replaceAll(/\$\{[^}]+\}/g, 'x'))
    .filter((text) => !noReason.test(text));
}
