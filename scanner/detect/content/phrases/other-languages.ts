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
      /\b(?:(?:ignorier\w*|vergiss|vergessen|missachte\w*)[^\w]+(?:\w+[^\w]+){0,4}(?:vorherig\w*|bisherig\w*|vorangegangen\w*|obig\w*|frueher\w*|vorig\w*|deine|alle)[^\w]+(?:\w+[^\w]+){0,2}(?:anweisung\w*|instruktion\w*|befehle?|regeln|vorgaben|anleitung\w*|aufgaben?)|(?:ignore[zr]?|oublie[zr]?|ne (?:tiens|tenez) pas compte)[^\w]+(?=(?:\w+[^\w]+){0,3}(?:les?|la|l|toutes?|tous|tout|tes|ton|ta|vos|votre|ces|cette|ses|mes|nos|des|de|d|du|aux?|consignes?|regles)\b)(?:\w+[^\w]+){0,4}(?:instructions?|consignes?|directives?|regles|politique|ordres)|(?:ignor[ae]\w*|olvid[ae]\w*|omite|descarta)[^\w]+(?:\w+[^\w]+){0,4}(?:instrucciones|indicaciones|ordenes|reglas|directrices)|(?:ignor[ea]\w*|esquec[ae]\w*|desconsider\w*)[^\w]+(?:\w+[^\w]+){0,4}(?:instrucoes|regras|ordens|diretrizes|comandos)|(?:ignora\w*|dimentic[ah]\w*)[^\w]+(?:\w+[^\w]+){0,4}(?:istruzioni|regole|ordini|direttive)|(?:negeer|vergeet)[^\w]+(?:\w+[^\w]+){0,4}(?:instructies|opdrachten|regels)|(?:zignoruj|ignoruj|zapomnij)[^\w]+(?:\w+[^\w]+){0,4}(?:instrukcje|polecenia))/i,
    // `Vergiss nicht, …`: what is not to be forgotten. French is told from English by its small words.
    unless:
      /^(?![\s\S]*\b(?:ignor|missacht|negeer|desconsider))[\s\S]*(?:\b(?:vergiss|vergesst|vergessen sie|vergeet)(?: \w+)? (?:nicht|niet)\b|\bn'oublie[zr]?\b|\b(?:no|nao|non) (?:te |se |lo )?(?:olvid|esque|dimentic))/i,
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
  {
    rule: 'override-order',
    anchors: ['ne tiens plus', 'ne tenez plus', 'ne tiens pas', 'ne tenez pas', 'fais abstraction', 'faites abstraction', 'yok say', 'gormezden gel', 'dikkate alma', 'unut', 'bortse', 'ignorera', 'glom ', 'ignorer ', 'se bort', 'abaikan', 'lupakan', 'bo qua', 'ignorujte', 'zapomente', 'ignorati', 'uitati', 'hagyd figyelmen', 'felejtsd', 'unohda', 'pomin ', 'pomijaj', 'haz caso omiso', 'non tenere conto', 'nao leve em conta', 'desestima'], // prettier-ignore
    shape:
      /\b(?:(?:ne (?:tiens|tenez) (?:plus|pas) compte|fai(?:s|tes) abstraction)[^.\n]{0,24}(?:instructions?|consignes?|directives?|regles|ordres)|(?:talimat|komut|kural|yonerge)\w*[^.\n]{0,24}(?:yok say|gormezden gel|dikkate alma|unut)|(?:bortse fran|ignorera|glom)[^.\n]{0,30}(?:instruktion\w*|anvisning\w*|regler\w*)|(?:ignorer|se bort fra|glem)[^.\n]{0,30}(?:instruks\w*|instruktion\w*|anvisning\w*|regler\w*)|(?:abaikan|lupakan)[^.\n]{0,24}(?:instruksi|perintah|aturan)|bo qua[^.\n]{0,24}(?:huong dan|chi thi|lenh|quy tac)|(?:ignorujte|ignoruj|zapomente|zapomen)[^.\n]{0,30}(?:pokyn\w*|instrukc\w*|prikaz\w*)|(?:ignorati|ignora|uitati|uita)[^.\n]{0,30}(?:instructiunil\w*|comenzil\w*|regulil\w*)|(?:hagyd figyelmen kivul|felejtsd el)[^.\n]{0,30}(?:utasitas\w*|parancs\w*|szabaly\w*)|(?:unohda|ohita)[^.\n]{0,30}(?:ohje\w*|maarayk\w*|saan\w*)|(?:pomin|pomijaj)[^.\n]{0,30}(?:instrukcj\w*|polecen\w*)|(?:haz caso omiso de|desestima)[^.\n]{0,30}(?:instrucciones|indicaciones|reglas|ordenes)|non tenere conto[^.\n]{0,24}(?:istruzioni|regole)|nao leve em conta[^.\n]{0,24}(?:instrucoes|regras))/i,
    tier: 'hard',
    severity: 'high',
    confidence: 'likely',
    surfaces: ['result', 'tool', 'prompt', 'instructions'],
  },
  {
    rule: 'addressed-to-model',
    anchors: ['die ki', 'eine ki', 'jede ki', 'ki-assistent', 'liebe ki', 'ki-agent', 'sprachmodell', 'la ia ', 'las ia', 'asistente', "l'assistant", "l'ia ", 'assistente', 'intelligence artificielle', 'inteligencia artificial', 'agente de ia', 'een ai', 'de ai', 'assistent'], // prettier-ignore
    reach: 'passage',
    // The model is called and given an act, in German, Spanish, French, Italian, Portuguese or Dutch.
    shape:
      /(?:\b(?:an|fur|liebe|die|eine|jede|alle)[^\w]+(?:ki|ki-(?:assistent\w*|agent\w*|system\w*|modell\w*)|sprachmodelle?|assistent\w*)\b|\b(?:la|una|cualquier|toda|a la|para la|querida) ia\b|\b(?:el|al|para el|querido|un) asistente\b|\b(?:pour|a|cher|chere)? ?l'(?:assistant|ia|agent|intelligence artificielle)\b|\b(?:l'|all'|caro |o |ao |para o |um |gli )assistente\b|\b(?:de|een|elke|beste) ai(?:-(?:assistent|agent|model))?\b)/i,
    also: [
      /\b(?:losch\w*|send(?:e|et|en)|schick\w*|leite\w*|ignorier\w*|vergiss|verrat\w*|uberweis\w*|weiterleit\w*|ignor\w*|envi\w+|borr\w+|elimin\w+|reenv\w+|revel\w+|transf\w+|envoi\w*|envoy\w*|supprim\w*|effac\w*|execut\w+|ejecut\w+|telecharg\w*|inoltr\w*|invi\w+|cancell\w*|rivel\w*|encaminh\w*|apag\w+|exclu\w+|verwijder\w*|stuur\w*|verzend\w*|onthul\w*)\b/i,
      /https?:|[\w.+-]{1,40}@[\w-]{1,40}\.\w|\b(?:alle|todos|todas|tous|toutes|tutti|tutte|sus|seus|ses|tuoi|passwor\w*|kennw\w*|contrasena\w*|mots? de passe|senhas?|wachtwoord\w*|nichts davon|sin avisar|sans prevenir|senza avvisare|sem avisar|zonder|benutzer|usuario|utilisateur|utente|gebruiker)\b/i,
    ],
    unless:
      /\b(?:kann|konnen|puede|pueden|peut|peuvent|puo|possono|pode|podem|kan|kunnen|hilft|ayuda|aide|aiuta|ajuda|angriff|ataque|attaque|attacco|forsch\w*|studie|estudio|etude)\b/i,
    tier: 'hard',
    severity: 'medium',
    confidence: 'likely',
    surfaces: ['result', 'tool'],
  },
];
