import type { FileFacts } from '../../../scanner/files.ts';
import type { Subject } from '../../../scanner/detect/detector.ts';
import { clientId } from '../../../scanner/model/ids.ts';
import type { ContainerOptions, Identity, Resolved, Runs } from '../../../scanner/model/identity.ts';
import type { Entry, Launch, RemoteLaunch, StdioLaunch } from '../../../scanner/model/launch.ts';

/** What a test says about a subject; everything it leaves out is harmless. */
export interface Given {
  readonly launch?: Entry['launch'];
  readonly runs?: Runs;
  readonly identity?: Partial<Identity>;
  readonly resolved?: Partial<Resolved>;
  readonly entry?: Partial<Entry>;
  readonly client?: Partial<Subject['client']>;
  readonly os?: Subject['os'];
  readonly home?: string;
  readonly config?: Partial<FileFacts>;
  readonly program?: Partial<FileFacts> | null;
}

export function subjectOf(given: Given): Subject {
  const launch = given.launch ?? stdio('/opt/server/bin/server');
  const effective: Launch = 'problem' in launch ? stdio('') : launch;
  return {
    entry: {
      name: 'github',
      pointer: '/mcpServers/github',
      enabled: true,
      isTwofold: false,
      others: new Map(),
      launch,
      places: {
        command: '/mcpServers/github/command',
        args: { base: '/mcpServers/github/args', offset: 0 },
        env: '/mcpServers/github/env',
        url: '/mcpServers/github/url',
        headers: '/mcpServers/github/headers',
      },
      switches: { autoApprove: [], autoApproveAt: null, sandboxOffAt: null, certificatesOffAt: null },
      ...given.entry,
    },
    resolved: {
      identity: {
        kind: 'binary',
        purl: null,
        version: null,
        origin: null,
        sha256: 'ab',
        reason: null,
        ...given.identity,
      },
      runs: given.runs ?? runsFile('/opt/server/bin/server'),
      fileSha256: given.identity?.sha256 ?? 'ab',
      layers: [],
      route: 'direct',
      routeReason: null,
      effective,
      codeChangingEnv: [],
      alsoRuns: [],
      installed: null,
      ...given.resolved,
    },
    client: { id: clientId('cursor'), name: 'Cursor', installed: true, ...given.client },
    os: given.os ?? 'linux',
    home: given.home ?? '/home/ada',
    config: { ...facts('/home/ada/.cursor/mcp.json'), ...given.config },
    program:
      given.program === undefined || given.program === null
        ? null
        : { ...facts('/opt/server/bin/server'), ...given.program },
  };
}

export function stdio(
  command: string,
  args: readonly string[] = [],
  env: Readonly<Record<string, string>> = {},
): StdioLaunch {
  return { transport: 'stdio', command, args, env: new Map(Object.entries(env)), envFile: null, cwd: null };
}

export function remote(url: string, more: Partial<RemoteLaunch> = {}): RemoteLaunch {
  return { transport: 'http', url, headers: new Map(), env: new Map(), headersHelper: null, ...more };
}

export function npm(name: string, version: string | null = '1.2.3', requested: string | null = version): Runs {
  return { kind: 'package', ecosystem: 'npm', name, requested, version, runner: 'npx' };
}

export function pypi(name: string, version: string | null = '1.2.3', requested: string | null = version): Runs {
  return { kind: 'package', ecosystem: 'pypi', name, requested, version, runner: 'uvx' };
}

export function runsFile(path: string, present: Extract<Runs, { kind: 'file' }>['present'] = 'present'): Runs {
  return { kind: 'file', path, role: 'binary', interpreter: null, present };
}

export function container(
  options: Partial<ContainerOptions> = {},
  image: Partial<Extract<Runs, { kind: 'container' }>> = {},
): Runs {
  return {
    kind: 'container',
    engine: 'docker',
    image: 'mcp/fetch',
    tag: null,
    digest: `sha256:${'a'.repeat(64)}`,
    command: [],
    options: {
      privileged: false,
      hostNetwork: false,
      hostPid: false,
      mounts: [],
      devices: [],
      addedCapabilities: [],
      securityOptOuts: [],
      publishesOnAllInterfaces: false,
      ...options,
    },
    ...image,
  };
}

function facts(realPath: string): FileFacts {
  return { realPath, sizeBytes: 100, writableByOthers: false, parentWritableByOthers: null };
}
