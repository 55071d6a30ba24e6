import { afterAll, describe, expect, it } from 'vitest';
import { makeBench } from './bench.ts';

const bench = makeBench();
afterAll(bench.remove);
const digest = `sha256:${'0123456789abcdef'.repeat(4)}`;
const none = {
  privileged: false,
  hostNetwork: false,
  hostPid: false,
  mounts: [],
  devices: [],
  addedCapabilities: [],
  securityOptOuts: [],
  publishesOnAllInterfaces: false,
};

describe('an image that a container engine runs', () => {
  it.each([
    ['docker run -i --rm mcp/fetch', 'pkg:oci/fetch?repository_url=docker.io/mcp/fetch', null],
    [
      'docker run -i --rm -e A_KEY -e B=c my-server --flag',
      'pkg:oci/my-server?repository_url=docker.io/library/my-server',
      null,
    ],
    ['docker container run -it ghcr.io/o/s:1.2', 'pkg:oci/s?repository_url=ghcr.io/o/s&tag=1.2', null],
    [`docker run -i ghcr.io/o/s:1.2@${digest}`, 'pkg:oci/s?repository_url=ghcr.io/o/s', digest],
    ['docker --log-level error run localhost:5000/s', 'pkg:oci/s?repository_url=localhost:5000/s', null],
    [
      'docker run --name x --network none -v data:/data --mount type=volume,src=d,dst=/d mcp/fetch',
      'pkg:oci/fetch?repository_url=docker.io/mcp/fetch',
      null,
    ],
    ['docker run -ieA=b -v/a:/b mcp/fetch', 'pkg:oci/fetch?repository_url=docker.io/mcp/fetch', null],
    ['podman run -i --tls-verify=true ghcr.io/o/s', 'pkg:oci/s?repository_url=ghcr.io/o/s', null],
    ['podman run -i --rm --tz=local ghcr.io/o/s', 'pkg:oci/s?repository_url=ghcr.io/o/s', null],
    ['nerdctl run -i mcp/fetch', 'pkg:oci/fetch?repository_url=docker.io/mcp/fetch', null],
    ['finch run -i index.docker.io/mcp/fetch', 'pkg:oci/fetch?repository_url=docker.io/mcp/fetch', null],
    ['docker run -i mcp/git --repository /x', 'pkg:oci/git?repository_url=docker.io/mcp/git', null],
    [
      'docker run -i -v /a:/data -v /b:/workspace -w /workdir mcp/git',
      'pkg:oci/git?repository_url=docker.io/mcp/git',
      null,
    ],
    [
      'docker run -i --mount type=bind,src=/a,dst=/projects/a --mount type=tmpfs,dst=/app/dist mcp/git /projects/a',
      'pkg:oci/git?repository_url=docker.io/mcp/git',
      null,
    ],
    ['docker run -i -v /a:/app/data mcp/git node dist/index.js', 'pkg:oci/git?repository_url=docker.io/mcp/git', null],
    ['docker run -i mcp/git python -m server', 'pkg:oci/git?repository_url=docker.io/mcp/git', null],
  ])('%s', async (line, purl, version) => {
    const { identity } = await bench.run(line);

    expect(identity).toMatchObject({ kind: 'oci', purl, version, reason: null });
  });

  it.each([
    ['docker run -i node:22 npx -y a', 'the image is a general one, its arguments say what runs'],
    ['docker run -i --entrypoint sh mcp/fetch', 'docker run --entrypoint changes which code runs'],
    ['docker run -i --env-file .env mcp/fetch', 'docker run --env-file changes which code runs'],
    ['docker run -e NODE_OPTIONS=--import=/x mcp/fetch', 'NODE_OPTIONS changes which code runs in the container'],
    ['docker run --new-option=1 mcp/fetch', 'docker run has an option we do not know: --new-option'],
    ['docker -H tcp://h.example:2375 run mcp/fetch', 'docker -H changes which code runs'],
    ['docker run -v /tmp/evil:/app mcp/fetch', 'a mount covers programs of the image'],
    ['docker run -v /tmp/node:/usr/local/bin/node:ro mcp/fetch', 'a mount covers programs of the image'],
    ['docker run --mount type=bind,src=/tmp/evil,dst=/app mcp/fetch', 'a mount covers programs of the image'],
    ['docker run -v ${DIR:-/tmp/evil}:/app/./node_modules mcp/fetch', 'a mount covers programs of the image'],
    ['docker run -v old:/app/dist mcp/fetch', 'a mount covers programs of the image'],
    ['docker run -v ${MOUNT} mcp/fetch', 'a mount does not say what it brings into the image'],
    [
      'docker run --mount type=volume,src=x,dst=/data,volume-opt=device=/tmp/evil mcp/fetch',
      'a mount does not say what it brings into the image',
    ],
    ['docker run -v /a:/work -w /work mcp/fetch', 'it starts in a folder that is mounted into the image'],
    ['docker run --health-cmd evil mcp/fetch', 'docker run --health-cmd changes which code runs'],
    ['docker run -i mcp/fetch sh -c x', 'the image is told to run sh, whose arguments say what runs'],
    ['docker run -i mcp/fetch setsid sh -c x', 'the image is told to run setsid, whose arguments say what runs'],
    ['docker run -i mcp/fetch tini -- sh', 'the image is told to run tini, whose arguments say what runs'],
    ['docker run -i mcp/fetch /usr/bin/npx -y x', 'the image is told to run npx, whose arguments say what runs'],
    [
      'docker run -i mcp/fetch node --require /data/x.js a.js',
      'the image is told to run node, whose arguments say what runs',
    ],
    [
      'docker run -i -v /a:/data mcp/fetch python /data/x.py',
      'the image is told to run python, whose arguments say what runs',
    ],
    ['docker run -i -v /a:/data mcp/fetch /data/x.sh', 'the image is told to run a file that is mounted into it'],
    [
      'podman run -i --tls-verify=false ghcr.io/o/s',
      'podman takes the image from any host that answers for its registry',
    ],
    ['podman run -i fetch', 'podman looks short image names up in a list of registries'],
  ])('%s is named, but not surely all that runs', async (line, reason) => {
    const { identity, runs } = await bench.run(line);

    expect(identity).toMatchObject({ kind: 'unidentified', reason });
    expect(runs.kind).toBe('container');
  });

  it.each([
    ['docker run -i ${IMAGE}', 'the image depends on a variable'],
    [`docker run -i ${digest}`, 'the image is named by an id of this machine, which does not say what it is'],
    ['docker run -i 4bcff63911fc', 'the image is named by an id of this machine, which does not say what it is'],
    ['docker run --new-option value mcp/fetch', 'docker run has an option we do not know: --new-option'],
    ['docker exec -i running server', 'docker exec uses a container that was set up elsewhere'],
    ['docker compose run server', 'docker compose uses a container that was set up elsewhere'],
    ['docker ps', 'this docker command starts no server'],
  ])('%s names no image', async (line, reason) => {
    const { identity, runs } = await bench.run(line);

    expect(identity).toMatchObject({ kind: 'unidentified', reason });
    expect(runs).toEqual({ kind: 'unknown' });
  });
});

describe('how far a container may reach', () => {
  it.each([
    ['--read-only --cap-drop=ALL --security-opt=no-new-privileges -v data:/data -p 127.0.0.1:1:1 --network bridge', {}],
    ['--privileged', { privileged: true }],
    ['--privileged=false', {}],
    ['--network host', { hostNetwork: true }],
    ['--net=host --pid=host', { hostNetwork: true, hostPid: true }],
    ['-v /srv:/srv', { mounts: [{ host: '/srv', target: '/srv', writable: true }] }],
    ['--volume=/srv:/srv:ro,z', { mounts: [{ host: '/srv', target: '/srv', writable: false }] }],
    ['-v C:\\data:/data', { mounts: [{ host: 'C:\\data', target: '/data', writable: true }] }],
    ['-v ${HOME}:/h:ro', { mounts: [{ host: '${HOME}', target: '/h', writable: false }] }],
    ['--mount type=bind,src=/srv,dst=/srv', { mounts: [{ host: '/srv', target: '/srv', writable: true }] }],
    [
      '--mount type=bind,source=/srv,target=/srv,readonly',
      { mounts: [{ host: '/srv', target: '/srv', writable: false }] },
    ],
    ['--mount type=volume,src=data,dst=/srv', {}],
    [
      '--use-api-socket',
      { mounts: [{ host: '/var/run/docker.sock', target: '/var/run/docker.sock', writable: true }] },
    ],
    ['--cap-add SYS_ADMIN --cap-add=cap_net_raw', { addedCapabilities: ['SYS_ADMIN', 'NET_RAW'] }],
    [
      '--security-opt seccomp=unconfined --security-opt label=disable',
      { securityOptOuts: ['seccomp=unconfined', 'label=disable'] },
    ],
    ['--device /dev/sda:/dev/x:r', { devices: ['/dev/sda'] }],
    ['--ipc=host', { securityOptOuts: ['ipc=host'] }],
    ['-p 8080:80', { publishesOnAllInterfaces: true }],
    ['-p 0.0.0.0:8080:80', { publishesOnAllInterfaces: true }],
    ['-P', { publishesOnAllInterfaces: true }],
    ['-p [::1]:8080:80', {}],
  ])('%s', async (options, expected) => {
    const { runs } = await bench.run(`docker run -i ${options} mcp/fetch`);

    expect(runs).toMatchObject({ kind: 'container', image: 'docker.io/mcp/fetch', options: { ...none, ...expected } });
  });
});
