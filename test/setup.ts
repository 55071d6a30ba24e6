import { mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { join, sep } from 'node:path';
import { afterAll } from 'vitest';

const temporaryRoot = realpathSync(tmpdir());
const home = mkdtempSync(join(temporaryRoot, 'sallyport-test-home-'));

process.env.HOME = home;
process.env.USERPROFILE = home;
process.env.SALLYPORT_HOME = join(home, '.sallyport');
for (const name of Object.keys(process.env)) {
  if (/^(XDG_|CODEX_|CLAUDE|COPILOT_|GEMINI_|CLINE_|OPENCODE_|GOOSE_|CONTINUE_|APPDATA|LOCALAPPDATA)/.test(name)) {
    delete process.env[name];
  }
}

// Without HOME, Node asks the account database and finds the real home: so ask Node, not the variable.
for (const [what, folder] of [
  ['home', homedir()],
  ['state folder', process.env.SALLYPORT_HOME],
] as const) {
  if (!folder.startsWith(temporaryRoot + sep)) {
    throw new Error(`tests stop here: the ${what} ${folder} is not under the temporary root ${temporaryRoot}`);
  }
}

afterAll(() => rmSync(home, { recursive: true, force: true }));
