import { wordsOfName } from './name-words.ts';
import type { Effect, Reason, ToolClass } from './tool-class.ts';
import { stronger } from './tool-class.ts';
import { effectOfVerb, outwardVerbs } from './verbs.ts';

/** A tool as its server lists it. */
export interface ListedTool {
  readonly name: string;
  readonly inputSchema: unknown;
  readonly annotations: unknown;
}

/**
 * Classes a tool by its name, then its arguments; what neither tells counts as a write. The server's own annotations
 * only tighten: a hint that is absent, or that calls the tool harmless, changes nothing.
 */
export function classify(tool: ListedTool): ToolClass {
  const named = byName(tool.name);
  const args = argumentNames(tool.inputSchema);
  const hints = hintsOf(tool.annotations);
  const found = [named, ...byArguments(args), ...byHints(hints)].filter((one) => one !== null);
  const effect = found.map((one) => one.effect).reduce<Effect>(stronger, named === null ? 'write' : named.effect);
  return {
    effect,
    external: found.some((one) => one.external),
    because:
      named === null
        ? [
            { rule: 'default', says: 'the name tells nothing, and then a tool counts as writing' },
            ...found.map(reasonOf),
          ]
        : found.map(reasonOf),
  };
}

interface Sign {
  readonly effect: Effect;
  readonly external: boolean;
  readonly reason: Reason;
}

/** The first verb counts, and each that follows `and`, `or` or `then`; the strongest of them makes the class. */
function byName(name: string): Sign | null {
  const words = wordsOfName(name);
  const first = words.find((word) => effectOfVerb.has(word));
  if (first === undefined) {
    return null;
  }
  const joined = words.filter((_, at) => ['and', 'or', 'then'].includes(words[at - 1] ?? ''));
  const verbs = [first, ...joined].filter((word) => effectOfVerb.has(word));
  const effectOf = (verb: string): Effect => effectOfVerb.get(verb) ?? 'write';
  const verb = verbs.reduce((one, other) => (stronger(effectOf(one), effectOf(other)) === effectOf(one) ? one : other));
  return {
    effect: effectOf(verb),
    external: verbs.some((word) => outwardVerbs.has(word)),
    reason: { rule: 'name', says: `the name says "${verb}"` },
  };
}

const runs = new Set(['command', 'cmd', 'shell', 'script', 'code', 'bash', 'commands']);
const recipients = new Set(['to', 'recipient', 'recipients', 'cc', 'bcc', 'webhook', 'webhookurl', 'phonenumber']);

function byArguments(names: readonly string[]): readonly Sign[] {
  return names.flatMap((name): readonly Sign[] => {
    const word = wordsOfName(name).join('');
    if (runs.has(word)) {
      const says = `the argument "${word}" holds something to run`;
      return [{ effect: 'destructive', external: true, reason: { rule: 'arguments', says } }];
    }
    if (recipients.has(word)) {
      const says = `the argument "${word}" names somebody to send to`;
      return [{ effect: 'write', external: true, reason: { rule: 'arguments', says } }];
    }
    return [];
  });
}

interface GivenHints {
  readonly readOnly: unknown;
  readonly destructive: unknown;
  readonly openWorld: unknown;
}

function byHints({ readOnly, destructive, openWorld }: GivenHints): readonly Sign[] {
  return [
    ...(readOnly === false ? [hint('write', false, 'readOnlyHint: false')] : []),
    ...(destructive === true && readOnly !== true ? [hint('destructive', false, 'destructiveHint: true')] : []),
    ...(openWorld === true ? [hint('read', true, 'openWorldHint: true')] : []),
  ];
}

function hint(effect: Effect, external: boolean, says: string): Sign {
  return { effect, external, reason: { rule: 'annotation', says: `the server says ${says}` } };
}

function hintsOf(annotations: unknown): GivenHints {
  return {
    readOnly: ownValue(annotations, 'readOnlyHint'),
    destructive: ownValue(annotations, 'destructiveHint'),
    openWorld: ownValue(annotations, 'openWorldHint'),
  };
}

function argumentNames(schema: unknown): readonly string[] {
  const properties = ownValue(schema, 'properties');
  return typeof properties === 'object' && properties !== null ? Object.keys(properties) : [];
}

function ownValue(object: unknown, name: string): unknown {
  return typeof object === 'object' && object !== null
    ? Object.getOwnPropertyDescriptor(object, name)?.value
    : undefined;
}

function reasonOf({ reason }: Sign): Reason {
  return reason;
}
