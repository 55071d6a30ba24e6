/**
 * What sentences of attack are made of, each as many ways to say one thing. Rules say which of them do not come together in honest text;
 * how they are put into words and in which order is left open.
 */

/** A set of alternatives that begin and end with words. */
function anyOf(...ways: readonly string[]): RegExp {
  return new RegExp(`\\b(?:${ways.join('|')})\\b`, 'i');
}

/** The name of another tool as it is written in texts: parts joined by `_`, or quoted. */
export const otherTool = '(?:[`\'"]?\\b[a-z][a-z0-9]{1,20}(?:_[a-z0-9]{1,20}){1,4}\\b[`\'"]?)';

export const person =
  '(?:users?|persons?|humans?|customers?|owners?|operators?|readers?|clients?|senders?|recipients?|reporters?|hosts?|guests?|employees?|patients?|authors?|maintainers?|people|anyone|anybody|nobody)';

/** Who reads a text besides people. */
export const model =
  '(?:ai|a\\.i\\.|llms?|(?:large )?language models?|(?:ai|virtual|digital|coding|automated|autonomous|helpful)(?: coding)? (?:assistants?|agents?|models?|systems?|bots?|tools?|reviewers?|crawlers?)|assistants?|agents?|chat ?bots?|bots?|co-?pilot|claude|(?:chat)?gpt(?:-?\\d\\w*)?|gemini|cursor|windsurf|codex)';

const products =
  '(?:claude|cursor|copilot|gemini|(?:chat)?gpt|llama|mistral|grok|deepseek|qwen|windsurf|codex|cline|zed|vs ?code|visual studio)';

/** The mark behind a name that calls somebody: none in a list of names, nor behind the value or in front of the key of an object in code. */
export const calling = `\\s*(?:,(?!\\s*(?:(?:and|or|&) )?${products}\\b|\\s*\\n\\s*[a-z]\\w*\\s*[:=(])|:(?!\\s*[\\w.]+\\s*[,;})]\\s*\\n)|!)(?!\\/)`;

/** A line that begins with a name, and does not go on with whose it is: `let my` and then `assistant, Pam, know`. */
export const lineBegins = '(?<!\\b(?:my|our|his|her|its|their|your|an?)[ \\t]{0,3})\\n\\s*';

/** The person or the model is called by name: in front of an order, by a condition, by what it does with this text. */
export const addressed = new RegExp(
  [
    `(?:^|[>"'\\[*#]\\s*|[.!?:;-]\\s+|(?<!\\w)\\(\\s*|${lineBegins}|\\b(?:hey|hi|hello|dear|attention|ok|okay|while you are at it)[, ]+)(?:all |any |every |our |my |the )?${model}${calling}`,
    `\\b(?:note|notice|message|instructions?|reminder|hint|tip|action|task|todo|ps|p\\.s\\.|info|information|important|request) (?:to|for) (?:the |all |any |every |our |my )?(?:\\w+ )?${model}\\b`,
    `\\bif you(?:'re| are| happen to be)? (?:an? |the )?${model}\\b`,
    `\\b(?:any|all|every|whichever|the|to|each) ${model} (?:that |which |who )?(?:is |are )?(?:read|visit|process|summari[sz]|pars|handl|review|view|see|analy[sz]|evaluat|screen|crawl|access|us)\\w*\\b`,
    `\\b(?:ai|llm|coding|autonomous|automated)[ -](?:coding )?(?:agents?|assistants?|models?|systems?|reviewers?|tools?)\\s+(?:(?:reading|visiting|processing|working)\\b|(?:must|should|have to|has to|need to|needs to|are required|shall)\\b)`,
    `\\b(?:the|an?) (?:assistant|agent|bot|model|ai|llm) (?:(?:reading|processing|handling) (?:this|it)|(?:must|has to|needs to|should|is (?:required|instructed|expected|asked|advised|supposed) to|is to|shall) )`,
    `\\b(?:whoever|whatever|anything that|everything that|whichever (?:\\w+ )?(?:model|assistant|agent|bot)) (?:processes|reads|handles|summari[sz]es|parses|automates|indexes|crawls) (?:this|the)\\b`,
    `\\bif (?:an?|any|the|some) ${model} (?:is|are|reads?|happens to|should|sees?|gets?|process\\w*)\\b`,
    `\\b(?:reviewing|grading|screening|reading|summari[sz]ing|translating|indexing) (?:models?|llms?|ais?|systems?|assistants?|agents?) (?:are|is|must|should|shall|have to)\\b`,
    `(?<![\\w./])@(?:copilot|claude|cursor|gemini|chatgpt|assistant|ai|agent|bot)\\b(?![-/.]\\w)`,
    `\\b(?:for|to) (?:autonomous|ai|llm|coding|automated|automatic|whichever|machine) (?:agents?|assistants?|models?|reviewers?|systems?|readers?|crawlers?|summari[sz]ers?)\\s*[:,]`,
    `\\b(?:automated|ai|automatic|evaluation|screening|grading|summari[sz]ation|virtual) (?:assistants?|agents?|systems?|models?|tools?|reviewers?) (?:are (?:kindly )?(?:asked|requested|required|expected|told)|should|must|have to|need to)\\b`,
    `\\byou,? (?:as|being) (?:an? |the )?(?:\\w+ )?${model}\\b`,
    `\\[(?:\\w+ )?${model}(?: note| hint| instructions?| message)?\\s*:`,
    `\\b(?:hello|hi|hey|dear|greetings,?) ${model}\\b`,
  ].join('|'),
  'i',
);

/** Orders that nobody gives an agent in passing. */
export const harmfulAct = new RegExp(
  [
    '\\b(?:disable|turn(?:ing)? off|switch off|deactivate|skip|bypass|remove|suspend|circumvent) (?:\\w+ ){0,4}?(?:hooks?|scan\\w*|checks?|filters?|guards?|safety|security|reviews?|confirmations?|approvals?|protection|two-factor|2fa|mfa|firewall|antivirus|logging|tests?|validation|sandbox|authentication)\\b',
    '\\b(?:send|forward|share|e-?mail|upload|post|transmit|submit|report|copy|cc|bcc|curl|deliver|mail|append|attach|add|export)\\b[^\\n]{0,120}?(?:https?:|[\\w.+-]{1,40}@[\\w-]{1,40}\\.\\w|\\bexternal\\b|\\boutside\\b|\\bto (?:me|us)\\b|\\beveryone\\b|\\bevery contact\\b|\\ball (?:my |your |the )?contacts\\b|\\b(?:next|every|all|your) (?:e-?)?mails?\\b)',
    '\\b(?:answer|respond|reply)\\b[^.\\n]{0,40}\\bwith (?:false|wrong|fake|made[- ]up|random|invented)\\b|\\b(?:switch|change|go)(?: over)? (?:in)?to (?:admin\\w*|developer|debug|unsafe|root|god) mode\\b|\\b(?:like|star|upvote|repost|retweet|follow|subscribe to) (?:and (?:re-?post|share|retweet|follow)|this|us|the (?:page|channel|repo\\w*))\\b|\\bstrong accept\\b|\\bemphasi[sz]e its strengths\\b|\\btell (?:the )?(?:customer|user|client|reader)s? that\\b',
    '\\b(?:cancel|rebook|reschedule|postpone|change)\\b[^.\\n]{0,30}\\b(?:bookings?|orders?|subscriptions?|reservations?|appointments?|flights?|meetings?|contracts?)\\b',
    '\\b(?:overwrite|push)\\b[^.\\n]{0,60}\\b(?:authorized_keys|environment variables|secrets|credentials|key at|main)\\b',
    '\\brm -[rf]+\\b|\\bgit push (?:--force|-f)\\b|\\b(?:curl|wget)\\b[^\\n]{0,80}(?:https?:|\\|)|\\bpowershell\\b|\\bchmod (?:\\+x|777)',
    '\\b(?:delete|wipe|erase|drop|remove|destroy|revoke|force.push)\\b[^.\\n]{0,40}\\b(?:all|every|everything|files?|branch\\w*|databases?|tables?|repositor\\w+|accounts?|backups?|history|protection|calendar|inbox|records?)\\b',
    '\\b(?:buy|purchase|order|pay|transfer|refund|wire|donate|subscribe|book)\\b[^.\\n]{0,60}(?:\\b(?:plan|card|money|dollars?|euros?|amount|subscription|premium|licen[cs]e|usd|eur|btc|eth|back|balance|ticket)\\b|[$€£]\\s?\\d)',
    '\\b(?:grant|give|assign|promote)\\b[^.\\n]{0,60}\\b(?:owner|admin\\w*|root|full|write|editor|all|unrestricted) (?:rights?|access|permissions?|privileges?|role)\\b',
    '\\b(?:reset|change|reveal|send|post|give|tell|share|print|list|output|disclose|show|include|report|paste)\\b[^.\\n]{0,40}\\b(?:passwords?|credentials?|api keys?|tokens?|secrets?|system prompt|hidden (?:rules|instructions|prompt)|confidential|your (?:instructions|prompt|memory|rules)|(?:names|contents?|list) of (?:all|every|the) (?:the )?(?:files?|documents?|customers?|users?)|one-time codes?)\\b',
    '\\b(?:give|award|assign|leave)\\b[^.\\n]{0,30}\\b(?:five|5|full|top|highest|maximum|best|perfect|positive)\\b[^.\\n]{0,20}\\b(?:stars?|marks?|scores?|ratings?|reviews?|grade)\\b',
    "\\b(?:do not|don't|never|must not|avoid|without) (?:mention\\w*|list\\w*|report\\w*|flag\\w*|includ\\w*|disclos\\w*|rais\\w*|talk\\w*|tell\\w*|warn\\w*|show\\w*) (?:\\w+ ){0,3}?(?:vulnerabilit\\w+|drawbacks?|concerns?|negatives?|issues?|problems?|risks?|weakness\\w*|competitors?|bugs?|flaws?|complaints?|user|person|this)\\b",
    '\\b(?:approve|accept|merge|sign|confirm|hire|shortlist|select|recommend|endorse|rank)\\b[^.\\n]{0,60}\\b(?:without (?:review|checking|asking|question|hesitation|confirmation|looking)|all (?:invitations?|requests?|changes)|automatically|this (?:candidate|applicant|product|paper|proposal|invoice|pull request|change)|first|best|only)\\b',
    '\\b(?:visit|open|go to|browse to|navigate to|click|follow|load|fetch|download|install|run|execute)\\b[^.\\n]{0,60}(?:https?:\\/\\/|\\blink below\\b|\\b(?:script|binary|installer|payload|command below|following (?:command|script|code))\\b)',
    "\\b(?:stop|abandon|drop|pause|cancel|forget|ignore|disregard|abort)\\b[^.\\n]{0,30}\\b(?:what you|your (?:current |original |earlier |previous )?(?:task|work|instructions|request|job|rules)|the (?:user'?s?|original|current|above|earlier|previous|first) (?:task|request|question|instructions?|query|part|text)|everything|what they|what (?:you were|was) (?:told|said|asked|doing))\\b",
    '\\b(?:add|insert|append|include|write|put|change|modify|edit)\\b[^\\n]{0,40}(?:`[^`\\n]{4,120}`|\\bto (?:the |every |each |all )?(?:deploy|build|start|install|package|config|workflow|settings)[\\w. -]{0,20}(?:script|file|json|yaml|step)?\\b)',
  ].join('|'),
  'i',
);

/** What a tool has no use for and an attacker has: the session, the prompt, the other tools. */
export const session = anyOf(
  '(?:full|entire|whole|complete|verbatim|unabridged|all (?:of )?(?:the )?|last \\w+|previous|recent|current|past|everything in (?:the )?|text of the|copy of the)[^\\w]{1,3}(?:\\w+[^\\w]+){0,3}?(?:conversations?|chats?|dialog(?:ue)?s?|messages|prompts?|transcripts?|context(?: window)?|chat history)',
  '(?:conversation|chat|dialog(?:ue)?|message|session) (?:so far|history|log|transcript|summary|context)',
  '(?:conversation|chat|message|session)[ _](?:history|log|transcript)',
  'your (?:system|developer|initial|original|hidden|own|full|current)? ?(?:prompt|messages?|instructions?|memory|context|rules|guidelines|reasoning|chain of thought)',
  "(?:system|developer|initial|hidden|evaluation|(?<!user's )original) (?:prompt|message|instructions?)",
  '(?:list|names?|definitions?|descriptions?) of (?:all |the |your )*(?:other |available )?tools',
  'tools (?:that are )?available to you|tools you (?:have|can)',
  '(?:anything|everything|what|all) (?:that )?(?:the )?(?:system|developer|user) (?:told|said|gave|asked|wrote|typed|has (?:told|said|written|typed))[^.\\n]{0,12}',
  '(?:confidential|secret|private|internal|hidden) (?:notes?|instructions?|rules|guidelines|prompts?) (?:that )?(?:you|given|above)',
);

/** Values that open doors. */
export const secretValue = anyOf(
  'passwords?', 'passphrases?', 'passcodes?', 'private keys?', 'secret keys?', 'api[ _-]?keys?', '(?:access|auth|session|bearer|refresh|oauth|login)[ _-]?(?:tokens?|cookies?)',
  'one-?time (?:codes?|passwords?|pins?)', 'otps?', '2fa codes?', '(?:verification|recovery|security|confirmation|backup) codes?', 'seed phrases?', 'mnemonics?', 'credentials?', 'saved (?:logins?|passwords?)', '(?:github|gitlab|slack|npm|aws|azure|openai|bearer|personal access|user\'?s|their|deploy|bot) (?:access )?(?:tokens?|keys?)', 'tans?', 'sms', 'pins?', 'signing keys?', '[a-z][a-z0-9]{1,20}(?:_[a-z0-9]{1,20}){0,3}_(?:key|token|secret|password)',
  'logins? database', '(?:credit|debit|bank)? ?card (?:numbers?|details?|data)', 'credit cards?', 'cvv', 'social security numbers?', 'ssn', 'bank (?:accounts?|details?)', 'environment variables?', 'cookies',
  'keychain', 'key ?ring', 'wallets?', 'account numbers?', 'password hashes', 'tax ids?', 'passport numbers?',
); // prettier-ignore

/** What a machine tells about the person. */
export const machine = anyOf(
  'home director(?:y|ies)(?: listing)?', 'director(?:y|ies) listings?', 'git (?:config\\w*|remotes?|credentials?)', '(?:shell|bash|zsh|terminal|command|browser|browsing|search)[- ]histor(?:y|ies)', 'process list', 'running processes',
  'installed (?:software|programs|apps|packages)', 'ip address(?:es)?', 'host ?name', 'mac address', 'clipboard', 'open (?:tabs|windows|files?)', 'environment(?: variables?)?', 'what the (?:user|person) (?:copies|types|says|reads|writes)', 'date of birth', 'id numbers?',
  'hard ?ware ids?', 'wi-?fi (?:names?|passwords?)', 'screen(?: content|shots?)',
); // prettier-ignore

/** Files that hold them. */
export const secretFile =
  /(?:~|\$HOME|%USERPROFILE%|%APPDATA%|\/home\/[^\s/]{1,24}|\/Users\/[^\s/]{1,24}|\/root|C:\\Users\\[^\s\\]{1,24})[/\\](?:\.(?:ssh|aws|azure|kube|gnupg|docker|npmrc|netrc|pypirc|pgpass|git-credentials|bash_history|zsh_history|env|cursor|claude|config[/\\](?:gh|gcloud|git|op|hub|rclone|doctl))|Library[/\\]Keychains)\b[\w./*\\-]{0,60}|(?:^|[\s'"`(/])(?:id_(?:rsa|ed25519|ecdsa|dsa)|\.netrc|\.npmrc|\.pypirc|\.git-credentials|\.pgpass|\.env(?:\.(?:local|production|prod))?|\.ssh\/\w+|\.aws\/credentials|\.kube\/config|\.docker\/config\.json|\*\.(?:pem|key|p12|pfx|kdbx|env)|wallet\.dat|~\/\.[\w-]+\/[\w./-]{0,30}(?:credential|token|secret|auth|session|cookie)[\w.-]{0,20}|logins\.json|key4\.db|cookies\.sqlite|\/etc\/(?:shadow|passwd|sudoers)|mcp\.json|claude_desktop_config\.json)(?!\w|\.example|\.sample|\.template)/i;

/** To lay hands on something. */
export const take =
  '(?:(?:read|get|open|cat|fetch|load)_\\w+|read(?:s|ing)?|open(?:s|ing)?|look(?:s|ing)? (?:into|at|up|in)|fetch(?:es|ing)?|load|cat|collect(?:s|ing)?|gather(?:s|ing)?|grab|retrieve|copy|dump|extract|harvest|search|find|list|scan|get|obtain|take|check|locate|come across|see|reproduce|export|decode|resolve|accompanied by|look for)';

/** To pass it on. */
export const give =
  '(?:pass(?:es|ed|ing)?|send(?:s|ing)?|sent|forward(?:s|ed|ing)?|post(?:s|ed|ing)?|upload(?:s|ed|ing)?|submit(?:s|ted|ting)?|share(?:s|d)?|deliver(?:ed)?|transmit(?:s|ted)?|report(?:ed)?|attach(?:ed|ing)?|append(?:ed|ing)?|includ(?:e|es|ed|ing)|insert(?:ed)?|embed(?:ded)?|put|place(?:d)?|fill(?:ed)? (?:it |them )?in|fill|paste(?:d)?|supply|supplied|provide(?:d)?|hand(?:ed)?(?: it| them)? over|hand|give|add(?:ed)?|join(?:ed)?|copy|copied|mirror(?:ed)?|cop(?:y|ied) to|encode(?:d)?|write|set|relay(?:ed)?|reproduce|repeat|recite|export|re-?enter|accompanied by|along with|assign(?:ed)?|publish(?:ed)?|disclose)';

/** Where a tool takes its input. */
export const parameter =
  /\b(?:parameters?|arguments?|fields?|inputs?|property|payload|metadata|header)\b|`[a-z_][\w.-]{0,40}`|'[a-z]+_[a-z_]+'|"[a-z]+_[a-z_]+"/i;

/** That it must be so, or else. */
export const obligation =
  /\b(?:must|has to|have to|needs? to|required|requires|mandatory|should|always|otherwise|or else|failure to|fails? to|expects?|be sure to|make sure|ensure|necessary|prior to|before|first|on each|each time|every|whenever|when calling|unless|if you do not|if you don't|so that|crucial|essential|important|mandatory|obliged|obligatory|expected|supposed to|kindly|needs|only (?:works?|responds?|accurate)|accurate when|in each session|along with each|yourself|then|so that)\b/i;

/** A place outside, as an address. */
export const address =
  /https?:\/\/(?!(?:localhost|127\.|\[::1\]|example\.(?:com|org|net)))[\w.-]{3,}|\b(?:ftp|wss?|s3|gs):\/\/|\b(?:\d{1,3}\.){3}\d{1,3}(?::\d{2,5})?\b|[\w.+-]{1,40}@[\w-]{1,40}\.\w{2,}|\b(?:bc1|0x)[0-9a-z]{20,}|\b[13][a-km-z1-9]{25,34}\b/i;

/** A place outside, in words. */
export const elsewhere = anyOf(
  '(?:external|outside|third[- ]party|remote|monitoring|collection|collector|logging|log|analytics|telemetry|backup|audit|metrics|tracking|unknown|secondary|second) (?:server|endpoint|account|address|service|host|webhook|url|mailbox|recipient|system|site|inbox|collector|party|tool|location)',
  '`telemetry`|telemetry tool|webhook|collector|an outside|elsewhere|partners?|our (?:archive|server|backend|team|service|endpoint|cloud)|public channel|#[\\w-]+ channel',
);

/** What belongs to the person. */
export const personal = anyOf(
  `${person}'s? (?:name|e-?mail|address|data|files?|messages?|input|documents?|contacts?|location|information|details|history|profile|identity|calendar|photos?|inbox|account|code|query|queries|prompts?|notes?|questions?|intent\\w*|requests?|conversations?)`,
  '(?:address book|contacts?(?: list)?|inbox|mailbox|calendar|clipboard|photos?|browsing history|search history|salary|customer data|personal data|personal information|source code|reviewed source|workspace|chat messages?|file contents?|contents? of (?:the |every |each |all )?(?:open(?:ed)? |current )?(?:file|document|page|buffer|editor)s?|workspace files?|input text|every (?:summary|message|file|document|note|e-?mail|query|result|input)|all (?:messages|files|documents|notes|e-?mails|queries|results|inputs?|data)|input|results?|a copy|copies|(?:silent |hidden )?copy of|customer list|mailing list|buyer|(?:the|all|any|every|each) (?:\\w+ )?(?:files?|documents?|images?|notes?|records?|reminders?|messages?|e?-?mails?|quer(?:y|ies)|prompts?|pages?)|each one|their \\w+)',
);

/** Again and again, or besides what was asked for. */
export const everyTime =
  /\b(?:every|each|all|always|also|whenever|as well|in addition|besides|additionally|silently|quietly|secretly|together with|on top|automatically|in the background|without telling|regardless|at the same time|first|unchanged|continuously|weekly|daily|hourly|nightly|periodically|regularly|a copy|silent|before|whatever|each one|once)\b/i;

/** What stands between a model and an act. */
export const guard = anyOf(
  '(?:approval|confirmation|consent|permission|authori[sz]ation|verification)s?(?: (?:dialog|prompt|step|request|screen|check|window)s?)?', 'ask(?:ing)? (?:the user|for (?:confirmation|permission|approval|consent))', 'confirm(?:ing|ations?)?',
  '(?:safety|security|content|usage) (?:policy|policies|rules?|checks?|filters?|guidelines|mode|restrictions?|settings?|measures?)', 'guardrails?', 'safeguards?', 'privacy (?:settings?|rules?|polic(?:y|ies))', 'restrictions?', 'safe mode', 'sandbox(?:ing)?', 'human review', 'two-factor', '2fa', 'mfa', '(?:usual|normal|standard|regular) (?:prompts?|questions?|dialogs?)', 'certificate (?:validation|checks?|verification)', 'user\'?s (?:ok|okay|yes)',
); // prettier-ignore

/** To take it out of the way. */
export const off =
  '(?:skip(?:ped|ping)?|bypass(?:ed|ing)?|disable(?:d)?|turn(?:ed|ing)? off|deactivate(?:d)?|remove(?:d)?|suspend(?:ed)?|waive(?:d)?|ignor(?:e|ed|ing)|disregard|without|no longer|not (?:needed|required|necessary|apply)|does not apply|do not apply|switch(?:ed)? off|suppress(?:ed)?|circumvent|override|overridden|lifted|off|unnecessary|superfluous|already (?:given|granted|agreed|approved|confirmed|consented)|does not (?:concern|cover|affect|hold)|beforehand|in advance|makes? \\w+ \\w+ unnecessary|consented)';
