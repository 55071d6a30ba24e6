import { hasConsented, rememberConsent } from '../daemon/consent.ts';
import { type Context, type Given, isSet } from './verb.ts';

const explanation = `On macOS the configs of some clients lie in other apps' folders, and the system may ask you whether
this program may read them. Without reading them, Sallyport only sees that they exist and says so.`;

/** Tells the person before macOS does, and asks once; elsewhere there is nothing to ask. */
export async function mayReadGuarded(given: Given, { machine, stateFolder, output, ask }: Context): Promise<boolean> {
  if (machine.os !== 'darwin') {
    return true;
  }
  if (isSet(given, 'read-guarded') || hasConsented(stateFolder)) {
    return true;
  }
  if (ask === null || !output.isTerminal) {
    return false;
  }
  output.note(explanation);
  const isYes = /^y(es)?$/i.test((await ask('Read them? [y/N] ')).trim());
  if (isYes) {
    rememberConsent(stateFolder);
  }
  return isYes;
}
