import { usageError } from './run-cli.ts';
import { type Given, textOption } from './verb.ts';

/** @throws SallyportError `USAGE` when the option is missing or blank */
export function requiredOption(given: Given, name: string, what: string): string {
  const value = textOption(given, name)?.trim() ?? '';
  if (value === '') {
    throw usageError(`--${name} is missing: ${what}`, `Add \`--${name} …\`.`);
  }
  return value;
}

/**
 * A day as `yyyy-mm-dd`, or null when the option is not given.
 *
 * @throws SallyportError `USAGE` for anything that is no day of the calendar
 */
export function dateOption(given: Given, name: string): string | null {
  const value = textOption(given, name);
  if (value === undefined) {
    return null;
  }
  const isDay = /^\d{4}-\d{2}-\d{2}$/.test(value) && (new Date(`${value}T00:00:00Z`).toJSON() ?? '').startsWith(value);
  if (!isDay) {
    throw usageError(`${JSON.stringify(value)} is no date`, `Write \`--${name}\` as 2027-01-31.`);
  }
  return value;
}
