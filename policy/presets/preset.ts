/** A policy folder to start from. */
export interface Preset {
  readonly settings: string;
  readonly content: string;
  readonly person: string;
  /** Null where the agent's set is left out, which skips it. */
  readonly agent: string | null;
  readonly tests: string;
}

/** The settings of a preset, with what can be said in them. */
export function settingsFor(mode: 'monitor' | 'lockdown'): string {
  return `# What this policy is about, beside its rules.
version: 1

# What becomes of a call that no policy matches: monitor lets it pass, lockdown denies it.
mode: ${mode}

# Arguments that policies may look at, with their types: string, long, bool, decimal, [string], or an object of types.
# An argument of another type counts against the call wherever a policy looks at it.
arguments:
  table: string

# Who is who, for policies such as: permit (principal in MCP::Group::"finance", action, resource);
groups:
  staff: []
people: {}

# Leave tools that policy can never allow out of the lists that agents see.
hideDenied: false

# When a record counts as written: os (handed over) or disk (on the disk).
durability: os

# Let a client ask its person about a call that only reads, where Sallyport's own service does not run.
elicitation: false

# How long one message may be, and how much of the record is kept: the oldest goes first.
limits:
  lineMegabytes: 64
  traceMegabytes: 500
  traceDays: 30
`;
}
