import { isRecord } from '../../formats/document.ts';
import type { Surface } from './content-finding.ts';
import { below, type Place } from './texts-of.ts';

/** One message between a client and a server, as it was parsed. */
export interface PassingMessage {
  readonly towards: 'server' | 'client';
  /** The method of a request or notification; of an answer the method it answers; null where nobody knows. */
  readonly method: string | null;
  readonly value: unknown;
}

/** A part of a document that is judged by itself: one tool, the instructions, a whole result. */
export interface Part {
  readonly surface: Surface;
  readonly value: unknown;
  readonly place: Place | null;
  /** Keys of the value that are parts of their own. */
  readonly without: readonly string[];
}

/**
 * What in a message is judged as what. Tools, prompts and instructions are what a server says of itself; sampling speaks to the model as a
 * prompt does; everything else that reaches the client is a result: values, errors, progress, logs, questions to the person.
 */
export function partsOfMessage({ towards, method, value }: PassingMessage): readonly Part[] {
  if (!isRecord(value)) {
    return [{ surface: towards === 'server' ? 'argument' : 'result', value, place: null, without: [] }];
  }
  if (towards === 'server') {
    return [...membersOf(value, null, ['params', 'result', 'error'], 'argument'), ...others(value, 'argument')];
  }
  return [
    ...membersOf(value, null, ['params'], method === 'sampling/createMessage' ? 'prompt' : 'result'),
    ...(Object.hasOwn(value, 'result') ? partsOfResult(method, value['result'], below(null, 'result')) : []),
    ...membersOf(value, null, ['error'], 'result'),
    ...others(value, 'result'),
  ];
}

/** The parts of a result that stands at a place. */
export function partsOfResult(method: string | null, result: unknown, place: Place | null): readonly Part[] {
  if (!isRecord(result)) {
    return [{ surface: 'result', value: result, place, without: [] }];
  }
  const listed = [...itemsOf(result, place, 'tools', 'tool'), ...itemsOf(result, place, 'prompts', 'prompt')];
  const spoken = [
    ...membersOf(result, place, ['instructions'], 'instructions'),
    ...(method === 'prompts/get' ? membersOf(result, place, ['description', 'messages'], 'prompt') : []),
    ...requestsIn(result, place),
  ];
  if (listed.length + spoken.length === 0) {
    return [{ surface: 'result', value: result, place, without: [] }];
  }
  const apart = [...listed, ...spoken].flatMap(({ place: own }) => keyBelow(own, place));
  return [...listed, ...spoken, { surface: 'result', value: result, place, without: [...new Set(apart)] }];
}

/** The questions that an `input_required` result carries, each with its own method. */
function requestsIn(result: Readonly<Record<string, unknown>>, place: Place | null): readonly Part[] {
  const requests = result['inputRequests'];
  return isRecord(requests)
    ? Object.entries(requests).map(([name, request]): Part => ({
        surface: isRecord(request) && request['method'] === 'sampling/createMessage' ? 'prompt' : 'result',
        value: request,
        place: below(place, 'inputRequests', name),
        without: [],
      }))
    : [];
}

/** Tools and prompts are recognised wherever a result lists them, whatever was asked for. */
function itemsOf(
  record: Readonly<Record<string, unknown>>,
  place: Place | null,
  key: string,
  surface: Surface,
): readonly Part[] {
  const items = record[key];
  return Array.isArray(items)
    ? items.map((value: unknown, index): Part => ({ surface, value, place: below(place, key, index), without: [] }))
    : [];
}

function membersOf(
  record: Readonly<Record<string, unknown>>,
  place: Place | null,
  keys: readonly string[],
  surface: Surface,
): readonly Part[] {
  return keys
    .filter((key) => Object.hasOwn(record, key))
    .map((key) => ({ surface, value: record[key], place: below(place, key), without: [] }));
}

/** What stands beside the known members: nothing, in most messages. */
function others(value: Readonly<Record<string, unknown>>, surface: Surface): readonly Part[] {
  const known = ['jsonrpc', 'id', 'method', 'params', 'result', 'error'];
  return Object.keys(value).some((key) => !known.includes(key))
    ? [{ surface, value, place: null, without: known }]
    : [];
}

/** The key by which a place hangs below another one. */
function keyBelow(place: Place | null, above: Place | null): readonly string[] {
  for (let here = place; here !== null; here = here.above) {
    if (here.above === above) {
      return [String(here.key)];
    }
  }
  return [];
}
