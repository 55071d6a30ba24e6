import { afterAll, describe, expect, it } from 'vitest';
import { serverKey } from '../../../scanner/identity/server-key.ts';
import { makeBench, sha256 } from './bench.ts';

const bench = makeBench();
afterAll(bench.remove);
const key = async (...request: Parameters<typeof bench.run>) => serverKey(await bench.run(...request));
const remote = async (url: string) => serverKey(await bench.reach(url));
const token = ['a1B2c3D4', 'e5F6g7H8', 'i9J0k1L2'].join('');

describe('the key of a server that is identified', () => {
  it.each([
    ['npx -y @scope/name@1.0.0', 'pkg:npm/%40scope/name@1.0.0'],
    ['npx -y @scope/name --flag', 'pkg:npm/%40scope/name@'],
    ['docker run -i mcp/fetch:2', 'pkg:oci/fetch?repository_url=docker.io/mcp/fetch&tag=2@'],
    ['npx mcp-remote https://MCP.example/mcp/', 'remote:https://mcp.example/mcp'],
  ])('%s is %s', async (line, expected) => {
    expect(await key(line)).toBe(expected);
  });

  it('says whether a file is a program or a script', async () => {
    const path = bench.write(`${bench.bin}/server`, 'x');

    expect(await key(path)).toBe(`binary:${sha256('x')}`);
    expect(await key(`node ${path}`)).toBe(`script:${sha256('x')}`);
  });

  it('is the same with and without wrappers, and in whichever client', async () => {
    const plain = await key('npx -y a');

    expect(await key('cmd /c npx -y a', { os: 'win32' })).toBe(plain);
    expect(await key('~/.sallyport/bin/sallyport-shim run --client c --server s -- npx -y a')).toBe(plain);
    expect(await key('npx -y a', { env: new Map([['API_KEY', 'one']]) })).toBe(plain);
  });
});

describe('the key of a server that is not identified', () => {
  it('is stable and shows nothing of the launch', async () => {
    const first = await key(`odd-server --name x ${token}`);

    expect(first).toMatch(/^unidentified:[0-9a-f]{64}$/);
    expect(await key(`odd-server --name x ${token}`)).toBe(first);
  });

  it.each([
    [`odd-server --api-key one`, `odd-server --api-key two`],
    [`odd-server --token=one`, `odd-server --token=two`],
    [`odd-server ${token}`, `odd-server ${token.split('').toReversed().join('')}`],
    ['odd-server postgres://u:one@db.example/x', 'odd-server postgres://u:two@db.example/y'],
    ['odd-server -e KEY=one', 'odd-server -e KEY=two'],
    ['/Users/ann/odd-server', '/home/bob/odd-server'],
  ])('%s is the same as %s', async (one, other) => {
    expect(await key(one)).toBe(await key(other));
  });

  it.each([
    ['odd-server one', 'odd-server two'],
    ['odd-server --one', 'odd-server --two'],
    ['odd-server', 'other-server'],
    ['odd-server https://one.example', 'odd-server https://two.example'],
  ])('%s is another than %s', async (one, other) => {
    expect(await key(one)).not.toBe(await key(other));
  });

  it('tells apart what stands around the same words', async () => {
    const plain = await key('odd-server');

    expect(await key('odd-server', { envFile: '.env' })).not.toBe(plain);
    expect(await key(['sh', '-c', 'odd-server'])).not.toBe(plain);
  });

  it('tells apart which variables are set, not what they hold', async () => {
    const one = await key('odd-server', { env: new Map([['A', '1']]) });

    expect(await key('odd-server', { env: new Map([['A', '2']]) })).toBe(one);
    expect(await key('odd-server', { env: new Map([['B', '1']]) })).not.toBe(one);
  });

  it('tells remote addresses apart by their host, not by their credentials', async () => {
    expect(await remote('https://${T}.example/a?k=1')).toBe(await remote('https://${T}.example/a?k=2'));
    expect(await remote('https://${T}.one.example/a')).not.toBe(await remote('https://${T}.two.example/a'));
  });
});
