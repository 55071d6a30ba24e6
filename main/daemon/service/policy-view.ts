import type { PolicyRule, PolicySetting, PolicyView } from '../../contract/policy.ts';
import type { CatalogueLine } from '../../contract/servers.ts';
import type { BundlePolicy } from '../../../policy/bundle/bundle.ts';
import { ownCounted } from '../../../policy/bundle/policy-here.ts';
import type { InForce } from '../../../policy/bundle/store.ts';
import type { TrustHere } from '../../../policy/bundle/trust.ts';
import { type CompiledPolicy, preparePolicy } from '../../../policy/cedar/policy.ts';
import type { Catalogue, CatalogueEntry, CatalogueIdentity } from '../../../policy/catalogue/catalogue.ts';

const nothing = {
  rules: [],
  settings: [],
  organisation: null,
  version: 0,
  sha256: null,
  issuedAt: null,
  expiresAt: null,
};

/** What decides now. @param local the catalogue this person keeps beside any policy */
export function policyView(current: InForce, here: TrustHere, local: Catalogue): PolicyView {
  const isOurs = here.from === 'default';
  const counted = ownCounted(here, local);
  const ours = {
    catalogue: catalogueOf(counted, false),
    suppressions: counted.suppressions,
    signedBy: [],
    isEditable: isOurs,
  };
  if (current.kind === 'none') {
    return {
      ...nothing,
      ...ours,
      source: isOurs ? 'none' : 'managed',
      state: 'missing',
      trouble: here.problem,
      mode: here.floor,
    };
  }
  if (current.kind === 'unusable') {
    return {
      ...nothing,
      ...ours,
      source: isOurs ? 'local' : 'managed',
      state: 'unusable',
      trouble: current.why,
      mode: here.floor,
    };
  }
  const { loaded, sha256, staleSince, signedBy } = current.verified;
  const { bundle } = loaded;
  const isManaged = bundle.organisation !== null;
  return {
    source: isManaged ? 'managed' : 'local',
    state: staleSince === null ? 'in-force' : 'stale',
    trouble: current.passedOver,
    mode: here.floor === 'lockdown' ? 'lockdown' : bundle.settings.mode,
    organisation: bundle.organisation,
    version: bundle.version,
    sha256,
    issuedAt: bundle.issuedAt,
    expiresAt: bundle.expiresAt,
    signedBy,
    rules: [
      ...(bundle.sets.person ?? []).map((policy) => ruleOf('person', policy, isManaged)),
      ...(bundle.sets.agent ?? []).map((policy) => ruleOf('agent', policy, isManaged)),
    ],
    catalogue: [...catalogueOf(bundle.catalogue, isManaged), ...ours.catalogue],
    suppressions: [...bundle.catalogue.suppressions, ...counted.suppressions],
    settings: settingsOf(bundle.settings, bundle.organisation),
    isEditable: isOurs && !isManaged,
  };
}

export function catalogueLine(
  { identity, status, owner, reason, until }: CatalogueEntry,
  isLocked: boolean,
): CatalogueLine {
  return { status, owner, reason, until, about: aboutOf(identity), isLocked };
}

function catalogueOf({ servers }: Catalogue, isLocked: boolean): PolicyView['catalogue'] {
  return servers.map((entry) => ({
    ...catalogueLine(entry, isLocked),
    identity: nameOf(entry.identity),
    dataClass: entry.dataClass,
  }));
}

function nameOf(identity: CatalogueIdentity): string {
  switch (identity.kind) {
    case 'package':
      return identity.purl;
    case 'image':
      return identity.repository;
    case 'file':
      return `sha256 ${identity.sha256}`;
    case 'remote':
      return identity.origin;
    case 'extension':
      return identity.extension;
  }
}

function aboutOf(identity: CatalogueIdentity): string {
  switch (identity.kind) {
    case 'package':
      return identity.versions ?? (identity.anyVersion ? 'every version' : 'every exact version');
    case 'image':
      return identity.digest ?? identity.tag ?? 'every tag';
    case 'file':
      return 'this very file';
    case 'remote':
      return 'this address and all below it';
    case 'extension':
      return 'every version';
  }
}

function ruleOf(set: PolicyRule['set'], { id, file, line, text, form }: BundlePolicy, isLocked: boolean): PolicyRule {
  return { set, id, effect: effectOf(preparePolicy(id, form)), file, line, text, isLocked };
}

function effectOf({ effect, annotations }: CompiledPolicy): PolicyRule['effect'] {
  return annotations.has('observe') ? 'observe' : annotations.has('ask') ? 'ask' : effect;
}

function settingsOf(settings: object, organisation: string | null): readonly PolicySetting[] {
  return Object.entries(settings).map(([name, value]: [string, unknown]) => ({
    name,
    value: typeof value === 'string' ? value : JSON.stringify(value),
    source: organisation ?? 'settings.yaml',
    isLocked: organisation !== null,
  }));
}
