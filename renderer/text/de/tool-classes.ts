import { byPattern, type Pattern } from './by-pattern.ts';

/** Why a tool has its class: one reason or several, as `classify` says them. */
export function toldClass(reasons: string): string {
  return reasons
    .split('; ')
    .map((reason) => byPattern(classes, reason) ?? reason)
    .join('; ');
}

const classes: readonly Pattern[] = [
  [/^the name says "(.+)"$/, 'der Name sagt „$1“'],
  [
    /^the name tells nothing, and then a tool counts as writing$/,
    'der Name sagt nichts, und dann gilt ein Werkzeug als schreibend',
  ],
  [/^the argument "(.+)" holds something to run$/, 'das Argument „$1“ enthält etwas zum Ausführen'],
  [/^the argument "(.+)" names somebody to send to$/, 'das Argument „$1“ nennt jemanden, an den gesendet wird'],
  [/^the server says (.+)$/, 'der Server sagt $1'],
];
