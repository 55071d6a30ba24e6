import type { Denied, DenyReason } from './decision.ts';

/**
 * What a client is told of a denied call, for its model and its person: a plain sentence first, then the rule, then what
 * can be done. Holds nothing of the call itself.
 */
export function denialText({ because }: Denied): string {
  const sentences = [...new Set(because.map(sentence))];
  const rules = because.flatMap((reason) => ('rule' in reason ? [reason.rule] : []));
  const named = rules.length === 0 ? [] : [`Rule: ${[...new Set(rules)].join(', ')}.`];
  return [...sentences, ...named, 'Do not retry unchanged.'].join(' ');
}

function sentence(reason: DenyReason): string {
  switch (reason.kind) {
    case 'rule':
      return `Sallyport denied this call: ${reason.says === null || reason.says === '' ? 'a policy forbids it' : reason.says}.`;
    case 'content':
      if (reason.rule === 'pin/unreadable') {
        return 'Sallyport denied this call: what was remembered of the tool can not be read, so nobody can tell whether it changed. The person can see which file it is with "sallyport pins list".';
      }
      return reason.rule.startsWith('pin/')
        ? 'Sallyport denied this call: the tool is not what it was when it was accepted. The person can see and accept the change with "sallyport pins diff".'
        : 'Sallyport denied this call: inspection found something in it, or in what the server says of the tool, that may not pass.';
    case 'standing':
      return reason.standing === 'banned'
        ? 'Sallyport denied this call: the server is banned on this computer.'
        : 'Sallyport denied this call: an advisory calls the server malicious. Its person should remove it.';
    case 'no-rule-allows':
      return 'Sallyport denied this call: no policy allows it, and on this computer only what a policy allows is passed on.';
    case 'could-not-decide':
      return 'Sallyport denied this call: a policy could not be evaluated for it. The person can see why with "sallyport policy explain".';
    default:
      return reason;
  }
}
