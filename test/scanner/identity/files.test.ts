import { chmodSync, mkdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import type { Os } from '../../../scanner/model/launch.ts';
import { makeBench, sha256 } from './bench.ts';

const bench = makeBench();
afterAll(bench.remove);
const script = bench.write(join(bench.home, 'server', 'index.js'), 'the script');
bench.write(join(bench.home, 'server', 'server.py'), 'the python script');
const program = bench.write(join(bench.bin, 'my-server'), 'the program');

describe('a script that an interpreter is given', () => {
  it.each([
    [`node ${script}`, 'node'],
    ['node ~/server/index.js --port 1', 'node'],
    ['node --no-warnings --max-old-space-size=99 index.js', 'node'],
    ['node --tls-min-v1.2 index.js other.js', 'node'],
    ['node ./index', 'node'],
    ['tsx index.js', 'tsx'],
    ['bun run ./index.js', 'bun'],
    ['bun index.js', 'bun'],
    ['deno run -A --allow-read=/x index.js', 'deno'],
    ['java -Xmx1g -XX:+UseZGC -jar index.js', 'java'],
    ['bash index.js', 'bash'],
    ['ruby index.js', 'ruby'],
    ['npx -y tsx index.js', 'tsx'],
  ])('%s is known by its content', async (line, interpreter) => {
    const { identity, runs } = await bench.run(line, { cwd: join(bench.home, 'server') });

    expect(identity).toMatchObject({ kind: 'script', sha256: sha256('the script'), purl: null });
    expect(runs).toMatchObject({ kind: 'file', path: script, role: 'script', interpreter, present: 'present' });
  });

  it.each([
    'python server.py',
    'python3.12 -u -X utf8 server.py',
    'uv run server.py',
    'uv --directory ~/server run server.py',
    'uv run --directory ~/server python server.py',
    'uv run mcp run server.py',
    'fastmcp run server.py',
    'uvx --from mcp[cli] mcp run server.py',
  ])('%s too', async (line) => {
    const cwd = line.includes('--directory') ? null : join(bench.home, 'server');

    const { identity } = await bench.run(line, { cwd });

    expect(identity).toMatchObject({ kind: 'script', sha256: sha256('the python script') });
  });

  it.each([
    ['node --require ./x.js index.js', 'node --require changes which code runs'],
    ['node --env-file=.env index.js', 'node --env-file changes which code runs'],
    ['uv run --with other server.py', 'uv run --with changes which code runs'],
    ['java -Djava.system.class.loader=X -jar index.js', 'java is told where to load classes from'],
    ['bun --preload ./x.ts ./index.js', 'bun --preload changes which code runs'],
  ])('%s is not all that runs', async (line, reason) => {
    const { identity, runs } = await bench.run(line, { cwd: join(bench.home, 'server') });

    expect(identity).toMatchObject({ kind: 'unidentified', reason });
    expect(runs).toMatchObject({ kind: 'file', present: 'present' });
  });

  it.each([
    ['node /nowhere/index.js', 'missing', 'the file is not there'],
    ['node index.js', 'unresolved', 'the path is relative, and the folder it is started in is not known'],
    ['node ${workspaceFolder}/index.js', 'placeholder', 'the path depends on a variable'],
    ['python %HOME%/server.py', 'placeholder', 'the path depends on a variable'],
    ['node ~/server', 'unreadable', 'the path is a folder, whose own files say what runs'],
  ])('%s can not be known', async (line, present, reason) => {
    const { identity, runs } = await bench.run(line);

    expect(identity).toMatchObject({ kind: 'unidentified', reason });
    expect(runs).toMatchObject({ kind: 'file', role: 'script', present });
  });

  it.each([
    [['node', '-e', 'x'], 'node'],
    [['node', '--no-warnings', '--eval=x'], 'node'],
    [['python', '-c', 'x'], 'python'],
    [['python', '-uc', 'x'], 'python'],
    [['python', '-'], 'python'],
    [['deno', 'eval', 'x'], 'deno'],
    [['bun', '-e', 'x'], 'bun'],
  ])('%j has its program in the arguments', async (line, interpreter) => {
    const { identity, runs } = await bench.run(line);

    expect(identity.kind).toBe('unidentified');
    expect(runs).toEqual({ kind: 'inline', interpreter });
  });

  it.each([
    ['python -m server'],
    ['python -um server'],
    ['uv run -m server'],
    ['java -cp x Main'],
    ['java -Xrunagent -jar index.js'],
    ['java -XX:VMOptionsFile=more -jar index.js'],
    ['java -XX:OnError=evil -jar index.js'],
    ['dotnet tool run x'],
  ])('%s does not name a file', async (line) => {
    expect((await bench.run(line)).identity.kind).toBe('unidentified');
  });
});

describe('a program of its own', () => {
  it.each([
    ['my-server --stdio', 'linux'],
    [`${program} --stdio`, 'linux'],
    ['../bin/my-server', 'linux'],
  ] as const)('%s is known by its content', async (line, os) => {
    const { identity, runs } = await bench.run(line, { os, cwd: bench.home });

    expect(identity).toMatchObject({ kind: 'binary', sha256: sha256('the program') });
    expect(runs).toEqual({ kind: 'file', path: program, role: 'binary', interpreter: null, present: 'present' });
  });

  it('may be a script that the system starts by its first line', async () => {
    const { identity } = await bench.run('~/server/server.py');

    expect(identity).toMatchObject({ kind: 'script', sha256: sha256('the python script') });
  });

  it('is looked up with the endings of Windows', async () => {
    const path = bench.write(join(bench.bin, 'win-server.exe'), 'for windows');

    const { runs } = await bench.run('win-server', { os: 'win32' });

    expect(runs).toMatchObject({ path, present: 'present' });
  });

  it.each([
    ['no-such-server', 'unresolved', 'the command is not on the search path we know'],
    ['/nowhere/server', 'missing', 'the file is not there'],
    ['./server', 'unresolved', 'the command is relative, and the folder it is started in is not known'],
    ['${ROOT}/server', 'placeholder', 'the command depends on a variable'],
    ['{env:SERVER}', 'placeholder', 'the command depends on a variable'],
    ['', 'unresolved', 'there is no command'],
  ])('%j can not be known', async (line, present, reason) => {
    const { identity, runs } = await bench.run([line]);

    expect(identity).toMatchObject({ kind: 'unidentified', reason });
    expect(runs).toMatchObject({ kind: 'file', role: 'binary', present });
  });

  it('is not known by a batch file that starts it', async () => {
    bench.write(join(bench.bin, 'batch.cmd'), 'x');

    const { identity, runs } = await bench.run('batch', { os: 'win32' });

    expect(identity.reason).toBe('the file is a batch or script file that starts something else');
    expect(runs).toMatchObject({ kind: 'file', present: 'present' });
  });

  it.runIf(process.getuid?.() !== 0)('is not known when it can not be read', async () => {
    const folder = join(bench.home, 'closed');
    bench.write(join(folder, 'server'), 'x');
    chmodSync(folder, 0);

    const { runs } = await bench.run(`${folder}/server`);
    chmodSync(folder, 0o700);

    expect(runs).toMatchObject({ present: 'unreadable' });
  });
});

describe('a file that carries the name of a tool', () => {
  it.each(['npx', 'uvx', 'docker', 'node', 'cmd', 'bash'])(
    '%s outside the folders for tools is just a file',
    async (name) => {
      const path = bench.write(join(bench.home, 'odd', name), 'x');

      const { identity, runs } = await bench.run(`${path} -y mcp-server`);

      expect(runs).toMatchObject({ kind: 'file', path, role: 'binary', present: 'present' });
      expect(identity).toMatchObject({
        kind: 'unidentified',
        reason: `it is named ${name} but stands where none is installed, and its arguments say what runs`,
      });
    },
  );

  it.each<[Os, string]>([
    ['win32', '~/AppData/Local/Microsoft/WinGet/Links/npx.exe'],
    ['win32', '~/AppData/Roaming/nvm/v22.11.0/npx.cmd'],
    ['win32', '~/AppData/Roaming/fnm/node-versions/v22.11.0/installation/npx.cmd'],
    ['darwin', '~/miniconda3/envs/mcp/bin/npx'],
    ['linux', '/opt/miniconda3/bin/npx'],
    ['darwin', '/opt/homebrew/Caskroom/miniconda/base/bin/npx'],
  ])('is the tool where a version manager puts it: %s %s', async (os, npx) => {
    const { identity } = await bench.run([npx, 'a@1.0.0'], { os });

    expect(identity).toMatchObject({ purl: 'pkg:npm/a', version: '1.0.0' });
  });

  it.each<[Os, string]>([
    ['win32', '~/AppData/Roaming/nvm/npx.cmd'],
    ['win32', '~/AppData/Local/Microsoft/WinGet/npx.exe'],
    ['darwin', '~/miniconda3/envs/bin/npx'],
    ['linux', '/opt/tools/bin/npx'],
  ])('is none beside them: %s %s', async (os, npx) => {
    expect((await bench.run([npx, 'a@1.0.0'], { os })).identity.kind).toBe('unidentified');
  });

  it('is the tool when it is a link to one, as in a virtual environment', async () => {
    const python = bench.write(join(bench.home, '.local', 'bin', 'python3.12'), 'python itself');
    mkdirSync(join(bench.home, 'venv', 'bin'), { recursive: true });
    symlinkSync(python, join(bench.home, 'venv', 'bin', 'python'));

    const { identity } = await bench.run('~/venv/bin/python ~/server/server.py');

    expect(identity).toMatchObject({ kind: 'script', sha256: sha256('the python script') });
  });

  it('is no way to give an interpreter another name', async () => {
    const bash = bench.write(join(bench.home, '.local', 'bin', 'bash'), 'bash itself');
    symlinkSync(bash, join(bench.bin, 'harmless'));

    const { identity } = await bench.run(['harmless', '-c', 'evil']);

    expect(identity.reason).toBe('the file is a link to an interpreter, its arguments say what runs');
  });
});
