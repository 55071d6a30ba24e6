import { describe, expect, it } from 'vitest';
import type { ClientId } from '../../../scanner/model/ids.ts';
import { beyondFiles } from '../../../scanner/routing/beyond-files.ts';
import { clients } from '../../../scanner/clients/all.ts';

function idOf(name: string): ClientId {
  const client = clients.find(({ id }) => id === name);
  if (client === undefined) {
    throw new Error(`there is no client ${name}`);
  }
  return client.id;
}
const unread = (client: string): readonly string[] =>
  beyondFiles(idOf(client)).flatMap(({ kind, remedy }) => (kind === 'rules' ? [remedy] : []));

describe('rules that are not read', () => {
  it('are named for clients whose organisations keep some in their accounts', () => {
    expect(unread('windsurf')).toEqual(["If yours has any, look at the team's whitelist."]);
    expect(unread('claude-code')).toHaveLength(1);
    expect(unread('zed')).toEqual([]);
  });
});
