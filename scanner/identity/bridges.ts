import type { RemoteLaunch, StdioLaunch } from '../model/launch.ts';
import { optionDoubts, readOptions } from './options.ts';

/** Where a bridge leads: the remote server behind it, or a reason why that can not be said. */
export type BridgeTarget = { readonly remote: RemoteLaunch } | { readonly reason: string };
type ReadBridge = (args: readonly string[], launch: StdioLaunch) => BridgeTarget;

/** Programs that speak stdio to the client and HTTP to a server elsewhere, as `<ecosystem>:<name>`. */
const bridges: ReadonlyMap<string, ReadBridge> = new Map([
  ['npm:mcp-remote', mcpRemote],
  ['npm:supergateway', supergateway],
  // Only the one on PyPI can lead to an address: this one starts its words.
  ['npm:mcp-proxy', () => startsCommand],
  ['pypi:mcp-proxy', mcpProxy],
  ['npm:@pyroprompts/mcp-stdio-to-streamable-http-adapter', fromEnv('URI')],
]);
const programs: ReadonlyMap<string, string> = new Map([
  ['mcp-remote', 'npm:mcp-remote'],
  ['supergateway', 'npm:supergateway'],
  ['mcp-proxy', 'pypi:mcp-proxy'],
]);

/** Names of the programs that these packages install. */
export const bridgePrograms: ReadonlySet<string> = new Set(programs.keys());

/** Reads the target of a bridge started as a package. @returns null when the package is no bridge */
export function bridgeOfPackage(
  ecosystem: 'npm' | 'pypi',
  name: string,
  args: readonly string[],
  launch: StdioLaunch,
): BridgeTarget | null {
  return bridges.get(`${ecosystem}:${name}`)?.(args, launch) ?? null;
}

/** The same for an installed program; the package is the one that installs a program of this name. */
export function bridgeOfProgram(
  program: string,
  launch: StdioLaunch,
): { readonly ecosystem: 'npm' | 'pypi'; readonly name: string; readonly target: BridgeTarget } | null {
  const [ecosystem, name] = programs.get(program)?.split(':') ?? [];
  if ((ecosystem !== 'npm' && ecosystem !== 'pypi') || name === undefined) {
    return null;
  }
  const target = bridgeOfPackage(ecosystem, name, launch.args, launch);
  return target === null ? null : { ecosystem, name, target };
}

function mcpRemote(args: readonly string[], launch: StdioLaunch): BridgeTarget {
  const at = args.indexOf('--transport');
  const sse = at !== -1 && (args[at + 1] ?? '').startsWith('sse');
  return to(args[0], sse ? 'sse' : 'http', headersOf(args, '--header', ':'), launch);
}

function supergateway(args: readonly string[], launch: StdioLaunch): BridgeTarget {
  const given = (...names: readonly string[]): readonly string[] => names.flatMap((name) => valuesAfter(args, name));
  if (given('--stdio').length > 0) {
    return startsCommand;
  }
  if (args.some((word) => /^--config(?:=|$)/.test(word))) {
    return { reason: 'the bridge reads what it starts from a file' };
  }
  const [http, sse] = [given('--streamableHttp', '--streamable-http'), given('--sse')];
  const [address, another] = [...http, ...sse];
  return another === undefined
    ? to(address, http.length > 0 ? 'http' : 'sse', headersOf(args, '--header', ':'), launch)
    : { reason: 'the bridge is given several addresses' };
}

const startsCommand: BridgeTarget = { reason: 'the bridge serves another command to the network' };

/** The first plain word decides: an address to call, or a command to start, whose words may well hold addresses. */
function mcpProxy(args: readonly string[], launch: StdioLaunch): BridgeTarget {
  const end = args.includes('--') ? args.indexOf('--') : args.length;
  const singles = args.filter((_, index) => index >= end || !isOfPair(args, index));
  const read = readOptions(singles, {
    flags: '--pass-environment --no-pass-environment --debug --no-debug --stateless --no-stateless --no-verify-ssl',
    values: `--transport --cwd --port --host --sse-port --sse-host --log-level --client-id --client-secret --token-url
      --named-server-config`,
  });
  const [doubt] = optionDoubts('the bridge', read);
  const [first = launch.env.get('SSE_URL')] = read.rest;
  if (read.unknown !== null && doubt !== undefined) {
    return { reason: doubt };
  }
  if (first !== undefined && !/^https?:\/\//.test(first)) {
    return startsCommand;
  }
  const http = valuesAfter(args, '--transport').at(-1)?.startsWith('streamable') === true;
  return to(first, http ? 'http' : 'sse', headersOf(args, '--headers', null), launch);
}

/** Whether a word is an option that takes two, or one of them. */
function isOfPair(args: readonly string[], index: number): boolean {
  return [0, 1, 2].some((before) => /^(?:-H|--headers|-e|--env|--named-server)$/.test(args[index - before] ?? ''));
}

function fromEnv(name: string): ReadBridge {
  return (_, launch) => to(launch.env.get(name), 'http', new Map(), launch);
}

function to(
  url: string | undefined,
  transport: 'http' | 'sse',
  headers: ReadonlyMap<string, string>,
  launch: StdioLaunch,
): BridgeTarget {
  return url === undefined || url === '' || url.startsWith('-')
    ? { reason: 'the bridge is given no address' }
    : { remote: { transport, url, headers, env: launch.env, headersHelper: null } };
}

function valuesAfter(args: readonly string[], name: string): readonly string[] {
  return args.flatMap((word, index) =>
    word === name ? [args[index + 1] ?? ''] : word.startsWith(`${name}=`) ? [word.slice(name.length + 1)] : [],
  );
}

/** Headers given as `Name: value` in one word, or, without a separator, as two words. */
function headersOf(args: readonly string[], option: string, separator: ':' | null): ReadonlyMap<string, string> {
  return new Map(
    args.flatMap((word, index): [string, string][] => {
      if (word !== option && word !== '-H') {
        return [];
      }
      const [first = '', second = ''] = args.slice(index + 1, index + 3);
      const at = first.indexOf(':');
      return separator === null
        ? [[first, second]]
        : at === -1
          ? []
          : [[first.slice(0, at).trim(), first.slice(at + 1).trim()]];
    }),
  );
}
