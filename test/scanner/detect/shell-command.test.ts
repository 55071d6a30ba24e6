import { describe, expect, it } from 'vitest';
import { detectShellCommand } from '../../../scanner/detect/shell-command.ts';
import { clientId } from '../../../scanner/model/ids.ts';
import { npm, runsFile, stdio, subjectOf } from './subject.ts';

describe('a shell between the client and the server', () => {
  it('is medium when its line can be read', () => {
    const subject = subjectOf({
      runs: { kind: 'shell', shell: 'bash' },
      launch: stdio('bash', ['-lc', 'cd x && node server.js']),
    });

    expect(detectShellCommand(subject)).toMatchObject([
      { rule: 'config/shell-command', severity: 'medium', where: '/mcpServers/github/args/1' },
    ]);
  });

  it.each(['-EncodedCommand', '-enc', '-e', '-ec', '/EncodedCommand'])(
    'is high when its line is encoded with %s',
    (word) => {
      const subject = subjectOf({
        runs: { kind: 'shell', shell: 'powershell' },
        launch: stdio('powershell.exe', ['-NoProfile', word, 'ZQBjAGgAbwA=']),
      });

      expect(detectShellCommand(subject)).toMatchObject([{ severity: 'high', where: '/mcpServers/github/args/1' }]);
    },
  );

  it("is medium when the same switch is another shell's own", () => {
    const subject = subjectOf({
      runs: { kind: 'shell', shell: 'bash' },
      launch: stdio('bash', ['-e', '-c', 'cd x && node server.js']),
    });

    expect(detectShellCommand(subject)).toMatchObject([{ severity: 'medium' }]);
  });

  it('is no longer one when the resolver saw through it', () => {
    const subject = subjectOf({
      runs: runsFile('/opt/server/bin/server'),
      resolved: { layers: [{ kind: 'shell', name: 'cmd' }] },
      launch: stdio('cmd', ['/c', 'server']),
    });

    expect(detectShellCommand(subject)).toEqual([]);
  });

  it.each([
    ['cline', ['foo@1.2.3', 'x&calc']],
    ['continue', ['foo@1.2.3', 'x&calc']],
  ])('is medium when %s itself puts it there, on Windows', (id, args) => {
    const at = { client: { id: clientId(id), name: id }, launch: stdio('npx', args), runs: npm('foo') };

    expect(detectShellCommand(subjectOf({ ...at, os: 'win32' }))).toMatchObject([
      { rule: 'config/shell-command', severity: 'medium', where: '/mcpServers/github/args/1' },
    ]);
    expect(detectShellCommand(subjectOf({ ...at, os: 'linux' }))).toEqual([]);
  });

  it.each([
    ['cursor', ['foo@1.2.3', 'x&calc']],
    ['cline', ['foo@1.2.3', 'x']],
    ['cline', ['foo@1.2.3', 'two words']],
  ])('is none with %s and %j', (id, args) => {
    const client = { id: clientId(id), name: id };

    expect(
      detectShellCommand(subjectOf({ client, os: 'win32', launch: stdio('npx', args), runs: npm('foo') })),
    ).toEqual([]);
  });
});
