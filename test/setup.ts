import { chmodSync, lstatSync, mkdirSync, mkdtempSync, readdirSync, realpathSync, rmSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { join, sep } from 'node:path';
import { afterAll } from 'vitest';

const temporaryRoot = realpathSync(tmpdir());
// One folder for everything a test file makes, also in the programs it starts: nothing is left behind.
const scratch = mkdtempSync(join(temporaryRoot, 'sallyport-test-'));
// Programs that tests run as somebody else pass through it.
chmodSync(scratch, 0o711);
const home = join(scratch, 'home');
mkdirSync(home);

for (const name of ['TMPDIR', 'TEMP', 'TMP']) {
  process.env[name] = scratch;
}
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

afterAll(() => {
  openAll(scratch);
  rmSync(scratch, { recursive: true, force: true, maxRetries: 5 });
});

/** Whoever is not root can not remove what lies in a folder that a test has closed. */
function openAll(folder: string): void {
  const { mode, uid } = lstatSync(folder);
  if ((mode & 0o700) !== 0o700 && uid === process.getuid?.()) {
    chmodSync(folder, 0o700);
  }
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    if (entry.isDirectory()) {
      openAll(join(folder, entry.name));
    }
  }
}
