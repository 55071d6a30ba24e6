import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, realpathSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { hasOnlyLocalDisks } from '../../main/daemon/local-disks.ts';
import { type Disk, localDisk, timedOut } from '../../scanner/disk.ts';
import { patientDisk } from '../../scanner/patient-disk.ts';
import { realFiles } from '../../scanner/real-files.ts';

const userId = process.getuid?.() ?? null;
const folder = (): string => mkdtempSync(join(realpathSync(tmpdir()), 'sallyport-files-'));

describe.each<[string, Disk]>([
  ['a disk of this machine', localDisk],
  ['a disk that may be far away', patientDisk(5000)],
])('files on %s', (_which, disk) => {
  const files = () => realFiles({ userId, disk, hashes: new Map() });

  it('are read whole, with their facts', async () => {
    const path = join(folder(), 'a.json');
    writeFileSync(path, '{"a": 1}', { mode: 0o600 });

    const read = await files().read(path, 100);

    expect(read).toMatchObject({ kind: 'bytes', facts: { realPath: path, sizeBytes: 8, writableByOthers: false } });
    expect(read.kind === 'bytes' && Buffer.from(read.bytes).toString()).toBe('{"a": 1}');
  });

  it('are too large beyond the limit, and not at it', async () => {
    const path = join(folder(), 'a.json');
    writeFileSync(path, '12345');

    expect((await files().read(path, 5)).kind).toBe('bytes');
    expect(await files().read(path, 4)).toEqual({ kind: 'too-large', sizeBytes: 5 });
  });

  it('are absent when there is none, or when a file stands in the way, or no file can be named so', async () => {
    const path = join(folder(), 'a.json');
    writeFileSync(path, '');

    expect(await files().read(`${path}.none`, 5)).toEqual({ kind: 'absent' });
    expect(await files().read(join(path, 'below'), 5)).toEqual({ kind: 'absent' });
    expect(await files().read('/a\0b', 5)).toEqual({ kind: 'absent' });
    expect(await files().read(join(folder(), 'x'.repeat(5000)), 5)).toEqual({ kind: 'absent' });
  });

  it('links are followed to the file they mean; a loop of them is named', async () => {
    const home = folder();
    writeFileSync(join(home, 'real'), 'x');
    symlinkSync(join(home, 'real'), join(home, 'link'));
    symlinkSync(join(home, 'loop'), join(home, 'loop'));

    expect(await files().probe(join(home, 'link'))).toMatchObject({
      kind: 'file',
      facts: { realPath: join(home, 'real') },
    });
    expect(await files().probe(join(home, 'loop'))).toEqual({ kind: 'odd', what: 'link-loop' });
  });

  it('pipes and folders are no files', async () => {
    const home = folder();
    execFileSync('mkfifo', [join(home, 'pipe')]);

    expect(await files().read(join(home, 'pipe'), 5)).toEqual({ kind: 'not-a-file', what: 'a fifo' });
    expect(await files().read(home, 5)).toEqual({ kind: 'not-a-file', what: 'a folder' });
  });

  it('have the hash of their bytes', async () => {
    const path = join(folder(), 'a');
    writeFileSync(path, 'one');

    expect(await files().sha256(path)).toEqual({
      kind: 'sha256',
      hex: '7692c3ad3540bb803c020b3aee66cd8887123234ea0c6e7143c0add73ff431ed',
    });
  });

  it('a folder lists its names in order; one that is not there lists none', async () => {
    const home = folder();
    writeFileSync(join(home, 'b'), '');
    writeFileSync(join(home, 'a'), '');

    expect(await files().list(home)).toEqual(['a', 'b']);
    expect(await files().list(join(home, 'none'))).toEqual([]);
  });
});

describe('who else may write a file', () => {
  const facts = async (path: string) => {
    const probe = await realFiles({ userId, disk: localDisk, hashes: new Map() }).probe(path);
    return probe.kind === 'file' ? probe.facts : null;
  };

  it.each([
    [0o600, false],
    [0o644, false],
    [0o646, true],
    [0o666, true],
  ])('mode %o: others may write is %s', async (mode, expected) => {
    const path = join(folder(), 'a');
    writeFileSync(path, '');
    chmodSync(path, mode);

    expect((await facts(path))?.writableByOthers).toBe(expected);
  });

  it('a folder that anybody may write lets anybody swap the file, unless it is sticky', async () => {
    const home = folder();
    mkdirSync(join(home, 'open'));
    writeFileSync(join(home, 'open', 'a'), '');
    chmodSync(join(home, 'open'), 0o777);
    expect((await facts(join(home, 'open', 'a')))?.parentWritableByOthers).toBe(join(home, 'open'));

    chmodSync(join(home, 'open'), 0o1777);
    expect((await facts(join(home, 'open', 'a')))?.parentWritableByOthers).toBeNull();
  });
});

describe('the hash of a file', () => {
  it('is remembered until the file changes', async () => {
    const path = join(folder(), 'a');
    writeFileSync(path, 'one');
    const hashes = new Map<string, string>();
    const files = realFiles({ userId, disk: localDisk, hashes });

    expect(await files.sha256(path)).toEqual({
      kind: 'sha256',
      hex: '7692c3ad3540bb803c020b3aee66cd8887123234ea0c6e7143c0add73ff431ed',
    });
    expect(hashes.size).toBe(1);

    writeFileSync(path, 'three');
    expect(await realFiles({ userId, disk: localDisk, hashes }).sha256(path)).not.toMatchObject({
      hex: '7692c3ad3540bb803c020b3aee66cd8887123234ea0c6e7143c0add73ff431ed',
    });
    expect(hashes.size).toBe(2);
  });
});

describe('a disk that does not answer', () => {
  it('is given up after a while, and that is its own outcome', async () => {
    const silent: Disk = {
      ...localDisk,
      stat: () => Promise.resolve(timedOut),
      readdir: () => Promise.resolve(timedOut),
    };
    const files = realFiles({ userId, disk: silent, hashes: new Map() });

    expect(await files.read('/anything', 5)).toEqual({ kind: 'timed-out' });
    expect(await files.list('/anything')).toBe('timed-out');
  });

  it('is given up while a hash is made, too', async () => {
    const path = join(folder(), 'a');
    writeFileSync(path, 'one');
    const never = patientDisk(-1);

    expect(await never.hash(path)).toBe(timedOut);
    const files = realFiles({ userId, disk: { ...localDisk, hash: (file) => never.hash(file) }, hashes: new Map() });
    expect(await files.sha256(path)).toEqual({ kind: 'unreadable', why: 'timed-out' });
  });

  it.each([
    ['/dev/sda1 / ext4 rw 0 0\ntmpfs /tmp tmpfs rw 0 0\n', true],
    ['/dev/sda1 / ext4 rw 0 0\nserver:/home /home nfs4 rw 0 0\n', false],
    ['/dev/sda1 / ext4 rw 0 0\nsshfs /mnt fuse.sshfs rw 0 0\n', false],
    ['/dev/sda1 / ext4 rw 0 0\nC: /mnt/c 9p rw 0 0\n', false],
    ['', false],
  ])('%j: surely all of this machine is %s', (mounts, expected) => {
    expect(hasOnlyLocalDisks('linux', () => mounts)).toBe(expected);
  });

  it('is never ruled out on other systems', () => {
    expect(hasOnlyLocalDisks('darwin', () => '/dev/sda1 / ext4 rw 0 0\n')).toBe(false);
  });
});
