import * as z from 'zod/mini';
import { classOfCall } from '../classes/class-of-call.ts';
import type { ToolClass } from '../classes/tool-class.ts';
import type { CallFacts, TargetFacts, TimeFacts } from '../decide/facts.ts';
import { defaultHints } from '../decide/facts.ts';
import type { Settings } from './bundle.ts';
import { personOf } from './people.ts';
import type { Problem } from './problem.ts';
import { readYaml, shapeProblems } from './yaml-file.ts';

const text = z.string().check(z.minLength(1));
const count = z.int().check(z.minimum(0));

/** A call as people write it in `tests/*.yaml` and for `policy explain`: what is left out is harmless or unknown. */
export const writtenCall = z.strictObject({
  method: z.optional(text),
  tool: z.optional(text),
  target: z.optional(text),
  arguments: z.optional(z.record(z.string(), z.unknown())),
  effect: z.optional(z.enum(['read', 'write', 'destructive'])),
  external: z.optional(z.boolean()),
  mode: z.optional(z.enum(['off', 'read', 'draft', 'ask', 'auto'])),
  pin: z.optional(z.enum(['new', 'pinned', 'changed'])),
  server: z.optional(
    z.strictObject({
      identity: z.optional(text),
      name: z.optional(text),
      standing: z.optional(z.enum(['malicious', 'banned', 'approved', 'shadow'])),
      owner: z.optional(text),
      risk: z.optional(z.enum(['low', 'medium', 'high', 'critical'])),
      dataClass: z.optional(text),
      category: z.optional(text),
      labels: z.optional(z.array(text)),
      transport: z.optional(z.enum(['stdio', 'http', 'sse', 'ws'])),
    }),
  ),
  person: z.optional(text),
  agent: z.optional(
    z.strictObject({
      client: z.optional(text),
      version: z.optional(text),
      verified: z.optional(z.boolean()),
      executable: z.optional(text),
      delegation: z.optional(z.array(text)),
      agentOnly: z.optional(z.boolean()),
    }),
  ),
  session: z.optional(
    z.strictObject({
      labels: z.optional(z.array(text)),
      calls: z.optional(count),
      denials: z.optional(count),
      ageMs: z.optional(count),
      callsLastMinute: z.optional(count),
      repeats: z.optional(count),
    }),
  ),
  findings: z.optional(z.array(text)),
  /** Local time. */
  time: z.optional(
    z
      .string()
      .check(
        z.regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}$/, 'is no local time such as 2026-11-20T09:30'),
        z.refine(isTime, 'is no time'),
      ),
  ),
  ip: z.optional(text),
  credential: z.optional(z.enum(['none', 'config', 'vault', 'unknown'])),
  interactive: z.optional(z.boolean()),
});
export type WrittenCall = z.infer<typeof writtenCall>;

/** Reads a call from a file of YAML, or JSON, which is YAML too. */
export function readWrittenCall(
  file: string,
  yaml: string,
): { readonly ok: true; readonly call: WrittenCall } | { readonly ok: false; readonly problems: readonly Problem[] } {
  const read = readYaml(file, yaml);
  if (!read.ok) {
    return read;
  }
  const parsed = writtenCall.safeParse(read.value);
  return parsed.success
    ? { ok: true, call: parsed.data }
    : { ok: false, problems: shapeProblems(file, parsed.error.issues, read.placeOf) };
}

/** The facts of a written call. People are looked up in the settings; a tool without a class is classed by its name. */
export function factsOf(call: WrittenCall, settings: Settings): CallFacts {
  const { server = {}, agent = {}, session = {} } = call;
  return {
    method: call.method ?? 'tools/call',
    person: personOf(call.person ?? 'somebody', settings),
    agent: {
      client: agent.client ?? 'unknown',
      version: agent.version ?? null,
      verified: agent.verified ?? false,
      executable: agent.executable ?? null,
      delegation: agent.delegation ?? [],
      agentOnly: agent.agentOnly ?? false,
    },
    server: {
      identity: server.identity ?? 'unknown',
      name: server.name ?? server.identity ?? 'unknown',
      standing: server.standing ?? 'shadow',
      owner: server.owner ?? null,
      risk: server.risk ?? null,
      dataClass: server.dataClass ?? null,
      category: server.category ?? null,
      labels: server.labels ?? [],
      transport: server.transport ?? 'stdio',
    },
    target: targetOf(call),
    input: call.arguments ?? {},
    session: {
      labels: session.labels ?? [],
      calls: session.calls ?? 0,
      denials: session.denials ?? 0,
      ageMs: session.ageMs ?? 0,
      callsLastMinute: session.callsLastMinute ?? 0,
      repeats: session.repeats ?? 0,
    },
    findings: call.findings ?? [],
    time: timeOf(call.time ?? '2026-01-01T12:00'),
    network: { ip: call.ip ?? null },
    credential: call.credential ?? 'none',
    interactive: call.interactive ?? true,
  };
}

/** The class of a written call: what it says itself, else by its name and the names of its arguments. */
export function classOfWritten(call: WrittenCall): ToolClass {
  const named = classOfCall(call.method ?? 'tools/call', nameOf(call), Object.keys(call.arguments ?? {}));
  const { effect = named.effect, external = named.external } = call;
  return call.effect === undefined && call.external === undefined
    ? named
    : { effect, external, because: [{ rule: 'given', says: 'the call says so' }] };
}

function nameOf({ tool, target }: WrittenCall): string {
  return tool ?? target ?? 'unknown';
}

function targetOf(call: WrittenCall): TargetFacts {
  const { effect, external } = classOfWritten(call);
  return {
    name: nameOf(call),
    effect,
    external,
    pin: call.pin ?? 'unknown',
    mode: call.mode ?? null,
    hints: defaultHints,
  };
}

function timeOf(local: string): TimeFacts {
  const date = new Date(`${local}:00Z`);
  return {
    epochMs: date.getTime(),
    hour: date.getUTCHours(),
    minute: date.getUTCMinutes(),
    weekday: date.getUTCDay() === 0 ? 7 : date.getUTCDay(),
  };
}

function isTime(local: string): boolean {
  const ms = Date.parse(`${local}:00Z`);
  return !Number.isNaN(ms) && new Date(ms).toISOString().startsWith(local);
}
