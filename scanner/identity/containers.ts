import { changesCode } from './code-changing-env.ts';
import { containerRunOptions, engineOptions } from './container-options.ts';
import { mountTargets, reachOf } from './container-reach.ts';
import { guardOfProgram } from './foreign-guards.ts';
import { commandDoubts } from './image-command.ts';
import { coversProgram, isMountedOver } from './image-folders.ts';
import { isLocalImageId, isShort, parseImage } from './image.ts';
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
    return guardOfProgram('docker-mcp', rest, call.launch) ?? opaque(`this ${call.tool} command starts no server`);
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
    return opaque(
      hasPlaceholder(text)
        ? 'the image depends on a variable'
        : isLocalImageId(text)
          ? 'the image is named by an id of this machine, which does not say what it is'
          : 'the image name can not be read',
    );
  }
  const doubts = [...before, ...optionDoubts(`${engine} run`, read), ...environmentDoubts(read), ...mountDoubts(read)];
  if (image.digest === null && valuesOf(read, '--tls-verify').includes('false')) {
    doubts.push(`${engine} takes the image from any host that answers for its registry`);
  }
  if (engine === 'podman' && isShort(text)) {
    doubts.push('podman looks short image names up in a list of registries');
  }
  if (command.length > 0 && generalImages.test(image.repository)) {
    doubts.push('the image is a general one, its arguments say what runs');
  } else {
    doubts.push(...commandDoubts(command, mountTargets(read)));
  }
  const runs: ContainerRuns = {
    kind: 'container',
    engine,
    image: image.repository,
    tag: image.tag,
    digest: image.digest,
    command,
    options: reachOf(read),
  };
  return { kind: 'container', runs, doubts };
}

function environmentDoubts(read: ReadOptions): readonly string[] {
  const names = valuesOf(read, '-e', '--env', '--env-merge').map((text) => text.split('=')[0] ?? '');
  return names
    .filter((name) => changesCode(name, 'linux'))
    .map((name) => `${name} changes which code runs in the container`);
}

/** Why the image may not be all that runs: something is mounted over its programs, or its working folder comes from outside. */
function mountDoubts(read: ReadOptions): readonly string[] {
  const targets = mountTargets(read);
  const folder = valuesOf(read, '-w', '--workdir').at(-1);
  const unread = [...valuesOf(read, '-v', '--volume'), ...valuesOf(read, '--mount')].some(
    (text) => /^\$\{?\w+\}?$/.test(text) || /volume-opt|(?:^|,)type=(?!bind|volume|tmpfs)/i.test(text),
  );
  return [
    ...targets.filter(coversProgram).map(() => 'a mount covers programs of the image'),
    ...(folder !== undefined && targets.some((target) => isMountedOver(folder, target))
      ? ['it starts in a folder that is mounted into the image']
      : []),
    ...(unread ? ['a mount does not say what it brings into the image'] : []),
  ].filter((doubt, index, all) => all.indexOf(doubt) === index);
}

/** Images that hold a language or a system, not a server. */
const generalImages =
  /^(?:docker\.io\/library\/(?:node|python|alpine|debian|ubuntu|busybox|bash|fedora|centos|rockylinux|almalinux|archlinux|golang|rust|ruby|perl|php|openjdk|eclipse-temurin|amazoncorretto|buildpack-deps|docker|elixir|julia|r-base|bun|deno)|docker\.io\/(?:oven\/bun|denoland\/deno|alpine\/git|curlimages\/curl|continuumio\/miniconda3|nixos\/nix)|ghcr\.io\/astral-sh\/uv|mcr\.microsoft\.com\/(?:dotnet\/.+|playwright(?:\/python)?|powershell|devcontainers\/.+))$/;
