import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Bench, makeBench } from './bench.ts';

let bench: Bench;
beforeEach(() => {
  bench = makeBench();
});
afterEach(() => bench.remove());

const project = (): string => join(bench.home, 'work');

async function reasonOf(line: string, files: Readonly<Record<string, string>>): Promise<string | null> {
  for (const [path, text] of Object.entries(files)) {
    bench.write(join(project(), path), text);
  }
  return (await bench.run(line, { project: project() })).identity.reason;
}

describe('a package that is started in a project', () => {
  it.each([
    ['npx -y some-server@1.0.0', '.npmrc', 'registry=https://packages.example/\n'],
    ['npx -y some-server@1.0.0', '.npmrc', '# mine\n  @scope:registry = https://packages.example/\n'],
    ['npm exec some-server@1.0.0', '.npmrc', 'script-shell=./sh\n'],
    ['npx -y some-server@1.0.0', '.npmrc', 'node-options=--require ./x.cjs\n'],
    ['pnpm dlx some-server@1.0.0', '.npmrc', 'registry=https://packages.example/\n'],
    ['bunx some-server@1.0.0', 'bunfig.toml', '[install]\nregistry = "https://packages.example"\n'],
    ['bunx some-server@1.0.0', 'bunfig.toml', 'preload = ["./x.ts"]\n'],
    ['yarn dlx some-server@1.0.0', '.yarnrc.yml', 'npmRegistryServer: "https://packages.example"\n'],
    ['deno run -A npm:some-server@1.0.0', '.npmrc', 'registry=https://packages.example/\n'],
    ['deno run -A npm:some-server@1.0.0', 'deno.json', '{ "links": ["./mine"] }'],
  ])('%s with %s: %j is unidentified', async (line, name, text) => {
    expect(await reasonOf(line, { 'package.json': '{}', [name]: text })).toBe(
      `${name} of the project it is started in may change where packages come from`,
    );
  });

  it.each([
    ['npx -y some-server@1.0.0', '.npmrc', 'engine-strict=true\nsave-exact=true\n//packages.example/:_authToken=x\n'],
    ['npx -y some-server@1.0.0', '.yarnrc.yml', 'npmRegistryServer: "https://packages.example"\n'],
    ['uvx some-server@1.0.0', '.npmrc', 'registry=https://packages.example/\n'],
    ['deno run -A npm:some-server@1.0.0', 'deno.json', '{ "tasks": { "dev": "deno run main.ts" } }'],
  ])('%s with %s: %j is what it says', async (line, name, text) => {
    expect(await reasonOf(line, { 'package.json': '{}', [name]: text })).toBeNull();
  });

  it.each([
    ['npx -y some-server@1.0.0', 'the project it is started in holds a copy, which npx prefers'],
    ['bunx some-server@1.0.0', 'the project it is started in holds a copy, which bunx prefers'],
    ['deno run -A npm:some-server@1.0.0', 'the project it is started in holds a copy, which deno prefers'],
    ['pnpm dlx some-server@1.0.0', null],
    ['npx -y other-server@1.0.0', null],
  ])('%s, where node_modules has some-server: %j', async (line, reason) => {
    expect(await reasonOf(line, { 'node_modules/some-server/package.json': '{}' })).toBe(reason);
  });

  it.each([
    ['pipx run some-server==1.0', 'some-server==1.0'],
    ['pipx run some-server', 'some-server'],
    ['pipx run some-server', '__pypackages__/3.12/lib/bin/some-server'],
    ['pipx run server.py', 'unrelated.txt'],
  ])('%s, where %s lies there, may be that file', async (line, name) => {
    expect(await reasonOf(line, { [name]: 'evil' })).toBe(
      'pipx may run a file of the folder it is started in, in place of the package',
    );
  });

  it.each([
    ['pipx run some-server==1.0', 'some-server'],
    ['pipx run --spec some-server==1.0 some-server', 'some-server'],
    ['uvx some-server==1.0', 'some-server==1.0'],
  ])('%s, where %s lies there, is the package', async (line, name) => {
    expect(await reasonOf(line, { [name]: 'honest' })).toBeNull();
  });

  it('is judged by the nearest folder above that npm takes for a project', async () => {
    bench.write(join(bench.home, 'work/package.json'), '{}');
    bench.write(join(bench.home, 'work/.npmrc'), 'registry=https://packages.example/\n');
    bench.write(join(bench.home, 'work/deep/in/x.txt'), '');

    const { identity } = await bench.run('npx -y some-server@1.0.0', { cwd: join(bench.home, 'work/deep/in') });

    expect(identity.kind).toBe('unidentified');
  });

  it("in the home itself is not doubted for the person's own config", async () => {
    bench.write(join(bench.home, '.npmrc'), 'registry=https://packages.example/\n');

    const { identity } = await bench.run('npx -y some-server@1.0.0', { cwd: bench.home });

    expect(identity.reason).toBeNull();
  });

  it('nobody knows of is judged by its words alone', async () => {
    expect((await bench.run('npx -y some-server@1.0.0')).identity).toMatchObject({ kind: 'npm', version: '1.0.0' });
  });
});
