import type { ContainerOptions, Mount } from '../model/identity.ts';
import type { ReadOptions } from './options.ts';
import { valuesOf } from './options.ts';

/** How far a container reaches out of its confinement, by the options of `run`. */
export function reachOf(read: ReadOptions): ContainerOptions {
  const has = (name: string) => read.given.some(([given, value]) => given === name && value !== 'false');
  const shared = ['--ipc', '--userns', '--uts', '--cgroupns'].filter((name) => valuesOf(read, name).includes('host'));
  return {
    privileged: has('--privileged'),
    hostNetwork: valuesOf(read, '--network', '--net').includes('host'),
    hostPid: valuesOf(read, '--pid').includes('host'),
    mounts: [...(has('--use-api-socket') ? [apiSocket] : []), ...mountsOf(read)],
    devices: [
      ...valuesOf(read, '--device').map((text) => text.split(':')[0] ?? ''),
      ...valuesOf(read, '--device-cgroup-rule'),
    ],
    addedCapabilities: valuesOf(read, '--cap-add').map((name) => name.toUpperCase().replace(/^CAP_/, '')),
    securityOptOuts: [
      ...valuesOf(read, '--security-opt').filter((text) => /unconfined|disable|no-new-privileges[=:]false/i.test(text)),
      ...shared.map((name) => `${name.slice(2)}=host`),
    ],
    publishesOnAllInterfaces: has('-P') || has('--publish-all') || valuesOf(read, '-p', '--publish').some(isOpenPort),
  };
}

/** Folders and files of the host that `-v` and `--mount` bring in. */
export function mountsOf(read: ReadOptions): readonly Mount[] {
  return [
    ...valuesOf(read, '-v', '--volume').flatMap(volumeMount),
    ...valuesOf(read, '--mount').flatMap((text) => bindMount(mountParts(text))),
  ];
}

/** Where something from outside the image is mounted, volumes and other images too. */
export function mountTargets(read: ReadOptions): readonly string[] {
  const byMount = valuesOf(read, '--mount')
    .map(mountParts)
    .filter((parts) => !/^(?:tmpfs|ramfs)$/.test(parts.get('type') ?? ''))
    .flatMap((parts) => targetOf(parts) ?? []);
  const byVolume = valuesOf(read, '-v', '--volume').flatMap((text) => volumeParts(text)?.target ?? []);
  return [...byVolume, ...byMount];
}

const apiSocket: Mount = { host: '/var/run/docker.sock', target: '/var/run/docker.sock', writable: true };

function volumeParts(
  text: string,
): { readonly host: string; readonly target: string; readonly options: readonly string[] } | null {
  const [, host = '', target, options = ''] =
    /^([a-z]:[\\/][^:]*|(?:\$\{[^}]*\}|[^:])*):([^:]+)(?::(.*))?$/i.exec(text) ?? [];
  return target === undefined ? null : { host, target, options: options.split(',') };
}

function volumeMount(text: string): readonly Mount[] {
  const parts = volumeParts(text);
  // A plain word is a named volume that the engine keeps, not a folder of the host.
  if (parts === null || !/^(?:[\\/.~$]|[a-z]:|%)/i.test(parts.host)) {
    return [];
  }
  const { host, target, options } = parts;
  return [{ host, target, writable: !options.some((option) => option === 'ro' || option === 'readonly') }];
}

function mountParts(text: string): ReadonlyMap<string, string> {
  return new Map(
    text.split(',').map((part): [string, string] => {
      const [key = '', ...value] = part.split('=');
      return [key.trim().toLowerCase(), value.join('=')];
    }),
  );
}

function bindMount(parts: ReadonlyMap<string, string>): readonly Mount[] {
  const host = parts.get('src') ?? parts.get('source');
  const readOnly = ['ro', 'readonly'].some(
    (key) => parts.has(key) && parts.get(key) !== 'false' && parts.get(key) !== '0',
  );
  return parts.get('type') === 'bind' && host !== undefined
    ? [{ host, target: targetOf(parts) ?? '', writable: !readOnly }]
    : [];
}

function targetOf(parts: ReadonlyMap<string, string>): string | undefined {
  return parts.get('dst') ?? parts.get('destination') ?? parts.get('target');
}

function isOpenPort(text: string): boolean {
  const host = /^(\[[^\]]*\]|\d+\.\d+\.\d+\.\d+):/.exec(text)?.[1];
  return host === undefined || host === '0.0.0.0' || host === '[::]';
}
