import { describe, expect, it } from 'vitest';
import { runPolicyTests } from '../../../policy/bundle/policy-tests.ts';
import type { PresetName } from '../../../policy/presets/presets.ts';
import { presetFiles } from '../../../policy/presets/presets.ts';
import { buildBundle } from '../../../policy/bundle/build.ts';
import { builtAndLoaded, folder, label } from './folder-files.ts';

describe('a preset', () => {
  it.each<PresetName>(['observe', 'balanced', 'strict'])(
    '%s builds without a word and passes its own tests',
    async (name) => {
      const files = presetFiles(name);
      const { results, problems } = runPolicyTests(files, await builtAndLoaded(files));

      expect(await buildBundle(files, label)).toMatchObject({ ok: true, warnings: [] });
      expect(problems).toEqual([]);
      expect(results.filter(({ passed }) => !passed)).toEqual([]);
      expect(results.length).toBeGreaterThan(1);
    },
  );
});

describe('the tests of a policy folder', () => {
  const policy = {
    'settings.yaml':
      'version: 1\nmode: lockdown\ngroups: { finance: [] }\npeople: { anna: { groups: [finance] } }\narguments: { table: string }',
    'person.cedar': `@id("tables") permit(principal in MCP::Group::"finance", action, resource)
      when { context.input has table && context.input.table like "finance_*" };`,
  };
  const run = async (yaml: string) => {
    const files = folder({ ...policy, 'tests/a.yaml': yaml });
    return runPolicyTests(files, await builtAndLoaded(files));
  };

  it.each([
    ['{ person: anna, tool: query, arguments: { table: finance_1 } }', 'allow', true],
    ['{ person: anna, tool: query, arguments: { table: people } }', 'allow', false],
    ['{ person: ben, tool: query, arguments: { table: finance_1 } }', 'allow', false],
    ['{ person: constructor, tool: query, arguments: { table: finance_1 } }', 'deny', true],
  ])('call %s, expect %s: passed is %s', async (call, expected, passed) => {
    const { results } = await run(`- { name: t, call: ${call}, expect: ${expected}, because: [] }`);

    expect(results.map((result) => result.passed)).toEqual([passed]);
  });

  it('fails where another policy decided than the one that should', async () => {
    const call = '{ person: anna, tool: query, arguments: { table: finance_1 } }';
    const { results } = await run(`- { name: t, call: ${call}, expect: allow, because: [person/other] }`);

    expect(results).toMatchObject([
      { passed: false, expected: 'allow because of person/other', place: { line: 1, column: 3 } },
    ]);
  });

  it.each([
    ['- { name: t, call: { tol: query }, expect: allow }', '1:27 0.call.tol is unknown'],
    ['- { name: t, call: {}, expect: maybe }', '1:32 0.expect must be allow or ask or deny'],
    ['- { name: t, call: { time: "2026-02-30T10:00" }, expect: deny }', '1:28 0.call.time is no time'],
    ['- { name: t', '1:12 Flow map in block collection must be sufficiently indented and end with a }'],
  ])('a row that is unclear is a problem, not a failed test: %s', async (yaml, problem) => {
    const { problems } = await run(yaml);

    expect(problems.map(({ line, column, message }) => `${line}:${column} ${message}`)).toContain(problem);
  });
});
