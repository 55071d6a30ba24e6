import type { RemoteLaunch, StdioLaunch } from '../model/launch.ts';

/** Where a bridge leads: the remote server behind it, or a reason why that can not be said. */
export type BridgeTarget = { readonly remote: RemoteLaunch } | { readonly reason: string };
type ReadBridge = (args: readonly string[], launch: StdioLaunch) => BridgeTarget;

/** Programs that speak stdio to the client and HTTP to a server elsewhere, as `<ecosystem>:<name>`. */
const bridges: ReadonlyMap<string, ReadBridge> = new Map([
  ['npm:mcp-remote', mcpRemote],
  ['npm:supergateway', supergateway],
  ['npm:mcp-proxy', firstAddress],
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
  const value = (name: string) => valueAfter(args, name);
  if (value('--stdio') !== undefined) {
    return { reason: 'the bridge serves another command to the network' };
  }
  const http = value('--streamableHttp');
  const headers = headersOf(args, '--header', ':');
  return http === undefined ? to(value('--sse'), 'sse', headers, launch) : to(http, 'http', headers, launch);
}

function mcpProxy(args: readonly string[], launch: StdioLaunch): BridgeTarget {
  const http = (valueAfter(args, '--transport') ?? '').startsWith('streamable');
  return to(args.find(isAddress), http ? 'http' : 'sse', headersOf(args, '--headers', null), launch);
}

function firstAddress(args: readonly string[], launch: StdioLaunch): BridgeTarget {
  return to(args.find(isAddress), 'http', new Map(), launch);
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

function valueAfter(args: readonly string[], name: string): string | undefined {
  const joined = args.find((word) => word.startsWith(`${name}=`));
  return joined?.slice(name.length + 1) ?? (args.includes(name) ? args[args.indexOf(name) + 1] : undefined);
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

function isAddress(word: string): boolean {
  return /^https?:\/\//i.test(word);
}
