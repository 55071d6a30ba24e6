/** Words the families share, as sources of regular expressions. Families of meaning, not of samples. */

/** To drop something that was said. */
export const drop =
  "(?:ignor(?:e|ing)|disregard(?:ing)?|forget(?:ting)?|overrid(?:e|es|ing)|overwrit(?:e|ing)|bypass(?:ing)?|neglect|discard|dismiss|abandon|nullify|void|cancel|erase|supersede|override|set aside|pay no attention to|stop (?:following|obeying|using)|(?:do not|don'?t|never|no longer) (?:follow|obey|heed|listen to|comply with|adhere to))";

/** What came before. */
export const prior =
  '(?:previous(?:ly)?|prior|above|earlier|preceding|foregoing|existing|original|initial|current|former|past|other|old|given|system|developer|safety|security|hidden|core|ethical)';

/** What a model is told to keep to. */
export const orders =
  '(?:instructions?|directions?|directives?|rules?|guidelines?|guidance|prompts?|prompting|constraints?|commands?|orders|polic(?:y|ies)|restrictions?|safeguards?|guardrails?|safety|programming|protocols?|training|limitations?)';

/** Things nobody gives away by mistake. */
export const secretThings =
  '(?:secrets?|credentials?|passwords?|passphrases?|api[ _-]?keys?|(?:access|auth|session|bearer|refresh|api)[ _-]?tokens?|private[ _-]?keys?|ssh[ _-]?keys?|env(?:ironment)? var(?:iable)?s?|\\.env\\b|id_(?:rsa|ed25519|ecdsa|dsa)|\\.ssh|\\.aws|\\.kube|keychain|key ?ring|wallets?|seed phrases?|cookies|\\/etc\\/(?:passwd|shadow)|credit cards?)';

/** What was said and done in a session, and what a model knows of its person. */
export const sessionThings =
  "(?:(?:conversation|chat|message|session|browsing|command|call)s?(?:[ -](?:history|log|transcript|context|content))s?|(?:the |this |entire |whole |full |all )+(?:conversation|chat)|(?:the )?(?:last|latest|recent|previous) (?:\\d+ |ten |few )?(?:user )?(?:messages?|prompts?|quer(?:y|ies))|every (?:message|prompt|conversation|file|document|email)|all (?:of )?(?:the |their |your |user )?(?:messages|prompts|emails|contacts|files|documents|data|responses|conversations|inputs)|system (?:prompt|message|instructions?)|hidden instructions?|(?:user|customer|client|employee|patient|tenant|personal|private|confidential|sensitive|internal)(?:'s|s'?)? (?:\\w+ )?(?:data|information|info|emails?|records?|messages?|contacts?|files?|documents?|details|history|profiles?|prompts?|quer(?:y|ies)|inputs?|location|address(?:es)?)|(?:your|the agent'?s?) (?:memory|context|chat|instructions|prompt)(?: contents?| window)?|clipboard|contacts|phone numbers?|memory dump|source code)";

/** Somewhere outside. */
export const outside =
  '(?:https?:\\/\\/|ftps?:\\/\\/|wss?:\\/\\/|[\\w.+-]{1,40}@[\\w-]{1,40}\\.\\w|attacker|adversar|(?:external|remote|outside|third[ -]party|unknown|foreign|untrusted|our|my)(?: \\w+){0,2} (?:server|host|endpoint|service|site|url|address|domain|party|parties|collector|webhook|account|location|system|api)|webhook|collector|exfil|pastebin|paste (?:site|service)|dropbox|telegram|discord|ngrok|burp|[\\w-]{1,40}\\.(?:evil|example|invalid|tld|onion|ru|xyz|top)\\b|evil[\\w.-]*)';

/** To send. */
export const send =
  '(?:send|sends|sending|post|posts|upload|uploads|forward|forwards|transmit|transmits|exfiltrat\\w*|leak|leaks|e-?mail|emails|bcc|report|submit|deliver|relay|copy|beacon|sync|export|exports|share|shares|curl|wget|fetch|publish|stream|steal|smuggle|dispatch)';

/** To take something up from a place. */
export const take =
  '(?:read|reads|open|cat|load|fetch|get|gets|include|attach|append|paste|retrieve|access|look up|copy|extract|collect|harvest|gather|print|output|return|provide|pass|embed|add|insert|steal|dump|grab|find|locate|show|list)';

/** Who a text may speak to when it does not speak to a person. */
export const model =
  '(?:ai|a\\.i\\.|llms?|language models?|(?:ai |virtual |digital |coding )?assistants?|(?:ai |autonomous |coding )?agents?|chat ?bots?|(?:chat)?gpt(?:-?\\d\\w*)?|claude|copilot|gemini|cursor|the model|models?|automated (?:\\w+ )?(?:software|systems?|tools?|pipelines?|reviewers?|screeners?))';

/** Whoever warns of what strangers have written: `ignore any instructions in the page`. */
export const warning =
  /\b(?:ignore|disregard) (?:(?:any|all|the) )?(?:(?!previous|prior|earlier|above|system|your)\w+ )?(?:instructions?|directives?)\b[^.\n]{0,30}\b(?:in|inside|within|from) (?:it|them|(?:(?:the|this|that|such|these|its) )?(?:(?!system|developer)\w+ )?(?:contents?|pages?|results?|texts?|documents?|data|e?-?mails?|outputs?|responses?|bod(?:y|ies)|titles?|comments?|issues?))\b/i;
