import { readFileSync } from 'node:fs';
import { type Disk, localDisk } from '../../scanner/disk.ts';
import type { Os } from '../../scanner/model/launch.ts';

const ANSWER_WITHIN_MS = 5000;

/** The disk as it must be asked: directly where nothing can hang, else with patience and an end to it. */
export async function diskOf(os: Os): Promise<Disk> {
  if (hasOnlyLocalDisks(os)) {
    return localDisk;
  }
  const { patientDisk } = await import('../../scanner/patient-disk.ts');
  return patientDisk(ANSWER_WITHIN_MS);
}

// Kinds of file systems that wait for nobody outside this machine.
const onDisk = 'ext2 ext3 ext4 xfs btrfs zfs f2fs bcachefs vfat exfat ntfs3 iso9660 squashfs erofs overlay';
const inMemory = 'tmpfs ramfs devtmpfs devpts proc sysfs cgroup cgroup2 mqueue hugetlbfs debugfs tracefs securityfs';
const ofTheKernel = 'pstore bpf configfs fusectl efivarfs binfmt_misc nsfs rpc_pipefs selinuxfs';
const local = new Set(`${onDisk} ${inMemory} ${ofTheKernel}`.split(' '));

/**
 * Whether every mounted file system is one of this machine, so that no look at a file can hang. Only Linux tells without
 * starting a program; elsewhere the answer is no, which costs some milliseconds and nothing else.
 */
export function hasOnlyLocalDisks(
  os: Os,
  readMounts: () => string = () => readFileSync('/proc/self/mounts', 'utf8'),
): boolean {
  if (os !== 'linux') {
    return false;
  }
  try {
    const kinds = readMounts()
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => line.split(' ')[2] ?? '');
    return kinds.length > 0 && kinds.every((kind) => local.has(kind));
  } catch {
    // A Linux without /proc tells nothing: then nothing is sure.
    return false;
  }
}
