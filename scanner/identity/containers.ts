import type { ContainerOptions } from '../model/identity.ts';
import { changesCode } from './code-changing-env.ts';
import { containerRunOptions, engineOptions } from './container-options.ts';
import { guardStep } from './foreign-guards.ts';
import { isShort, parseImage } from './image.ts';
import type { ReadOptions } from './options.ts';
import { optionDoubts, readOptions, valuesOf } from './options.ts';
import { hasPlaceholder } from './placeholder.ts';
import type { Call, ContainerRuns, Step, ToolTable } from './step.ts';
import { opaque } from './step.ts';

/** Container engines: what `run` starts, and how far it may reach. */
export const containers: ToolTable = new Map(
  ['docker', 'podman', 'nerdctl', 'finch', 'com.docker.cli'].map((engine) => [engine, engineStep] as const),
);

function engineStep(call: Call): Step {
  const global = readOptions(call.launch.args, engineOptions);
  const [verb, ...rest] = global.rest;
  if (verb === 'mcp') {
    return guardStep('docker-mcp', rest, call.launch) ?? opaque(`this ${call.tool} command starts no server`);
  }
  const args = verb === 'container' && rest[0] === 'run' ? rest.slice(1) : verb === 'run' ? rest : null;
  if (args === null) {
    return opaque(
      verb === 'exec' || verb === 'start' || verb === 'attach' || verb === 'compose'
        ? `${call.tool} ${verb} uses a container that was set up elsewhere`
        : `this ${call.tool} command starts no server`,
    );
  }
  return imageStep(call.tool, args, optionDoubts(call.tool, global));
}

function imageStep(engine: string, args: readonly string[], before: readonly string[]): Step {
  const read = readOptions(args, containerRunOptions);
  const [text, ...command] = read.rest;
  if (text === undefined) {
    return opaque(optionDoubts(`${engine} run`, read)[0] ?? `${engine} run is given no image`);
  }
  const image = hasPlaceholder(text) ? null : parseImage(text);
  if (image === null) {
    return opaque(hasPlaceholder(text) ? 'the image depends on a variable' : 'the image name can not be read');
  }
  const doubts = [...before, ...optionDoubts(`${engine} run`, read), ...environmentDoubts(read)];
  if (engine === 'podman' && isShort(text)) {
    doubts.push('podman looks short image names up in a list of registries');
  }
  if (command.length > 0 && generalImages.test(image.repository)) {
    doubts.push('the image is a general one, its arguments say what runs');
  }
  const runs: ContainerRuns = {
    kind: 'container',
    engine,
    image: image.repository,
    tag: image.tag,
    digest: image.digest,
    options: reach(read),
  };
  return { kind: 'container', runs, doubts };
}

function environmentDoubts(read: ReadOptions): readonly string[] {
  const names = valuesOf(read, '-e', '--env').map((text) => text.split('=')[0] ?? '');
  return names
    .filter((name) => changesCode(name, 'linux'))
    .map((name) => `${name} changes which code runs in the container`);
}

function reach(read: ReadOptions): ContainerOptions {
  const has = (name: string) => read.given.some(([given, value]) => given === name && value !== 'false');
  const socket = has('--use-api-socket') ? [{ host: '/var/run/docker.sock', writable: true }] : [];
  const volumes = valuesOf(read, '-v', '--volume').flatMap((text) => volumeMount(text));
  const mounts = valuesOf(read, '--mount').flatMap((text) => bindMount(text));
  const shared = ['--ipc', '--userns', '--uts', '--cgroupns'].filter((name) => valuesOf(read, name).includes('host'));
  return {
    privileged: has('--privileged'),
    hostNetwork: valuesOf(read, '--network', '--net').includes('host'),
    hostPid: valuesOf(read, '--pid').includes('host'),
    mounts: [...socket, ...volumes, ...mounts],
    addedCapabilities: valuesOf(read, '--cap-add').map((name) => name.toUpperCase().replace(/^CAP_/, '')),
    securityOptOuts: [
      ...valuesOf(read, '--security-opt').filter((text) => /unconfined|disable|no-new-privileges[=:]false/i.test(text)),
      ...shared.map((name) => `${name.slice(2)}=host`),
    ],
    publishesOnAllInterfaces: has('-P') || has('--publish-all') || valuesOf(read, '-p', '--publish').some(isOpenPort),
  };
}

function volumeMount(text: string): readonly { readonly host: string; readonly writable: boolean }[] {
  const [, host = '', target, options = ''] = /^([a-z]:[\\/][^:]*|[^:]*):([^:]+)(?::(.*))?$/i.exec(text) ?? [];
  // A plain word is a named volume that the engine keeps, not a folder of the host.
  const isHost = target !== undefined && /^(?:[\\/.~$]|[a-z]:|%)/i.test(host);
  return isHost
    ? [{ host, writable: !options.split(',').some((option) => option === 'ro' || option === 'readonly') }]
    : [];
}

function bindMount(text: string): readonly { readonly host: string; readonly writable: boolean }[] {
  const parts = new Map(
    text.split(',').map((part): [string, string] => {
      const [key = '', ...value] = part.split('=');
      return [key.toLowerCase(), value.join('=')];
    }),
  );
  const host = parts.get('src') ?? parts.get('source');
  const readOnly = ['ro', 'readonly'].some(
    (key) => parts.has(key) && parts.get(key) !== 'false' && parts.get(key) !== '0',
  );
  return parts.get('type') === 'bind' && host !== undefined ? [{ host, writable: !readOnly }] : [];
}

function isOpenPort(text: string): boolean {
  const host = /^(\[[^\]]*\]|\d+\.\d+\.\d+\.\d+):/.exec(text)?.[1];
  return host === undefined || host === '0.0.0.0' || host === '[::]';
}

/** Images that hold a language or a system, not a server. */
const generalImages =
  /^(?:docker\.io\/library\/(?:node|python|alpine|debian|ubuntu|busybox|bash|fedora|centos|rockylinux|almalinux|archlinux|golang|rust|ruby|perl|php|openjdk|eclipse-temurin|amazoncorretto|buildpack-deps|docker|elixir|julia|r-base|bun|deno)|docker\.io\/(?:oven\/bun|denoland\/deno|alpine\/git|curlimages\/curl|continuumio\/miniconda3|nixos\/nix)|ghcr\.io\/astral-sh\/uv|mcr\.microsoft\.com\/(?:dotnet\/.+|playwright(?:\/python)?|powershell|devcontainers\/.+))$/;
