import type { FolderFiles } from '../../policy/bundle/build.ts';
import type { CallFacts, SessionFacts } from '../../policy/decide/facts.ts';
import { defaultHints } from '../../policy/decide/facts.ts';

/** A policy folder with so many policies of several kinds, most of which do not concern a given call, and 200 catalogue entries. */
export function sampleFolder(policies: number): FolderFiles {
  return new Map([
    ['settings.yaml', settings],
    ['catalogue.yaml', catalogue(200)],
    ['person.cedar', Array.from({ length: policies - 2 }, (_, at) => samplePolicy(at)).join('\n')],
    ['agent.cedar', agent],
  ]);
}

const settings = `version: 1
mode: lockdown
arguments: { table: string, amount: decimal, ids: [long] }
groups: { finance: [staff], sales: [staff], staff: [] }
people: { anna: { department: finance, groups: [finance] } }
`;

const agent = `@id("agents") permit (principal, action, resource) when { context.agent.verified };
@id("leaves") forbid (principal, action, resource)
when { resource.external && context.session.labels.contains("customer-data") };`;

function samplePolicy(at: number): string {
  const server = `MCP::Server::"pkg:npm/server-${at % 40}"`;
  switch (at % 5) {
    case 0:
      return `@id("p${at}") permit (principal in MCP::Group::"finance", action == MCP::Action::"tools/call", resource in ${server})
        when { context.input has table && (context.input.table like "sales_*" || context.input.table like "finance_${at}*") };`;
    case 1:
      return `@id("p${at}") forbid (principal, action == MCP::Action::"tools/call", resource in ${server})
        when { resource.effect == "destructive" && !(context.network has ip && context.network.ip.isInRange(ip("10.${at % 250}.0.0/16"))) };`;
    case 2:
      return `@id("p${at}") @ask("Sure?") permit (principal, action, resource)
        when { resource.risk == "high" && context.time.hour >= ${at % 24} && context.session.labels.contains("label-${at}") };`;
    case 3:
      return `@id("p${at}") forbid (principal == MCP::Person::"person-${at}", action, resource)
        when { context.session.calls + context.session.denials * 10 > ${at} };`;
    default:
      return `@id("p${at}") permit (principal, action == MCP::Action::"resources/read", resource)
        when { resource.name like "file:///srv/${at}/*" };`;
  }
}

function catalogue(entries: number): string {
  const rows = Array.from(
    { length: entries },
    (_, at) => `  - identity: { purl: "pkg:npm/server-${at}", versions: ">=1.0.0 <3" }
    status: ${at % 10 === 0 ? 'banned' : 'approved'}
    owner: team-${at % 7}
    reason: reviewed
    tools: { query: read, send: ask }`,
  );
  return `version: 1\nservers:\n${rows.join('\n')}\n`;
}

/** Calls of different people, servers, tools and arguments. */
export const sampleCalls: readonly (CallFacts & { readonly session: SessionFacts })[] = Array.from(
  { length: 200 },
  (_, at) => ({
    method: at % 4 === 3 ? 'resources/read' : 'tools/call',
    person: {
      id: at % 3 === 0 ? 'anna' : `person-${at}`,
      name: null,
      department: 'finance',
      role: null,
      groups: ['finance'],
    },
    agent: {
      client: 'claude-code',
      version: '2.1.0',
      verified: true,
      executable: '/opt/claude',
      delegation: [],
      agentOnly: false,
    },
    server: {
      identity: `pkg:npm/server-${at % 40}`,
      name: `server-${at % 40}`,
      standing: 'approved',
      owner: 'team-1',
      risk: at % 2 === 0 ? 'high' : 'low',
      dataClass: null,
      category: null,
      labels: [],
      transport: 'stdio',
    },
    target: {
      name: `tool-${at}`,
      effect: at % 6 === 0 ? 'destructive' : 'read',
      external: false,
      pin: 'pinned',
      mode: null,
      hints: defaultHints,
    },
    input: { table: at % 2 === 0 ? 'sales_eu' : 'people', amount: 12.5, ids: [1, 2, 3], body: 'x'.repeat(2000) },
    session: {
      labels: [`label-${at}`, 'internal'],
      calls: at,
      denials: 0,
      ageMs: 60_000,
      callsLastMinute: 3,
      repeats: 0,
    },
    findings: [],
    time: { epochMs: 1_795_000_000_000 + at, hour: at % 24, minute: 0, weekday: (at % 7) + 1 },
    network: { ip: '10.1.2.3' },
    credential: 'none',
    interactive: true,
  }),
);
