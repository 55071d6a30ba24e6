import type { Catalogue } from '../catalogue/catalogue.ts';
import { emptyCatalogue } from '../catalogue/catalogue.ts';
import { parseCatalogue } from '../catalogue/parse.ts';
import { readContent } from '../content/read-content.ts';
import { otherwiseForm, toolModeForms } from '../classes/tool-mode-forms.ts';
import { hasToolModes, otherwisePolicy, toolModePolicies } from '../classes/tool-modes.ts';
import type { ArgumentFields } from '../schema/argument-types.ts';
import { readArgumentFields } from '../schema/argument-types.ts';
import { schemaText } from '../schema/schema.ts';
import type { Bundle, BundlePolicy } from './bundle.ts';
import { bundleFormat } from './bundle.ts';
import { idleNames } from './idle-names.ts';
import { mistypedGroups } from './mistyped-groups.ts';
import type { Problem } from './problem.ts';
import { error, start } from './problem.ts';
import { readPolicies } from './read-policies.ts';
import { readSettings } from './read-settings.ts';

/** The files of a policy folder by name, with `/`. */
export type FolderFiles = ReadonlyMap<string, string>;

/** What stands on the outside of a bundle. */
export type Label = Pick<Bundle, 'organisation' | 'version' | 'issuedAt' | 'expiresAt'>;

export type Built =
  | { readonly ok: true; readonly bundle: Bundle; readonly warnings: readonly Problem[] }
  | { readonly ok: false; readonly problems: readonly Problem[] };

const largestFileBytes = 2_000_000;

/** Builds a bundle of a folder's files; every fault of every file is found before anything is said. */
export async function buildBundle(files: FolderFiles, label: Label): Promise<Built> {
  const outside = outsideProblems(files);
  if (outside.length > 0) {
    return { ok: false, problems: outside };
  }
  const settings = readSettings('settings.yaml', files.get('settings.yaml') ?? null);
  const catalogue = await readCatalogue(files.get('catalogue.yaml') ?? '');
  const content = readContent('content.yaml', files.get('content.yaml') ?? '', label.issuedAt.slice(0, 10));
  const declared = readArgumentFields(settings.settings.arguments);
  const fields: ArgumentFields = declared.ok ? declared.fields : new Map();
  const modes = hasToolModes(catalogue.catalogue) ? toolModes(files, fields) : [];
  const person = readSet(files, 'person.cedar', schemaText(fields, 'Person'));
  const agent = readSet(files, 'agent.cedar', schemaText(fields, 'Agent'));
  const problems = [
    ...settings.problems,
    ...catalogue.problems,
    ...content.problems,
    ...(person?.problems ?? []),
    ...(agent?.problems ?? []),
    ...takenIds(person?.policies ?? []),
  ];
  if (problems.some(({ severity }) => severity === 'error')) {
    return { ok: false, problems };
  }
  const sets = {
    person: person === null && modes.length === 0 ? null : [...(person?.policies ?? []), ...modes],
    agent: agent?.policies ?? null,
  };
  const bundle: Bundle = {
    format: bundleFormat,
    product: 'sallyport',
    ...label,
    settings: settings.settings,
    catalogue: catalogue.catalogue,
    content: content.content,
    sets,
  };
  const written = [...(person?.policies ?? []), ...(agent?.policies ?? [])];
  const idle = [...files].flatMap(([file, text]) =>
    idleNames(
      text,
      written.filter((policy) => policy.file === file),
      settings.settings,
    ),
  );
  const mistyped = mistypedGroups('settings.yaml', settings, written);
  return { ok: true, bundle, warnings: [...problems, ...mistyped, ...idle] };
}

/** The bundle as the bytes that are signed. */
export function bundleBytes(bundle: Bundle): Uint8Array {
  return Buffer.from(JSON.stringify(bundle));
}

const knownFiles = /^(?:catalogue\.yaml|content\.yaml|person\.cedar|agent\.cedar|settings\.yaml|tests\/[^/]+\.yaml)$/;

function outsideProblems(files: FolderFiles): readonly Problem[] {
  return [...files].flatMap(([file, text]): readonly Problem[] => {
    if (!knownFiles.test(file)) {
      const help = 'Known are catalogue.yaml, content.yaml, person.cedar, agent.cedar, settings.yaml and tests/*.yaml.';
      return [error(file, start, 'is no file of a policy folder', help)];
    }
    return Buffer.byteLength(text) > largestFileBytes
      ? [error(file, start, `is larger than ${largestFileBytes} bytes`, 'Take out what is no longer needed.')]
      : [];
  });
}

async function readCatalogue(
  text: string,
): Promise<{ readonly catalogue: Catalogue; readonly problems: readonly Problem[] }> {
  const parsed = await parseCatalogue(text);
  return parsed.ok
    ? { catalogue: parsed.catalogue, problems: [] }
    : {
        catalogue: emptyCatalogue,
        problems: parsed.problems.map(({ line, message }) => error('catalogue.yaml', { line, column: 1 }, message)),
      };
}

function readSet(files: FolderFiles, file: string, schema: string): ReturnType<typeof readPolicies> | null {
  const text = files.get(file);
  return text === undefined ? null : readPolicies(file, text, schema);
}

function toolModes(files: FolderFiles, fields: ArgumentFields): readonly BundlePolicy[] {
  const isSkipped = !files.has('person.cedar') && files.has('agent.cedar');
  const text = isSkipped ? `${toolModePolicies}\n${otherwisePolicy}` : toolModePolicies;
  return readPolicies('catalogue.yaml', text, schemaText(fields, 'Person')).policies;
}

/** Modes may join the set on any laptop, so their names are never free. */
function takenIds(policies: readonly BundlePolicy[]): readonly Problem[] {
  const taken = new Set([...toolModeForms, otherwiseForm].map(({ id }) => id));
  return policies
    .filter(({ id }) => taken.has(id))
    .map(({ id, file, line }) =>
      error(file, { line, column: 1 }, `the id ${id} belongs to a tool mode of the catalogue`),
    );
}
