interface WrittenPolicy {
  readonly id: string;
  /** Cedar's JSON form. */
  readonly form: unknown;
}

/**
 * The policies of `tool-modes.ts` in Cedar's JSON form, for laptops whose catalogue gives a tool a mode and whose bundle
 * does not hold them: a shim has no parser of Cedar.
 */
export const toolModeForms: readonly WrittenPolicy[] = [
  rule('forbid', 'catalogue/off', { reason: 'the catalogue turns this tool off' }, isMode('off')),
  rule('permit', 'catalogue/read', {}, and(isMode('read'), is('effect', 'read'))),
  rule(
    'forbid',
    'catalogue/read-only',
    { reason: 'the catalogue lets this tool read, and this call does more' },
    and(isMode('read'), isNot('effect', 'read')),
  ),
  rule(
    'permit',
    'catalogue/draft',
    {},
    and(and(isMode('draft'), isNot('effect', 'destructive')), not(resource('external'))),
  ),
  rule(
    'forbid',
    'catalogue/draft-only',
    { reason: 'the catalogue lets this tool prepare things, and this call destroys or sends' },
    and(isMode('draft'), or(is('effect', 'destructive'), resource('external'))),
  ),
  rule(
    'permit',
    'catalogue/ask',
    { ask: 'The catalogue wants a person to look at each call of this tool.' },
    isMode('ask'),
  ),
  rule('permit', 'catalogue/auto', {}, isMode('auto')),
];

/** What an absent set of the person says, for the one that modes make of it. */
export const otherwiseForm: WrittenPolicy = {
  id: 'catalogue/otherwise',
  form: { ...everything('permit'), conditions: [], annotations: { id: 'catalogue/otherwise' } },
};

function rule(
  effect: 'permit' | 'forbid',
  id: string,
  annotations: Readonly<Record<string, string>>,
  body: unknown,
): WrittenPolicy {
  const action = { op: '==', entity: { type: 'MCP::Action', id: 'tools/call' } };
  const conditions = [{ kind: 'when', body }];
  return { id, form: { ...everything(effect), action, conditions, annotations: { id, ...annotations } } };
}

function everything(effect: 'permit' | 'forbid'): object {
  const all = { op: 'All' };
  return { effect, principal: all, action: all, resource: all };
}

function resource(attr: string): unknown {
  return { '.': { left: { Var: 'resource' }, attr } };
}

function isMode(mode: string): unknown {
  return is('mode', mode);
}

function is(attr: string, value: string): unknown {
  return { '==': { left: resource(attr), right: { Value: value } } };
}

function isNot(attr: string, value: string): unknown {
  return { '!=': { left: resource(attr), right: { Value: value } } };
}

function and(left: unknown, right: unknown): unknown {
  return { '&&': { left, right } };
}

function or(left: unknown, right: unknown): unknown {
  return { '||': { left, right } };
}

function not(arg: unknown): unknown {
  return { '!': { arg } };
}
