import { coversProgram } from '../identity/image-folders.ts';
import type { Observation, Severity } from '../model/finding.ts';
import type { Mount } from '../model/identity.ts';
import type { Detector, Subject } from './detector.ts';
import { isWithin, normalPath, tilde } from './host-path.ts';
import type { PathRules } from './host-path.ts';
import { argumentPlace } from './place.ts';
import { shown } from './shown.ts';

/** Host folders and sockets that a container is given and that reach far beyond one server's work. */
export const detectContainerMounts: Detector = (subject) => {
  const { runs, layers } = subject.resolved;
  const ofGuards = layers.flatMap((layer) => (layer.kind === 'guard' ? layer.mounts : []));
  const mounts = runs.kind === 'container' ? [...ofGuards, ...runs.options.mounts] : ofGuards;
  return mounts.flatMap((mount) => judge(mount, subject));
};

function judge({ host, target, writable }: Mount, subject: Subject): readonly Observation[] {
  const where = argumentPlace(subject.entry, (argument) => argument.includes(host));
  const path = shown(tilde(host, subject));
  if (ENGINE_SOCKET.test(host.replaceAll('\\', '/'))) {
    return [
      {
        rule: 'container/docker-socket',
        // Read-only changes nothing here: a socket is talked to, not written.
        severity: 'high',
        confidence: 'certain',
        where,
        message: `the container holds the container engine's socket ${path}, which commands the whole machine`,
        remedy: 'Remove the mount, or put a proxy in between that allows only the calls the server needs.',
      },
    ];
  }
  const reach = reachOf(host, subject);
  if (reach === null) {
    return coversProgram(target)
      ? [
          {
            rule: 'container/host-mount',
            severity: 'medium',
            confidence: 'likely',
            where,
            message: `the container may run what lies in ${path}: it is mounted over ${shown(target)} of the image`,
            remedy: 'Mount data where the image keeps no program, and build an image for code of your own.',
          },
        ]
      : [];
  }
  return [
    {
      rule: 'container/host-mount',
      severity: writable ? reach.writable : reach.readable,
      confidence: 'certain',
      where,
      message: `the container may ${writable ? 'write' : 'read'} ${reach.what} (${path})`,
      remedy: writable
        ? 'Mount only the folder the server works in, read-only where that is enough.'
        : 'Mount only the folder the server works in.',
    },
  ];
}

const ENGINE_SOCKET = /(?:docker|podman|containerd|crio|docker\.raw)\.sock$|\/pipe\/(?:docker_engine|podman)/i;

interface Reach {
  readonly what: string;
  readonly readable: Severity;
  readonly writable: Severity;
}

const wholeDisk: Reach = { what: 'the whole disk', readable: 'high', writable: 'critical' };
const wholeHome: Reach = { what: 'the whole home folder', readable: 'medium', writable: 'high' };
const keys: Reach = { what: 'a folder of keys and sign-ins', readable: 'medium', writable: 'high' };
const system: Reach = { what: 'a folder of the system', readable: 'medium', writable: 'high' };

const keyFolders = [
  '.ssh',
  '.gnupg',
  '.aws',
  '.azure',
  '.kube',
  '.docker',
  '.config/gcloud',
  '.config/gh',
  '.netrc',
  '.npmrc',
  '.pypirc',
  '.password-store',
  'library/keychains',
];
const systemFolders = [
  '/etc',
  '/root',
  '/boot',
  '/proc',
  '/sys',
  '/dev',
  '/usr',
  '/bin',
  '/sbin',
  '/lib',
  '/system',
  '/library',
  'c:/windows',
  'c:/program files',
  'c:/programdata',
];
/** A mount of exactly these is broad; what lies deeper is somebody's own folder. */
const accountFolders = new Set(['/home', '/users', 'c:/users', '/var', '/var/run', '/run', '/mnt', '/volumes']);

function reachOf(host: string, rules: PathRules): Reach | null {
  const path = normalPath(host, rules)?.toLowerCase();
  const home = normalPath(rules.home, rules)?.toLowerCase();
  if (path === undefined) {
    return null;
  }
  if (path === '/' || /^[a-z]:\/$/.test(path)) {
    return wholeDisk;
  }
  if (home !== undefined && isWithin(path, home)) {
    const inHome = path.slice(home.length + 1);
    return inHome === '' ? wholeHome : keyFolders.some((folder) => isWithin(inHome, folder)) ? keys : null;
  }
  if (accountFolders.has(path)) {
    return path.endsWith('home') || path.endsWith('users') ? wholeHome : system;
  }
  return systemFolders.some((folder) => isWithin(path, folder)) && !HARMLESS.test(path) ? system : null;
}

/** Time zone and certificates are given to containers every day. */
const HARMLESS =
  /^\/etc\/(?:localtime|timezone|ssl\/certs|ca-certificates|hosts|resolv\.conf)(?:\/|$)|^\/dev\/(?:null|shm|dri|snd|video\d+|tty\w*)(?:\/|$)|^\/usr\/(?:local\/)?share(?:\/|$)/;
