import { generateKeyPairSync } from 'node:crypto';
import { appendFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { describe, expect, it, onTestFinished } from 'vitest';
import { policyVerb } from '../../../main/cli/policy.ts';
import { writeWordModel } from '../../word-model.ts';
import { ours } from '../../policy/bundle/signed.ts';

interface Ran {
  readonly code: number;
  readonly out: string;
}

/** Runs `policy …` in a folder of its own. */
function newFolder(): { readonly folder: string; readonly run: (...words: readonly string[]) => Promise<Ran> } {
  const folder = mkdtempSync(join(tmpdir(), 'sallyport-policy-cli-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return {
    folder,
    run: async (...words) => {
      let out = '';
      const json = words.includes('--json');
      const given = parseArgs({
        args: words.filter((word) => word !== '--json'),
        options: { ...policyVerb.options },
        allowPositionals: true,
      });
      const code = await policyVerb.run(given, {
        env: {},
        machine: {
          os: 'linux',
          home: folder,
          env: {},
          system: folder,
          searchPath: [],
          programEndings: [''],
          userId: null,
        },
        stateFolder: join(folder, 'state'),
        json,
        output: {
          out: (text) => void (out += text),
          note: () => {},
          taken: async () => true,
          isTerminal: false,
          color: false,
          columns: 80,
        },
        now: new Date('2026-11-20T09:00:00Z'),
        ask: null,
        agentAbove: async () => null,
        runningClients: async () => new Set(),
      });
      return { code, out };
    },
  };
}

describe('a policy folder that names a classifier', () => {
  it('is in order, with a warning where its model is not', async () => {
    const { folder, run } = newFolder();
    await run('init', folder);
    const { sha256 } = writeWordModel(folder, 'money', 0.97);
    appendFileSync(join(folder, 'content.yaml'), `classifier: { file: model.onnx, sha256: ${sha256} }\n`);

    expect(await run('check', folder)).toEqual({ code: 0, out: expect.stringMatching(/^The policy is in order/) });
    rmSync(join(folder, 'model.onnx'));
    expect(await run('check', folder)).toEqual({
      code: 0,
      out: expect.stringContaining(
        `warning: here, the model file ${folder}/model.onnx of the classifier can not be read`,
      ),
    });
  });
});

describe('a new policy folder', () => {
  it('is written, in order, and passes its own tests', async () => {
    const { folder, run } = newFolder();

    expect((await run('init', '--preset', 'strict')).out).toContain(
      `wrote ${folder}/state/policy/source/person.cedar\n`,
    );
    expect(await run('check')).toEqual({
      code: 0,
      out: 'The policy is in order: lockdown, 3 in the person set, 4 in the agent set.\n',
    });
    expect(await run('test')).toMatchObject({
      code: 0,
      out: expect.stringContaining('ok      an approved server may read\n') as string,
    });
  });

  it('keeps what is there', async () => {
    const { folder, run } = newFolder();
    await run('init', folder);
    writeFileSync(join(folder, 'person.cedar'), '// mine\n');

    expect(JSON.parse((await run('init', folder, '--json')).out)).toMatchObject({ written: [], preset: 'balanced' });
    expect(readFileSync(join(folder, 'person.cedar'), 'utf8')).toBe('// mine\n');
  });

  it('is refused for a preset that nobody knows', async () => {
    await expect(newFolder().run('init', '--preset', 'toString')).rejects.toMatchObject({ code: 'USAGE' });
  });
});

describe('a policy folder with a fault', () => {
  it.each(['check', 'test', 'show'])(
    'is told by %s with file, line, column and what to do, and exit code 2',
    async (verb) => {
      const { folder, run } = newFolder();
      await run('init', folder);
      writeFileSync(
        join(folder, 'person.cedar'),
        'permit(principal, action, resource)\nwhen { resource.stnding == "a" };\n',
      );

      expect(await run(verb, folder)).toEqual({
        code: 2,
        out: 'person.cedar:2:8 error: attribute `stnding` not found\n  did you mean `standing`?\n',
      });
    },
  );

  it.each(['check', 'test'])('of its tests is told by %s, with what to do', async (verb) => {
    const { folder, run } = newFolder();
    await run('init', folder);
    writeFileSync(
      join(folder, 'tests/first.yaml'),
      '- name: one\n  call: { tol: get_issue }\n  expect: allow\n- { name: two, call: { tool: get_issue }, expect: alow }\n',
    );

    const { code, out } = await run(verb, folder);
    expect(code).toBe(2);
    expect(out.split('\n')).toEqual([
      'tests/first.yaml:2:16 error: 0.call.tol is unknown',
      expect.stringMatching(/^ {2}A call /),
      expect.stringMatching(/^tests\/first\.yaml:4:\d+ error: 1\.expect must be allow or ask or deny$/),
      expect.stringMatching(/^ {2}A test has a name, a call, what to expect/),
      '',
    ]);
  });

  it('tells the faults of its policies and of its tests at once', async () => {
    const { folder, run } = newFolder();
    await run('init', folder);
    writeFileSync(join(folder, 'settings.yaml'), 'version: 1\nmode: loose\n');
    writeFileSync(join(folder, 'tests/first.yaml'), '- {\n');

    const { out } = await run('check', folder);
    expect(out).toContain('settings.yaml:2:7 error');
    expect(out).toContain('tests/first.yaml:');
  });

  it('fails its tests with exit code 1, and says what decided', async () => {
    const { folder, run } = newFolder();
    await run('init', folder, '--preset', 'strict');
    writeFileSync(join(folder, 'tests/first.yaml'), '- { name: all may, call: { tool: get_issue }, expect: allow }\n');

    expect(await run('test', folder)).toEqual({
      code: 1,
      out: 'failed  all may\n        tests/first.yaml:1 expected allow, got deny no-rule-allows no-rule-allows\n',
    });
  });
});

describe('a bundle', () => {
  it('is built, signed and verified', async () => {
    const { folder, run } = newFolder();
    const bundle = join(folder, 'acme.policy');
    const key = join(folder, 'key.pem');
    writeFileSync(key, generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' }));
    await run('init', join(folder, 'p'));
    await run(
      'build',
      join(folder, 'p'),
      '--out',
      bundle,
      '--organisation',
      'acme',
      '--version',
      '3',
      '--expires',
      '2027-01-31',
    );

    const { publicKey, keyId } = JSON.parse((await run('sign', bundle, '--key', key, '--json')).out) as Record<
      string,
      string
    >;
    const verified = await run('verify', bundle, '--organisation', 'acme', '--public-key', publicKey ?? '', '--json');

    expect(verified.code).toBe(0);
    expect(JSON.parse(verified.out)).toMatchObject({
      ok: true,
      version: 3,
      organisation: 'acme',
      expiresAt: '2027-01-31T23:59:59.999Z',
      signedBy: [keyId],
    });
    expect(await run('verify', bundle, '--organisation', 'other', '--public-key', publicKey ?? '')).toEqual({
      code: 2,
      out: 'refused (other-organisation): the bundle is for another organisation\n',
    });
  });

  it.each([
    ['build'],
    ['build', '--out', 'x', '--organisation', 'acme'],
    ['build', '--out', 'x', '--version', '0'],
    ['build', '--out', 'x', '--expires', '2027-02-30'],
    ['sign', 'x'],
    ['verify'],
    ['verify', 'x', '--organisation', 'acme'],
    ['verify', 'x', '--organisation', 'acme', '--public-key', 'short'],
    ['verify', 'no such file'],
    ['explain'],
    ['simulate'],
    [],
    ['check', 'a', 'b'],
  ])('needs what it needs: %s %s %s %s %s', async (...words) => {
    await expect(newFolder().run(...words)).rejects.toMatchObject({ code: 'USAGE' });
  });
});

describe('a call that is explained', () => {
  it('says what decided, and what each policy saw', async () => {
    const { folder, run } = newFolder();
    const call = join(folder, 'call.yaml');
    await run('init', join(folder, 'p'));
    writeFileSync(call, '{ tool: delete_branch, server: { identity: "pkg:npm/x", standing: shadow } }');

    const { code, out } = await run('explain', join(folder, 'p'), '--call', call);

    expect(code).toBe(0);
    expect(out.split('\n').slice(0, 4)).toEqual([
      'ask because of person/unapproved-and-risky',
      'question: Nobody has approved this server, and the call destroys something or reaches outside. Let it?',
      'mode monitor, lockdown would ask',
      'class destructive: the name says "delete"',
    ]);
    expect(out).toContain(
      'permit person/unapproved-and-risky holds\n  resource.standing is "shadow"\n  resource.effect is "destructive"\n',
    );
    expect(out).toContain('permit person/data-leaves does not hold\n  resource.external is false\n');
  });

  it.each([
    [
      '{ tool: delete_report, arguments: { to: x } }',
      'class destructive, reaches outside: the name says "delete"; the argument "to" names somebody to send to',
    ],
    ['{ tool: frobnicate }', 'class write: the name tells nothing, and then a tool counts as writing'],
    ['{ tool: delete_branch, effect: read }', 'class read: the call says so'],
    ['{ method: resources/read, target: "file:///x" }', 'class read: resources/read reads'],
  ])('says which rule classed it: %s', async (text, line) => {
    const { folder, run } = newFolder();
    const call = join(folder, 'call.yaml');
    await run('init', join(folder, 'p'));
    writeFileSync(call, text);

    expect((await run('explain', join(folder, 'p'), '--call', call)).out.split('\n')).toContain(line);
  });

  it.each([
    ['a banned server', 'banned', '{ tool: query, server: { identity: "pkg:npm/x" } }', 'deny because of banned'],
    [
      'a tool that is turned off',
      'approved',
      '{ tool: query, server: { identity: "pkg:npm/x" } }',
      'deny because of person/catalogue/off',
    ],
    ['another server', 'banned', '{ tool: query, server: { identity: "pkg:npm/y" } }', 'allow\n'],
    [
      'a server of which the call says more itself',
      'banned',
      '{ tool: query, server: { identity: "pkg:npm/x", standing: shadow } }',
      'allow\n',
    ],
  ])('goes by what the catalogue says of the server that is named: %s', async (_, status, text, decided) => {
    const { folder, run } = newFolder();
    await run('init', join(folder, 'p'), '--preset', 'observe');
    const tools = status === 'banned' ? '' : ', tools: { query: "off" }';
    const entry = `{ identity: { purl: "pkg:npm/x", anyVersion: true }, status: ${status}, owner: a, reason: b${tools} }`;
    mkdirSync(join(folder, 'state/policy'), { recursive: true });
    writeFileSync(join(folder, 'state/policy/catalogue.yaml'), `version: 1\nservers:\n  - ${entry}\n`);
    const call = join(folder, 'call.yaml');
    writeFileSync(call, text);

    expect((await run('explain', join(folder, 'p'), '--call', call)).out).toContain(decided);
  });

  it('is a problem with its place when it is unclear', async () => {
    const { folder, run } = newFolder();
    const call = join(folder, 'call.yaml');
    await run('init', join(folder, 'p'));
    writeFileSync(call, 'tool: query\ntarget: 5\n');

    expect(await run('explain', join(folder, 'p'), '--call', call)).toEqual({
      code: 2,
      out: `${call}:2:9 error: target must be of the type string\n`,
    });
  });

  it('is decided by the floor alone where the policy that should decide is not there', async () => {
    const { folder, run } = newFolder();
    await run('init');
    writeFileSync(join(folder, 'call.yaml'), '{ tool: get_issue }');
    const trust = { organisation: 'acme', keys: [ours.publicText], floor: 'lockdown' };
    writeFileSync(join(folder, 'state/policy/trust.json'), JSON.stringify(trust));

    expect((await run('explain', '--call', join(folder, 'call.yaml'))).out).toBe(
      'deny because of no-rule-allows\nmode lockdown\nclass read: the name says "get"\n',
    );
    expect((await run('show')).out).toBe(
      '// here no policy can be used, and the floor holds with the built-in rules: lockdown, for the floor is lockdown (trust file); ' +
        '0 entries of the own catalogue count\n// no policy has arrived yet\n',
    );
  });

  it("is shown with the tool modes of the person's own catalogue, and without them where they give none", async () => {
    const { folder, run } = newFolder();
    await run('init', '--preset', 'observe');
    const entry = '{ identity: { purl: "pkg:npm/x" }, status: approved, owner: a, reason: b, tools: { y: "off" } }';

    expect((await run('show')).out).not.toContain('catalogue/off');
    writeFileSync(join(folder, 'state/policy/catalogue.yaml'), `version: 1\nservers:\n  - ${entry}\n`);

    expect((await run('show')).out).toContain('@id("catalogue/off")');
  });

  it('is shown with the policy, each part with where it comes from', async () => {
    const { folder, run } = newFolder();
    await run('init', folder, '--preset', 'observe');

    const { out } = await run('show', folder);

    expect(out).toContain('// person.cedar:3\n@id("unapproved-and-risky")\n');
    expect(out).toContain("// ---- the agent's set: none\n");
  });
});
