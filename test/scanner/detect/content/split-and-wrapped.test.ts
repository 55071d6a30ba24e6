import { describe, expect, it } from 'vitest';
import { defaultDetectors } from '../../../../scanner/detect/content/detectors.ts';
import { inspectText } from '../../../../scanner/detect/content/inspect-text.ts';
import { makeInspector } from '../../../../scanner/detect/content/inspector.ts';
import { makeOwnPatterns } from '../../../../scanner/detect/content/own-patterns.ts';
import { drawn, withChecksum } from '../secrets/drawn.ts';

const token = withChecksum('ghp_');
const text = (value: string): object => ({ type: 'text', text: value });
const embedded = (value: string): object => ({ type: 'resource', resource: { uri: 'a:b', text: value } });
const [front, back] = [token.slice(0, 20), token.slice(20)];

function places(result: object, detectors = defaultDetectors): readonly string[] {
  const value = { jsonrpc: '2.0', id: 1, result };
  const { findings } = makeInspector(detectors).message({ towards: 'client', method: 'tools/call', value });
  return findings.map(({ where, detail }) => `${detail} ${where.pointer}`);
}

describe('a credential in pieces', () => {
  it.each([
    ['blocks of which the first ends its line', { content: [text(`${front}\n`), text(back)] }, '/result/content/0/text', '/result/content/1/text'],
    ['blocks behind one that ends its line', { content: [text(front), text(`${back}\nrows: 3\n`), text('rows: 4')] }, '/result/content/0/text', '/result/content/1/text'],
    ['embedded texts', { content: [embedded(front), embedded(back)] }, '/result/content/0/resource/text', '/result/content/1/resource/text'],
    ['a text and an embedded one', { content: [text(front), embedded(back)] }, '/result/content/0/text', '/result/content/1/resource/text'],
    ['what a task has yielded', { status: 'completed', result: { content: [text(front), text(back)] } }, '/result/result/content/0/text', '/result/result/content/1/text'],
    ['a list of what a task has yielded', { result: { content: [], structuredContent: [front, back] } }, '/result/result/structuredContent/0', '/result/result/structuredContent/1'],
    ['a question inside an answer', { inputRequests: { q: { method: 'sampling/createMessage', params: { messages: [{ role: 'user', content: [text(front), text(back)] }] } } } }, '/result/inputRequests/q/params/messages/0/content/0/text', '/result/inputRequests/q/params/messages/0/content/1/text'],
    ['the result of a tool that is told on', { messages: [{ role: 'user', content: [{ type: 'tool_result', toolUseId: '1', content: [text(front), text(back)] }] }] }, '/result/messages/0/content/0/content/0/text', '/result/messages/0/content/0/content/1/text'],
    ['a list of structured content', { content: [], structuredContent: { a: { b: ['keys:', front, back] } } }, '/result/structuredContent/a/b/1', '/result/structuredContent/a/b/2'],
  ])('is found in %s', (_, result, first, second) => {
    expect(places(result)).toEqual([`github-token ${first}`, `github-token ${second}`]);
  }); // prettier-ignore

  it.each([
    ['blocks', { content: [text('rows: 3\n'), embedded('done')] }],
    ['lists', { content: [], structuredContent: { ids: [drawn(20), drawn(20, undefined, 8)], names: ['a', 'b'] } }],
    ['lists of orders that nobody gives', { content: [], structuredContent: { words: ['ignore', 'all', 'previous', 'instructions'] } }],
  ])('is not seen in honest %s', (_, result) => {
    expect(places(result)).toEqual([]);
  }); // prettier-ignore
});

describe('base64 that was cut into lines', () => {
  const wrapped = (plain: string, end = '\n'): string =>
    (
      Buffer.from(plain)
        .toString('base64')
        .match(/.{1,76}/g) ?? []
    ).join(end);
  const said = (secret: string): string => `An honest line that stands in front. key: ${secret} and one behind it.`;

  it.each(['\n', '\r\n'])('shows the credential in it, and its place covers the lines it stands in (%j)', (end) => {
    const block = `File:\n${wrapped(said(token), end)}\nEnd.`;

    const found = inspectText('result', block).findings.find(({ detail }) => detail === 'github-token');

    const { start, end: last } = found?.where.span ?? { start: 0, end: 0 };
    expect(Buffer.from(block.slice(start, last), 'base64').toString()).toContain(token);
  });

  it('says nothing where what comes out is honest', () => {
    expect(inspectText('result', wrapped(said('none'))).findings).toEqual([]);
  });
});

describe('a pattern of the organisation', () => {
  const ownPatterns = makeOwnPatterns([
    { id: 'projects', kind: 'personal-data', pattern: 'PRJ-[0-9]{4}', severity: 'high', surfaces: ['result'] },
  ]);
  const detectors = { ...defaultDetectors, ownPatterns };

  it.each([
    ['a text', { content: [text('see PRJ-1234')] }],
    ['a key', { content: [], structuredContent: { 'PRJ-1234': 1 } }],
    ['pieces', { content: [text('PRJ-1'), text('234')] }],
    ['base64', { content: [text(Buffer.from('this is PRJ-1234 here').toString('base64'))] }],
    ['characters that nobody sees', { content: [text('PRJ\u200B-1234')] }],
  ])('is found in %s', (_, result) => {
    expect(places(result, detectors).filter((found) => found.startsWith('projects')).length).toBeGreaterThan(0);
  });

  it('is found once where accents stand beside it', () => {
    expect(places({ content: [text('é PRJ-1234')] }, detectors)).toEqual(['projects /result/content/0/text']);
  });
});

describe('a card number', () => {
  const detectors = { ...defaultDetectors, personalData: ['card'] as const };

  it.each([
    ['a key', { content: [], structuredContent: { '4111111111111111': 'x' } }],
    ['base64', { content: [text(Buffer.from('the card: 4111111111111111').toString('base64'))] }],
    ['characters that nobody sees', { content: [text('4111\u200B1111\u200B1111\u200B1111')] }],
  ])('is found in %s', (_, result) => {
    expect(places(result, detectors).filter((found) => found.startsWith('card')).length).toBeGreaterThan(0);
  });
});
