import { writeFile } from 'node:fs/promises';
import type { Label } from '../../policy/bundle/build.ts';
import { bundleBytes } from '../../policy/bundle/build.ts';
import { pack } from '../../policy/bundle/envelope.ts';
import { publicKeyOf, publicTextOf, sha256 } from '../../policy/bundle/keys.ts';
import { signBundle } from '../../policy/bundle/sign.ts';
import type { Trust } from '../../policy/bundle/verify.ts';
import { verifyBundle } from '../../policy/bundle/verify.ts';
import { PolicyRefused } from '../../policy/cedar/fault.ts';
import { readBytes, tellProblems } from './policy-files.ts';
import { fromFolder, sourceFolder } from './policy-source.ts';
import { usageError } from './run-cli.ts';
import type { Context, ExitCode, Given } from './verb.ts';
import { textOption, textOptions } from './verb.ts';

/** Makes one file of a policy folder. */
export async function buildPolicy(place: string | undefined, given: Given, context: Context): Promise<ExitCode> {
  const out = textOption(given, 'out');
  if (out === undefined) {
    throw usageError('policy build needs a file to write', 'Give one with --out FILE.');
  }
  const source = await fromFolder(sourceFolder(place, context), labelOf(given, context));
  if (!source.ok) {
    return tellProblems(source.problems, context);
  }
  const payload = bundleBytes(source.built.bundle);
  await writeFile(out, pack({ payload, signatures: [] }), { mode: 0o600 });
  const { version, organisation } = source.built.bundle;
  tell(context, { file: out, version, organisation, sha256: sha256(payload), problems: source.built.warnings }, [
    `wrote ${out}: version ${version} for ${organisation ?? 'this computer'}, not signed yet`,
  ]);
  return 0;
}

/** Adds a signature to a bundle. */
export async function signPolicy(file: string | undefined, given: Given, context: Context): Promise<ExitCode> {
  const key = textOption(given, 'key');
  if (file === undefined || key === undefined) {
    throw usageError('policy sign needs a bundle and a key', 'Give FILE and --key PEM-FILE.');
  }
  const pem = Buffer.from(await readBytes(key)).toString('utf8');
  const publicKey = readable(() => publicTextOf(pem));
  const bytes = await readBytes(file);
  await writeFile(
    file,
    readable(() => signBundle(bytes, pem)),
  );
  const { id } = publicKeyOf(publicKey);
  tell(context, { file, keyId: id, publicKey }, [`signed ${file}`, `key id     ${id}`, `public key ${publicKey}`]);
  return 0;
}

/** Tells whether a bundle would be taken here, had nothing been taken before. */
export async function verifyPolicy(file: string | undefined, given: Given, context: Context): Promise<ExitCode> {
  if (file === undefined) {
    throw usageError('policy verify needs a bundle', 'Give FILE.');
  }
  const verified = verifyBundle(await readBytes(file), trustOf(given), null, context.now, true);
  if (!verified.ok) {
    const { code, message } = verified;
    tell(context, { ok: false, code, message }, [`refused (${code}): ${message}`]);
    return 2;
  }
  const { version, organisation, issuedAt, expiresAt } = verified.loaded.bundle;
  const { signedBy, staleSince } = verified;
  tell(
    context,
    { ok: true, version, organisation, issuedAt, expiresAt, sha256: verified.sha256, signedBy, staleSince },
    [
      `version ${version} for ${organisation ?? 'this computer'}, issued ${issuedAt}`,
      `sha256  ${verified.sha256}`,
      signedBy.length === 0 ? 'not signed' : `signed by ${signedBy.join(', ')}`,
      ...(staleSince === null ? [] : [`stale since ${staleSince.toISOString()}`]),
    ],
  );
  return 0;
}

function labelOf(given: Given, { now }: Context): Label {
  const organisation = textOption(given, 'organisation') ?? null;
  const version = textOption(given, 'version') ?? (organisation === null ? '1' : '');
  if (!/^[1-9]\d{0,14}$/.test(version)) {
    throw usageError('the bundle needs a version', 'Give one with --version N, greater than any before.');
  }
  return { organisation, version: Number(version), issuedAt: now.toISOString(), expiresAt: endOf(given) };
}

function endOf(given: Given): string | null {
  const day = textOption(given, 'expires');
  const end = day === undefined ? null : new Date(`${day}T23:59:59.999Z`);
  if (day !== undefined && (end === null || Number.isNaN(end.getTime()) || !end.toISOString().startsWith(day))) {
    throw usageError(`${JSON.stringify(day)} is no day`, 'Write it as 2027-01-31.');
  }
  return end?.toISOString() ?? null;
}

function trustOf(given: Given): Trust {
  const keys = textOptions(given, 'public-key').map((text) => readable(() => publicKeyOf(text)));
  const organisation = textOption(given, 'organisation');
  if ((organisation === undefined) !== (keys.length === 0)) {
    throw usageError(
      'an organisation and its keys go together',
      'Give --organisation NAME and --public-key KEY, or neither.',
    );
  }
  return organisation === undefined
    ? { kind: 'local' }
    : { kind: 'managed', organisation, keys, threshold: 1, lowestVersion: 0 };
}

/** Bad input is the person's to mend, not an error of ours. */
function readable<Result>(read: () => Result): Result {
  try {
    return read();
  } catch (error) {
    if (error instanceof PolicyRefused) {
      throw usageError(error.message, 'Check which file or key was given.');
    }
    throw error;
  }
}

function tell({ json, output }: Context, document: object, lines: readonly string[]): void {
  output.out(json ? `${JSON.stringify(document)}\n` : `${lines.join('\n')}\n`);
}
