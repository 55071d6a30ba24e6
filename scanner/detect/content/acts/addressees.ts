const kinds =
  '(?:ai|virtual|digital|coding|automated|autonomous|automatic|screening|reading|summari[sz]ing|large|language)';
const named =
  '(?:ais?|a\\.i\\.|llms?|language models?|assistants?|agents?|chat ?bots?|bots?|co-?pilot|claude|(?:chat)?gpt(?:-?\\d\\w*)?|gemini|reading software|automation|machine readers?|(?:reviewing|grading|screening) (?:software|systems?))';
const who = `(?:${kinds}[ -]){0,3}(?:${named}|models?)`;
const called = `(?:(?:${kinds}[ -]){0,3}${named}|(?:${kinds}[ -]){1,3}(?:models?|tools?|systems?|readers?|reviewers?)|(?:the|dear|hey|hi|hello|any|every) models?)`;
const which =
  '(?:,? (?:that|which|who|reading|processing|handling|parsing|acting|working|paying|using|quoting|seeing|booking|on behalf|in charge)\\b[^.:\\n]{0,60}?)?';
const bound =
  '(?:must|should|shall|may not|ought to|(?:is|are|has|have|needs?)(?: not)? to|will please|needs to|(?:is|are) (?:kindly |hereby |therefore )?(?:asked|required|requested|expected|instructed|supposed|advised|obliged|invited|urged) to|commits? (?:themselves|itself) to)';
const whose = '(?:the |all |any |every |our |my |dear |other |an? |each |your )?';

/** A model is called by what it is: bound to something, spoken to in front of an order, written to, or wanted to do something. */
export const addressees = new RegExp(
  [
    `\\b${who}${which},? ${bound}`,
    `(?:^|\\n\\s*)${whose}${called}${which}\\s*(?:[,!](?=[ \\t]+[A-Za-z"'\`])|- |— )`,
    `(?:[.!?;>"'\\[*#/-]\\s*|\\b(?:hey|hi|hello|dear|attention|okay?|you|by the way|please)[, ]+)${whose}${called}${which}\\s*(?:[,:!](?=[ \\t]+[A-Za-z"'\`])|- |— )`,
    `\\b(?:to|for) ${whose}${called}${which}\\s*(?:[,:](?=[ \\t]+[A-Za-z"'\`])|- |— )`,
    `\\b(?:note|notice|message|instructions?|reminder|hint|tip|action|task|ps|p\\.s\\.|information|request|word) (?:to|for) ${whose}(?:\\w+ )?${who}\\b`,
    `\\b(?:wants?|asks?|needs?|requires?|expects?|requests?|instructs?|orders?|tells?|urges?) ${whose}${who}${which} to\\b`,
    `\\b(?:if|in case|should) you(?:'re| are| be| happen to be)? (?:an? |the )?${who}\\b`,
    `\\b(?:any|all|every|whichever|to|each) ${who} (?:that |which |who )?(?:is |are )?(?:read|visit|process|summari[sz]|pars|handl|review|view|see|analy[sz]|evaluat|screen|crawl|access|us)\\w*\\b`,
    `\\b(?:whoever|whatever|anything that|everything that) (?:processes|reads|handles|summari[sz]es|parses|automates|indexes|crawls|translates) (?:this|the)\\b`,
    `@(?:copilot|claude|cursor|gemini|chatgpt|assistant|ai|agent|bot)\\b`,
    `\\byou,? (?:as|being) (?:an? |the )?(?:\\w+ )?${who}\\b`,
    `\\[(?:\\w+ )?${who}(?: note| hint| instructions?| message)?\\s*:`,
  ].join('|'),
  'gi',
);
