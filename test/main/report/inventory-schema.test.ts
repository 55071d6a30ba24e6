import { readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { describe, expect, it } from 'vitest';
import type { Severity } from '../../../scanner/model/finding.ts';
import type { IdentityKind, Route, Standing } from '../../../scanner/model/identity.ts';
import type { Change, Format, Outcome, Scope, Transport } from '../../../scanner/model/inventory.ts';
import { clean, crowded, problems } from './samples.ts';

const schemaText = readFileSync(new URL('../../../scanner/model/inventory.schema.json', import.meta.url), 'utf8');
const ajv = new Ajv2020({ allErrors: true, strict: true, allowUnionTypes: true });
addFormats.default(ajv);
const isValid = ajv.compile(JSON.parse(schemaText));

describe('an inventory that a scan made', () => {
  it.each([
    ['clean', clean],
    ['with problems', problems],
    ['crowded', crowded],
  ])('%s matches the published schema', (_, inventory) => {
    isValid(inventory);

    expect(isValid.errors).toBeNull();
  });

  it('still matches with keys that a later 1.x adds', () => {
    expect(isValid({ ...clean, schema: 'sallyport.inventory/1.7', later: { a: 1 } })).toBe(true);
  });
});

describe('a document that is not an inventory', () => {
  it.each([
    ['another schema', '/schema', 'sallyport.inventory/2.0'],
    ['no schema', '/schema', undefined],
    ['a time in words', '/collectedAt', 'yesterday'],
    ['another tool', '/tool/name', 'other'],
    ['an unknown system', '/device/os', 'beos'],
    ['no completeness', '/completeness', undefined],
    ['completeness in words', '/completeness/complete', 'yes'],
    ['a mode nobody knows', '/policy/mode', 'off'],
    ['an unknown outcome', '/sources/0/outcome', 'ok'],
    ['an unknown scope', '/sources/0/scope', 'galaxy'],
    ['a source id of another form', '/sources/0/id', 'cursor'],
    ['a negative count', '/sources/0/servers', -1],
    ['a client without findings', '/clients/0/findings', undefined],
    ['an unknown kind of identity', '/servers/0/identity/kind', 'cargo'],
    [
      'an unidentified server without reason',
      '/servers/0/identity',
      { ...clean.servers[0]?.identity, kind: 'unidentified' },
    ],
    ['a purl that is none', '/servers/0/identity/purl', 'npm:x'],
    ['a hash in upper case', '/servers/0/identity/sha256', 'A'.repeat(64)],
    ['an unknown standing', '/servers/0/standing', 'fine'],
    ['an unknown risk', '/servers/0/risk', 'none'],
    ['an unknown change', '/servers/0/change', 'moved'],
    ['an unknown route', '/servers/0/sightings/0/route', 'proxied'],
    ['a pointer that is none', '/servers/0/sightings/0/pointer', 'mcpServers.x'],
    ['a launch without arguments', '/servers/0/sightings/0/launch/args', undefined],
    ['a remote launch without header names', '/servers/1/sightings/0/launch/headerNames', undefined],
    ['a finding without source', '/servers/0/findings', [{ ...problems.servers[1]?.findings[0], source: undefined }]],
    [
      'a finding of an unknown family',
      '/servers/0/findings',
      [{ ...problems.servers[1]?.findings[0], rule: 'style/x' }],
    ],
    ['an unknown confidence', '/servers/0/findings', [{ ...problems.servers[1]?.findings[0], confidence: 'sure' }]],
    ['no count of critical findings', '/summary/findings/critical', undefined],
  ])('with %s is refused', (_, pointer, value) => {
    expect(isValid(changed(clean, pointer, value))).toBe(false);
  });
});

describe('the closed vocabularies of the schema', () => {
  const severity: Record<Severity, true> = { low: true, medium: true, high: true, critical: true };
  const kind: Record<IdentityKind, true> = {
    npm: true,
    pypi: true,
    oci: true,
    binary: true,
    script: true,
    remote: true,
    extension: true,
    unidentified: true,
  };
  const route: Record<Route, true> = {
    direct: true,
    guarded: true,
    drifted: true,
    'foreign-guard': true,
    unroutable: true,
  };
  const standing: Record<Standing, true> = { malicious: true, banned: true, approved: true, shadow: true };
  const outcome: Record<Outcome, true> = {
    read: true,
    absent: true,
    denied: true,
    malformed: true,
    'too-large': true,
    'timed-out': true,
    unsupported: true,
    'needs-consent': true,
  };
  const format: Record<Format, true> = { json: true, jsonc: true, json5: true, toml: true, yaml: true };
  const scope: Record<Scope, true> = {
    user: true,
    profile: true,
    local: true,
    project: true,
    workspace: true,
    plugin: true,
    extension: true,
    managed: true,
    system: true,
    legacy: true,
  };
  const change: Record<Change, true> = { new: true, seen: true, changed: true, gone: true };
  const transport: Record<Transport, true> = { stdio: true, http: true, sse: true, ws: true };

  it.each(Object.entries({ severity, kind, route, standing, outcome, format, scope, change, transport }))(
    'of %s are the ones of the model',
    (_, words) => {
      expect(vocabularies()).toContainEqual(Object.keys(words).toSorted());
    },
  );
});

/** Every `enum` of the schema, sorted. */
function vocabularies(): readonly (readonly string[])[] {
  const found: string[][] = [];
  JSON.parse(schemaText, (key, value: unknown) => {
    if (key === 'enum' && Array.isArray(value)) {
      found.push(value.map(String).toSorted());
    }
    return value;
  });
  return found;
}

/** A copy with another value at a pointer; undefined takes the key away. */
function changed(document: unknown, pointer: string, value: unknown): unknown {
  const keys = pointer.split('/').slice(1);
  const copy: unknown = JSON.parse(JSON.stringify(document));
  const parent = keys.slice(0, -1).reduce<unknown>((at, key) => (isObject(at) ? at[key] : undefined), copy);
  const last = keys.at(-1);
  if (!isObject(parent) || last === undefined || !(last in parent)) {
    throw new Error(`the sample has nothing at ${pointer}`);
  }
  parent[last] = value;
  return JSON.parse(JSON.stringify(copy));
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
