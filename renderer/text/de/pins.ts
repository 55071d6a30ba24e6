import type { PinAbout } from '../../../main/contract/pin-abouts.ts';
import type { PinChange } from '../../../main/contract/servers.ts';
import type { Said } from '../said.ts';
import { rules } from './rules.ts';

/** What changed in a tool; with the daemon's own words where inspection finds something in it. */
export function toldPinChange({ change, since, about, means, findings }: PinChange): Said {
  const what = change === 'changed' ? about.map((one) => abouts[one]) : [states[change](since.slice(0, 10))];
  return {
    words: [...what, ...findings.map(({ rule, message }) => rules[rule]?.[0] ?? message)].join('; '),
    remedy: '',
    original: findings.length === 0 ? null : means,
  };
}

/** What changed, by what the difference is about. */
export const abouts: Readonly<Record<PinAbout, string>> = {
  text: 'Text, den das Modell liest',
  schema: 'was das Werkzeug nimmt oder gibt',
  laxer: 'eine Angabe, nach der Clients seltener fragen',
  stricter: 'eine Angabe, nach der Clients öfter fragen',
  annotation: 'eine Anmerkung',
  meta: 'Symbole oder Metadaten',
  other: 'ein anderer Teil der Beschreibung',
  'times-listed': 'mehrere Werkzeuge haben diesen Namen',
  credential: 'Zugangsdaten darin, die nicht aufbewahrt werden',
};

const states: Readonly<Record<Exclude<PinChange['change'], 'changed'>, (day: string) => string>> = {
  added: (day) => `neu, gesehen seit ${day}`,
  gone: (day) => `nicht mehr aufgelistet seit ${day}`,
};
