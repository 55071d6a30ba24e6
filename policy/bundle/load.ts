import type { Entities } from '../cedar/entities.ts';
import { HierarchyFault } from '../cedar/entities.ts';
import { PolicyRefused } from '../cedar/fault.ts';
import { listOf, objectOf, textOf } from '../cedar/json-form.ts';
import { preparePolicy } from '../cedar/policy.ts';
import type { PolicySet } from '../cedar/policy-set.ts';
import { policySet } from '../cedar/policy-set.ts';
import { contentActions, recordOnly } from '../content/content-policy.ts';
import type { Policy } from '../decide/questions.ts';
import type { Mode } from '../decide/decision.ts';
import { groupEntities } from '../decide/groups.ts';
import { readArgumentFields } from '../schema/argument-types.ts';
import type { Bundle } from './bundle.ts';
import { bundleFormat } from './bundle.ts';

/** A bundle that is ready to decide. */
export interface LoadedBundle {
  readonly bundle: Bundle;
  readonly policy: Policy;
}

/**
 * Reads the bytes of a bundle and compiles its policies. Needs neither the wasm nor a schema library: a shim does it at start.
 *
 * @throws PolicyRefused with what is wrong, in words
 */
export function loadBundle(bytes: Uint8Array): LoadedBundle {
  const bundle = checkedBundle(parse(bytes));
  const { mode, groups } = bundle.settings;
  const fields = readArgumentFields(bundle.settings.arguments);
  if (!fields.ok) {
    throw new PolicyRefused('a declared argument has no type');
  }
  return {
    bundle,
    policy: {
      mode,
      person: compileSet(bundle.sets.person),
      agent: compileSet(bundle.sets.agent),
      input: fields.fields,
      groups: checkedGroups(groups),
    },
  };
}

function parse(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes)) as unknown;
  } catch (cause) {
    throw new PolicyRefused('the bundle is no JSON', { cause });
  }
}

function checkedBundle(value: unknown): Bundle {
  const bundle = objectOf(value, 'the bundle');
  const format = textOf(bundle['format'], 'the format of the bundle');
  if (format !== bundleFormat) {
    throw new PolicyRefused(
      `the bundle is of the format ${format.slice(0, 40)}, and this version reads ${bundleFormat}`,
    );
  }
  if (bundle['product'] !== 'sallyport') {
    throw new PolicyRefused('the bundle is not for this product');
  }
  if (!Number.isSafeInteger(bundle['version']) || Number(bundle['version']) < 0) {
    throw new PolicyRefused('the bundle has no version');
  }
  if (bundle['organisation'] !== null) {
    textOf(bundle['organisation'], 'the organisation of the bundle');
  }
  checkDate(bundle['issuedAt'], 'issuedAt');
  if (bundle['expiresAt'] !== null) {
    checkDate(bundle['expiresAt'], 'expiresAt');
  }
  checkSettings(objectOf(bundle['settings'], 'the settings'));
  const catalogue = objectOf(bundle['catalogue'], 'the catalogue');
  listOf(catalogue['servers'], 'the servers of the catalogue');
  listOf(catalogue['suppressions'], 'the suppressions of the catalogue');
  const sets = objectOf(bundle['sets'], 'the sets');
  ['person', 'agent'].forEach((set) => checkSet(sets[set]));
  // Bundles that were made before content had a policy of its own say nothing about it.
  const content = bundle['content'] === undefined ? recordOnly : bundle['content'];
  checkContent(objectOf(content, 'the content policy'));
  // Each part has just been looked at as far as deciding relies on it; the rest was checked by who built and signed it.
  return { ...(value as Bundle), content: content as Bundle['content'] };
}

function checkDate(value: unknown, what: string): void {
  if (Number.isNaN(Date.parse(textOf(value, what)))) {
    throw new PolicyRefused(`${what} of the bundle is no time`);
  }
}

function checkSettings(settings: Readonly<Record<string, unknown>>): void {
  const mode: unknown = settings['mode'];
  const modes: readonly Mode[] = ['monitor', 'lockdown'];
  if (!modes.some((known) => known === mode)) {
    throw new PolicyRefused('the mode of the bundle is neither monitor nor lockdown');
  }
  objectOf(settings['arguments'], 'the declared arguments');
  objectOf(settings['groups'], 'the groups');
  objectOf(settings['people'], 'the people');
}

function checkContent(content: Readonly<Record<string, unknown>>): void {
  const actions: readonly unknown[] = contentActions;
  listOf(content['rules'], 'the rules of the content policy').forEach((rule) => {
    const wanted = listOf(objectOf(rule, 'a content rule')['actions'], 'the actions of a content rule');
    if (!wanted.every((action) => actions.includes(action))) {
      throw new PolicyRefused('a content rule asks for an action that this version does not know');
    }
  });
  ['personalData', 'patterns', 'suppressions'].forEach((key) => listOf(content[key], `${key} of the content policy`));
  ['large', 'pins'].forEach((key) => objectOf(content[key], `${key} of the content policy`));
  if (content['classifier'] !== undefined) {
    const classifier = objectOf(content['classifier'], 'the classifier of the content policy');
    ['file', 'sha256'].forEach((key) => textOf(classifier[key], `${key} of the classifier`));
    listOf(classifier['surfaces'], 'the surfaces of the classifier');
  }
}

function checkSet(set: unknown): void {
  if (set !== null) {
    listOf(set, 'a set of policies').forEach((policy) =>
      textOf(objectOf(policy, 'a policy')['id'], 'the id of a policy'),
    );
  }
}

function compileSet(set: Bundle['sets']['person']): PolicySet | null {
  return set === null ? null : policySet(set.map(({ id, form }) => preparePolicy(id, form)));
}

function checkedGroups(groups: Bundle['settings']['groups']): Entities {
  Object.values(groups).forEach((parents) =>
    listOf(parents, 'the groups of a group').forEach((parent) => textOf(parent, 'a group')),
  );
  try {
    return groupEntities(groups);
  } catch (cause) {
    if (cause instanceof HierarchyFault) {
      throw new PolicyRefused('the groups of the bundle can not be', { cause });
    }
    throw cause;
  }
}
