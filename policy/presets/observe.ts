import { contentFor } from './content.ts';
import type { Preset } from './preset.ts';
import { settingsFor } from './preset.ts';

/** Nothing is asked and nothing denied: what a stricter policy would look at is recorded. */
export const observe: Preset = {
  settings: settingsFor('monitor'),
  content: contentFor('observe'),
  person: `// Policies with @observe only watch: records and reports name them, calls pass.

@id("unapproved-and-risky")
@observe
forbid (principal, action == MCP::Action::"tools/call", resource)
when { resource.standing == "shadow" && (resource.effect == "destructive" || resource.external) };

@id("changed-since-pinned")
@observe
forbid (principal, action == MCP::Action::"tools/call", resource)
when { resource.pin == "changed" };
`,
  agent: null,
  tests: `- name: a risky call of an unapproved server passes, and is seen
  call: { tool: delete_branch, server: { standing: shadow } }
  expect: allow
- name: a banned server is denied whatever the policy says
  call: { tool: get_issue, server: { standing: banned } }
  expect: deny
  because: [banned]
`,
};
