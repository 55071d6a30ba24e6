import type { ChangeNote, NextStep, StatePart } from '../../main/contract/overview.ts';

/** The parts that make the sentence: what there is, then what is urgent. */
export function sentenceOf(parts: readonly StatePart[], word: (part: StatePart) => string): string {
  const servers = parts.find(({ kind }) => kind === 'servers');
  const clients = parts.find(({ kind }) => kind === 'clients');
  const others = parts.filter((part) => part !== servers && part !== clients);
  const what =
    servers === undefined ? [] : [[servers, ...(clients === undefined ? [] : [clients])].map(word).join(' ')];
  return [...what, ...others.slice(0, 4).map(word)].join(' · ');
}

/** Where the next step is taken; a scan is taken here. */
export function placeOfStep(step: NextStep): string | null {
  switch (step.kind) {
    case 'scan':
      return null;
    case 'answer-asks':
      return '#approvals';
    case 'mend-policy':
      return '#policy';
    case 'mend-catalogue':
      return '#doctor';
    case 'remove-server':
    case 'look-at-server':
      return `#servers/${step.server}`;
    case 'route-again':
      return '#servers/?route=drifted';
    case 'protect':
      return '#servers/?route=direct';
    case 'review-servers':
      return '#servers/?standing=shadow';
    case 'read-guarded':
      return '#clients';
  }
}

/** Where a change can be looked into. */
export function placeOfChange(note: ChangeNote): string | null {
  if ('name' in note) {
    return `#servers/${note.server}`;
  }
  return note.client === null ? null : `#clients/${note.client}`;
}

/** What changed: a server, or else the file. */
export function subjectOfChange(note: ChangeNote): string {
  if ('name' in note) {
    return note.name;
  }
  return 'server' in note && note.server !== null ? note.server : note.path;
}
