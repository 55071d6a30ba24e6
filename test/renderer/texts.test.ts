import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { de } from '../../renderer/text/de.ts';
import { failures } from '../../renderer/text/de/failures.ts';
import { obstacles } from '../../renderer/text/de/obstacles.ts';
import { gaps } from '../../renderer/text/de/gaps.ts';
import { lines } from '../../renderer/text/de/health.ts';
import { abouts } from '../../renderer/text/de/pins.ts';
import { rules } from '../../renderer/text/de/rules.ts';
import { en } from '../../renderer/text/en.ts';
import { languageOf } from '../../renderer/text/language.ts';
import { healthKinds } from '../../main/contract/health-kinds.ts';
import { pinAbouts } from '../../main/contract/pin-abouts.ts';
import { gapKinds } from '../../scanner/model/gap.ts';
import { obstacleKinds } from '../../scanner/model/obstacle-kind.ts';

/** Every text by its path; one that takes parts is named so. */
function textsOf(value: unknown, path = ''): ReadonlyMap<string, string> {
  if (typeof value === 'object' && value !== null) {
    return new Map(Object.entries(value).flatMap(([name, part]) => [...textsOf(part, `${path}/${name}`)]));
  }
  return new Map([[path, typeof value === 'function' ? 'takes parts' : String(value)]]);
}

const english = textsOf(en);
const german = textsOf(de);
/** Names and field words that are the same in both languages. */
const alike = /^(\/.*(\/sha256|\/hash|\/transport|\/version|\/system|\/en|\/de|\/live|\/name|\/owner))$/;

describe('the German texts', () => {
  it('are there for every English one, and no others', () => {
    expect([...german.keys()].toSorted((a, b) => a.localeCompare(b))).toEqual(
      [...english.keys()].toSorted((a, b) => a.localeCompare(b)),
    );
  });

  it('take parts where the English ones do', () => {
    for (const [path, text] of english) {
      expect([path, german.get(path) === 'takes parts']).toEqual([path, text === 'takes parts']);
    }
  });

  it('are never empty, and no longer sentence is left in English', () => {
    const left = [...english].filter(
      ([path, text]) =>
        text.split(' ').length > 2 && text !== 'takes parts' && german.get(path) === text && !alike.test(path),
    );

    expect([...german].filter(([, text]) => text.trim() === '')).toEqual([]);
    expect(left).toEqual([]);
  });
});

describe('what the daemon says in English', () => {
  const documented = (file: string, pattern: RegExp): readonly string[] =>
    [...readFileSync(join(import.meta.dirname, '../../docs', file), 'utf8').matchAll(pattern)].map(
      ([, name]) => name ?? '',
    );

  it('has German words for every code of an error, and for none that there is not', () => {
    expect(Object.keys(failures).toSorted()).toEqual([...documented('errors.md', /^\| `([A-Z_]+)`/gm)].toSorted());
  });

  it('has German words for every rule of a finding, and for none that there is not', () => {
    expect(Object.keys(rules).toSorted()).toEqual([...documented('rules/README.md', /^\| \[([^\]]+)\]/gm)].toSorted());
  });

  it('has German words for every kind of reason why an entry is left, and for none that there is not', () => {
    expect(Object.keys(obstacles).toSorted()).toEqual(
      [...obstacleKinds, 'edit-refused', 'personal-copy'].toSorted((a, b) => a.localeCompare(b)),
    );
  });

  it('has German words for every kind of line of doctor and status, and for none that there is not', () => {
    expect(Object.keys(lines).toSorted()).toEqual([...healthKinds].toSorted());
  });

  it('tells a line of doctor in German with what it names, and its own words where a cause comes from elsewhere', () => {
    const line = { id: 'configs-1', state: 'broken', message: 'a (cursor, ~/c.json) was behind the shim' } as const;

    expect(
      de.daemon.health({ ...line, kind: 'entry-drifted', parts: ['a', 'cursor', '~/c.json'], remedy: 'Protect.' }),
    ).toEqual({
      words: 'a (cursor, ~/c.json) war bewacht und ist es nicht mehr',
      remedy: 'Planen Sie den Schutz dieses Clients neu.',
      original: null,
    });
    expect(
      de.daemon.health({
        ...line,
        kind: 'catalogue-failed',
        parts: ['CATALOGUE_INVALID'],
        message: 'line 3: no owner',
        remedy: 'Add it.',
      }),
    ).toEqual({
      words: 'Der Katalog hat einen Fehler',
      remedy: 'Verbessern Sie die genannten Zeilen in catalogue.yaml.',
      original: 'line 3: no owner. Add it.',
    });
    expect(en.daemon.health({ ...line, kind: 'entry-drifted', parts: [], remedy: null })).toEqual({
      words: line.message,
      remedy: '',
      original: null,
    });
  });

  it('has German words for everything that a change of a tool may be about, and for nothing that there is not', () => {
    expect(Object.keys(abouts).toSorted()).toEqual([...pinAbouts].toSorted());
  });

  it('tells in German what changed in a tool, with its own words where inspection finds something', () => {
    const change = { kind: 'changed', change: 'changed', since: '2026-11-20T10:00:00Z', diff: [] } as const;
    const means = 'text that the model reads; high: orders the model';

    expect(de.daemon.pinChange({ ...change, means, about: ['text', 'laxer'], findings: [] })).toEqual({
      words: 'Text, den das Modell liest; eine Angabe, nach der Clients seltener fragen',
      remedy: '',
      original: null,
    });
    const findings = [{ rule: 'content/override-order', message: 'orders the model' }];
    expect(de.daemon.pinChange({ ...change, means, about: ['text'], findings })).toEqual({
      words: `Text, den das Modell liest; ${rules['content/override-order']?.[0]}`,
      remedy: '',
      original: means,
    });
    expect(de.daemon.pinChange({ ...change, change: 'gone', means: '', about: [], findings: [] }).words).toBe(
      'nicht mehr aufgelistet seit 2026-11-20',
    );
    expect(en.daemon.pinChange({ ...change, means, about: ['text'], findings }).words).toBe(means);
  });

  it('has German words for every kind of gap, and for none that there is not', () => {
    expect(Object.keys(gaps).toSorted()).toEqual([...gapKinds].toSorted());
  });

  it('tells a gap in German with what it names, and as it is where an earlier version noted it', () => {
    const parts = ['Kiro', '~/.kiro/mcp.json', 'malformed'];
    const text = 'Kiro: ~/.kiro/mcp.json: malformed (line 2: close brace expected)';

    expect(de.daemon.gap({ kind: 'source-unread', parts, text })).toEqual({
      words: `Kiro: ~/.kiro/mcp.json: ${de.common.outcomes.malformed}`,
      remedy: '',
      original: text,
    });
    expect(de.daemon.gap({ kind: 'recent-unread', parts: ['Zed'], text: 'could not' })).toEqual({
      words: 'Die Liste der letzten Projekte von Zed war nicht zu lesen',
      remedy: '',
      original: null,
    });
    expect(de.daemon.gap({ kind: 'noted', parts: [], text }).words).toBe(text);
    expect(en.daemon.gap({ kind: 'source-unread', parts, text }).words).toBe(text);
  });

  it('tells in German why an entry is left, with its own words only where they say more', () => {
    const limits = { kind: 'allow-list', reason: 'the list names the exact command', remedy: 'Ask acme.' } as const;
    const remote = { kind: 'remote', reason: 'remote servers are not routed', remedy: 'Nothing to do.' } as const;

    expect(de.daemon.left(limits)).toEqual({
      words: expect.stringContaining('nennen den genauen Befehl') as string,
      remedy: 'Geben Sie den Ausschnitt für die Erlaubnisliste dem, der die Regeln macht.',
      original: 'the list names the exact command. Ask acme.',
    });
    expect(de.daemon.left(remote)).toMatchObject({
      words: 'Entfernte Server leitet diese Fassung nicht um',
      original: null,
    });
    expect(en.daemon.left(remote)).toEqual({ words: remote.reason, remedy: remote.remedy, original: null });
  });

  it('tells in German why a sighting takes its route, and leaves a name as it is', () => {
    const row = { reason: 'it has no name', reasonKind: 'malformed' } as const;

    expect(de.daemon.reason(row)).toMatchObject({ words: obstacles.malformed[0], original: 'it has no name' });
    expect(de.daemon.reason({ reason: 'Runlayer', reasonKind: null })).toMatchObject({
      words: 'Runlayer',
      original: null,
    });
    expect(de.daemon.reason({ reason: null, reasonKind: null })).toBeNull();
  });

  it('is shown in German with its own words beside, and as it is where there is no translation', () => {
    const error = { code: 'MANAGED', message: 'acme settled that', remedy: 'Ask acme.' };

    expect(de.daemon.failure(error)).toEqual({
      words: 'Das hat festgelegt, wer diesen Rechner verwaltet',
      remedy: 'Fragen Sie, wer diesen Rechner verwaltet.',
      original: 'acme settled that. Ask acme.',
    });
    expect(de.daemon.failure({ ...error, code: 'A_LATER_ONE' })).toEqual({
      words: 'acme settled that',
      remedy: 'Ask acme.',
      original: null,
    });
    expect(en.daemon.failure(error)).toEqual({ words: 'acme settled that', remedy: 'Ask acme.', original: null });
  });
});

describe('the language of the screens', () => {
  it('is that of the system unless the person chose one', () => {
    expect(languageOf('system', ['de-AT', 'en'])).toBe('de');
    expect(languageOf('system', ['fr-FR', 'de-DE'])).toBe('en');
    expect(languageOf('system', [])).toBe('en');
    expect(languageOf('de', ['en-GB'])).toBe('de');
  });
});
