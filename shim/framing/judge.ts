import { isAscii, isUtf8 } from 'node:buffer';
import { readDuplicates } from './duplicates.ts';
import { messageId, refusedId } from './ids.ts';
import { isObject, type FrameFault, type JsonObject, type Judged, type Message, type RefusedFrame } from './message.ts';
import { IdFinder, salvaged } from './salvage.ts';
import { countKeys, scanShape } from './scan.ts';

/** Deeper than any schema or argument seen, shallow enough for every reader's stack. */
export const deepestNesting = 512;
/** Objects and arrays in one line: what a 64 MB line could hold would fill the memory of this process. */
export const mostContainers = 1_000_000;

/** Methods whose parameters decide what happens, with the parameter that names the thing. */
const namedBy: ReadonlyMap<string, string> = new Map([
  ['tools/call', 'name'],
  ['prompts/get', 'name'],
  ['resources/read', 'uri'],
]);
const envelopeKeys = keysByFolding(['jsonrpc', 'id', 'method', 'params', 'result', 'error']);
const decidingKeys = keysByFolding(['name', 'uri', 'arguments', '_meta', 'inputResponses', 'requestState', 'task']);

/**
 * Parses one line as its receiver will see it, or says why no two receivers need see the same in it.
 * A line from the client must be beyond doubt. A line from the server may hold invalid UTF-8 (clients show the
 * replacement character), because tools do print such bytes and a direct connection passes them.
 *
 * @param line one line, its end included
 */
export function judge(line: Buffer, from: 'client' | 'server'): Judged {
  const { start, end } = contentOf(line);
  if (isBlank(line, start, end)) {
    return { kind: 'blank' };
  }
  const shape = scanShape(line, start, end);
  if (shape.depth > deepestNesting || shape.containers > mostContainers) {
    return unparsed(line.subarray(start, end), shape.depth > deepestNesting ? 'too-deep' : 'too-many-parts', -32600);
  }
  const ascii = isAscii(line);
  if (!ascii && from === 'client' && !isUtf8(line)) {
    return unparsed(line.subarray(start, end), 'not-utf8', -32700);
  }
  let parsed: unknown;
  try {
    parsed = JSON.parse(line.toString(ascii ? 'latin1' : 'utf8', start, end));
  } catch {
    // The line is no JSON: that is the judgement, and the error would only repeat its bytes.
    return unparsed(line.subarray(start, end), shape.carriageReturn ? 'lone-carriage-return' : 'not-json', -32700);
  }
  if (shape.carriageReturn) {
    return unparsed(line.subarray(start, end), 'lone-carriage-return', -32600);
  }
  const firstWins = countKeys(parsed) === shape.keys ? null : readDuplicates(line.subarray(start, end));
  if (Array.isArray(parsed)) {
    return judgeBatch(line, parsed, firstWins !== null);
  }
  if (!isObject(parsed)) {
    return refusal('not-an-object', {}, line);
  }
  if (firstWins === null) {
    return judgeEnvelope(line, parsed, null);
  }
  const decides = namedBy.has(String(parsed['method']));
  const unclear = firstWins.found.some(
    ({ path }) => path.length === 0 || (decides && path.length === 1 && path[0] === 'params'),
  );
  return unclear
    ? refusal('duplicate-key', parsed, line)
    : judgeEnvelope(line, parsed, JSON.parse(firstWins.firstWins));
}

function judgeEnvelope(line: Buffer, value: JsonObject, firstKeyWins: JsonObject | null): Judged {
  const { method } = value;
  if (value['jsonrpc'] !== '2.0') {
    return refusal('jsonrpc-version', value, line);
  }
  if (hasLookAlike(value, envelopeKeys)) {
    return refusal('look-alike-key', value, line);
  }
  if (method === undefined) {
    return judgeResponse(line, value, firstKeyWins);
  }
  if (typeof method !== 'string') {
    return refusal('method-not-text', value, line);
  }
  if ('result' in value || 'error' in value) {
    return refusal('method-and-result', value, line);
  }
  const params = value['params'];
  const name = namedBy.get(method);
  if (name === undefined ? !isStructured(params) : !fits(params, name)) {
    return refusal('bad-params', value, line);
  }
  if (name !== undefined && isObject(params) && hasLookAlike(params, decidingKeys)) {
    return refusal('look-alike-key', value, line);
  }
  if (!('id' in value)) {
    return { kind: 'message', message: { kind: 'notification', method, line, value, firstKeyWins } };
  }
  const id = messageId(value['id'], line);
  return id === null
    ? refusal('bad-id', value, line)
    : { kind: 'message', message: { kind: 'request', id, method, line, value, firstKeyWins } };
}

function judgeResponse(line: Buffer, value: JsonObject, firstKeyWins: JsonObject | null): Judged {
  // Older servers write both members, one of them null.
  const hasResult = value['result'] !== undefined && (value['result'] !== null || value['error'] === undefined);
  const hasError = value['error'] !== undefined && value['error'] !== null;
  if (!hasResult && !hasError) {
    return refusal('neither-request-nor-response', value, line);
  }
  if (hasResult && hasError) {
    return refusal('method-and-result', value, line);
  }
  const id = messageId(value['id'], line);
  const aboutNothing = hasError && (value['id'] === null || value['id'] === undefined);
  return id === null && !aboutNothing
    ? refusal('bad-id', value, line)
    : { kind: 'message', message: { kind: 'response', id, line, value, firstKeyWins } };
}

/** All or nothing: taking one out would mean writing the others anew. */
function judgeBatch(line: Buffer, items: readonly unknown[], duplicates: boolean): Judged {
  const judged = items.map((item): Judged => {
    if (!isObject(item)) {
      return refusal('not-an-object', {}, line);
    }
    return duplicates ? refusal('duplicate-key', item, line) : judgeEnvelope(line, item, null);
  });
  const refused = judged.flatMap((one) => (one.kind === 'refused' ? [one] : []));
  const messages = judged.flatMap((one) => (one.kind === 'message' ? [one.message] : []));
  const first = refused[0];
  if (first === undefined && messages.length > 0) {
    return { kind: 'batch', line, messages };
  }
  const rest = refusalOfAll(messages, first?.fault ?? 'empty-batch');
  return {
    ...rest,
    code: first?.code ?? rest.code,
    requests: [...rest.requests, ...refused.flatMap((one) => one.requests)],
    responses: [...rest.responses, ...refused.flatMap((one) => one.responses)],
    unnamed: items.length === 0 || refused.some((one) => one.unnamed),
  };
}

/** Refuses messages that were good in themselves, such as a batch where the version has none. */
export function refusalOfAll(messages: readonly Message[], fault: FrameFault): RefusedFrame {
  return {
    kind: 'refused',
    fault,
    code: -32600,
    requests: messages.flatMap((one) => (one.kind === 'request' ? [one.id] : [])),
    responses: messages.flatMap((one) => (one.kind === 'response' && one.id !== null ? [one.id] : [])),
    unnamed: false,
  };
}

function refusal(fault: FrameFault, value: JsonObject, line: Buffer): RefusedFrame {
  const id = refusedId(value['id'], line);
  const ids = id === null ? [] : [id];
  const isRequest = 'method' in value;
  return {
    kind: 'refused',
    fault,
    code: fault === 'bad-params' ? -32602 : -32600,
    requests: isRequest ? ids : [],
    // What asks and answers at once may be waited for on both sides.
    responses: !isRequest || 'result' in value || 'error' in value ? ids : [],
    unnamed: id === null && (isRequest ? 'id' in value : fault === 'not-an-object'),
  };
}

function unparsed(content: Buffer, fault: FrameFault, code: RefusedFrame['code']): RefusedFrame {
  const finder = new IdFinder();
  const first = content.find((byte) => byte > 0x20);
  if (first === 0x7b || first === 0x5b) {
    finder.push(content);
  }
  return salvaged(finder, fault, code);
}

/**
 * Whether parameters name their thing, and hold its arguments as an object or none at all. Some servers read text or a list
 * in their place, and no policy would have seen it.
 */
function fits(params: unknown, name: string): boolean {
  return (
    isObject(params) &&
    typeof params[name] === 'string' &&
    (isObject(params['arguments']) || (params['arguments'] ?? null) === null)
  );
}

function isStructured(params: unknown): boolean {
  return params === undefined || typeof params === 'object';
}

/** Some readers match keys without regard to case, in Unicode's sense: `Method`, or a long s in `paramſ`. */
function hasLookAlike(value: JsonObject, exact: ReadonlyMap<string, string>): boolean {
  for (const key in value) {
    const meant = exact.get(key) ?? exact.get(folded(key));
    if (meant !== undefined && meant !== key) {
      return true;
    }
  }
  return false;
}

function keysByFolding(keys: readonly string[]): ReadonlyMap<string, string> {
  return new Map(keys.flatMap((key) => [[key, key] as const, [folded(key), key] as const]));
}

function folded(key: string): string {
  return key.toUpperCase().toLowerCase();
}

/** Without a byte-order mark and the line end. */
function contentOf(line: Buffer): { readonly start: number; readonly end: number } {
  const start = line[0] === 0xef && line[1] === 0xbb && line[2] === 0xbf ? 3 : 0;
  let end = line.length;
  if (line[end - 1] === 0x0a) {
    end -= line[end - 2] === 0x0d ? 2 : 1;
  }
  return { start, end: Math.max(start, end) };
}

function isBlank(line: Buffer, start: number, end: number): boolean {
  for (let at = start; at < end; at += 1) {
    const byte = line[at];
    if (byte !== 0x20 && byte !== 0x09 && byte !== 0x0d) {
      return false;
    }
  }
  return true;
}
