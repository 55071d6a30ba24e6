import { escaped } from '../contract/visible.ts';

/** Text in printable ASCII only, everything else as readable escapes: no collector promises more than ASCII. */
export function asciiText(text: string): string {
  return text.replace(/[^\x20-\x7e]/gu, (point) => escaped(point));
}

/** JSON text in printable ASCII only; parses to the same value. */
export function asciiJson(json: string): string {
  return json.replace(/[^\x20-\x7e\n]/g, (unit) => escaped(unit));
}
