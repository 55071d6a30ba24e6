import type { HealthLine } from '../../../main/contract/health.ts';
import type { Left } from '../../../main/contract/plans.ts';
import type { PinChange } from '../../../main/contract/servers.ts';
import type { Gap } from '../../../scanner/model/gap.ts';
import type { SightingRow } from '../../../scanner/model/inventory.ts';
import type { Said } from '../said.ts';

const asIs = ({ message, remedy }: { readonly message: string; readonly remedy: string }): Said => ({
  words: message,
  remedy,
  original: null,
});

/** The daemon speaks English. */
export const daemon = {
  failure: (error: { readonly code: string; readonly message: string; readonly remedy: string }): Said => asIs(error),
  finding: (finding: { readonly rule: string; readonly message: string; readonly remedy: string }): Said =>
    asIs(finding),
  /** A line of status or doctor. */
  health: ({ message, remedy }: HealthLine): Said => ({ words: message, remedy: remedy ?? '', original: null }),
  /** What changed in a tool since it was accepted. */
  pinChange: ({ means }: PinChange): Said => ({ words: means, remedy: '', original: null }),
  /** What could not be looked at. */
  gap: ({ text }: Gap): Said => ({ words: text, remedy: '', original: null }),
  /** Why an entry is left as it is. */
  left: ({ reason, remedy }: Left): Said => ({ words: reason, remedy, original: null }),
  /** Why an entry takes its route; null where nothing is to be said. */
  reason: ({ reason }: Pick<SightingRow, 'reason' | 'reasonKind'>): Said | null =>
    reason === null ? null : { words: reason, remedy: '', original: null },
  cause: ({ text }: { readonly kind: string; readonly text: string }): string => text,
  /** Which versions a decision of the catalogue is about. */
  about: (about: string): string => about,
  /** What a server is, as a line. */
  identity: (line: string): string => line,
  /** Why it can not be said what a server is. */
  unidentified: (reason: string): string => reason,
  /** What made a server's standing. */
  standingBy: (by: string): string => by,
  /** Why a tool has its class. */
  toolClass: (reasons: string): string => reasons,
  policyTrouble: (trouble: string): string => trouble,
  /** What a policy asks a person. */
  policyQuestion: (question: string): string => question,
  /** Why a config was not read whole. */
  sourceFault: (detail: string): Said => ({ words: detail, remedy: '', original: null }),
  /** A field of a record, by its path. */
  field: (path: string): string => path,
  question: (_name: string, question: string): Said => ({ words: question, remedy: '', original: null }),
};
