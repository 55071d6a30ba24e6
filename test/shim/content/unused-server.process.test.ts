import { getHeapCodeStatistics } from 'node:v8';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, expect, it } from 'vitest';
import { callOf, resultOf } from '../conversation-of-two.ts';
import { removeFolders } from '../real-shim.ts';
import { inspectedTalk } from './inspected-talk.ts';

afterAll(removeFolders);

const codeBytes = (): number => getHeapCodeStatistics().code_and_metadata_size;

it('a server that is only asked what it can does not cost the memory of all expressions, until it is called', async () => {
  const between = await inspectedTalk('balanced');
  const tools = [{ name: 'read', description: 'Reads a page.', inputSchema: { type: 'object' } }];
  between.client('{"jsonrpc":"2.0","id":1,"method":"tools/list"}');
  await between.arrived();
  between.server(resultOf(1, { tools }));
  await between.heard();
  await sleep(1500);
  const unused = codeBytes();
  await sleep(1500);
  expect(codeBytes() - unused).toBeLessThan(4_000_000);

  between.client(callOf(2, 'read'));

  await expect.poll(() => codeBytes() - unused, { timeout: 25_000, interval: 100 }).toBeGreaterThan(8_000_000);
});
