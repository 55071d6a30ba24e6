import { writeFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { registryBy, registryHere, type RunReg } from '../../../../main/daemon/protect/windows-registry.ts';

const policies = String.raw`HKLM\SOFTWARE\Policies`;

/** Answers as `reg` does for a tree of keys; `null` is one that may be listed and not read. */
function reg(tree: Readonly<Record<string, string | null>>): { readonly run: RunReg; readonly asked: string[] } {
  const whole = (key: string): string => key.replace('HKLM', 'HKEY_LOCAL_MACHINE');
  const keys = Object.keys(tree);
  const asked: string[] = [];
  return {
    asked,
    run: (words) => {
      const [verb, key = '', file = ''] = words;
      asked.push(words.filter((word) => word !== file || verb === 'query').join(' '));
      const depth = key.split('\\').length;
      const below = keys.filter((one) => one.startsWith(`${key}\\`) && one.split('\\').length === depth + 1);
      if (verb === 'query') {
        const lines = [whole(key), '    Some    REG_SZ    HKEY_X', '', ...below.map(whole), ''];
        return Promise.resolve(key in tree ? { code: 0, stdout: lines.join('\r\n') } : { code: 1, stdout: '' });
      }
      const inside = tree[key];
      if (typeof inside !== 'string') {
        return Promise.resolve({ code: 1, stdout: '' });
      }
      const text = `\uFEFFWindows Registry Editor Version 5.00\r\n\r\n[${whole(key)}]\r\n${inside}\r\n`;
      writeFileSync(file, Buffer.from(text, 'utf16le'));
      return Promise.resolve({ code: 0, stdout: '' });
    },
  };
}
const software = { [String.raw`HKLM\SOFTWARE`]: '', [policies]: '' };
const claude = String.raw`${policies}\Claude`;

describe('a key of the registry', () => {
  it('is read with what stands in it', async () => {
    const { run, asked } = reg({ ...software, [claude]: '"isLocalDevMcpEnabled"=dword:00000000' });
    const read = await registryBy(run).read(claude);

    expect(read).toEqual({ kind: 'values', values: expect.objectContaining({ isLocalDevMcpEnabled: 0 }) });
    expect(asked).toEqual([
      String.raw`query HKLM\SOFTWARE /reg:64`,
      String.raw`query HKLM\SOFTWARE\Policies /reg:64`,
      String.raw`export HKLM\SOFTWARE\Policies\Claude /y /reg:64`,
    ]);
  });

  it('is absent when the key above does not list it, whatever lies deeper', async () => {
    const deeper = String.raw`${policies}\Other\Claude`;
    const { run } = reg({ ...software, [String.raw`${policies}\Other`]: '', [deeper]: '"a"="1"' });

    expect(await registryBy(run).read(claude)).toEqual({ kind: 'absent' });
  });

  it('is found in any letter case', async () => {
    const { run } = reg({ ...software, [String.raw`${policies}\CLAUDE`]: '', [claude]: '' });

    expect(await registryBy(run).read(claude)).toMatchObject({ kind: 'values' });
  });

  it('is unreadable, not absent, when it is listed and can not be exported', async () => {
    expect(await registryBy(reg({ ...software, [claude]: null }).run).read(claude)).toEqual({ kind: 'unreadable' });
  });

  it('is unreadable when its export succeeds and leaves no file', async () => {
    const { run } = reg({ ...software, [claude]: '' });
    const silent: RunReg = (words) => (words[0] === 'export' ? Promise.resolve({ code: 0, stdout: '' }) : run(words));

    expect(await registryBy(silent).read(claude)).toEqual({ kind: 'unreadable' });
  });

  it.each<[string, RunReg]>([
    ['does not answer in time', () => Promise.resolve(null)],
    ['fails', () => Promise.resolve({ code: 1, stdout: '' })],
  ])('is unreadable when reg %s', async (_, run) => {
    expect(await registryBy(run).read(claude)).toMatchObject({ kind: 'unreadable' });
  });

  it('is one of many that are listed once', async () => {
    const { run, asked } = reg(software);
    const registry = registryBy(run);
    await Promise.all(['Claude', 'ClaudeCode', 'Other'].map((name) => registry.read([policies, name].join('\\'))));

    expect(asked).toHaveLength(2);
  });

  it.skipIf(process.platform === 'win32')('is absent where there is no registry, and nothing is started', async () => {
    expect(await registryHere().read(claude)).toEqual({ kind: 'absent' });
  });
});
