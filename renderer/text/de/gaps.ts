import type { Gap } from '../../../scanner/model/gap.ts';
import type { Said } from '../said.ts';
import { common } from './common.ts';
import { counted } from './counted.ts';

/** What could not be looked at; with the daemon's own words where they name a cause. */
export function toldGap({ kind, parts, text }: Gap): Said {
  const words = gaps[kind](...parts);
  return { words: words ?? text, remedy: '', original: words !== null && saysMore.has(kind) ? text : null };
}

/** By kind; null where the daemon's own words are all there is. */
export const gaps: Readonly<Record<Gap['kind'], (...parts: readonly string[]) => string | null>> = {
  'source-unread': (client, path, outcome = '') => `${client}: ${path}: ${outcomes[outcome] ?? outcome}`,
  'entries-cut': (client, path, count) =>
    `${client}: ${path}: Nur die ersten ${counted(Number(count), 'Eintrag', 'Einträge')} wurden angesehen`,
  'recent-unread': (client) => `Die Liste der letzten Projekte von ${client} war nicht zu lesen`,
  'recent-guarded': (client) => `Die Liste der letzten Projekte von ${client} zu lesen, braucht Ihre Zustimmung`,
  'workspace-unread': (path) => `Die Datei ${path} eines Arbeitsbereichs war nicht zu lesen`,
  'workspace-guarded': (path) => `Die Datei ${path} eines Arbeitsbereichs zu lesen, braucht Ihre Zustimmung`,
  'projects-beyond': (left, most) =>
    `${counted(Number(left), 'Projekt', 'Projekte')} nach den ersten ${Number(most).toLocaleString('de')} wurden nicht angesehen`,
  'earlier-place': (client, path) =>
    `${client}: ${path}: von früher bekannt, und diesmal führte nichts dorthin (war damals eine Variable wie CODEX_HOME gesetzt?)`,
  'catalogue-unread': () =>
    'Der Katalog war nicht zu lesen; welche Server freigegeben oder gesperrt sind, ist unbekannt',
  'advisories-left-out': () => 'Eine Datei mit Warnungen wurde ausgelassen',
  'changed-meanwhile': (path) => `${path}: hat sich geändert, während sie gelesen wurde`,
  'not-given-back': (path) => `${path}: kann nicht zurückgegeben werden`,
  noted: () => null,
};

const outcomes: Readonly<Record<string, string>> = common.outcomes;

/** Their English words name a cause. */
const saysMore: ReadonlySet<Gap['kind']> = new Set<Gap['kind']>([
  'source-unread',
  'catalogue-unread',
  'advisories-left-out',
  'not-given-back',
]);
