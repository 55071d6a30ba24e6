/** What a tool does to the world, the mildest first. */
export type Effect = 'read' | 'write' | 'destructive';

export const effects: readonly Effect[] = ['read', 'write', 'destructive'];

export function stronger(one: Effect, other: Effect): Effect {
  return effects.indexOf(one) >= effects.indexOf(other) ? one : other;
}

/** A tool's class, and which rules made it so. */
export interface ToolClass {
  readonly effect: Effect;
  /** Whether it reaches outside the organisation. */
  readonly external: boolean;
  readonly because: readonly Reason[];
}

export interface Reason {
  readonly rule: 'name' | 'arguments' | 'annotation' | 'default' | 'given';
  /** For people: `the name says "delete"`. */
  readonly says: string;
}
