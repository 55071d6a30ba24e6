import { describe, expect, it } from 'vitest';
import { build, builtAndLoaded, folder } from './folder-files.ts';

async function problemsOf(files: Readonly<Record<string, string>>): Promise<readonly string[]> {
  const built = await build(files);
  const problems = built.ok ? built.warnings : built.problems;
  return problems.map(({ severity, file, line, column, message, help }) =>
    [`${severity} ${file}:${line}:${column} ${message}`, ...(help === null ? [] : [help])].join(' | '),
  );
}

const aliases = Array.from(
  { length: 12 },
  (_, at) => `a${at}: &a${at} [${at === 0 ? 'x' : `*a${at - 1}, `.repeat(9)}]`,
).join('\n');
const open = 'permit(principal, action, resource);';

describe('a fault in a policy folder is told with its file, line and column', () => {
  it.each<readonly [string, Readonly<Record<string, string>>, string]>([
    [
      'a word that Cedar does not know',
      { 'person.cedar': `${open}\npermit(principal, action, resource) wen { true };` },
      'error person.cedar:2:37 invalid policy condition: wen | condition must be either `when` or `unless`',
    ],
    [
      'an attribute that is not in the schema',
      {
        'person.cedar': `// é 😀\n${open}\n@id("x") permit(principal, action, resource)\n  when { "é" == "é" && resource.stnding == "a" };`,
      },
      'error person.cedar:4:24 attribute `stnding` not found | did you mean `standing`?',
    ],
    [
      'an argument that is not declared',
      { 'agent.cedar': 'permit(principal, action, resource) when { context.input.tabel == "a" };' },
      'error agent.cedar:1:44 attribute `input.tabel` not found | Declare the argument under "arguments" in settings.yaml.',
    ],
    [
      'an argument that may be missing',
      {
        'settings.yaml': 'version: 1\narguments: { table: string }',
        'person.cedar': 'permit(principal, action, resource) when { context.input.table == "a" };',
      },
      "error person.cedar:1:44 unable to guarantee safety of access to optional attribute `input.table` | try testing for the attribute's presence with `context.input has table && ..`",
    ],
    [
      'a policy in the set of the other principal',
      { 'person.cedar': 'permit(principal is MCP::Agent, action, resource);' },
      'warning person.cedar:1:1 policy is impossible: the policy expression evaluates to false for all valid requests',
    ],
    [
      'a policy without its end',
      { 'person.cedar': `${open}\nforbid(principal, action, resource)` },
      'error person.cedar:2:36 unexpected end of input',
    ],
    [
      'an id that is taken',
      { 'person.cedar': `@id("a") ${open}\n\n@id("a") ${open}` },
      'error person.cedar:3:1 the id a is taken since line 1',
    ],
    [
      'an id that nobody could type',
      { 'person.cedar': `@id("a b") ${open}` },
      'error person.cedar:1:1 @id takes up to 100 letters, digits and . _ / - and starts with a letter or digit',
    ],
    [
      'an unknown annotation',
      { 'person.cedar': `@aks("Why?") ${open}` },
      'error person.cedar:1:1 the annotation @aks is unknown; known are @id @ask @approval @redact @record @reason @observe',
    ],
    [
      'an obligation that nobody knows',
      { 'person.cedar': `@redact("secrets") ${open}` },
      'error person.cedar:1:1 @redact takes "secret", "personal-data", "hidden-text", "poisoning", "injection"',
    ],
    [
      'an obligation of nothing',
      { 'person.cedar': `@record ${open}` },
      'error person.cedar:1:1 @record takes "args", "result"',
    ],
    [
      'a question without words',
      { 'person.cedar': `@ask ${open}` },
      'error person.cedar:1:1 @ask needs the question that a person is asked',
    ],
    [
      'a question on a forbid',
      { 'person.cedar': '@ask("Why?") forbid(principal, action, resource);' },
      'error person.cedar:1:1 @ask belongs on a permit: what is forbidden is neither asked nor carried out',
    ],
    [
      'a question of an observer',
      { 'person.cedar': `@observe @ask("Why?") ${open}` },
      'error person.cedar:1:1 a policy with @observe only watches, so it can not @ask',
    ],
    [
      'a term without a question',
      { 'person.cedar': `@approval("once") ${open}` },
      'error person.cedar:1:1 @approval says how long an answer holds, and there is no @ask',
    ],
    [
      'a template',
      { 'person.cedar': 'permit(principal == ?principal, action, resource);' },
      'error person.cedar:1:21 expected a static policy, got a template containing the slot ?principal | try removing the template slot(s) from this policy',
    ],
    [
      'a number beyond what we hold',
      { 'person.cedar': 'permit(principal, action, resource) when { context.session.calls < 9007199254740993 };' },
      'error person.cedar:1:1 a number lies beyond 9007199254740991, the greatest that can be written in a policy',
    ],
    [
      'nesting beyond measure',
      { 'person.cedar': `permit(principal, action, resource) when { ${'('.repeat(500)}true${')'.repeat(500)} };` },
      'error person.cedar:1:103 brackets are nested more than 60 deep',
    ],
    [
      'a chain that is too long for Cedar',
      { 'person.cedar': `permit(principal, action, resource) when { ${'1 + '.repeat(5000)}1 == 1 };` },
      'error person.cedar:1:1 the policy is nested or chained too deeply for Cedar',
    ],
    [
      'a policy beyond measure',
      { 'person.cedar': `permit(principal, action, resource) when { "${'a'.repeat(70_000)}" == "" };` },
      'error person.cedar:1:1 a policy is longer than 65536 characters',
    ],
    [
      'a key that is unknown',
      { 'settings.yaml': 'version: 1\nmodes: monitor' },
      'error settings.yaml:2:8 modes is unknown | Mend its name, or take it out.',
    ],
    [
      'a value that is none',
      { 'settings.yaml': 'version: 1\nmode: loose' },
      'error settings.yaml:2:7 mode must be monitor or lockdown',
    ],
    [
      'a value of another type',
      { 'settings.yaml': 'version: 1\nhideDenied: "yes"' },
      'error settings.yaml:2:13 hideDenied must be of the type boolean',
    ],
    [
      'a limit beyond reason',
      { 'settings.yaml': 'version: 1\nlimits:\n  lineMegabytes: 0' },
      'error settings.yaml:3:18 limits.lineMegabytes',
    ],
    ['a missing key', { 'settings.yaml': 'mode: monitor' }, 'error settings.yaml:1:1 version must be 1'],
    [
      'a type that is none',
      { 'settings.yaml': 'version: 1\narguments:\n  ids: [long, string]' },
      'error settings.yaml:3:8 arguments.ids is no type | Write string, long, bool, decimal, a list of one type, or an object of types.',
    ],
    [
      'malformed YAML',
      { 'settings.yaml': 'version: 1\nmode: [monitor' },
      'error settings.yaml:2:15 Flow sequence in block collection must be sufficiently indented and end with a ]',
    ],
    [
      'aliases of aliases',
      { 'settings.yaml': aliases },
      'error settings.yaml:1:1 refers to itself too often, or is nested too deeply | Write the values out, a few levels deep.',
    ],
    [
      'groups in a circle',
      { 'settings.yaml': 'version: 1\ngroups:\n  a: [b]\n  b: [a]' },
      'error settings.yaml:3:6 the group a is a member of itself | Take one of its groups away.',
    ],
    [
      'a catalogue that is unclear',
      { 'catalogue.yaml': 'version: 1\nservers:\n  - status: approved' },
      'error catalogue.yaml:3:1 ',
    ],
    [
      'a catalogue without measure',
      { 'catalogue.yaml': `version: 1\nservers: []\n#${'x'.repeat(2_000_000)}` },
      'error catalogue.yaml:1:1 is larger than 2000000 bytes | Take out what is no longer needed.',
    ],
    [
      'a file that is none of ours',
      { 'persons.cedar': open },
      'error persons.cedar:1:1 is no file of a policy folder | Known are catalogue.yaml, content.yaml, person.cedar, agent.cedar, settings.yaml and tests/*.yaml.',
    ],
  ])('%s', async (_, files, problem) => {
    expect(await problemsOf(files)).toContainEqual(expect.stringContaining(problem));
  });

  it.each([
    ['groups in settings.yaml', 'settings.yaml', 'version: 1\nmode: monitor\ngroups: '],
    ['arguments in settings.yaml', 'settings.yaml', 'version: 1\nmode: monitor\narguments: '],
    ['rules in content.yaml', 'content.yaml', 'version: 1\n\nrules: '],
  ])('nesting without end, by %s', async (_, file, before) => {
    const problems = await problemsOf({ [file]: `${before}${'['.repeat(20_000)}${']'.repeat(20_000)}` });

    expect(problems).toEqual([
      expect.stringMatching(
        new RegExp(`^error ${file}:3:\\d+ is nested too deeply \\| Write the values out, a few levels deep\\.$`),
      ),
    ]);
  });

  it('and what is nested as deep as it may be is told by what it means', async () => {
    const problems = await problemsOf({
      'settings.yaml': `version: 1\ngroups: { a: ${'['.repeat(50)}${']'.repeat(50)} }`,
    });

    expect(problems).toEqual(['error settings.yaml:2:15 groups.a.0 must be of the type string']);
  });

  it('finds the faults of all files before it says anything', async () => {
    const files = {
      'settings.yaml': 'mode: loose',
      'person.cedar': 'permit(',
      'agent.cedar': '@aks("x") permit(principal, action, resource);',
    };

    expect(new Set((await problemsOf(files)).map((problem) => /^error ([^:]+)/.exec(problem)?.[1]))).toEqual(
      new Set(['settings.yaml', 'person.cedar', 'agent.cedar']),
    );
  });

  it('works on after a text that broke Cedar', async () => {
    await build({ 'person.cedar': `permit(principal, action, resource) when { ${'1 * '.repeat(5000)}1 == 1 };` });

    expect((await build({ 'person.cedar': open })).ok).toBe(true);
  });
});

describe('a bundle', () => {
  it('keeps apart a set that is absent and one that is empty', async () => {
    const { policy } = await builtAndLoaded(folder({ 'person.cedar': '// nothing yet\n' }));

    expect([policy.person?.policies, policy.agent]).toEqual([[], null]);
  });

  it('is all defaults where its settings say nothing', async () => {
    const { bundle } = await builtAndLoaded(folder({}));

    expect(bundle).toMatchObject({ settings: { mode: 'monitor' }, sets: { person: null, agent: null } });
  });

  it('keeps semicolons and quotes in texts and comments', async () => {
    const text = `// a; comment "\n@reason("not; yet \\" //") permit(principal, action, resource); // end;\n${open}`;
    const { policy } = await builtAndLoaded(folder({ 'person.cedar': text }));

    expect(policy.person?.policies.map(({ annotations }) => annotations.get('reason'))).toEqual([
      'not; yet " //',
      undefined,
    ]);
  });

  const catalogue = `version: 1
servers:
  - identity: { purl: "pkg:npm/warehouse" }
    status: approved
    owner: data
    reason: reviewed
    tools: { query: read }`;

  it('lets tool modes leave the rest to the agent’s set where the person has none', async () => {
    const { policy } = await builtAndLoaded(folder({ 'catalogue.yaml': catalogue, 'agent.cedar': open }));
    const alone = await builtAndLoaded(folder({ 'catalogue.yaml': catalogue }));

    expect(policy.person?.policies.map(({ id }) => id)).toContain('catalogue/otherwise');
    expect(alone.policy.person?.policies.map(({ id }) => id)).not.toContain('catalogue/otherwise');
  });

  it('keeps the names of tool modes free, also where its own catalogue has none', async () => {
    expect(await build({ 'person.cedar': `@id("catalogue/off")\n${open}` })).toMatchObject({
      ok: false,
      problems: [{ message: 'the id catalogue/off belongs to a tool mode of the catalogue' }],
    });
  });

  it('holds the tool modes of its catalogue as policies that can be printed', async () => {
    const { bundle, policy } = await builtAndLoaded(folder({ 'catalogue.yaml': catalogue, 'person.cedar': open }));

    expect(policy.person?.policies.map(({ id }) => id)).toContain('catalogue/read-only');
    expect(bundle.sets.person?.find(({ id }) => id === 'catalogue/off')?.text).toContain('resource.mode == "off"');
  });
});
