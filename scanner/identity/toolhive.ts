import type { StdioLaunch } from '../model/launch.ts';
import { mountsOf, mountTargets } from './container-reach.ts';
import { type Hidden, remoteBehind } from './hidden.ts';
import { coversProgram } from './image-folders.ts';
import type { OptionSpec, ReadOptions } from './options.ts';
import { optionDoubts, readOptions, valuesOf } from './options.ts';
import { behind } from './step.ts';

/** What stands behind `thv`; null for a verb that starts no server. */
export function toolHive(args: readonly string[], launch: StdioLaunch): Hidden | null {
  const [verb, ...rest] = args.filter((word) => word !== '--debug');
  if (verb === 'proxy') {
    const target = rest.find((word) => word.startsWith('--target-uri='))?.slice('--target-uri='.length);
    return target === undefined
      ? { reason: 'ToolHive chooses the server by the name of a workload' }
      : remoteBehind(target, 'http', launch);
  }
  if (verb === 'mcp' || verb === 'vmcp') {
    return { reason: 'this is ToolHive itself' };
  }
  return verb === 'run' ? run(rest, launch) : null;
}

function run(args: readonly string[], launch: StdioLaunch): Hidden {
  const { read, target, inner } = readRun(args);
  if (target === undefined || read.unknown !== null) {
    return { reason: 'ToolHive is started in a way we can not read' };
  }
  const doubts = [...optionDoubts('thv run', read), ...profileDoubts(read)];
  const [, scheme, spec] = /^(npx|uvx|go):\/\/(.+)$/.exec(target) ?? [];
  if (scheme !== undefined && spec !== undefined) {
    const words = scheme === 'npx' ? ['npx', '-y', spec] : scheme === 'uvx' ? ['uvx', spec] : ['go', 'run', spec];
    // The package runs inside a container of ToolHive's: of this entry's environment only what it is given there counts.
    return {
      launch: behind(launch, [...words, ...inner], givenEnv(read)),
      doubts: mountTargets(read).some(coversProgram)
        ? [...doubts, 'a mount covers programs of the container it runs in']
        : doubts,
      mounts: mountsOf(read),
    };
  }
  if (/^https?:\/\//.test(target)) {
    return { ...remoteBehind(target, 'http', launch), doubts };
  }
  return /[/:]/.test(target)
    ? {
        launch: behind(launch, ['docker', 'run', '-i', '--rm', ...forEngine(read), target, ...inner], new Map()),
        doubts,
      }
    : { reason: 'ToolHive looks the server up by name in its registry' };
}

/** Its options may also stand behind the server, up to `--`. */
function readRun(args: readonly string[]): {
  readonly read: ReadOptions;
  readonly target: string | undefined;
  readonly inner: readonly string[];
} {
  const dashes = args.indexOf('--');
  const own = dashes === -1 ? args : args.slice(0, dashes);
  const early = readOptions(own, options);
  const [target, ...after] = early.rest;
  const late = readOptions(after, options);
  return {
    read: {
      given: [...early.given, ...late.given],
      rest: [],
      changing: [...early.changing, ...late.changing],
      unknown: early.unknown ?? late.unknown,
    },
    target,
    inner: [...late.rest, ...(dashes === -1 ? [] : args.slice(dashes + 1))],
  };
}

function givenEnv(read: ReadOptions): ReadonlyMap<string, string> {
  return new Map(
    valuesOf(read, '-e', '--env').map((text): [string, string] => {
      const [name = '', ...value] = text.split('=');
      return [name, value.join('=')];
    }),
  );
}

/** The options that the container engine is given as they are. */
function forEngine(read: ReadOptions): readonly string[] {
  const passed = new Set(['-e', '--env', '-v', '--volume', '--network']);
  return read.given.flatMap(([name, value]) => (passed.has(name) && value !== null ? [name, value] : []));
}

/** A profile of one's own may mount folders and open the network. */
function profileDoubts(read: ReadOptions): readonly string[] {
  return valuesOf(read, '--permission-profile').every((profile) => profile === 'none' || profile === 'network')
    ? []
    : ['thv run --permission-profile names a file, which may mount folders'];
}

const options: OptionSpec = {
  flags: `-f --foreground --debug --enable-audit --isolate-network --no-isolate-network --ignore-globally --print-resolved-overlays --remote-auth
    --remote-auth-skip-browser --stateless --trust-proxy-headers --allow-docker-gateway`,
  values: `--name --group -e --env --secret -v --volume -l --label --tools --tools-override --host --proxy-port
    --proxy-mode --transport --target-port --target-host --permission-profile --image-verification --authz-config --audit-config
    --network --oidc-audience --oidc-client-id --oidc-issuer --oidc-jwks-url --resource-url --otel-endpoint --otel-headers
    --otel-service-name --remote-auth-client-id --remote-auth-issuer --remote-auth-scopes --remote-forward-headers`,
  changingValues:
    '--from-config --runtime --runtime-image --runtime-add-package --build-env --ca-cert --env-file --env-file-dir',
  bundles: true,
};
