/** Names at the top of the context that a policy looks at; `all` when it takes the context as a whole. */
export type ContextReads = ReadonlySet<string> | 'all';

export function reads(what: ContextReads, name: string): boolean {
  return what === 'all' || what.has(name);
}
