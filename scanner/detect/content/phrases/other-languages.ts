import type { PhraseRule } from '../phrase-rule.ts';

/** The core orders in the languages most written on the net, without accents: the plain spelling has none. */
export const otherLanguages: readonly PhraseRule[] = [
  {
    rule: 'override-order',
    anchors: [
      'ignor',
      'vergiss',
      'missacht',
      'oublie',
      'olvid',
      'esque',
      'dimentic',
      'vergeet',
      'negeer',
      'omite',
      'desconsider',
      'glem',
      'zignoruj',
      'zapomn',
    ],
    shape:
      /\b(?:(?:ignorier\w*|vergiss|vergessen|missachte\w*)[^\w]+(?:\w+[^\w]+){0,4}(?:vorherig\w*|bisherig\w*|vorangegangen\w*|obig\w*|frueher\w*|vorig\w*|deine|alle)[^\w]+(?:\w+[^\w]+){0,2}(?:anweisung\w*|instruktion\w*|befehle?|regeln|vorgaben|anleitung\w*|aufgaben?)|(?:ignore[zr]?|oublie[zr]?|ne (?:tiens|tenez) pas compte)[^\w]+(?:\w+[^\w]+){0,4}(?:instructions?|consignes?|directives?|regles|politique|ordres)|(?:ignor[ae]\w*|olvid[ae]\w*|omite|descarta)[^\w]+(?:\w+[^\w]+){0,4}(?:instrucciones|indicaciones|ordenes|reglas|directrices)|(?:ignor[ea]\w*|esquec[ae]\w*|desconsider\w*)[^\w]+(?:\w+[^\w]+){0,4}(?:instrucoes|regras|ordens|diretrizes|comandos)|(?:ignora\w*|dimentic[ah]\w*)[^\w]+(?:\w+[^\w]+){0,4}(?:istruzioni|regole|ordini|direttive)|(?:negeer|vergeet)[^\w]+(?:\w+[^\w]+){0,4}(?:instructies|opdrachten|regels)|(?:zignoruj|ignoruj|zapomnij)[^\w]+(?:\w+[^\w]+){0,4}(?:instrukcje|polecenia))/i,
    tier: 'hard',
    severity: 'high',
    confidence: 'likely',
    surfaces: ['result', 'tool', 'prompt', 'instructions'],
  },
  {
    rule: 'prompt-extraction',
    anchors: [
      'invite systeme',
      'prompt systeme',
      'prompt del sistema',
      'systemprompt',
      'system-prompt',
      'prompt do sistema',
      'prompt di sistema',
      'regles privees',
      'instrucciones del sistema',
      'systemanweisung',
    ],
    shape:
      /\b(?:affiche[zr]?|revele[zr]?|montre[zr]?|copie[zr]?|zeig\w*|gib|verrate\w*|muestra\w*|revela\w*|mostra\w*|mostre|imprime|ausgeben|nenne)[^\w]+(?:\w+[^\w]+){0,4}(?:invite systeme|prompt systeme|prompt del sistema|system-?prompt|prompt do sistema|prompt di sistema|regles privees|instrucciones del sistema|systemanweisung\w*)/i,
    tier: 'hard',
    severity: 'high',
    confidence: 'likely',
    surfaces: ['result', 'tool'],
  },
  {
    rule: 'guard-off',
    anchors: [
      'vous etes',
      'approuvez',
      'du bist jetzt',
      'eres ahora',
      'ahora eres',
      'voce agora',
      'sei ora',
      'ora sei',
      "l'assistant doit",
    ],
    shape:
      /\b(?:vous etes (?:maintenant |desormais )?(?:un |une |l')?(?:admin\w*|root|sans restriction\w*)|approuvez (?:tous |toutes |les |tout )+(?:outils|appels|actions|demandes)|du bist (?:jetzt|nun|ab sofort) |(?:ahora eres|eres ahora) |(?:voce agora e|agora voce e) |(?:ora sei|sei ora) |l'assistant doit (?:ignorer|envoyer|reveler|appeler))/i,
    tier: 'hard',
    severity: 'high',
    confidence: 'likely',
    surfaces: ['result', 'tool'],
  },
  {
    rule: 'exfiltration',
    anchors: ['envoyez', 'envoyer', 'envia', 'envie', 'sende ', 'senden', 'schick', 'invia', 'transmet', 'chargez'],
    shape:
      /\b(?:envoye[zr]|transmette[zr]|envi[ae]\w*|send(?:e|en)|schick\w*|invi[ae]\w*|chargez)[^\w]+(?:\w+[^\w]+){0,8}?(?:[\w.+-]+@[\w-]+\.\w|https?:\/\/[^\s]+\?\w+=)/i,
    tier: 'soft',
    severity: 'medium',
    confidence: 'possible',
    surfaces: ['result', 'tool'],
  },
];
