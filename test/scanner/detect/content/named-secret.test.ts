import { describe, expect, it } from 'vitest';
import { inspectText } from '../../../../scanner/detect/content/inspect-text.ts';
import { makeInspector } from '../../../../scanner/detect/content/inspector.ts';
import { drawn, hex } from '../secrets/drawn.ts';

const inspector = makeInspector();
const asArgument = (name: string, value: string): string =>
  inspector.message({ towards: 'server', method: 'tools/call', value: { params: { arguments: { [name]: value } } } })
    .verdict;
const inText = (name: string, value: string): string =>
  inspectText('result', JSON.stringify({ [name]: value })).verdict;

describe('a drawn value under the name of a handle', () => {
  it.each([
    'nextPageToken', 'NextToken', 'NextContinuationToken', 'pageToken', 'nextSyncToken', 'next_token', 'page_token', 'continuation_token',
    'resume_token', 'upload_token', 'sync_token', 'delta_token', 'pagination_token', 'start_token', 'change_token', 'concurrencyToken',
    'progressToken', 'csrfToken', 'deviceToken', 'nextpagetoken', 'fileKey', 'file_key', 'idempotency_key', 'cache_key', 'sort_key',
    'partition_key', 'primary_key', 's3_key', 'issueKey', 'cursor', 'nextCursor', 'taskId', 'requestState', 'id',
    'folder_token', 'spreadsheetToken', 'wiki_token', 'confirmation_token', 'tokenAddress', 'tokenMint',
  ])('is no credential: %s', (name) => {
    expect([asArgument(name, drawn(32)), inText(name, drawn(32)), inText(name, hex(32))]).toEqual(['clean', 'clean', 'clean']);
  }); // prettier-ignore

  it.each(['app_token', 'file_token', 'parent_node_token', 'obj_token'])(
    'is no credential where Lark calls a document so: %s',
    (name) => {
      expect([asArgument(name, drawn(27)), inText(name, drawn(27))]).toEqual(['clean', 'clean']);
      expect([asArgument(name, drawn(28)), inText(name, `${drawn(26)}-`)]).toEqual(['bad', 'bad']);
    },
  );

  it.each([
    'token', 'api_key', 'apiKey', 'access_token', 'pageAccessToken', 'client_secret', 'refresh_token', 'session_token', 'frontendtoken',
    'secret_key', 'nextApiKey', 'authToken', 'client_token', 'app_token', 'file_access_token', 'user_token',
  ])('is one under a name of a credential: %s', (name) => {
    expect([asArgument(name, drawn(32)), inText(name, drawn(32))]).toEqual(['bad', 'bad']);
  }); // prettier-ignore
});

describe('a name that a credential only may have', () => {
  it.each(['key', 'Key', 'clickup_webhook'])('is a hint and never an alarm: %s', (name) => {
    expect(asArgument(name, drawn(32))).toBe('suspect');
  });

  it.each(['key', 'Key', 'storageKey', 'token'])('says nothing about the path of an object: %s', (name) => {
    expect(asArgument(name, `uploads/2026/11/${hex(32)}.png`)).toBe('clean');
  });
});

describe('the state of a list in base64', () => {
  const encoded = (state: object): string => Buffer.from(JSON.stringify(state)).toString('base64');

  it('is no credential where everybody can read it', () => {
    expect(inspectText('result', `go on with token=${encoded({ page: 2 })}`).verdict).toBe('clean');
    expect(asArgument('token', encoded({ after: 'item-4711', limit: 50 }))).toBe('clean');
  });

  it.each([
    ['a drawn value', { id: drawn(24) }],
    ['the name of a credential', { user: 'anna', password: 'Winter-Sun-2026' }],
  ])('may be one where it holds %s', (_, state) => {
    expect(asArgument('token', encoded(state))).toBe('bad');
  });
});

describe('a progress token of a client', () => {
  it.each([drawn(22), hex(32), `pt_${drawn(24)}`])('is no reason to ask about the call: %s', (progressToken) => {
    const value = { id: 1, method: 'tools/call', params: { name: 'get', arguments: {}, _meta: { progressToken } } };

    expect(inspector.message({ towards: 'server', method: 'tools/call', value }).verdict).toBe('clean');
  });
});
