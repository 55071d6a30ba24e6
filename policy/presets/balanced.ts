import { contentFor } from './content.ts';
import type { Preset } from './preset.ts';
import { settingsFor } from './preset.ts';

/** The recommended one: credentials and poisoned text are taken out, risky calls of unapproved servers are asked. */
export const balanced: Preset = {
  settings: settingsFor('monitor'),
  content: contentFor('balanced'),
  person: `// Every call passes, and known credentials and poisoned text are taken out of its result.
@id("default")
@redact("secret, poisoning")
permit (principal, action, resource);

@id("unapproved-and-risky")
@ask("Nobody has approved this server, and the call destroys something or reaches outside. Let it?")
permit (principal, action == MCP::Action::"tools/call", resource)
when { resource.standing == "shadow" && (resource.effect == "destructive" || resource.external) };

@id("changed-since-pinned")
@ask("This tool is not the one it was when it was approved. Let it?")
permit (principal, action == MCP::Action::"tools/call", resource)
when { resource.pin == "changed" };

// What was read with one server must not leave with another unseen.
@id("data-leaves")
@ask("This session has read protected data, and the call reaches outside. Let it?")
permit (principal, action == MCP::Action::"tools/call", resource)
when {
  resource.external &&
  context.session.labels.containsAny(["customer-data", "secrets", "untrusted-content"])
};

// The stop rule: an agent that runs in circles waits until somebody has looked.
@id("stop-rule")
@ask("This session repeats itself or was denied often. Go on?")
permit (principal, action == MCP::Action::"tools/call", resource)
when {
  context.session.repeats >= 10 ||
  context.session.denials >= 10 ||
  context.session.callsLastMinute >= 240
};
`,
  agent: null,
  tests: `- name: an ordinary call passes, and credentials are taken out of its result
  call: { tool: get_issue, server: { standing: shadow } }
  expect: allow
  because: [person/default]
- name: an approved server may delete
  call: { tool: delete_branch, server: { standing: approved } }
  expect: allow
- name: an unapproved server is asked before it deletes
  call: { tool: delete_branch, server: { standing: shadow } }
  expect: ask
  because: [person/unapproved-and-risky]
- name: customer data does not leave unseen
  call: { tool: send_email, server: { standing: approved }, session: { labels: [customer-data] } }
  expect: ask
  because: [person/data-leaves]
- name: a loop stops until somebody has looked
  call: { tool: get_issue, session: { repeats: 10 } }
  expect: ask
  because: [person/stop-rule]
- name: a banned server is denied whatever the policy says
  call: { tool: get_issue, server: { standing: banned } }
  expect: deny
  because: [banned]
`,
};
