import { basename, join } from 'node:path';
import type { CatalogueIdentity } from '../../policy/catalogue/catalogue.ts';
import { editCatalogue } from '../../policy/catalogue/edit.ts';
import { parseCatalogue } from '../../policy/catalogue/parse.ts';
import { parseConfig } from '../../scanner/formats/parse.ts';
import { SallyportError } from '../../scanner/model/errors.ts';
import { listedRules, type ListedRule } from '../../scanner/routing/listed-rules.ts';
import { readPreferences } from '../../scanner/routing/managed-preferences.ts';
import { realFiles } from '../../scanner/real-files.ts';
import { diskOf } from '../daemon/local-disks.ts';
import { importRules, type Imported } from '../daemon/policy/import-rules.ts';
import { readState, writeState } from '../daemon/state-file.ts';
import { visible } from '../contract/visible.ts';
import { dateOption, requiredOption } from './given-values.ts';
import { loosen } from './loosen.ts';
import { readBytes } from './policy-files.ts';
import { sourceFolder } from './policy-source.ts';
import { usageError } from './run-cli.ts';
import { type Context, type ExitCode, type Given, isSet, textOption } from './verb.ts';

const mostRules = 10_000;

/** Takes an organisation's list for a client into the catalogue of a policy folder. Exit 3 when a rule could not be taken. */
export async function importPolicy(file: string | undefined, given: Given, context: Context): Promise<ExitCode> {
  if (file === undefined) {
    throw usageError('policy import needs a list', 'Give FILE, such as managed-settings.json or requirements.toml.');
  }
  const written = {
    owner: requiredOption(given, 'owner', 'who answers for the servers'),
    reason: textOption(given, 'reason') ?? `listed in ${basename(file)}`,
    until: dateOption(given, 'until'),
    anyVersion: isSet(given, 'any-version'),
  };
  const rules = await rulesIn(file);
  const folder = sourceFolder(textOption(given, 'into'), context);
  const path = join(folder, 'catalogue.yaml');
  const text = readState(path) ?? '';
  const before = await parseCatalogue(text);
  if (!before.ok) {
    const [first] = before.problems;
    throw new SallyportError({
      code: 'CATALOGUE_INVALID',
      message: `the catalogue ${path} is not valid: line ${first?.line ?? 1}: ${first?.message ?? 'it can not be read'}`,
      remedy: 'Mend that line, then import again.',
    });
  }
  const { machine } = context;
  const files = realFiles({
    userId: machine.userId,
    disk: await diskOf(machine.os),
    hashes: new Map<string, string>(),
  });
  const imported = await importRules(rules, before.catalogue, written, { files, machine });
  const edited = await editCatalogue(text, { kind: 'put-servers', entries: imported.added });
  const { output } = context;
  linesOf(imported).forEach((line) => (context.json ? output.note(line) : output.out(`${line}\n`)));
  const approvals = imported.added.filter(({ status }) => status === 'approved').length;
  if (approvals > 0) {
    await loosen(`Approving ${counted(approvals, 'server')} of ${file} in ${path}`, context);
  }
  if (imported.added.length > 0) {
    writeState(path, edited);
  }
  const { added, known, left } = imported;
  output.out(
    context.json
      ? `${JSON.stringify({ catalogue: path, ...imported })}\n`
      : `${counted(added.length, 'entry', 'entries')} added to ${path}, ${known} there already, ${counted(left.length, 'rule')} left out.\n`,
  );
  return left.length === 0 ? 0 : 3;
}

function linesOf({ added, left }: Imported): readonly string[] {
  return [
    ...added.map(({ identity, status }) => `${status}  ${aboutWhat(identity)}`),
    ...left.map(
      ({ rule, status, why }) => `left out  ${visible(rule)} (${status === 'banned' ? 'denied' : 'allowed'}): ${why}`,
    ),
  ];
}

function aboutWhat(identity: CatalogueIdentity): string {
  switch (identity.kind) {
    case 'package':
      return `${identity.purl} ${identity.versions ?? 'every version'}`;
    case 'image':
      return `${identity.repository}${identity.digest === null ? `:${identity.tag ?? 'every tag'}` : `@${identity.digest}`}`;
    case 'file':
      return `sha256 ${identity.sha256}`;
    case 'remote':
      return identity.origin;
    case 'extension':
      return identity.extension;
  }
}

function counted(count: number, one: string, many = `${one}s`): string {
  return `${count} ${count === 1 ? one : many}`;
}

async function rulesIn(file: string): Promise<readonly ListedRule[]> {
  const bytes = await readBytes(file);
  const parsed = /\.plist$/i.test(file)
    ? await readPreferences(bytes)
    : await parseConfig(bytes, /\.toml$/i.test(file) ? 'toml' : 'json');
  if (!parsed.ok) {
    throw usageError(`could not read ${file}: ${parsed.detail}`, 'Mend the file, or name another.');
  }
  const rules = listedRules(parsed.document.value);
  if (rules === null) {
    throw usageError(
      `${file} holds no list of servers that we know`,
      'Known are managed-settings.json of Claude Code and Copilot, requirements.toml of Codex, and the whitelist of Windsurf.',
    );
  }
  if (rules.length > mostRules) {
    throw usageError(
      `${file} holds ${rules.length} rules; at most ${mostRules} are taken, as many as a catalogue holds`,
      'Take the list apart, or shorten it.',
    );
  }
  return rules;
}
