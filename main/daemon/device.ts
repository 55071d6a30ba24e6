import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { arch, hostname, release, userInfo } from 'node:os';
import { join } from 'node:path';
import { at } from '../../scanner/formats/document.ts';
import type { Inventory } from '../../scanner/model/inventory.ts';
import type { Machine } from '../../scanner/machine.ts';
import type { Os } from '../../scanner/model/launch.ts';
import { readState, writeState } from './state-file.ts';

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** This laptop. Its id is random and ours: made once, kept in the state folder, tied to no hardware. */
export function thisDevice(machine: Machine, stateFolder: string, mayWrite: boolean): Inventory['device'] {
  return {
    id: deviceId(stateFolder, mayWrite),
    os: machine.os,
    osVersion: osVersion(machine.os),
    arch: arch(),
    hostname: hostname(),
  };
}

export function thisUser(machine: Machine): Inventory['user'] {
  const { username, uid } = userInfo();
  return { name: username, id: String(machine.userId ?? uid) };
}

function deviceId(stateFolder: string, mayWrite: boolean): string {
  const path = join(stateFolder, 'device.json');
  const known = knownId(path);
  if (known !== null) {
    return known;
  }
  const id = randomUUID();
  if (mayWrite) {
    remember(path, id);
  }
  return id;
}

function knownId(path: string): string | null {
  try {
    const id = at(JSON.parse(readState(path) ?? 'null'), ['id']);
    return typeof id === 'string' && uuid.test(id) ? id : null;
  } catch {
    // A damaged or unreadable file is as good as none: a new id is made.
    return null;
  }
}

function remember(path: string, id: string): void {
  try {
    writeState(path, `${JSON.stringify({ id })}\n`, 'crash');
  } catch {
    // A full disk: this scan goes on under an id of its own, and the store says that nothing is remembered.
  }
}

function osVersion(os: Os): string {
  const sources: Readonly<Record<Os, readonly [string, RegExp]>> = {
    darwin: ['/System/Library/CoreServices/SystemVersion.plist', /ProductVersion<\/key>\s*<string>([^<]+)/],
    linux: ['/etc/os-release', /^PRETTY_NAME="?([^"\n]+)/m],
    win32: ['', /$^/],
  };
  const [path, pattern] = sources[os];
  try {
    return pattern.exec(readFileSync(path, 'utf8'))?.[1] ?? release();
  } catch {
    // Not every system keeps the file; the kernel's release is always there.
    return release();
  }
}
