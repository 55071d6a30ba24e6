import { describe, expect, it } from 'vitest';
import { classify } from '../../../policy/classes/classify.ts';

const tool = (name: string, args: readonly string[] = [], annotations?: unknown) =>
  classify({ name, annotations, inputSchema: { properties: Object.fromEntries(args.map((arg) => [arg, {}])) } });

describe('a tool without annotations', () => {
  it.each([
    ['get_issue', [], 'read', false],
    ['getDeletedItems', [], 'read', false],
    ['github.delete_branch', [], 'destructive', false],
    ['file-remove', [], 'destructive', false],
    ['list_and_delete_old', [], 'destructive', false],
    ['list_deletions', [], 'read', false],
    ['createIssue', [], 'write', false],
    ['send_email', [], 'write', true],
    ['get_and_post', [], 'write', true],
    ['mystery', [], 'write', false],
    ['', [], 'write', false],
    ['terminal', ['command'], 'destructive', true],
    ['get_output', ['shell'], 'destructive', true],
    ['get_command_help', ['topic'], 'read', false],
    ['draft', ['recipients', 'text'], 'write', true],
  ] as const)('%s(%j) is %s, external: %s', (name, args, effect, external) => {
    expect(tool(name, args)).toMatchObject({ effect, external });
  });

  it('is explained by the rules that classed it', () => {
    expect(tool('send_report', ['to']).because).toEqual([
      { rule: 'name', says: 'the name says "send"' },
      { rule: 'arguments', says: 'the argument "to" names somebody to send to' },
    ]);
    expect(tool('mystery').because).toEqual([
      { rule: 'default', says: 'the name tells nothing, and then a tool counts as writing' },
    ]);
  });
});

describe('annotations only tighten', () => {
  it.each([
    ['get_issue', { readOnlyHint: false }, 'write', false],
    ['get_issue', { destructiveHint: true }, 'destructive', false],
    ['get_issue', { destructiveHint: true, readOnlyHint: true }, 'read', false],
    ['get_issue', { openWorldHint: true }, 'read', true],
    ['delete_issue', { readOnlyHint: true }, 'destructive', false],
    ['delete_issue', { destructiveHint: false }, 'destructive', false],
    ['send_email', { openWorldHint: false }, 'write', true],
    ['mystery', { readOnlyHint: true }, 'write', false],
    ['get_issue', {}, 'read', false],
    ['get_issue', { readOnlyHint: 'false' }, 'read', false],
    ['get_issue', null, 'read', false],
    ['get_issue', Object.create({ destructiveHint: true }), 'read', false],
  ] as const)('%s with %j is %s, external: %s', (name, annotations: unknown, effect, external) => {
    expect(tool(name, [], annotations)).toMatchObject({ effect, external });
  });
});
