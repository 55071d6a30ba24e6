import { spawn } from 'node:child_process';
import { generateKeyPairSync } from 'node:crypto';
import { once } from 'node:events';
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';

export interface DemoDeps {
  readonly home: string;
  /** Runs a verb and shows it. */
  readonly step: (words: readonly string[], title: string) => void;
  /** Runs a verb without showing it. @returns what it printed */
  readonly quietly: (words: readonly string[]) => string;
  readonly say: (text: string) => void;
  /** Calls a tool of the guarded server. @returns what the client is told */
  readonly call: (tool: string) => Promise<string>;
}

/** An organisation ships a policy from a static web server; calls are decided by it, explained, and replayed. */
export async function demoPolicy({ home, step, quietly, say, call }: DemoDeps): Promise<void> {
  const folder = join(home, 'acme-policy');
  await writeFiles(folder, policyFiles);
  await writeFiles(home, callFiles);
  const key = join(home, 'acme.pem');
  const { privateKey } = generateKeyPairSync('ed25519');
  await writeFile(key, privateKey.export({ type: 'pkcs8', format: 'pem' }), { mode: 0o600 });

  step(['policy', 'test', folder], 'An organisation writes a policy, with tests:');
  const bundle = join(home, 'www', 'sallyport.policy.json');
  await mkdir(dirname(bundle));
  step(
    ['policy', 'build', folder, '--out', bundle, '--organisation', 'acme', '--version', '1'],
    'It becomes one file, which is signed:',
  );
  const signed = JSON.parse(quietly(['policy', 'sign', bundle, '--key', key, '--json'])) as {
    readonly publicKey: string;
  };
  say(`signed, public key ${signed.publicKey}`);
  const web = await serve(dirname(bundle));
  try {
    // What MDM or an installer puts there: whose policies count, and where they come from.
    const trust = { organisation: 'acme', keys: [signed.publicKey], source: `${web.address}/sallyport.policy.json` };
    await writeFiles(home, { '.sallyport/policy/trust.json': JSON.stringify(trust) });
    step(['policy', 'sync'], `A static web server is enough to ship it (${web.address}):`);
  } finally {
    web.stop();
  }

  say(`\nread_note, which reads: ${JSON.stringify(await call('read_note'))}`);
  say(`delete_note, which destroys: ${JSON.stringify(await call('delete_note'))}`);
  step(['policy', 'explain', '--call', join(home, 'anna.yaml')], 'The same call, allowed for Anna of finance …');
  step(['policy', 'explain', '--call', join(home, 'ben.yaml')], '… asked for Ben of sales …');
  step(
    ['policy', 'explain', '--call', join(home, 'agent.yaml')],
    "… and denied for Anna's agent when nobody is there:",
  );

  const candidate = join(home, 'candidate');
  await writeFiles(candidate, { ...policyFiles, 'person.cedar': stricter, 'tests/first.yaml': '[]\n' });
  step(
    ['policy', 'simulate', '--candidate', candidate],
    'What a stricter candidate would have made of the calls on record:',
  );
}

const policyFiles = {
  'settings.yaml': `version: 1
mode: monitor
groups: { finance: [], sales: [] }
people:
  anna: { name: Anna, department: finance, groups: [finance] }
  ben: { name: Ben, department: sales, groups: [sales] }
`,
  'catalogue.yaml': 'version: 1\n',
  'person.cedar': `@id("finance-exports")
permit (principal in MCP::Group::"finance", action == MCP::Action::"tools/call", resource)
when { resource.name == "export_ledger" };

@id("others-are-asked")
@ask("Only finance exports the ledger. Let it?")
permit (principal, action == MCP::Action::"tools/call", resource)
when { resource.name == "export_ledger" && !(principal in MCP::Group::"finance") };

@id("nothing-is-deleted")
@reason("notes are kept for the audit")
forbid (principal, action == MCP::Action::"tools/call", resource)
when { resource.effect == "destructive" };
`,
  'agent.cedar': `@id("reads")
permit (principal, action, resource);

@id("nobody-there")
@reason("agents export nothing while nobody is there")
forbid (principal, action == MCP::Action::"tools/call", resource)
when { resource.name == "export_ledger" && !context.interactive };
`,
  'tests/first.yaml': `- name: finance exports the ledger
  call: { tool: export_ledger, person: anna }
  expect: allow
- name: sales is asked
  call: { tool: export_ledger, person: ben }
  expect: ask
- name: an agent alone is denied
  call: { tool: export_ledger, person: anna, interactive: false }
  expect: deny
  because: [agent/nobody-there]
`,
};

const callFiles = {
  'anna.yaml': '{ tool: export_ledger, person: anna }\n',
  'ben.yaml': '{ tool: export_ledger, person: ben }\n',
  'agent.yaml': '{ tool: export_ledger, person: anna, interactive: false }\n',
};

const stricter = `@id("nothing-unapproved")
@reason("only approved servers")
forbid (principal, action, resource)
when { resource.standing != "approved" };
`;

async function writeFiles(folder: string, files: Readonly<Record<string, string>>): Promise<void> {
  for (const [name, text] of Object.entries(files)) {
    await mkdir(dirname(join(folder, name)), { recursive: true });
    await writeFile(join(folder, name), text);
  }
}

/** Serves a folder on this computer alone, from a process of its own: the verbs of the demo block this one. */
async function serve(folder: string): Promise<{ readonly address: string; readonly stop: () => void }> {
  const script = `
    const { createServer } = require('node:http');
    const { readFileSync } = require('node:fs');
    const server = createServer((request, response) => {
      try { response.end(readFileSync(process.argv[1] + '/' + request.url.replace(/[^a-z.]/g, ''))); }
      catch { response.writeHead(404).end(); }
    });
    server.listen(0, '127.0.0.1', () => console.log(server.address().port));
  `;
  const child = spawn(process.execPath, ['-e', script, folder], { stdio: ['ignore', 'pipe', 'inherit'] });
  const [port] = (await once(child.stdout, 'data')) as [Buffer];
  return { address: `http://127.0.0.1:${port.toString().trim()}`, stop: () => void child.kill() };
}
