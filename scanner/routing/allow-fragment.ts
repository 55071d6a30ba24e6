import { shownLabel } from '../display.ts';
import { redactArgs } from '../detect/secrets/redact-args.ts';
import { quoted } from '../edit/places.ts';
import type { ClientId } from '../model/ids.ts';

/** A server's start before and behind the shim: command and arguments. */
export interface Forms {
  readonly name: string;
  readonly original: readonly string[];
  readonly wrapped: readonly string[];
}

/** What an administrator adds to a client's own rules; `notes` say what the text can not. */
export interface Fragment {
  readonly format: 'json' | 'toml' | 'none';
  readonly text: string;
  readonly notes: readonly string[];
}

/** The rules that let these servers start, in both forms, in the words of the client's own policy. */
export function allowFragment(client: ClientId, servers: readonly Forms[]): Fragment {
  const hidden = servers.filter(
    ({ name, original }) =>
      shownLabel(name) !== name || redactArgs(original).some((word, index) => word !== original[index]),
  );
  const shown = servers.filter((server) => !hidden.includes(server));
  const secrets = hidden.map(
    ({ name }) =>
      `${shownLabel(name)}: its name or arguments hold something secret, so no exact rule is printed; move it to the environment first.`,
  );
  const { notes, ...fragment } = ofClient(client, shown);
  return { ...fragment, notes: [...notes, ...secrets] };
}

function ofClient(client: ClientId, servers: readonly Forms[]): Fragment {
  switch (client) {
    case 'claude-code':
    case 'copilot-cli':
    case 'vscode':
    case 'vscode-insiders': {
      const rules = servers.flatMap(({ original, wrapped }) => [
        { serverCommand: original },
        { serverCommand: wrapped },
      ]);
      return json({ allowedMcpServers: rules }, [
        'Merge these rules into the list that is in force; where several lists are, each needs them.',
      ]);
    }
    case 'codex':
      return {
        format: 'toml',
        text: servers.map(codexTables).join('\n'),
        notes: [
          'requirements.toml holds one identity for a name: it can not allow both forms at once. Change it when the servers are routed.',
        ],
      };
    case 'windsurf':
      return json(
        servers.flatMap(({ name, original, wrapped }) =>
          [original, wrapped].map((words) => ({
            serverId: name,
            command: pattern(words[0] ?? ''),
            args: words.slice(1).map(pattern),
          })),
        ),
        ['Enter these in the team settings: a whole pattern for the command and one for each argument.'],
      );
    case 'cursor':
      return json({ mcpAllowlist: servers.map(({ name }) => `${name}:*`) }, [
        'Cursor goes by names, which stay: nothing has to change.',
      ]);
    default:
      return { format: 'none', text: '', notes: ['No rule of this client that goes by command is known.'] };
  }
}

/** The form that also fixes each argument: with the program alone, the shim could start anything under this name. */
function codexTables({ name, original, wrapped }: Forms): string {
  const table = ([executable = '', ...args]: readonly string[]): readonly string[] => [
    `[mcp_servers.${quoted(name)}.identity.command]`,
    `executable = ${quoted(executable)}`,
    `args = [${args.map((value) => `{ match = "exact", value = ${quoted(value)} }`).join(', ')}]`,
  ];
  const unwrapped = table(original).map((line) => `# ${line}`);
  return ['# unwrapped:', ...unwrapped, '# wrapped:', ...table(wrapped), ''].join('\n');
}

function json(value: unknown, notes: readonly string[]): Fragment {
  return { format: 'json', text: `${JSON.stringify(value, null, 2)}\n`, notes };
}

function pattern(word: string): string {
  return word.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`);
}
