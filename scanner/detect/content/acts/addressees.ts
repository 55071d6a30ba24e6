import { calling, lineBegins } from '../phrases/concepts.ts';

const named =
  '(?:ais?|a\\.i\\.|llms?|language models?|assistants?|agents?|chat ?bots?|bots?|co-?pilot|claude|(?:chat)?gpt(?:-?\\d\\w*)?|gemini|reading software|automation|machine readers?|summari[sz]ers?|automated readers?)';
const who = `(?:${named}|models?|(?:reviewing|grading|screening) (?:software|systems?))`;
/** What is called so in front of an order: `Model:` alone is a label. */
const called = `(?:${named}|(?:ai|language|coding|automated|autonomous|screening|reading|virtual) (?:models?|tools?|systems?|readers?|reviewers?)|(?:the|dear|hey|hi|hello|any|every) models?)`;
const kind =
  '(?:(?:booking|shopping|trading|travel|voice|navigation|mail|ai|virtual|digital|coding|auto\\w+|large|language|screening|reading|helpful)[ -]){0,2}';
const whose = `(?:(?:the|all|any|every|our|my|dear|other|an?|each|your) )?${kind}`;
const which =
  '(?:,? (?:that|which|who|reading|processing|handling|parsing|acting|working|paying|using|quoting|seeing|booking|on behalf|in charge)\\b[^.:\\n]{0,60}?)?';
const bound =
  '(?:must|should|shall|may not|ought to|(?:is|are|has|have|needs?)(?: not)? to|will please|(?:is|are) (?:kindly |hereby |therefore )?(?:asked|required|requested|expected|instructed|supposed|advised|obliged|invited|urged|authori[sz]ed) to|commits? (?:themselves|itself) to)';
/** `Agent: I will see` is a line of a talk. */
const spoken =
  "(?=[ \\t]+(?!I(?: (?:will|have|can|could|am|was|see|understand|would|just)\\b|['’]))[A-Za-z\"'`])|- |— ";

/** A model is called by what it is: bound to something, spoken to in front of an order, written to, or wanted to do something. */
export const addressees: readonly RegExp[] = [
  `\\b${who}${which},? ${bound}`,
  `(?:^|${lineBegins})${whose}${called}${which}(?!\\s*:)${calling}(?:${spoken})`,
  `(?:[>"'\\[*#]\\s*|[.!?;/-]\\s+|\\/\\/\\s*|\\b(?:hey|hi|hello|dear|attention|okay?|you|by the way|please)[, ]+)${whose}${called}${which}${calling}(?:${spoken})`,
  `\\b(?:to|for) ${whose}${called}${which}(?!\\s*!)${calling}(?:${spoken})`,
  `\\b(?:note|notice|message|instructions?|reminder|hint|tip|action|task|ps|p\\.s\\.|information|request|word) (?:to|for) ${whose}${who}\\b`,
  `\\b(?:wants?|asks|needs?|requires?|expects?|requests?|instructs?|orders?|tells?|urges?|(?:i|we|they|please|kindly|must|to) ask) ${whose}${who}${which} to\\b`,
  `\\b(?:if|in case|should) you(?:'re| are| be| happen to be)? (?:an? |the )?${kind}${who}\\b`,
  `\\b(?:any|all|every|whichever|to|each) ${kind}${who} (?:that |which |who )?(?:is |are )?(?:read|visit|process|summari[sz]|pars|handl|review|view|see|analy[sz]|evaluat|screen|crawl|access|us)\\w*\\b`,
  `\\bif (?:an? |the |some )?(?:machine|${named}) (?:reads|writes|handles|processes|answers|summari[sz]es|translates)\\b`,
  `\\b(?:only|just) (?:machines|models|agents|bots|assistants|software) (?:should|can|may|will) (?:read|see)\\b|\\b(?:are|is) not (?:a )?humans?\\s*:`,
  `\\b(?:whoever|whatever|anything that|everything that) (?:processes|reads|handles|summari[sz]es|parses|automates|indexes|crawls|translates) (?:this|the)\\b`,
  `\\b(?:machines|systems|software|programs|scripts) (?:that |which )?(?:reads?|reading|pars\\w+|process\\w*|index\\w*|summari[sz]ing) (?:it|this|these)\\b`,
  `\\b(?:todo|fixme|attn|cc|hint|ask) ?[(@] ?${who}\\b`,
  `(?<![\\w./])@(?:copilot|claude|cursor|gemini|chatgpt|assistant|ai|agent|bot)\\b(?![-/.]\\w)`,
  `\\byou,? (?:as|being) (?:an? |the )?(?:\\w+ )?${who}\\b`,
  `\\[(?:\\w+ )?${who}(?: note| hint| instructions?| message)?\\s*:`,
].map((form) => new RegExp(form, 'gi'));
