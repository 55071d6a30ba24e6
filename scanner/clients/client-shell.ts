import { namesShim } from '../identity/ours.ts';
import type { ClientId } from '../model/ids.ts';
import type { Launch, Os } from '../model/launch.ts';

/** Systems where a client, or one of its builds, joins a start to one line for a shell, without quotes. Facts: `README.md`. */
export function unquotedShellOn(client: ClientId): readonly Os[] {
  return client === 'cline' ? ['win32'] : [];
}

/** Signs on which cmd acts, blanks among them where nothing is quoted. */
export const shellSigns = /[\s"&|<>^%!]/;
/** Those that count although words with blanks come in quotes. */
const quotedSigns = /["&|<>^%!\r\n]/;
/** What Continue starts through `cmd /c` on Windows. */
const continueRunners = /^(?:npx|uv|uvx|pnpx|dlx|nx|bunx)$/i;

/**
 * The first word of a start on which its client's own shell would act; null when there is none, or no such shell.
 *
 * @param among only words with one of these signs
 */
export function wordForShell(client: ClientId, launch: Launch, os: Os, among = /(?:)/): string | null {
  if (launch.transport !== 'stdio') {
    return null;
  }
  const words = [launch.command, ...launch.args];
  const first = (signs: RegExp): string | null => words.find((word) => signs.test(word) && among.test(word)) ?? null;
  if (unquotedShellOn(client).includes(os)) {
    // Names in our own entries are percent-encoded.
    return first(namesShim(launch.command) ? /[\s"&|<>^!]/ : shellSigns);
  }
  return client === 'continue' && os === 'win32' && continueRunners.test(launch.command) ? first(quotedSigns) : null;
}
