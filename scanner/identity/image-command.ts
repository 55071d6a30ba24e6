import { isMountedOver } from './image-folders.ts';

/** Programs that run a text or fetch a program, wherever they stand in the image. */
const startsAnything =
  /^(?:(?:ba|da|z|k|c|tc|fi|a)?sh|pwsh|powershell|cmd|busybox|toybox|env|xargs|nohup|timeout|setsid|nice|ionice|stdbuf|taskset|chroot|unshare|nsenter|strace|tini|dumb-init|catatonit|su|sudo|doas|runuser|su-exec|gosu|socat|npx|npm|pnpm|pnpx|yarn|bunx|uvx|uv|pipx|pip\d?|curl|wget|git|go|cargo|eval|exec|find|[gm]?awk|perl|ruby|php|lua)(?:\.exe)?$/i;
const interpreters = /^(?:node|nodejs|bun|deno|python[\d.]*|tsx|ts-node|java)(?:\.exe)?$/i;
/** Options after which an interpreter still runs a file or module of the image. */
const harmless = /^-(?:u|m|B|I|E|s|jar|-enable-source-maps|-no-warnings|-experimental-strip-types)$/;

/**
 * Why the words after an image leave open what runs in it. What the image's own program is given is its own matter; a shell,
 * a package runner or code from outside is not the image.
 *
 * @param mounted paths of the image that are covered from outside
 */
export function commandDoubts(command: readonly string[], mounted: readonly string[]): readonly string[] {
  const [program = '', ...args] = command;
  const name = program.split(/[\\/]/).at(-1) ?? '';
  if (startsAnything.test(name)) {
    return [`the image is told to run ${name}, whose arguments say what runs`];
  }
  const isOutside = (path: string): boolean => mounted.some((target) => isMountedOver(path, target));
  if (program.startsWith('/') && isProgramPath(program) && isOutside(program)) {
    return ['the image is told to run a file that is mounted into it'];
  }
  if (!interpreters.test(name)) {
    return [];
  }
  const at = args.findIndex((word) => !harmless.test(word));
  const word = args[at] ?? '';
  return word === '' || word.startsWith('-') || /^[a-z][a-z+]*:/i.test(word) || isOutside(word)
    ? [`the image is told to run ${name}, whose arguments say what runs`]
    : [];
}

/** Folders are given to servers as arguments every day: `/data`, `/projects/app`. */
function isProgramPath(path: string): boolean {
  return /\/(?:s?bin)\/|\.(?:[cm]?[jt]s|py|sh|jar|rb|pl)$/i.test(path);
}
