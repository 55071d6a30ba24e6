import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { localDisk } from '../../../scanner/disk.ts';
import type { Files } from '../../../scanner/files.ts';
import { resolve, type ResolveDeps } from '../../../scanner/identity/resolve.ts';
import type { Machine } from '../../../scanner/machine.ts';
import { realFiles } from '../../../scanner/real-files.ts';
import type { Resolved } from '../../../scanner/model/identity.ts';
import type { Os, RemoteLaunch, StdioLaunch } from '../../../scanner/model/launch.ts';

/** A temporary folder that stands for a person's machine, and a resolver that looks at nothing else. */
export interface Bench {
  readonly home: string;
  readonly bin: string;
  /** The state folder in use, beside the home's own. */
  readonly stateFolder: string;
  readonly machine: (os?: Os) => Machine;
  /** Writes a file, its folders too, and gives its path. */
  readonly write: (path: string, text: string) => string;
  readonly run: (
    line: readonly string[] | string,
    more?: Partial<StdioLaunch> & { readonly os?: Os } & Partial<Pick<ResolveDeps, 'project' | 'doubts'>>,
  ) => Promise<Resolved>;
  readonly reach: (url: string, more?: Partial<RemoteLaunch>) => Promise<Resolved>;
  readonly remove: () => void;
}

export function makeBench(): Bench {
  const root = realpathSync(mkdtempSync(join(tmpdir(), 'sallyport-identity-')));
  const [home, bin] = [join(root, 'home'), join(root, 'bin')];
  mkdirSync(home);
  mkdirSync(bin);
  const machine = (os: Os = 'linux'): Machine => ({
    os,
    home,
    env: {},
    system: root,
    searchPath: [bin],
    programEndings: os === 'win32' ? ['.exe', '.cmd'] : [''],
    userId: 1000,
  });
  return {
    home,
    bin,
    stateFolder: join(root, 'state'),
    machine,
    write(path, text) {
      mkdirSync(dirname(path), { recursive: true });
      writeFileSync(path, text);
      return path;
    },
    run(line, { os, project = null, doubts = [], ...more } = {}) {
      const [command = '', ...args] = typeof line === 'string' ? line.split(' ') : line;
      const launch: StdioLaunch = {
        transport: 'stdio',
        command,
        args,
        env: new Map(),
        envFile: null,
        cwd: null,
        ...more,
      };
      return resolve(launch, {
        files: look(),
        machine: machine(os),
        project,
        stateFolder: join(root, 'state'),
        doubts,
      });
    },
    reach(url, more = {}) {
      const launch: RemoteLaunch = {
        transport: 'http',
        url,
        headers: new Map(),
        env: new Map(),
        headersHelper: null,
        ...more,
      };
      return resolve(launch, {
        files: look(),
        machine: machine(),
        project: null,
        stateFolder: null,
        doubts: [],
      });
    },
    remove: () => rmSync(root, { recursive: true, force: true }),
  };
}

export const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

const look = (): Files => realFiles({ userId: process.getuid?.() ?? null, disk: localDisk, hashes: new Map() });
