import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { type ServiceUnderTest, serviceWith } from './a-service.ts';

let under: ServiceUnderTest;
afterEach(() => under.service.close());

const entry = (name: string) => ({ command: 'npx', args: ['-y', `@scope/${name}@1.0.0`] });

async function scan(): Promise<void> {
  const { handlers } = under.service;
  const { id } = await handlers['scan.start']({});
  await expect
    .poll(async () => (await handlers['work.list']({})).find((work) => work.id === id)?.state.kind)
    .toBe('done');
}

async function newOnes(): Promise<readonly string[]> {
  const notes = await under.service.handlers['overview.changes']({ since: null });
  return notes.flatMap((note) => (note.kind === 'server-new' ? [note.name] : [])).toSorted();
}

describe('what changed', () => {
  it('names a server that came since the first scan, also after later ones', async () => {
    under = serviceWith({ '.cursor/mcp.json': { mcpServers: { files: entry('files') } } });
    await under.service.ready;
    await scan();
    const both = { mcpServers: { files: entry('files'), late: entry('late') } };
    writeFileSync(join(under.home, '.cursor', 'mcp.json'), JSON.stringify(both));
    await scan();
    expect(await newOnes()).toEqual(['late']);

    await scan();

    expect(await newOnes()).toEqual(['late']);
  });

  it('names all of the first scan until the next one, when they are what is known', async () => {
    under = serviceWith({ '.cursor/mcp.json': { mcpServers: { files: entry('files'), notes: entry('notes') } } });
    await under.service.ready;
    await scan();
    expect(await newOnes()).toEqual(['files', 'notes']);

    await scan();

    expect(await newOnes()).toEqual([]);
  });
});
