import { at } from '../../../scanner/formats/document.ts';
import { type Severity, severities } from '../../../scanner/model/finding.ts';
import type { TraceRow } from '../../../shim/record/trace-reader.ts';
import { listAt, textAt, textsAt } from './record-parts.ts';

/** Something that inspection saw, as a record tells it. */
export interface RecordedFinding {
  readonly rule: string;
  readonly severity: Severity;
  readonly detail: string | null;
}

/** Something that inspection saw in what a server says of its tools or prompts. */
export interface DefinitionFinding extends RecordedFinding {
  readonly kind: 'tool' | 'prompt';
  /** Whose definition it was; null where the record does not say it. */
  readonly name: string | null;
  /** It stood in no other definition. */
  readonly isAlone: boolean;
}

/** Which policy decided, as the connection said last; a policy that was missing or not there has no hash. */
export interface RecordedPolicy {
  readonly sha256: string | null;
}

/** What the records of one connection have said up to a call. */
export interface ConnectionThen {
  /** Whether its server had listed a tool of this name; also yes where the record does not tell. */
  readonly hasListed: (tool: string) => boolean;
  /** What was seen in its lists. */
  readonly definitions: readonly DefinitionFinding[];
  /** Null as long as it has not said so. */
  readonly policy: RecordedPolicy | null;
}

type Record = TraceRow['record'];
const kinds = new Map<string, DefinitionFinding['kind']>([
  ['tools/list', 'tool'],
  ['prompts/list', 'prompt'],
]);

/** Takes in the records of one connection, in their order. */
export class ConnectionSoFar implements ConnectionThen {
  readonly #tools = new Set<string>();
  readonly #page = new Map<string, readonly string[]>();
  #definitions: readonly DefinitionFinding[] = [];
  #policy: RecordedPolicy | null = null;
  /** Its first records are gone. */
  #isCut = true;
  /** A list was too long to be recorded whole. */
  #isLong = false;

  readonly hasListed = (tool: string): boolean => this.#isCut || this.#isLong || this.#tools.has(tool);

  get definitions(): readonly DefinitionFinding[] {
    return this.#definitions;
  }

  get policy(): RecordedPolicy | null {
    return this.#policy;
  }

  learn(record: Record): void {
    switch (record['kind']) {
      case 'connection':
        this.#isCut = at(record, ['agent']) === undefined ? this.#isCut : record['continues'] !== null && this.#isCut;
        return;
      case 'policy':
        this.#policy = { sha256: record['state'] === 'in-force' ? textAt(record, 'policyHash') : null };
        return;
      case 'listing':
        this.#learnList(textAt(record, 'action', 'method') ?? '', record);
        return;
      case 'outcome':
        this.#learnFindings(textAt(record, 'action', 'method') ?? '', record);
        return;
      default:
    }
  }

  #learnList(method: string, record: Record): void {
    const names = textsAt(record, 'names');
    this.#page.set(method, names);
    if (method === 'tools/list') {
      names.forEach((name) => this.#tools.add(name));
      this.#isLong ||= names.length !== record['count'];
    }
  }

  /** What was found in a list is recorded with its outcome, right after the list itself. */
  #learnFindings(method: string, record: Record): void {
    const kind = kinds.get(method);
    if (kind !== undefined) {
      const found = listAt(record, 'content', 'findings').map((finding): DefinitionFinding => {
        const index = /^\/result\/[^/]+\/(\d+)(?:\/|$)/.exec(textAt(finding, 'where') ?? '')?.[1];
        const name = index === undefined ? null : (this.#page.get(method)?.[Number(index)] ?? null);
        return { ...findingOf(finding), kind, name, isAlone: at(finding, ['count']) === undefined };
      });
      this.#definitions = [...this.#definitions, ...found];
    }
  }
}

export function findingOf(finding: unknown): RecordedFinding {
  const severity = textAt(finding, 'severity');
  return {
    rule: textAt(finding, 'rule') ?? '',
    severity: severities.find((known) => known === severity) ?? 'high',
    detail: textAt(finding, 'detail'),
  };
}
