import { byPattern, type Pattern } from './by-pattern.ts';

/** Why a policy or the catalogue does not decide. What a parser or a source said stays in its own words. */
export function toldPolicyTrouble(trouble: string): string {
  const [, before = '', came = '', why = ''] =
    /^(.*); (the last one that came was refused|the last try to fetch one failed) \((.*)\)$/s.exec(trouble) ?? [];
  return before === ''
    ? (byPattern(troubles, trouble) ?? trouble)
    : `${toldPolicyTrouble(before)}; ${lastTries[came] ?? came} (${why})`;
}

const lastTries: Readonly<Record<string, string>> = {
  'the last one that came was refused': 'die letzte, die kam, wurde abgelehnt',
  'the last try to fetch one failed': 'der letzte Versuch, eine zu holen, ist gescheitert',
};

const troubles: readonly Pattern[] = [
  [
    /^the policy folder was edited and is not in force yet; "sallyport policy sync" or the daemon puts it in force$/,
    'der Ordner der Richtlinie wurde geändert und gilt noch nicht; „sallyport policy sync“ oder der Dienst setzt ihn in Kraft',
  ],
  [
    /^the policy folder is broken \((.*)\); the last good one stays$/s,
    'der Ordner der Richtlinie ist fehlerhaft ($1); die letzte gute gilt weiter',
  ],
  [
    /^the newest policy was refused \((.*)\); the last good one stays$/s,
    'die neueste Richtlinie wurde abgelehnt ($1); die letzte gute gilt weiter',
  ],
  [
    /^no newer policy could be fetched \((.*)\); the last good one stays$/s,
    'eine neuere Richtlinie war nicht zu holen ($1); die letzte gute gilt weiter',
  ],
  [
    /^your catalogue\.yaml is not valid \((.*)\); the last good one decides$/s,
    'Ihre catalogue.yaml ist fehlerhaft ($1); die letzte gute entscheidet',
  ],
  [/^no policy has arrived yet$/, 'es ist noch keine Richtlinie angekommen'],
  [/^the policy that was in force is gone$/, 'die Richtlinie, die galt, ist weg'],
  [/^the newest policy can not be read$/, 'die neueste Richtlinie ist nicht zu lesen'],
  [/^(.*) can not be used: (.*)$/s, '$1 ist nicht zu gebrauchen: $2'],
  [
    /^no policy of this computer has arrived yet, and the one that was here is of somebody who decides no more$/,
    'von diesem Gerät ist noch keine Richtlinie angekommen, und die bisherige ist von jemandem, der nicht mehr entscheidet',
  ],
  [
    /^no policy of (".*") has arrived yet, and the one that was here is of somebody who decides no more$/s,
    'von $1 ist noch keine Richtlinie angekommen, und die bisherige ist von jemandem, der nicht mehr entscheidet',
  ],
];
