import type { Concept } from './concepts.ts';
import type { Mood } from './mood.ts';

/** A concept in German, French, Spanish, Italian, Portuguese or Dutch, spelled without accents. */
export type Saying = readonly [concept: Concept, mood: Mood, form: RegExp, unlessBehind?: RegExp];

/** Small words of these languages, two of which nearly every sentence has. English has none of them. */
const smallWords =
  /(?:\b(?:der|die|das|den|dem|und|nicht|bitte|ist|mit|le|la|les|du|des|et|pour|que|el|los|las|del|por|para|de|da|do|dos|nao|il|lo|che|di|per|non|un|una|une|een|het|niet|van)\b[\s\S]{0,80}?){2}/i;

/** Whether a text may be in one of them: a quick look that spares the others. */
export function mayBeOtherTongue(text: string): boolean {
  return smallWords.test(text);
}

export const otherTongues: readonly Saying[] = [
  ['take', 'order', anyOf('lies', 'lese', 'lesen sie', 'offne', 'sammle', 'hole', 'suche nach', 'kopiere', 'lis', 'lisez', 'lire', 'ouvre', 'ouvrez', 'recupere[zr]?', 'cherche[zr]?', 'lee', 'lea', 'leer', 'abra', 'abre', 'recopila', 'obten', 'obtener', 'busca', 'leggi', 'leggere', 'apri', 'raccogli', 'cerca', 'leia', 'ler', 'colete', 'busque', 'obtenha', 'lees', 'verzamel', 'kopieer')],
  ['give', 'order', anyOf('gib', 'ubergib', 'sende', 'schicke', 'fuge', 'trage', 'hange', 'leiten sie', 'leite', 'ubermittle', 'ubergeben sie', 'senden sie', 'transmets', 'transmettez', 'transmettre', 'envoie', 'envoyez', 'envoyer', 'incluez', 'inclus', 'ajoutez?', 'mettez', 'mets', 'met', 'gehort', 'ubertrage', 'passez', 'joins', 'joignez', 'fournis', 'fournissez', 'envia', 'envie', 'enviar', 'incluye', 'incluya', 'incluir', 'pon', 'anade', 'agrega', 'adjunta', 'proporciona', 'transmite', 'invia', 'inviare', 'includi', 'inserisci', 'metti', 'allega', 'fornisci', 'inclua', 'coloque', 'anexe', 'forneca', 'stuur', 'geef', 'voeg', 'plaats')],
  ['destroy', 'order', anyOf('losche', 'loscht', 'entferne', 'supprime[zr]?', 'efface[zr]?', 'elimina', 'elimine', 'borra', 'borre', 'cancella', 'apague', 'apaga', 'exclua', 'verwijder', 'wis')],
  ['pay', 'order', anyOf('uberweise', 'uberweist', 'bezahle', 'zahle', 'vire[zr]', 'paye[zr]?', 'transfiere', 'transfiera', 'paga', 'pague', 'bonifica', 'betaal', 'maak over')],
  ['say', 'order', anyOf('antworte', 'sage', 'behaupte', 'reponds', 'repondez', 'dis', 'dites', 'responde', 'responda', 'di que', 'diga que', 'rispondi', 'antwoord')],
  ['tell', 'denied', /\berwahn(?:e|t|en)\b[^.\n]{0,24}\bnicht\b|\bnicht (?:gesprochen|erwahnt|gesagt)\b|\bsans que (?:la personne|l'utilisateur|l'utilisatrice|personne)\b|\bsin que (?:el|la) (?:usuari\w|persona)\b|\bsenza che (?:l'utente|la persona)\b|\bsem que (?:o|a) (?:usuari\w|pessoa)\b|\bno (?:lo |la |los |se )?(?:menciones?|hables?|digas?)\b/gi],
  ['tell', 'denied', /\b(?:erwahne|sage?|verrate|teile|zeige|informiere|melde|vertel|noem|meld|zeg)\b[^.\n]{0,60}\b(?:nicht|nichts|niemandem|keinem|niet)\b|\bohne (?:dass )?(?:den|die|der|es)? ?(?:benutzer|nutzer|anwender|jemand)\w*|\bn(?:e |'|e l'|e le )(?:en |lui )?(?:parle[zr]?|dis|dites|mentionne[zr]?|informe[zr]?|revele[zr]?|signale[zr]?)\b[^.\n]{0,30}\b(?:pas|rien|jamais|personne)\b|\b(?:sans|sin|senza|sem) (?:en |le |lo )?(?:informer|prevenir|avertir|dire|avisar|informar|decir|avvisare|informare|dizer|contar)|\bno (?:se )?(?:lo |le |les )?(?:digas?|menciones?|informes?|reveles?|cuentes?|muestres?)\b|\bnon (?:dirlo|dire|menzionare|informare|rivelare|mostrare)|\bnao (?:conte|diga|mencione|informe|revele|mostre|avise)\b/gi],
  ['person', 'told', anyOf('(?:be)?nutzers?', 'anwenders?', 'utilisateurs?', 'usuari[oa]s?', 'utenti?', 'utente', 'gebruikers?', 'niemandem', 'nadie', 'personne', 'nessuno', 'ninguem')],
  ['field', 'told', anyOf('feld', 'parametre', 'parametro', 'champ', 'campo', 'veld', 'argumento?')],
  ['session', 'told', anyOf('systemprompt', 'system-prompt', 'gesprachsverlauf', '(?:gesamten?|bisherigen?|ganzen?) (?:gesprach|unterhaltung|chat)\\w*', 'historique de (?:la )?conversation', '(?:invite|prompt) systeme', 'historial de (?:la )?conversacion', 'prompt del sistema', '(?:toda la|entera) conversacion', 'conversacion (?:completa|anterior)', 'prompt di sistema', 'historico da conversa', 'prompt do sistema', 'toute la conversation', 'tutta la conversazione', 'toda a conversa')],
  ['addressee', 'told', /\b(?:als (?:ki|sprachmodell)|(?:eres|es|si es|sos) (?:un )?(?:modelo de lenguaje|asistente|ia)|(?:voce e|sou) (?:uma )?ia|(?:tu es|vous etes) (?:une )?ia|(?:sei|se sei) (?:un')?(?:ia|assistente))\b|\b(?:ki|ai|ia)-(?:assistent|agent|modell|system)\w*|\b(?:sprachmodelle?|assistants? ia|assistants? virtuels?|asistentes? (?:de ia|virtual\w*)|agentes? de ia|assistenti? ia|assistentes? de ia|modeles? de langage|modelos? de lenguaje)\b/gi],
  ['secret', 'told', anyOf('passwort\\w*', 'passworter', 'kennwort\\w*', 'zugangsdaten', 'mots? de passe', 'identifiants', 'contrasenas?', 'credenciales', 'credenziali', 'senhas?', 'credenciais', 'wachtwoord\\w*')],
]; // prettier-ignore

function anyOf(...ways: readonly string[]): RegExp {
  return new RegExp(`\\b(?:${ways.join('|')})\\b`, 'gi');
}
