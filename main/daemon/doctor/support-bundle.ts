import { closeSync, lstatSync, openSync, readdirSync, writeSync } from 'node:fs';
import { arch, release } from 'node:os';
import { join } from 'node:path';
import { redactText } from '../../../scanner/detect/secrets/redact-text.ts';
import { mapStrings, shownWriter } from '../../../scanner/display.ts';
import { SallyportError } from '../../../scanner/model/errors.ts';
import { toolVersion } from '../../version.ts';
import { isWritable } from '../state-folder.ts';
import { openStore } from '../store.ts';
import { openEventLog } from '../watch/event-log.ts';
import type { Examined } from './doctor.ts';

export interface BundleRequest {
  readonly stateFolder: string;
  readonly home: string;
  readonly now: Date;
}

const LAST_EVENTS = 200;

/**
 * What somebody who helps needs to see, as one JSON document: what was found, the last inventory as it is reported, the
 * last events, and names and sizes of our files. No config, no backup, no record, no name of the person or the machine.
 */
export function supportDocument({ findings, status }: Examined, { stateFolder, home, now }: BundleRequest): unknown {
  const document = {
    schema: 'sallyport.support/1.0',
    madeAt: now.toISOString(),
    version: toolVersion,
    system: { os: process.platform, release: release(), arch: arch(), node: process.version },
    findings,
    status,
    // Looking must not make what is not there.
    ...(isWritable(stateFolder)
      ? {
          inventory: lastInventory(stateFolder, home),
          events: lastEvents(stateFolder),
          files: filesIn(stateFolder),
        }
      : { inventory: null, events: [], files: [] }),
  };
  const tilde = shownWriter(home);
  return mapStrings<unknown>(document, (text) => redactText(tilde(text)));
}

/** Writes the document for this person only. @throws SallyportError `USAGE` when something is there already */
export function writeBundle(path: string, document: unknown): void {
  try {
    const file = openSync(path, 'wx', 0o600);
    try {
      writeSync(file, `${JSON.stringify(document, null, 1)}\n`);
    } finally {
      closeSync(file);
    }
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown cause';
    throw new SallyportError({
      code: 'USAGE',
      message: `could not write ${path} (${code})`,
      remedy: 'Name a new file in a folder you may write to.',
      cause: error,
    });
  }
}

function lastInventory(stateFolder: string, home: string): unknown {
  const opened = openStore(stateFolder);
  if (opened.kind === 'unavailable') {
    return null;
  }
  try {
    const inventory = opened.store.lastInventory(home);
    if (inventory === null) {
      return null;
    }
    const { os, osVersion } = inventory.device;
    return { ...inventory, user: null, device: { os, osVersion } };
  } finally {
    opened.store.close();
  }
}

function lastEvents(stateFolder: string): unknown {
  const log = openEventLog(stateFolder);
  try {
    return log.last(LAST_EVENTS);
  } finally {
    log.close();
  }
}

function filesIn(folder: string, levels = 2): readonly unknown[] {
  return readdirSync(folder).map((name) => {
    const stats = lstatSync(join(folder, name));
    return {
      name,
      mode: (stats.mode & 0o7777).toString(8),
      sizeBytes: stats.size,
      ...(stats.isDirectory() && levels > 1 ? { holds: filesIn(join(folder, name), levels - 1) } : {}),
    };
  });
}
