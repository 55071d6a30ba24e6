import * as z from 'zod';
import type { ShimMessage } from '../../../shim/asking/wire.ts';

const text = z.string().max(10_000);
const name = z.string().max(4000);
const id = z.string().regex(/^[0-9a-f]{10}$/);
const hash = z.string().regex(/^[0-9a-f]{64}$/);
const time = z.iso.datetime();

// What a newer shim says beside this is left out, not refused.
const question = z.object({
  person: z.object({ id: name, name }),
  agent: z.object({
    client: name,
    verified: z.object({ client: name.nullable(), path: name.nullable(), pid: z.number() }).nullable(),
    confidence: z.enum(['known-client', 'parent-only', 'none']),
    mode: z.enum(['principal', 'agent-only']),
    delegation: z.array(name).max(64),
  }),
  server: z.object({ identity: name, name }),
  session: name,
  method: name,
  tool: text,
  input: z.record(z.string(), z.unknown()),
  question: text,
  because: z.array(name).max(200),
  term: z.enum(['once', 'session', 'date']),
  effect: z.enum(['read', 'write', 'destructive']),
  era: z.enum(['legacy', 'modern']),
  bindings: z.object({ once: hash.nullable(), session: hash, until: hash }),
  isExact: z.boolean(),
  heldUntil: time,
});

const channel = z.enum(['terminal', 'window']);
const answerer = { by: name, channel, reason: text.nullable() };

/** Everything that a shim or the command line may say to the daemon. */
const peerMessage = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('ask'), id, question }),
  z.strictObject({ type: z.literal('taken'), id }),
  z.strictObject({ type: z.literal('release'), id }),
  z.strictObject({ type: z.literal('withdraw'), id }),
  z.strictObject({ type: z.literal('list') }),
  z.strictObject({ type: z.literal('open-window'), mayChange: z.boolean() }),
  z.strictObject({
    type: z.literal('approve'),
    id,
    scope: z.enum(['once', 'session', 'until']),
    until: time.nullable(),
    ...answerer,
  }),
  z.strictObject({ type: z.literal('deny'), id, ...answerer }),
]);

export type PeerMessage = z.infer<typeof peerMessage>;
export type CommandMessage = Exclude<PeerMessage, ShimMessage>;

/** @returns null for what is none of our messages */
export function peerMessageOf(line: string): PeerMessage | null {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    // No JSON: the caller ends the connection.
    return null;
  }
  const read = peerMessage.safeParse(value);
  return read.success ? read.data : null;
}
