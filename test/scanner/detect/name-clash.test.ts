import { describe, expect, it } from 'vitest';
import { detectNameClashes } from '../../../scanner/detect/name-clash.ts';
import type { NamedServer } from '../../../scanner/detect/name-clash.ts';

const row = (client: string, serverKey: string, more: Partial<NamedServer> = {}): NamedServer => ({
  name: 'github',
  client,
  serverKey,
  purl: null,
  pointer: `/mcpServers/${client}`,
  ...more,
});

describe('the same name in two clients', () => {
  it('is medium when it means different servers, told once for each', () => {
    const found = detectNameClashes([row('Cursor', 'a'), row('Zed', 'b'), row('Windsurf', 'b')]);

    expect(found).toMatchObject([
      {
        row: { client: 'Cursor' },
        observation: {
          rule: 'config/name-clash',
          severity: 'medium',
          where: '/mcpServers/Cursor',
          message: '"github" means a different server in Zed, Windsurf',
        },
      },
      {
        row: { client: 'Zed' },
        observation: { where: '/mcpServers/Zed', message: '"github" means a different server in Cursor' },
      },
    ]);
  });

  it('is low when only the version differs', () => {
    const purl = 'pkg:npm/x-mcp';

    expect(detectNameClashes([row('Cursor', 'a', { purl }), row('Zed', 'b', { purl })])).toMatchObject([
      { observation: { severity: 'low' } },
      { observation: { severity: 'low' } },
    ]);
  });

  it('is found in another spelling of upper and lower case', () => {
    expect(detectNameClashes([row('Cursor', 'a'), row('Zed', 'b', { name: 'GitHub' })])).toHaveLength(2);
  });

  it('is fine when it means the same server', () => {
    expect(detectNameClashes([row('Cursor', 'a'), row('Zed', 'a')])).toEqual([]);
  });

  it('is fine when the names differ', () => {
    expect(detectNameClashes([row('Cursor', 'a'), row('Zed', 'b', { name: 'gitlab' })])).toEqual([]);
  });

  it('is fine within one client, whose projects each have their own', () => {
    expect(detectNameClashes([row('Cursor', 'a'), row('Cursor', 'b')])).toEqual([]);
  });

  it('stays one line however many clients disagree', () => {
    const many = Array.from({ length: 9 }, (_, index) => row(`Client${index}`, `key${index}`));

    expect(detectNameClashes(many)[0]?.observation.message).toBe(
      '"github" means a different server in Client1, Client2, Client3 and 5 more',
    );
  });
});
