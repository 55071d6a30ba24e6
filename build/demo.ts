// Shows Sallyport on a throw-away home, so that nobody has to risk their own configs to see what it does.
import { spawnSync } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { callTool } from './demo-client.ts';
import { makeDemoHome } from './demo-home.ts';
import { demoPolicy } from './demo-policy.ts';

interface ClaudeConfig {
  readonly mcpServers: { readonly notes: { readonly command: string; readonly args: readonly string[] } };
}

const root = join(import.meta.dirname, '..');
const sallyport = join(root, 'dist', 'bin', process.platform === 'win32' ? 'sallyport.cmd' : 'sallyport');
const keep = process.argv.includes('--keep');
const home = await mkdtemp(join(tmpdir(), 'sallyport-demo-'));

try {
  await makeDemoHome(home);
  console.log(`A throw-away home with fifteen clients: ${home}\n`);
  step(['scan', '--read-guarded'], 'What is configured there, and what nobody approved:');
  step(['servers', 'show', 'mail'], 'All about the worst of them:');
  step(
    ['servers', 'ban', 'mail', '--reason', 'copies every mail to its publisher'],
    'Ban it (stricter is always allowed):',
  );

  step(['fleet', 'report', '--format', 'remediation'], 'What Intune would collect from this laptop:');
  step(['fleet', 'get', 'shadow-servers'], 'What a Jamf extension attribute would ask:');
  console.log('\nNo config was changed and no server was started so far.');

  step(
    ['protect', '--client', 'claude-code', '--yes'],
    "Route Claude Code's servers through the shim; every other byte of the config stays:",
  );
  const config = JSON.parse(await readFile(join(home, '.claude.json'), 'utf8')) as ClaudeConfig;
  console.log(
    `\nA client calls the tool read_note of the guarded server notes: ${JSON.stringify(await callTool(config.mcpServers.notes, home, 'read_note'))}`,
  );
  await demoPolicy({
    home,
    step,
    quietly,
    say: (text) => console.log(text),
    call: (tool) => callTool(config.mcpServers.notes, home, tool),
  });
  step(['log', 'query', '--kind', 'decision'], 'What is on record:');
  step(['log', 'verify'], 'Nobody changed the record:');
} finally {
  if (keep) {
    console.log(`\nKept: HOME=${home} ${sallyport} scan`);
  } else {
    await rm(home, { recursive: true, force: true });
  }
}

function step(words: readonly string[], title: string): void {
  console.log(`\n── ${title}\n$ sallyport ${words.join(' ').replaceAll(home, '~')}\n`);
  run(words, 'inherit');
}

function quietly(words: readonly string[]): string {
  return run(words, 'pipe');
}

function run(words: readonly string[], out: 'inherit' | 'pipe'): string {
  const { status, stdout } = spawnSync(sallyport, [...words], {
    encoding: 'utf8',
    stdio: ['inherit', out, 'inherit'],
    shell: process.platform === 'win32',
    env: {
      ...process.env,
      HOME: home,
      USERPROFILE: home,
      APPDATA: join(home, 'AppData', 'Roaming'),
      LOCALAPPDATA: join(home, 'AppData', 'Local'),
      XDG_CONFIG_HOME: '',
      SALLYPORT_HOME: '',
    },
  });
  // 1: findings, as Intune's detection wants it; 3: one config in this home can not be read.
  if (status !== 0 && status !== 1 && status !== 3) {
    throw new Error(`sallyport ${words.join(' ')} ended with ${status}`);
  }
  return stdout ?? '';
}
