import { at } from '../formats/document.ts';

/** What `requirements.toml` demands of one server. */
export type CodexIdentity =
  /** The exact program; arguments are free. */
  | { readonly kind: 'program'; readonly command: string }
  /** The exact program, and a rule for each argument in its place; there may be no others. */
  | { readonly kind: 'command'; readonly executable: string; readonly args: readonly WordRule[] }
  /** An address, or a rule this version can not read: no started server fits it for sure. */
  | { readonly kind: 'other' };

export type WordRule =
  | { readonly match: 'exact' | 'prefix'; readonly value: string }
  | { readonly match: 'regex'; readonly expression: RegExp };

/** Reads one table below `mcp_servers`. */
export function codexIdentity(rule: unknown): CodexIdentity {
  const command = at(rule, ['identity', 'command']);
  if (typeof command === 'string') {
    return { kind: 'program', command };
  }
  const executable = at(command, ['executable']);
  const args = at(command, ['args']) ?? [];
  const rules = Array.isArray(args) ? args.map(wordRule) : [null];
  const known = rules.filter((one) => one !== null);
  return typeof executable === 'string' && known.length === rules.length
    ? { kind: 'command', executable, args: known }
    : { kind: 'other' };
}

export function fitsCodex(identity: CodexIdentity, [command, ...args]: readonly string[]): boolean {
  switch (identity.kind) {
    case 'program':
      return identity.command === command;
    case 'command':
      return (
        identity.executable === command &&
        identity.args.length === args.length &&
        identity.args.every((rule, index) => fitsWord(rule, args[index] ?? ''))
      );
    case 'other':
      return false;
  }
}

function fitsWord(rule: WordRule, word: string): boolean {
  switch (rule.match) {
    case 'exact':
      return word === rule.value;
    case 'prefix':
      return word.startsWith(rule.value);
    case 'regex':
      return rule.expression.test(word);
  }
}

function wordRule(rule: unknown): WordRule | null {
  const [match, value, expression] = ['match', 'value', 'expression'].map((key) => at(rule, [key]));
  if ((match === 'exact' || match === 'prefix') && typeof value === 'string') {
    return { match, value };
  }
  return match === 'regex' && typeof expression === 'string' ? wholeWord(expression) : null;
}

function wholeWord(expression: string): WordRule | null {
  try {
    return { match: 'regex', expression: new RegExp(`^(?:${expression})$`, 'us') };
  } catch {
    // Codex reads another dialect of expressions: what we can not read we do not judge by.
    return null;
  }
}
