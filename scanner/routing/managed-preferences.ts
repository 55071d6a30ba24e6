import { posix } from 'node:path';
import type { Paths } from '../clients/client.ts';
import { literally } from '../clients/expand.ts';
import { at, isRecord, type ParseResult } from '../formats/document.ts';
import { parseConfig } from '../formats/parse.ts';
import type { Machine } from '../machine.ts';

/** Where MDM puts a preference domain on macOS: for the machine, then for this person. Nowhere else is evidence of management. */
export function managedPreferences(domain: string, { home }: Machine): Paths {
  const folder = '{system}/Library/Managed Preferences';
  return { darwin: [`${folder}/${domain}.plist`, `${folder}/${literally(posix.basename(home))}/${domain}.plist`] };
}

/** Reads a preference domain of macOS. */
export async function readPreferences(bytes: Uint8Array): Promise<ParseResult> {
  const { parsePlist } = await import('../formats/plist/plist.ts');
  const parsed = parsePlist(bytes);
  return parsed.ok && isRecord(parsed.document.value) ? openPreferences(parsed.document.value) : parsed;
}

/**
 * Opens what MDM laid down for a client. Lists and tables may stand in it as JSON text, and all of Claude Code's settings as one
 * such text below `Settings`.
 */
export async function openPreferences(values: Readonly<Record<string, unknown>>): Promise<ParseResult> {
  const opened: Record<string, unknown> = Object.create(null) as Record<string, unknown>;
  for (const [key, value] of Object.entries(values)) {
    const inner = typeof value === 'string' && /^\s*[[{]/.test(value) ? await openedText(value) : value;
    if (inner === unreadable) {
      return { ok: false, outcome: 'malformed', detail: `the text below ${key} is no JSON` };
    }
    Object.assign(opened, key === 'Settings' && isRecord(inner) ? inner : { [key]: inner });
  }
  return { ok: true, document: { value: opened, duplicates: [] } };
}

/** Codex keeps its requirements as one base64 text. Without it, the domain lays down nothing about servers. */
export async function readCodexPreferences(bytes: Uint8Array): Promise<ParseResult> {
  const preferences = await readPreferences(bytes);
  const packed = preferences.ok ? at(preferences.document.value, ['requirements_toml_base64']) : undefined;
  return typeof packed === 'string' ? parseConfig(Buffer.from(packed, 'base64'), 'toml') : preferences;
}

const unreadable = Symbol('unreadable');

async function openedText(text: string): Promise<unknown> {
  const parsed = await parseConfig(Buffer.from(text), 'json');
  return parsed.ok ? parsed.document.value : unreadable;
}
