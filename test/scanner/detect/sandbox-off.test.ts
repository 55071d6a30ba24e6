import { describe, expect, it } from 'vitest';
import { detectSandboxOff } from '../../../scanner/detect/sandbox-off.ts';
import { container, npm, stdio, subjectOf } from './subject.ts';

describe('a sandbox that is switched off', () => {
  it("is found where the entry opts out of the client's", () => {
    const switches = {
      autoApprove: [],
      autoApproveAt: null,
      sandboxOffAt: '/mcpServers/github/sandboxEnabled',
      certificatesOffAt: null,
    };

    expect(detectSandboxOff(subjectOf({ entry: { switches } }))).toMatchObject([
      { rule: 'config/sandbox-off', severity: 'medium', where: '/mcpServers/github/sandboxEnabled' },
    ]);
  });

  it.each([
    ['npx', ['@playwright/mcp', '--no-sandbox'], 'medium'],
    ['deno', ['run', '-A', 'server.ts'], 'medium'],
    ['deno', ['run', '--allow-all', 'server.ts'], 'medium'],
    ['claude', ['mcp', '--dangerously-skip-permissions'], 'high'],
  ])('is found in the arguments of %s: %j', (command, args, severity) => {
    expect(detectSandboxOff(subjectOf({ runs: npm('x-mcp'), launch: stdio(command, args) }))).toMatchObject([
      { severity, where: '/mcpServers/github/args/1' },
    ]);
  });

  it('is low for a browser that has a container around it', () => {
    const subject = subjectOf({
      runs: container(),
      launch: stdio('docker', ['run', 'mcp/playwright', '--no-sandbox']),
    });

    expect(detectSandboxOff(subject)).toMatchObject([{ severity: 'low' }]);
  });

  it('is found in options given by a variable', () => {
    const launch = stdio('server', [], { LAUNCH_OPTIONS: '{"args":["--no-sandbox"]}' });

    expect(detectSandboxOff(subjectOf({ launch }))).toMatchObject([{ where: '/mcpServers/github/env/LAUNCH_OPTIONS' }]);
  });

  it.each([
    ['deno', ['run', '--allow-net=api.example.com', 'server.ts']],
    ['curl-mcp', ['-A', 'agent']],
    ['npx', ['@playwright/mcp', '--sandbox']],
  ])('is not what this is: %s %j', (command, args) => {
    expect(detectSandboxOff(subjectOf({ launch: stdio(command, args) }))).toEqual([]);
  });
});
