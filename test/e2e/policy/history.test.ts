import { mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { commandLine } from '../../main/cli/command-line.ts';
import { removeFolders, traceOf } from '../../shim/real-shim.ts';
import { catalogueOf, guardedWarehouse, inForce, told } from './guarded.ts';
import { managedHere } from '../../policy/bundle/managed-here.ts';

let line: ReturnType<typeof commandLine>;
let state: string;
beforeEach(() => {
  line = commandLine({ '.sallyport/x': '' });
  state = join(line.home, '.sallyport');
});
afterEach(() => {
  removeFolders();
  rmSync(line.home, { recursive: true, force: true });
});

const recording = {
  'settings.yaml': 'version: 1\nmode: monitor\narguments: { table: string }\n',
  'person.cedar': '@id("all") @record("args, result") permit (principal, action, resource);',
};

function candidate(files: Readonly<Record<string, string>>): string {
  const folder = join(line.home, 'candidate');
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), text);
  }
  return folder;
}

/** One connection that reads two tables and drops one. */
async function history(): Promise<void> {
  const shim = guardedWarehouse(state);
  await shim.initialize();
  await told(shim, 1, 'query', { table: 'sales_eu' });
  await told(shim, 2, 'query', { table: 'hr_salaries' });
  await told(shim, 3, 'drop_table', { table: 'sales_eu' });
  shim.child.stdin?.end();
  await shim.exit;
}

const onlySales = {
  'settings.yaml': 'version: 1\nmode: lockdown\narguments: { table: string }\n',
  'person.cedar': `@id("sales") permit (principal, action, resource)
    when { context.input has table && context.input.table like "sales_*" && resource.effect == "read" };`,
};

describe('values that a policy wants kept', () => {
  it('lie beside the trace, for their owner alone, and the record has their hash', async () => {
    await inForce(state, recording);
    await history();

    const [day = ''] = readdirSync(join(state, 'values'));
    const [file = ''] = readdirSync(join(state, 'values', day));
    const path = join(state, 'values', day, file);
    const kept = readFileSync(path, 'utf8')
      .trim()
      .split('\n')
      .map((one): { readonly call: number; readonly part: string; readonly sha256: string; readonly text: string } =>
        JSON.parse(one),
      )
      .filter(({ call }) => call === 1);
    expect(statSync(path).mode & 0o777).toBe(0o600);
    expect(kept).toMatchObject([
      { part: 'args', text: '{"table":"sales_eu"}' },
      { part: 'result', text: '{"content":[{"type":"text","text":"query done"}]}' },
    ]);
    const records = traceOf(state);
    expect(records.find(({ kind, call }) => kind === 'decision' && call === 1)).toMatchObject({
      inputs: { value: kept[0]?.sha256 },
    });
    expect(records.find(({ kind, call }) => kind === 'outcome' && call === 1)).toMatchObject({
      outcome: { value: kept[1]?.sha256 },
    });
  });

  it('can be deleted, and the chain still holds', async () => {
    await inForce(state, recording);
    await history();
    rmSync(join(state, 'values'), { recursive: true });

    expect(await line.run(['log', 'verify'])).toMatchObject({ code: 0 });
  });

  it('are kept for no policy that does not ask for it', async () => {
    await inForce(state, { ...recording, 'person.cedar': '@id("all") permit (principal, action, resource);' });
    await history();

    expect(readdirSync(state)).not.toContain('values');
    expect(JSON.stringify(traceOf(state))).not.toContain('hr_salaries');
  });
});

describe('a candidate simulated on what was recorded', () => {
  it('lists what it would decide otherwise, by person, server and tool', async () => {
    await inForce(state, recording);
    await history();

    const { code, out } = await line.run(['policy', 'simulate', '--candidate', candidate(onlySales), '--json']);

    expect(code).toBe(0);
    expect(JSON.parse(out)).toMatchObject({
      calls: 3,
      unchanged: 1,
      changes: [
        { tool: 'query', was: 'allow', wouldBe: 'deny', calls: 1, because: ['no-rule-allows'] },
        { tool: 'drop_table', was: 'allow', wouldBe: 'deny', calls: 1, because: ['no-rule-allows'] },
      ],
      undecidable: [],
    });
  });

  it('counts calls as undecidable whose arguments it would look at and that were not recorded', async () => {
    await history();

    const { out } = await line.run(['policy', 'simulate', '--candidate', candidate(onlySales)]);

    expect(out).toContain('3 recorded calls: 0 decided the same, 0 otherwise.\n');
    expect(out).toContain('  3 × undecidable: not recorded: arguments\n');
  });

  it('decides calls whose arguments no policy comes to look at', async () => {
    await history();
    const files = {
      ...onlySales,
      'person.cedar': `@id("drops") forbid (principal, action, resource)
        when { resource.name == "drop_table" && context.input has table && context.input.table == "sales_eu" };`,
    };

    const { out } = await line.run(['policy', 'simulate', '--candidate', candidate(files), '--json']);

    expect(JSON.parse(out)).toMatchObject({ calls: 3, undecidable: [{ notRecorded: 'arguments', calls: 1 }] });
  });

  it('knows a server by what it was: a ban in the candidate denies its calls', async () => {
    await history();
    const files = { 'settings.yaml': 'version: 1\n', 'catalogue.yaml': catalogueOf('    status: banned\n') };

    const { out } = await line.run(['policy', 'simulate', '--candidate', candidate(files), '--json']);

    expect(JSON.parse(out)).toMatchObject({
      calls: 3,
      unchanged: 0,
      changes: [{ wouldBe: 'deny', because: ['banned'] }, {}],
    });
  });

  it('looks no further back than it is told to', async () => {
    await history();

    const { out } = await line.run([
      'policy',
      'simulate',
      '--candidate',
      candidate(onlySales),
      '--since',
      '2999-01-01',
      '--json',
    ]);

    expect(JSON.parse(out)).toMatchObject({ calls: 0 });
  });

  it.each([
    [['policy', 'simulate'], /needs a candidate/],
    [['policy', 'simulate', '--candidate', '.', '--since', 'ever'], /no time to begin at|is no file/],
  ])('%j is refused', async (words, why) => {
    const ran = await line.run(words);

    expect(ran.code).toBe(2);
    expect(ran.out + ran.err).toMatch(why);
  });
});

describe('calls that content rules have judged', () => {
  const strict = {
    'settings.yaml': 'version: 1\nmode: monitor\n',
    'person.cedar': '@id("all") permit (principal, action, resource);',
    'content.yaml': 'version: 1\nrules: [{ direction: up, kind: secret, do: block }]\n',
  };
  const token = 'ghp_aB3dE5fG7hI9jK1lM2nO4pQ6rS8tU0vW1xY3';
  beforeEach(async () => {
    await inForce(state, strict);
    const shim = guardedWarehouse(state);
    await shim.initialize();
    shim.send({ id: 50, method: 'tools/list' });
    await shim.reply(50);
    await told(shim, 1, 'query', { table: 'x' });
    await told(shim, 2, 'query', { table: token });
    shim.child.stdin?.end();
    await shim.exit;
  });

  it('are decided the same by the very policy that has decided them', async () => {
    const { out } = await line.run(['policy', 'simulate', '--candidate', join(state, 'policy/source'), '--json']);

    expect(JSON.parse(out)).toMatchObject({ calls: 2, unchanged: 2, changes: [], undecidable: [] });
  });

  it('are explained with what was found in them', async () => {
    const { out } = await line.run(['policy', 'explain', '--trace', await idOf(2)]);

    expect(out).toMatch(/^deny because of content\/secret\nrecorded: deny because of content\/secret\n/);
  });

  it('are decided otherwise by a candidate with other content rules', async () => {
    const files = { ...strict, 'content.yaml': 'version: 1\nrules: [{ direction: up, kind: secret, do: ask }]\n' };

    const { out } = await line.run(['policy', 'simulate', '--candidate', candidate(files), '--json']);

    expect(JSON.parse(out)).toMatchObject({
      calls: 2,
      unchanged: 1,
      changes: [{ was: 'deny', wouldBe: 'ask', because: ['content/secret'] }],
    });
  });

  it('are decided by the hints that the server gave of the tool', async () => {
    const files = {
      'settings.yaml': 'version: 1\n',
      'person.cedar': '@id("writes") forbid (principal, action, resource) when { !resource.hints.readOnly };',
      'content.yaml': strict['content.yaml'],
    };

    const { out } = await line.run(['policy', 'simulate', '--candidate', candidate(files), '--json']);

    expect(JSON.parse(out)).toMatchObject({ calls: 2, unchanged: 2, changes: [], undecidable: [] });
  });
});

describe('a call that was decided under a floor, on a laptop whose own approvals do not count', () => {
  it('is explained as it was decided', async () => {
    await managedHere(state, {
      files: {
        'settings.yaml': 'version: 1\n',
        'person.cedar': '@id("ok") permit (principal, action, resource) when { resource.standing == "approved" };',
      },
      trust: { floor: 'lockdown', localApprovals: false },
    });
    writeFileSync(join(state, 'policy', 'catalogue.yaml'), catalogueOf('    status: approved\n'));
    const shim = guardedWarehouse(state);
    await shim.initialize();
    await told(shim, 1, 'query');
    shim.child.stdin?.end();
    await shim.exit;

    const { out } = await line.run(['policy', 'explain', '--trace', await idOf(1)]);

    expect(out).toMatch(/^deny because of no-rule-allows\nrecorded: deny because of no-rule-allows\nmode lockdown\n/);
    expect(out).toContain('resource.standing is "shadow"');
    expect((await line.run(['policy', 'show'])).out).toMatch(
      /^\/\/ here the policy is in force: lockdown, for the floor is lockdown \(trust file\); 0 entries of the own catalogue count\n/,
    );
  });
});

describe('a call that was decided without any policy', () => {
  it('is explained by the standing of its server alone', async () => {
    mkdirSync(join(state, 'policy'), { recursive: true });
    writeFileSync(join(state, 'policy', 'catalogue.yaml'), catalogueOf('    status: banned\n'));
    const shim = guardedWarehouse(state);
    await shim.initialize();
    await told(shim, 1, 'query');
    shim.child.stdin?.end();
    await shim.exit;

    expect((await line.run(['policy', 'explain', '--trace', await idOf(1)])).out).toMatch(/^deny because of banned\n/);
  });
});

async function idOf(call: number): Promise<string> {
  const record = traceOf(state).find((one) => one['kind'] === 'decision' && one['call'] === call);
  return `${String(record?.['session'])}-${String(record?.['connection'])}/${call}`;
}

describe('a recorded call explained', () => {
  it('names the decision, the policies and what they saw', async () => {
    await inForce(state, {
      ...recording,
      ...onlySales,
      'person.cedar': onlySales['person.cedar'].replace('@id', '@record("args") @id'),
    });
    await history();

    const { code, out } = await line.run(['policy', 'explain', '--trace', await idOf(1)]);

    expect(code).toBe(0);
    expect(out).toMatch(/^allow because of person\/sales\n/);
    expect(out).toContain('context.input.table is "sales_eu"');
    expect(out).toContain('\nclass read: the record says so\n');
  });

  it('says what was not recorded', async () => {
    await inForce(state, onlySales);
    await history();

    const { out } = await line.run(['policy', 'explain', '--trace', await idOf(2)]);

    expect(out).toContain('undecidable: not recorded: arguments');
  });

  it('that nobody made is refused', async () => {
    await inForce(state, onlySales);

    expect(await line.run(['policy', 'explain', '--trace', 's0-1/1'])).toMatchObject({
      code: 2,
      err: expect.stringMatching(/no call "s0-1\/1" is recorded/),
    });
  });
});
