import { assert, asyncProperty } from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Format } from '../../../scanner/model/inventory.ts';
import { readOurs } from '../../../scanner/routing/our-words.ts';
import { anyManner, anyServers, asJson, asToml, asYaml } from './any-config.ts';
import { guarded, serversIn, unguarded } from './there-and-back.ts';

const writers = { jsonc: asJson, toml: asToml, yaml: asYaml } as const;
const runs = { numRuns: 60 };

describe.each(Object.keys(writers) as (keyof typeof writers)[])('any config in %s', (format) => {
  it.each(['linux', 'win32'] as const)('comes back byte for byte (%s)', async (os) => {
    await assert(
      asyncProperty(anyServers, anyManner, async (servers, manner) => {
        const before = writers[format](servers, manner);

        const there = await guarded(before, format, os);
        const back = await unguarded(there.text, format, there.originals);

        expect(there.refusals).toEqual([]);
        expect(back).toBe(before);
      }),
      runs,
    );
  });

  it('starts the same servers behind the shim, and nothing else has changed', async () => {
    await assert(
      asyncProperty(anyServers, anyManner, async (servers, manner) => {
        const before = writers[format](servers, manner);

        const there = await guarded(before, format, 'linux');

        expect(await startsBehind(there.text, format)).toEqual(await starts(before, format, there.originals));
      }),
      runs,
    );
  });

  it('keeps what was written before and behind it since', async () => {
    await assert(
      asyncProperty(anyServers, anyManner, async (servers, manner) => {
        const before = writers[format](servers, { ...manner, mark: false });
        const [head, tail] = format === 'jsonc' ? ['// before\n', '\n// after'] : ['# before\n', '\n# after'];

        const there = await guarded(before, format, 'linux');
        const back = await unguarded(head + there.text + tail, format, there.originals);

        expect(back).toBe(head + before + tail);
      }),
      runs,
    );
  });
});

async function starts(text: string, format: Format, routed: ReadonlyMap<string, unknown>): Promise<readonly unknown[]> {
  const { entries } = await serversIn(text, format);
  return entries.map(({ entry, launch }) => [
    entry.name,
    launch.command,
    ...launch.args,
    [...launch.env],
    routed.has(entry.pointer),
  ]);
}

async function startsBehind(text: string, format: Format): Promise<readonly unknown[]> {
  const { entries } = await serversIn(text, format);
  return entries.map(({ entry, launch }) => {
    const ours = readOurs(launch);
    return [entry.name, ...(ours?.words ?? [launch.command, ...launch.args]), [...launch.env], ours !== null];
  });
}
