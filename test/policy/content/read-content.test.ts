import { describe, expect, it } from 'vitest';
import { recordOnly } from '../../../policy/content/content-policy.ts';
import { readContent } from '../../../policy/content/read-content.ts';
import { bundleBytes } from '../../../policy/bundle/build.ts';
import { loadBundle } from '../../../policy/bundle/load.ts';
import { build } from '../bundle/folder-files.ts';

const read = (yaml: string): ReturnType<typeof readContent> => readContent('content.yaml', yaml, '2026-11-20');

describe('content.yaml', () => {
  it('records and does nothing else when it is not there, or empty', () => {
    expect([read(''), read('# nothing\n')]).toEqual([
      { content: recordOnly, problems: [] },
      { content: recordOnly, problems: [] },
    ]);
  });

  it('takes one value or a list, and what is not said is everything', () => {
    const { content, problems } = read(
      'version: 1\nrules:\n  - { kind: secret, in: [result, prompt], class: { external: true }, do: [redact, warn] }\n',
    );

    expect(problems).toEqual([]);
    expect(content.rules).toEqual([
      {
        direction: null,
        kinds: ['secret'],
        rules: null,
        details: null,
        surfaces: ['result', 'prompt'],
        servers: null,
        effects: null,
        external: true,
        from: 'bad',
        actions: ['redact', 'warn'],
      },
    ]);
  });

  it('names a classifier with what is usual of it', () => {
    const { content, problems } = read(
      `version: 1\nclassifier: { file: model.onnx, sha256: ${'0a'.repeat(32)}, in: tool }\n`,
    );

    expect(problems).toEqual([]);
    expect(content.classifier).toEqual({
      file: 'model.onnx',
      sha256: '0a'.repeat(32),
      threshold: 0.9,
      tier: 'soft',
      surfaces: ['tool'],
    });
    expect('classifier' in read('version: 1\nclassifier:\n').content).toBe(false);
  });

  it.each([
    ['a classifier without a hash', 'version: 1\nclassifier: { file: a.onnx }\n', '2:13 classifier.sha256'],
    ['a hash that is none', 'version: 1\nclassifier: { file: a.onnx, sha256: ABC }\n', '2:37 classifier.sha256 is no SHA-256'],
    ['a threshold of everything', `version: 1\nclassifier: { file: a, sha256: ${'0'.repeat(64)}, threshold: 0 }\n`, '2:109 classifier.threshold must be more than 0'],
    ['a classifier for arguments', `version: 1\nclassifier: { file: a, sha256: ${'0'.repeat(64)}, in: argument }\n`, '2:102 classifier.in'],
    ['an unknown key', 'version: 1\nrule: []\n', '2:7 rule is unknown'],
    ['an unknown action', 'version: 1\nrules:\n  - { kind: secret, do: explode }\n', '3:25 rules.0.do.0 must be record or warn or mark or redact or ask or block'],
    ['an unknown kind', 'version: 1\nrules:\n  - { kind: sekret, do: block }\n', '3:13 rules.0.kind'],
    ['an unknown rule', 'version: 1\nrules:\n  - { rule: content/nothing, do: block }\n', '3:13 rules.0.rule'],
    ['a rule that does nothing', 'version: 1\nrules:\n  - { kind: secret }\n', '3:5 rules.0.do is missing'],
    ['a pattern that is not linear', "version: 1\npatterns:\n  - { id: a, kind: secret, pattern: '(a)\\1' }\n", '3:37 the pattern of "a" is not in the syntax of RE2'],
    ['a pattern that matches nothing', "version: 1\npatterns:\n  - { id: a, kind: secret, pattern: 'a*' }\n", '3:37 the pattern of "a" matches empty text'],
    ['an id twice', "version: 1\npatterns:\n  - { id: a, kind: secret, pattern: b }\n  - { id: a, kind: secret, pattern: c }\n", '4:11 patterns.1 says again'],
    ['a suppression without an end', 'version: 1\nsuppressions:\n  - { rule: content/secret, reason: r, owner: o }\n', '3:5 suppressions.0.until is missing'],
    ['an end that is no day', 'version: 1\nsuppressions:\n  - { rule: content/secret, reason: r, owner: o, until: 2027-02-30 }\n', '3:57 suppressions.0.until'],
    ['a bound that is too small', 'version: 1\nlarge: { characters: 10 }\n', '2:22 large.characters must be at least 65536'],
    ['a threshold beyond everything', `version: 1\nclassifier: { file: a, sha256: ${'0'.repeat(64)}, threshold: 90 }\n`, '2:109 classifier.threshold must be at most 1'],
    ['an empty reason', 'version: 1\nsuppressions:\n  - { rule: content/secret, reason: "", owner: o, until: 2027-01-31 }\n', '3:37 suppressions.0.reason must not be empty'],
    ['no version', 'rules: []\n', '1:1 version'],
    ['no YAML', 'version: 1\n  rules: [\n', '1:10'],
  ])('is told with line and column: %s', (_, yaml, problem) => {
    const told = read(yaml).problems.map(({ file, line, column, message }) => `${file} ${line}:${column} ${message}`);

    expect(told).toContainEqual(expect.stringContaining(`content.yaml ${problem}`));
  }); // prettier-ignore

  it.each([
    ['a pattern without quotation marks', 'version: 1\npatterns:\n  - { id: a, kind: secret, pattern: PRJ-[0-9]{4} }\nrules: []\nlarge: {}\n', ['3:41 Unexpected flow-seq-start at node end']],
    ['a tab', 'version: 1\nrules:\n\t- { kind: secret, do: redact }\n  - { kind: injection, do: mark }\n', ['3:1 is indented with a tab, which YAML does not allow']],
    ['keys that stand twice', 'version: 1\ninspect: true\nversion: 1\ninspect: false\n', ['3:1 Map keys must be unique', '4:1 Map keys must be unique']],
  ])('is told once where one slip breaks the rest: %s', (_, yaml, told) => {
    expect(read(yaml).problems.map(({ line, column, message }) => `${line}:${column} ${message}`)).toEqual(told);
  }); // prettier-ignore
});

describe('a bundle', () => {
  it('carries what content.yaml says', async () => {
    const built = await build({ 'content.yaml': 'version: 1\nrules: [{ kind: secret, do: redact }]\n' });

    expect(built.ok && loadBundle(bundleBytes(built.bundle)).bundle.content.rules).toMatchObject([
      { actions: ['redact'] },
    ]);
  });

  it('is not made of a folder whose content.yaml is broken', async () => {
    expect(await build({ 'content.yaml': 'version: 2\n' })).toMatchObject({
      ok: false,
      problems: [{ file: 'content.yaml', line: 1, column: 10 }],
    });
  });

  it('that was made before there was a content.yaml is read: it records', async () => {
    const built = await build({});
    const { content: _, ...old } = built.ok ? built.bundle : ({} as never);

    expect(loadBundle(Buffer.from(JSON.stringify(old))).bundle.content).toEqual(recordOnly);
  });

  it('is refused when it asks for an action that this version does not know', async () => {
    const built = await build({ 'content.yaml': 'version: 1\nrules: [{ kind: secret, do: redact }]\n' });
    const newer = JSON.stringify(built.ok ? built.bundle : null).replace('"redact"', '"quarantine"');

    expect(() => loadBundle(Buffer.from(newer))).toThrow('does not know');
  });
});

describe('a part of content.yaml that can never act', () => {
  it.each([
    ['rules: [{ direction: up, in: tool, do: block }]', 'rules.0 never fits: what goes to a server is no tool'],
    [
      'rules: [{ in: tool, class: { effect: destructive }, do: ask }]',
      'rules.0 never fits: calls of tools and their results have a class, and a tool has none',
    ],
    ['rules: [{ direction: up, do: mark }]', 'rules.0 does nothing: only what comes from a server is marked'],
    [
      'rules: [{ do: record }, { kind: secret, do: redact }]',
      'rules.1 is never reached: a rule above takes everything',
    ],
    [
      'suppressions: [{ rule: content/secret, reason: r, owner: o, until: 2020-01-01 }]',
      'suppressions.0 sets nothing aside: 2020-01-01 is past',
    ],
    [
      'rules: [{ kind: secret, detail: [github-token, github-tokn], do: redact }]',
      'rules.0 names what no credential, personal data or pattern is called: github-tokn',
    ],
    [
      'suppressions: [{ rule: content/secret, detail: ibann, reason: r, owner: o, until: 2027-01-01 }]',
      'suppressions.0 names what no credential, personal data or pattern is called: ibann',
    ],
  ])('is told of, and is no error: %s', (yaml, message) => {
    const { problems } = readContent('content.yaml', `version: 1\n${yaml}\n`, '2026-11-20');

    expect(problems).toMatchObject([{ severity: 'warning', message }]);
  });

  it.each([
    'rules: [{ direction: up, in: [tool, argument], do: block }]',
    'rules: [{ direction: up, do: [mark, warn] }]',
    'rules: [{ do: record }, { kind: secret, from: suspect, do: redact }]',
    'suppressions: [{ rule: content/secret, reason: r, owner: o, until: 2026-11-20 }]',
    'rules: [{ detail: [github-token, json-web-token, password, known-secret, iban], do: redact }]',
    'rules: [{ detail: project-name, do: redact }]\npatterns: [{ id: project-name, kind: secret, pattern: PRJ-1 }]',
    'rules: [{ rule: content/shadowed-tool, detail: files, do: block }]',
  ])('is not a part that may: %s', (yaml) => {
    expect(readContent('content.yaml', `version: 1\n${yaml}\n`, '2026-11-20').problems).toEqual([]);
  });
});
