import { describe, expect, it } from 'vitest';
import { detectCleartextRemote } from '../../../scanner/detect/cleartext-remote.ts';
import type { Subject } from '../../../scanner/detect/detector.ts';
import { npm, remote, stdio, subjectOf } from './subject.ts';

describe('a remote server', () => {
  it.each([
    ['http://mcp.example.com/mcp', 'high'],
    ['ws://mcp.example.com/', 'high'],
    ['http://8.8.8.8:8000/mcp', 'high'],
    ['http://10.0.0.44:8000/mcp/', 'medium'],
    ['http://nas.local/mcp', 'medium'],
    ['http://mcphub:3000/mcp', 'medium'],
    ['http://[fd12::1]/mcp', 'medium'],
    ['http://127.0.0.1.example.com/mcp', 'high'],
  ])('without encryption is weighed by where it is: %s is %s', (url, severity) => {
    expect(detectCleartextRemote(subjectOf({ launch: remote(url) }))).toMatchObject([
      { rule: 'config/cleartext-remote', severity, where: '/mcpServers/github/url' },
    ]);
  });

  it('says so when headers travel too', () => {
    const launch = remote('http://10.0.0.44/mcp', { headers: new Map([['Authorization', 'Bearer x']]) });

    expect(detectCleartextRemote(subjectOf({ launch }))).toMatchObject([
      { message: 'calls to 10.0.0.44 travel unencrypted, and so do the headers sent along' },
    ]);
  });

  it.each([
    'https://mcp.example.com/mcp',
    'wss://mcp.example.com/',
    'http://localhost:8080/sse',
    'http://127.0.0.1/mcp',
    'http://127.9.9.9/mcp',
    'http://[::1]:3000/mcp',
    'http://host.docker.internal:9000/mcp',
    'http://api.localhost/mcp',
    'http://${HOST}/mcp',
    'not an address',
  ])('is fine, or not known yet: %s', (url) => {
    expect(detectCleartextRemote(subjectOf({ launch: remote(url) }))).toEqual([]);
  });
});

describe('a bridge to a remote server', () => {
  it('is reported at the argument that holds the address', () => {
    expect(detectCleartextRemote(bridged('http://mcp.example.com/sse', '--allow-http'))).toMatchObject([
      { severity: 'high', where: '/mcpServers/github/args/2' },
    ]);
  });

  it('is low when it only may fall back to http', () => {
    expect(detectCleartextRemote(bridged('https://mcp.example.com/sse', '--allow-http'))).toMatchObject([
      { severity: 'low', confidence: 'possible', where: '/mcpServers/github/args/3' },
    ]);
  });

  it.each([['https://mcp.example.com/sse'], ['http://localhost:3000/sse', '--allow-http']])(
    'is fine: %s',
    (url, ...more) => {
      expect(detectCleartextRemote(bridged(url, ...more))).toEqual([]);
    },
  );
});

function bridged(url: string, ...more: readonly string[]): Subject {
  return subjectOf({
    launch: stdio('npx', ['-y', 'mcp-remote', url, ...more]),
    runs: npm('mcp-remote'),
    resolved: { effective: remote(url) },
  });
}
