import { contentFor } from './content.ts';
import type { Preset } from './preset.ts';
import { settingsFor } from './preset.ts';

/** Lockdown: approved servers only, risky calls are asked, and an agent may less than its person. */
export const strict: Preset = {
  settings: settingsFor('lockdown'),
  content: contentFor('strict'),
  person: `// In lockdown a call needs a policy that permits it: servers that nobody approved have none.
@id("approved-servers")
@redact("secret, poisoning, hidden-text")
@record("args")
permit (principal, action, resource)
when { resource.standing == "approved" };

@id("risky-calls")
@ask("The call destroys something or reaches outside. Let it?")
permit (principal, action == MCP::Action::"tools/call", resource)
when { resource.standing == "approved" && (resource.effect == "destructive" || resource.external) };

@id("changed-since-pinned")
@reason("this tool is not the one it was when it was approved")
forbid (principal, action == MCP::Action::"tools/call", resource)
when { resource.pin == "changed" };
`,
  agent: `// Agents may what their person may, less what stands here.
@id("approved-servers")
permit (principal, action, resource)
when { resource.standing == "approved" };

@id("nobody-there")
@reason("nobody is there to look at it")
forbid (principal, action == MCP::Action::"tools/call", resource)
when { !context.interactive && (resource.effect == "destructive" || resource.external) };

@id("data-leaves")
@reason("this session has read protected data, and the call reaches outside")
forbid (principal, action == MCP::Action::"tools/call", resource)
when {
  resource.external &&
  context.session.labels.containsAny(["customer-data", "secrets", "untrusted-content"])
};

@id("stop-rule")
@ask("This session repeats itself or was denied often. Go on?")
permit (principal, action == MCP::Action::"tools/call", resource)
when {
  context.session.repeats >= 5 ||
  context.session.denials >= 5 ||
  context.session.callsLastMinute >= 120
};
`,
  tests: `- name: an approved server may read
  call: { tool: get_issue, server: { standing: approved } }
  expect: allow
- name: a server that nobody approved may nothing
  call: { tool: get_issue, server: { standing: shadow } }
  expect: deny
  because: [no-rule-allows]
- name: an approved server is asked before it deletes
  call: { tool: delete_branch, server: { standing: approved } }
  expect: ask
  because: [person/risky-calls]
- name: nothing is deleted while nobody is there
  call: { tool: delete_branch, server: { standing: approved }, interactive: false }
  expect: deny
  because: [agent/nobody-there]
- name: customer data does not leave
  call: { tool: send_email, server: { standing: approved }, session: { labels: [customer-data] } }
  expect: deny
  because: [agent/data-leaves]
- name: a tool that changed is denied
  call: { tool: get_issue, server: { standing: approved }, pin: changed }
  expect: deny
  because: [person/changed-since-pinned]
- name: a loop stops until somebody has looked
  call: { tool: get_issue, server: { standing: approved }, session: { repeats: 5 } }
  expect: ask
  because: [agent/stop-rule]
`,
};
