import { describe, expect, it } from 'vitest';
import type { ClientId } from '../../../scanner/model/ids.ts';
import type { Os } from '../../../scanner/model/launch.ts';
import { beyondFiles } from '../../../scanner/routing/beyond-files.ts';
import { clients } from '../../../scanner/clients/all.ts';

function idOf(name: string): ClientId {
  const client = clients.find(({ id }) => id === name);
  if (client === undefined) {
    throw new Error(`there is no client ${name}`);
  }
  return client.id;
}
const unread = (client: string, os: Os): readonly string[] =>
  beyondFiles(idOf(client), os).flatMap(({ kind, remedy }) => (kind === 'rules' ? [remedy] : []));

describe('rules that are not read', () => {
  it('are named with the key of the registry, on Windows alone', () => {
    expect(unread('claude-desktop', 'win32')).toEqual([
      String.raw`Look at them with \`reg query HKLM\SOFTWARE\Policies\Claude /s\`.`.replaceAll('\\`', '`'),
    ]);
    expect(unread('claude-desktop', 'darwin')).toEqual([]);
    expect(unread('claude-desktop', 'linux')).toEqual([]);
  });

  it('are named for clients whose organisations keep some in their accounts, on every system', () => {
    expect(unread('windsurf', 'linux')).toEqual(["If yours has any, look at the team's whitelist."]);
    expect(unread('claude-code', 'win32')).toHaveLength(2);
    expect(unread('zed', 'win32')).toEqual([]);
  });
});
