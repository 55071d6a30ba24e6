import { afterEach, describe, expect, it } from 'vitest';
import { drawn } from '../../scanner/detect/secrets/drawn.ts';
import { callOf, resultOf } from '../conversation-of-two.ts';
import { removeFolders } from '../real-shim.ts';
import { inspectedTalk } from './inspected-talk.ts';

afterEach(removeFolders);

const encoded = (part: object): string => Buffer.from(JSON.stringify(part)).toString('base64url');
const token = `${encoded({ alg: 'HS256', typ: 'JWT' })}.${encoded({ sub: '4711', iat: 1763600000 })}.${drawn(43)}`;
const text = (value: string): object => ({ type: 'text', text: value });
const half = Math.floor(token.length / 2);
const withZeroWidth = token.split('').join('\u200B');

const answers: readonly (readonly [string, object])[] = [
  ['a text', { content: [text(`key: ${token}`)] }],
  ['an embedded resource', { content: [{ type: 'resource', resource: { uri: 'a:b', text: token } }] }],
  ['the description of a link', { content: [{ type: 'resource_link', uri: 'a:b', name: 'x', description: token }] }],
  ['an error result', { content: [text(token)], isError: true }],
  ['a value of structuredContent', { content: [], structuredContent: { a: { b: [token] } } }],
  ['a key of structuredContent', { content: [], structuredContent: { [token]: 1 } }],
  ['_meta', { content: [], _meta: { 'x/y': token } }],
  ['two text blocks', { content: [text(token.slice(0, half)), text(token.slice(half))] }],
  ['base64', { content: [text(Buffer.from(`the key is ${token} and that is all`).toString('base64'))] }],
  ['a base64 blob', { content: [{ type: 'resource', resource: { uri: 'a:b', blob: Buffer.from(`key=${token};`).toString('base64') } }] }],
  ['URL encoding', { content: [text(encodeURIComponent(`{"key": "${token}", "a b": "c d"}`).replaceAll('.', '%2E'))] }],
  ['zero-width characters', { content: [text(withZeroWidth)] }],
  ['a question', { resultType: 'input_required', inputRequests: { q: { method: 'elicitation/create', params: { message: token } } }, requestState: 's' }],
]; // prettier-ignore

/** Whether a line still says the token, in any of the ways it was said. */
function says(line: string): boolean {
  const plain = line.replaceAll('\u200B', '');
  const joined = plain.replaceAll(/"\},\{"type":"text","text":"/g, '');
  const decoded = [...plain.matchAll(/[A-Za-z0-9+/_-]{40,}={0,2}/g)].map(([run]) =>
    Buffer.from(run, 'base64').toString(),
  );
  const unescaped = plain.includes('%') ? [decodeURIComponent(plain.replaceAll(/%(?![0-9A-F]{2})/g, '%25'))] : [];
  return [plain, joined, ...decoded, ...unescaped].some((one) => one.includes(token) || one.includes(token.slice(-43)));
}

describe('a credential on its way to the client, under the balanced preset', () => {
  it.each(answers)('is taken out of a tool result: %s', async (_, result) => {
    expect(says(resultOf(1, result))).toBe(true);
    const between = await inspectedTalk('balanced');
    between.client(callOf(1, 'query'));
    await between.arrived();

    between.server(resultOf(1, result));

    expect(await between.heard()).toMatchObject({ id: 1, result: expect.anything() });
    expect(says(between.atClient[0] ?? '')).toBe(false);
    expect(between.notesOf('finding')).toMatchObject([
      {
        call: 1,
        findings: expect.arrayContaining([expect.objectContaining({ rule: 'content/secret', actions: ['redact'] })]),
      },
    ]);
    expect(JSON.stringify(between.notes)).not.toContain(token.slice(-20));
  });

  it.each([
    ['the message of an error', { error: { code: -32603, message: `no: ${token}` } }],
    ['the data of an error', { error: { code: -32603, message: 'no', data: { hint: token } } }],
  ])('is taken out of %s', async (_, body) => {
    const between = await inspectedTalk('balanced');
    between.client(callOf(1, 'query'));
    await between.arrived();

    between.server(JSON.stringify({ jsonrpc: '2.0', id: 1, ...body }));

    expect(await between.heard()).toMatchObject({ id: 1, error: { code: -32603 } });
    expect(says(between.atClient[0] ?? '')).toBe(false);
  });

  it.each([
    ['prompts/get', { name: 'p' }, { messages: [{ role: 'user', content: text(token) }] }],
    ['resources/read', { uri: 'a:b' }, { contents: [{ uri: 'a:b', text: token }] }],
    ['tools/list', {}, { tools: [{ name: 't', description: `use ${token}`, inputSchema: { type: 'object' } }] }],
    ['tasks/result', { taskId: 't' }, { content: [text(token)] }],
    ['tasks/get', { taskId: 't' }, { status: 'completed', result: { content: [text(token)] } }],
    ['completion/complete', {}, { completion: { values: [token] } }],
    ['initialize', { protocolVersion: '2025-11-25' }, { protocolVersion: '2025-11-25', instructions: `use ${token}` }],
    ['server/discover', {}, { instructions: `use ${token}` }],
  ])('is taken out of the answer to %s', async (method, params, result) => {
    const between = await inspectedTalk('balanced');
    between.client(JSON.stringify({ jsonrpc: '2.0', id: 1, method, params }));
    await between.arrived();

    between.server(resultOf(1, result));

    expect(await between.heard()).toMatchObject({ id: 1, result: expect.anything() });
    expect(says(between.atClient[0] ?? '')).toBe(false);
  });

  it.each([
    ['a progress message', 'notifications/progress', { progressToken: 1, progress: 1, message: token }],
    ['a log message', 'notifications/message', { level: 'info', data: { said: token } }],
    ['a task notification', 'notifications/tasks', { taskId: 't', result: { content: [text(token)] } }],
  ])('is taken out of %s', async (_, method, params) => {
    const between = await inspectedTalk('balanced');

    between.server(JSON.stringify({ jsonrpc: '2.0', method, params }));

    expect(await between.heard()).toMatchObject({ method });
    expect(says(between.atClient[0] ?? '')).toBe(false);
    expect(between.notesOf('finding')).toMatchObject([{ method, findings: [{ rule: 'content/secret' }] }]);
  });

  it.each([
    ['sampling/createMessage', { messages: [{ role: 'user', content: text(token) }], maxTokens: 1 }],
    ['elicitation/create', { message: token, requestedSchema: { type: 'object', properties: {} } }],
  ])('is taken out of a request of the server: %s', async (method, params) => {
    const between = await inspectedTalk('balanced');

    between.server(JSON.stringify({ jsonrpc: '2.0', id: 's1', method, params }));

    expect(await between.heard()).toMatchObject({ id: 's1', method });
    expect(says(between.atClient[0] ?? '')).toBe(false);
  });

  it('is taken out of a second answer with the same id', async () => {
    const between = await inspectedTalk('balanced');
    between.client(callOf(1, 'query'));
    await between.arrived();

    between.server(resultOf(1, { content: [] }), resultOf(1, { content: [text(token)] }));

    await between.heard();
    await between.heard();
    expect(between.atClient.some(says)).toBe(false);
  });

  it('does not reach the client in an answer that says not that it is JSON-RPC', async () => {
    const between = await inspectedTalk('balanced');
    between.client(callOf(1, 'query'));
    await between.arrived();

    between.server(JSON.stringify({ id: 1, result: { content: [text(token)] } }));

    expect(await between.heard()).toMatchObject({ id: 1, error: { code: -32600 } });
    expect(between.atClient.some(says)).toBe(false);
  });
});
