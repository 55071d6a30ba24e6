import { describe, expect, it } from 'vitest';
import { build } from './folder-files.ts';

const settings = `version: 1
groups: { analysts: [staff], empty: [staff] }
people: { kim: { groups: [analysts] }, lee: { groups: [guests] } }
`;

async function warningsOf(person: string, text = settings): Promise<readonly string[]> {
  const built = await build({ 'settings.yaml': text, 'person.cedar': person });
  if (!built.ok) {
    throw new Error(JSON.stringify(built.problems));
  }
  return built.warnings.map(
    ({ severity, file, line, column, message, help }) =>
      `${severity} ${file}:${line}:${column} ${message}${help === null ? '' : ` | ${help}`}`,
  );
}

const when = (condition: string): string =>
  `permit(principal, action, resource);\n@id("x") permit(principal, action, resource)\n  when { ${condition} };`;
const helpOfGroups = 'Give it to somebody under "people" in settings.yaml, or mend its name.';
const helpOfStandings = 'It is approved, shadow, banned or malicious.';

describe('a name that no call ever has is warned of, where it stands', () => {
  it.each([
    [
      'a group that does not exist, in a head',
      'permit(principal in MCP::Group::"analists", action, resource);',
      `warning person.cedar:1:33 nobody is in the group "analists" | ${helpOfGroups}`,
    ],
    [
      'a group that has no members, behind a type',
      'permit(principal is MCP::Person in MCP::Group::"empty", action, resource);',
      `warning person.cedar:1:48 nobody is in the group "empty" | ${helpOfGroups}`,
    ],
    [
      'a group in a condition',
      when('context.person in MCP::Group::"analists"'),
      `warning person.cedar:3:40 nobody is in the group "analists" | ${helpOfGroups}`,
    ],
    [
      'a standing',
      when('resource.standing == "aproved"'),
      `warning person.cedar:3:31 resource.standing is never "aproved" | ${helpOfStandings}`,
    ],
    [
      'a standing on the other side',
      when('"aproved" != resource.standing'),
      `warning person.cedar:3:10 resource.standing is never "aproved" | ${helpOfStandings}`,
    ],
    [
      'a standing of the server, in a list',
      when('["shadow", "aproved"].contains(resource.server.standing)'),
      `warning person.cedar:3:21 resource.server.standing is never "aproved" | ${helpOfStandings}`,
    ],
    [
      'an effect',
      when('resource.effect == "delete"'),
      'warning person.cedar:3:29 resource.effect is never "delete" | It is read, write or destructive.',
    ],
  ])('%s', async (_, policy, said) => {
    expect(await warningsOf(policy)).toEqual([said]);
  });
});

describe('a name that some call has is left alone', () => {
  it.each([
    ['a group of a person', 'permit(principal in MCP::Group::"analysts", action, resource);'],
    ['a group above the group of a person', 'permit(principal in MCP::Group::"staff", action, resource);'],
    ['a group that is named with a person only', when('context.person in MCP::Group::"guests"')],
    ['a standing', when('resource.standing == "approved" || ["shadow", "banned"].contains(resource.standing)')],
    ['a mode that nobody gave', when('resource.mode == "unknown"')],
    ['an owner, who may be called anything', when('resource.owner == "aproved"')],
    ['a text that only looks alike', when('resource.name == "MCP::Group::analists"')],
  ])('%s', async (_, policy) => {
    expect(await warningsOf(policy)).toEqual([]);
  });
});

describe('a group of a person that reads almost like one that counts', () => {
  const people = (groups: string): string =>
    `version: 1\ngroups: { analysts: [staff] }\npeople:\n  kim: { groups: [analysts] }\n  lee:\n    groups: [${groups}]\n`;
  const aboutGuests = when('context.person in MCP::Group::"guests" || context.person in MCP::Group::"analysts"');
  const nobodyIs = `warning person.cedar:3:40 nobody is in the group "guests" | ${helpOfGroups}`;

  it.each([
    ['a letter too few', 'analyst', 'analysts', 'analyst'],
    ['two letters changed places', 'anaylsts', 'analysts', 'anaylsts'],
    ['another case', 'Staff', 'staff', 'Staff'],
  ])('is warned of, where it stands: %s', async (_, groups, meant, said) => {
    expect(await warningsOf(aboutGuests, people(groups))).toEqual([
      `warning settings.yaml:6:14 no policy speaks of the group "${said}" | Mend its name if "${meant}" is meant, or name it under "groups".`,
      nobodyIs,
    ]);
  });

  it.each([
    ['one that a policy names', 'guests', []],
    ['one that stands above others', 'staff', [nobodyIs]],
    ['one of which nobody speaks, and that reads like none', 'berlin-office', [nobodyIs]],
  ])('is not %s', async (_, groups, warnings) => {
    expect(await warningsOf(aboutGuests, people(groups))).toEqual(warnings);
  });
});
