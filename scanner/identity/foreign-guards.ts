import type { Launch, StdioLaunch } from '../model/launch.ts';
import { plainWords } from './plain-words.ts';
import { readOptions, valuesOf } from './options.ts';
import type { Step } from './step.ts';
import { behind, unknown } from './step.ts';

type Hidden = { readonly launch: Launch } | { readonly reason: string };
type ReadGuard = (args: readonly string[], launch: StdioLaunch) => Hidden | null;

/**
 * Other products' wrappers, by the program, package or module that is started. The server behind is read from the
 * command line where it stands there; most gateways keep it in a store of their own.
 */
const guards: ReadonlyMap<string, { readonly name: string; readonly read: ReadGuard }> = new Map([
  ['thv', { name: 'ToolHive', read: toolHive }],
  ['toolhive', { name: 'ToolHive', read: toolHive }],
  ['hol-guard', { name: 'HOL Guard', read: holGuard }],
  ['codex_plugin_scanner.cli', { name: 'HOL Guard', read: holGuard }],
  ['runlayer', { name: 'Runlayer', read: runlayer }],
  ['toolport-gateway', { name: 'Toolport', read: always('Toolport keeps its servers in a registry of its own') }],
  ['docker-mcp', { name: 'Docker MCP Gateway', read: dockerGateway }],
  ['obot', { name: 'Obot', read: always('Obot chooses the server on its own side') }],
  ['obot-sentry', { name: 'Obot', read: always('Obot chooses the server on its own side') }],
  ['mcp-context-protector', { name: 'mcp-context-protector', read: contextProtector }],
  ['mcp-context-protector.sh', { name: 'mcp-context-protector', read: contextProtector }],
  ['mcp_wrapper.py', { name: 'mcp-context-protector', read: contextProtector }],
  ['mcp-defender-cli', { name: 'MCP Defender', read: (args, launch) => behindWords(args, launch) }],
]);
const remoteGuards: readonly { readonly name: string; readonly address: RegExp }[] = [
  { name: 'Runlayer', address: /^https:\/\/(?:[\w-]+\.)+runlayer\.com\/api\/v1\/proxy\// },
  { name: 'Obot', address: /^https?:\/\/[^/]+\/mcp-connect\/[\w-]+$/ },
];

/** The step that a known guard's command line means, or null when it is no guard's. */
export function guardStep(program: string, args: readonly string[], launch: StdioLaunch): Step | null {
  const guard = guards.get(program);
  return guard === undefined ? null : asStep(guard.name, guard.read(args, launch));
}

/** MCP Defender keeps the original beside its script in the arguments, and again in the environment. */
export function defenderStep(script: string, args: readonly string[], launch: StdioLaunch): Step | null {
  const command = launch.env.get('MCP_DEFENDER_ORIGINAL_COMMAND');
  if (command === undefined || !/(?:^|[\\/])cli\.js$/.test(script)) {
    return null;
  }
  const same = args[0] === command && launch.env.get('MCP_DEFENDER_ORIGINAL_ARGS') === JSON.stringify(args.slice(1));
  const hidden: Hidden = same
    ? { launch: behind(launch, args) }
    : { reason: 'its arguments and its environment name different servers' };
  return asStep('MCP Defender', hidden);
}

/** A guard that a remote entry goes through: by its address, or by the original address it keeps in the environment. */
export function remoteGuard(
  origin: string,
  env: ReadonlyMap<string, string>,
): { readonly name: string; readonly original: string | null } | null {
  const original = env.get('MCP_DEFENDER_ORIGINAL_URL');
  if (original !== undefined && /^https?:\/\/(?:localhost|127\.0\.0\.1):/.test(origin)) {
    return { name: 'MCP Defender', original };
  }
  const guard = remoteGuards.find(({ address }) => address.test(origin));
  return guard === undefined ? null : { name: guard.name, original: null };
}

function asStep(name: string, hidden: Hidden | null): Step | null {
  if (hidden === null) {
    return null;
  }
  const layer = { kind: 'guard', guard: name, ours: false } as const;
  return 'launch' in hidden
    ? { kind: 'through', layer, launch: hidden.launch }
    : { kind: 'opaque', runs: unknown, reason: hidden.reason, layer };
}

function always(reason: string): ReadGuard {
  return () => ({ reason });
}

function behindWords(words: readonly string[], launch: StdioLaunch): Hidden {
  return words.length === 0 ? { reason: 'no server is named behind it' } : { launch: behind(launch, words) };
}

function remote(url: string, transport: 'http' | 'sse', launch: StdioLaunch): Hidden {
  return { launch: { transport, url, headers: new Map(), env: launch.env, headersHelper: null } };
}

function holGuard(args: readonly string[], launch: StdioLaunch): Hidden | null {
  const start = args[0] === 'guard' ? 1 : 0;
  if (!/^[a-z-]+-mcp-proxy$/.test(args[start] ?? '')) {
    return null;
  }
  const read = readOptions(args.slice(start + 1), {
    flags: '--json',
    values: `--guard-home --home --workspace --server-name --server-id --source-scope --config-path --transport --command --arg
      --server-env-key`,
  });
  const command = valuesOf(read, '--command').at(-1);
  return command === undefined || read.unknown !== null
    ? { reason: 'HOL Guard is started in a way we can not read' }
    : behindWords([command, ...valuesOf(read, '--arg')], launch);
}

function runlayer(args: readonly string[]): Hidden | null {
  const starts = args[0] === 'run' || /^[0-9a-f]{8}-[0-9a-f-]{27}$/i.test(args[0] ?? '');
  return starts ? { reason: 'Runlayer chooses the server by an id on its own side' } : null;
}

function dockerGateway(args: readonly string[]): Hidden | null {
  return args.find((word) => !word.startsWith('-')) === 'gateway'
    ? { reason: 'the Docker MCP Gateway starts the servers of its own profile' }
    : null;
}

function contextProtector(args: readonly string[], launch: StdioLaunch): Hidden {
  const at = args.indexOf('--command-args');
  if (at !== -1) {
    return behindWords(args.slice(at + 1), launch);
  }
  const value = (name: string) => (args.includes(name) ? args[args.indexOf(name) + 1] : undefined);
  const [command, url, sse] = [value('--command'), value('--url'), value('--sse-url')];
  if (command !== undefined) {
    const words = plainWords(command);
    return words === null ? { reason: 'the command behind it is not plain words' } : behindWords(words, launch);
  }
  if (url !== undefined) {
    return remote(url, 'http', launch);
  }
  return sse === undefined ? { reason: 'no server is named behind it' } : remote(sse, 'sse', launch);
}

function toolHive(args: readonly string[], launch: StdioLaunch): Hidden | null {
  const [verb, ...rest] = args.filter((word) => word !== '--debug');
  if (verb === 'proxy') {
    const target = rest.find((word) => word.startsWith('--target-uri='))?.slice('--target-uri='.length);
    return target === undefined
      ? { reason: 'ToolHive chooses the server by the name of a workload' }
      : remote(target, 'http', launch);
  }
  if (verb === 'mcp' || verb === 'vmcp') {
    return { reason: 'this is ToolHive itself' };
  }
  return verb === 'run' ? toolHiveRun(rest, launch) : null;
}

function toolHiveRun(args: readonly string[], launch: StdioLaunch): Hidden {
  const read = readOptions(args, toolHiveOptions);
  const [target, ...rest] = read.rest;
  if (target === undefined || read.unknown !== null) {
    return { reason: 'ToolHive is started in a way we can not read' };
  }
  const inner = rest[0] === '--' ? rest.slice(1) : rest;
  const [, scheme, spec] = /^(npx|uvx|go):\/\/(.+)$/.exec(target) ?? [];
  if (scheme !== undefined && spec !== undefined) {
    const words = scheme === 'npx' ? ['npx', '-y', spec] : scheme === 'uvx' ? ['uvx', spec] : ['go', 'run', spec];
    // The package runs inside a container of ToolHive's, not with this entry's environment.
    return { launch: behind(launch, [...words, ...inner], new Map()) };
  }
  if (/^https?:\/\//.test(target)) {
    return remote(target, 'http', launch);
  }
  return /[/:]/.test(target)
    ? { launch: behind(launch, ['docker', 'run', '-i', '--rm', target, ...inner], new Map()) }
    : { reason: 'ToolHive looks the server up by name in its registry' };
}

const toolHiveOptions = {
  flags: `-f --foreground --debug --enable-audit --isolate-network --no-isolate-network --ignore-globally --print-resolved-overlays --remote-auth
    --remote-auth-skip-browser --stateless --trust-proxy-headers --allow-docker-gateway`,
  values: `--name --group -e --env --env-file --env-file-dir --secret -v --volume -l --label --tools --tools-override --host --proxy-port
    --proxy-mode --transport --target-port --target-host --permission-profile --image-verification --ca-cert --authz-config --audit-config
    --network --runtime --oidc-audience --oidc-client-id --oidc-issuer --oidc-jwks-url --resource-url --otel-endpoint --otel-headers
    --otel-service-name --remote-auth-client-id --remote-auth-issuer --remote-auth-scopes --remote-forward-headers`,
  changingFlags: '',
  changingValues: '--from-config --runtime-image --runtime-add-package --build-env',
  bundles: true,
};
