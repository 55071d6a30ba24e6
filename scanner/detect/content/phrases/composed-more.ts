import { described, type PhraseRule } from '../phrase-rule.ts';
import { address, elsewhere, give, model, otherTool, parameter, secretValue } from './concepts.ts';

const mail = '[\\w.+-]{1,40}@[\\w-]{1,40}\\.\\w{2,}';
const wallet = '\\b(?:bc1|0x)[0-9a-z]{20,}|\\b[13][a-km-zA-HJ-NP-Z1-9]{25,34}\\b';
const outward =
  '(?:sent|exported|mailed|e-?mailed|posted|forwarded|uploaded|mirrored|copied|reported|streamed|synced|delivered|transmitted|submitted|shared|relayed|published|written)';
const must = '(?:must|has to|have to|is to|are to|needs? to|should|shall|will|ought to|gets?|is|are)';

/** More of what a server has no honest reason to say of its tools: about other tools, about people, about itself. */
export const describedMore: readonly PhraseRule[] = [
  {
    rule: 'tool-steering',
    anchors: ['modified', 'changed', 'altered', 'replaced', 'redirected', 'rewritten', 'set to', 'forced', 'appended', 'prepended', 'added to', 'appends', 'appending', 'inject'], // prettier-ignore
    // A call of another tool is to be another one than was asked for.
    shape: new RegExp(
      `\\b(?:any|every|all|each|the|when|once)\\b[^.\\n]{0,20}${otherTool}[^.\\n]{0,40}\\b(?:must|has to|have to|should|needs? to|shall|is to|are to|gets?)\\b[^.\\n]{0,50}\\b(?:modified|changed|altered|replaced|redirected|rewritten|set|forced|appended|prepended)\\b|\\b(?:appends?|prepends?|injects?|inserts?)\\b[^\\n]{0,80}\\b(?:to|into|before|in) (?:the )?(?:next|following|each|every|any|all) ${otherTool}`,
      'i',
    ),
    unless: /\b(?:returns?|status|state is|is set to true|defaults? to|after the)\b/i,
    tier: 'hard',
    severity: 'high',
    confidence: 'likely',
    surfaces: ['tool', 'instructions'],
  },
  {
    rule: 'tool-steering',
    anchors: ['prioriti', 'preferred', 'prefer ', 'best tool', 'always select', 'always choose', 'always pick', 'select it', 'choose it', 'pick it', 'this first', 'it first', 'above all', 'over all', 'over any', 'all alternatives'], // prettier-ignore
    shape:
      /\b(?:prioriti[sz]ed?|preferred|prefer|favou?red|ranked|chosen|selected|used) (?:\w+ )?(?:over|above|before|ahead of|instead of) (?:all|any|every)(?: of the)?(?: other)?\b[^.\n]{0,20}\b(?:alternatives?|tools?|others?|options?|functions?|servers?|choices?)\b|\balways (?:select|choose|pick) (?:it|this(?: tool| one| server| function)?)\b[^.\n]{0,20}\b(?:first|over|before (?:any|all|every)|instead|no matter|regardless)\b|\bthe best (?:\w+ )?(?:tool|function|server|choice)\b[^.\n]{0,60}\b(?:always|must|prioriti\w+|first|never)\b/i,
    unless:
      /\b(?:for large|for files|when available|grep|ripgrep|if the user|unless|over multiple|calls when|individual)\b/i,
    tier: 'hard',
    severity: 'medium',
    confidence: 'likely',
    surfaces: described,
  },
  {
    rule: 'pressure',
    anchors: ['million', 'popular', 'world', 'most advanced', 'most powerful', 'award', 'number one', 'any question', 'everyone uses', 'to ensure', 'to guarantee', 'to maintain', 'to preserve', 'mandatory', 'security check', 'security measure', 'required by', 'for compliance', 'compliance step', 'integrity', 'compatibility'], // prettier-ignore
    // Praise and pretexts, which honest descriptions have too: they add up with others.
    shape:
      /\b(?:used by (?:over |more than )?\d+[\d,.]* ?(?:million|thousand|k\b|m\b)|super popular|extremely popular|most popular|world(?:'s|s)? (?:best|leading|number one|most)|award[- ]winning|ideal for any|to (?:ensure|guarantee|maintain|preserve) (?:\w+ )?(?:integrity|compatibility|compliance|security|consistency|stability|safety)|mandatory (?:compliance|security|safety|verification)|as a security (?:check|measure|step)|required by (?:policy|compliance|law|regulation)|for compliance)\b/i,
    tier: 'soft',
    severity: 'low',
    confidence: 'possible',
    surfaces: described,
  },
  {
    rule: 'sensitive-file',
    anchors: ['confidential://', 'secret://', 'secrets://', 'private://', 'internal://', 'vault://'],
    shape: /\b(?:confidential|secrets?|private|internal|vault):\/\/[^\s`'")]{2,80}/i,
    also: [/\b(?:must|should|also|always|read|load|fetch|access|show|include|first|before)\b/i],
    unless: /\b(?:never|not|denied|refus\w+|cannot|reference|resolve[sd]?|placeholder)\b/i,
    tier: 'hard',
    severity: 'high',
    confidence: 'possible',
    surfaces: ['tool', 'instructions', 'result'],
  },
  {
    rule: 'side-channel-parameter',
    anchors: ['including the', 'including any', 'including all', 'reasoning of', 'your reasoning', 'you know', 'you can see', 'you have seen', 'you come across', 'you remember', 'have access to'], // prettier-ignore
    shape: new RegExp(
      `\\bincluding (?:the |any |all |its )?(?:original |full |entire |complete |exact )?(?:user'?s? (?:query|prompt|messages?|question|request)|system prompt|conversation|chat history|previous messages)\\b|\\b(?:reasoning|thoughts|chain of thought) of the (?:model|assistant|agent|llm)\\b[^.\\n]{0,60}\\b(?:query|prompt|conversation)\\b|\\b(?:put|pass|send|include|write|give|provide|add|mirror(?:ed)?|copied|copy|list|fill|forward(?:ed)?)\\b[^.\\n]{0,80}\\b(?:you know(?: of)?|you can see|you have seen|you come across|you remember|you have access to)\\b[^.\\n]{0,60}(?:${parameter.source}|${elsewhere.source}|${address.source})|\\b(?:you know of|you can see|you have seen|you come across|you remember)\\b[^.\\n]{0,40}\\b(?:added|put|mirrored|copied|sent|passed|written|forwarded|included|posted)\\b[^.\\n]{0,30}(?:${parameter.source}|${elsewhere.source}|${address.source})`,
      'i',
    ),
    unless: /\b(?:channel id|you can see in|as you can see|list of channels you)\b/i,
    tier: 'hard',
    severity: 'high',
    confidence: 'likely',
    surfaces: described,
  },
  {
    rule: 'guard-off',
    anchors: ['no confirm', 'confirmation need', 'confirmation is', 'no need to ask', 'without asking', 'need to ask', 'do not ask', "don't ask", 'never ask', 'no approval', 'no permission', 'answer yes', 'say yes', 'click allow', 'click yes', 'accept any', 'approve any', 'full privileg', 'does not concern', 'not concern', 'does not cover'], // prettier-ignore
    // Acts that can not be taken back, with nobody asked.
    shape:
      /\b(?:no (?:user )?(?:confirmation|approval|permission|consent)(?: is)? (?:needed|required|necessary)|no need to (?:ask|confirm|wait)|without asking (?:the|for|them|him|her|anyone|first|you)|(?:do not|don't|never) ask (?:for (?:confirmation|permission|approval)|the user|first|again|before|them)|(?:answer|say|reply|click|choose|select|press) (?:yes|ok|allow|accept|approve) (?:to|on|for|in) (?:any|all|every|each)|(?:accept|approve|allow|confirm) (?:any|all|every) (?:\w+ )?(?:dialogs?|prompts?|questions?|requests?|warnings?)|sandbox does not (?:concern|cover|apply|affect|hold)|with full privileges)\b/i,
    also: [
      /\b(?:delet\w+|remov\w+|wip\w+|eras\w+|overwrit\w+|send\w*|transfer\w*|pay\w*|mount\w*|turn(?:s|ing)? off|disabl\w+|push\w*|deploy\w*|execut\w+|run\w*|drop\w*|install\w*|publish\w*|merge\w*|security|privileges|upload\w*|root|share\w*|purchas\w+|buy\w*|grant\w*)\b/i,
    ],
    unless:
      /\b(?:read-only|reads? only|only reads?|public data|idempotent|safe to (?:call|retry)|never (?:deletes?|sends?) without|not (?:delete|send|run|execute) .{0,30}without|don't .{0,40} without|do not .{0,40} without|must ask|asks? the user|returns?|unless|only if the user|dry.?run|if the user (?:has )?(?:asked|said|confirmed)|already (?:asked|confirmed) by the user|preview)\b/i,
    tier: 'hard',
    severity: 'medium',
    confidence: 'possible',
    surfaces: described,
  },
  {
    rule: 'override-order',
    anchors: ['are instructions', 'are commands', 'are orders', 'is an instruction', 'precedence over', 'priority over', 'outrank', 'take precedence', 'takes precedence'], // prettier-ignore
    shape:
      /\b(?:are|is|as) (?:an? )?(?:instructions?|commands?|orders?) (?:from|of|by) (?:the |your )?(?:owner|operator|user|admin\w*|system|developer|principal)\b|\b(?:have|has|take|takes) (?:precedence|priority) over (?:the |your |any |all )?(?:chat|user|conversation|system|instructions|developer|prompt|rules|everything)\b/i,
    unless:
      /\b(?:environment variables?|config\w*|flags?|options?|command line|defaults?|settings?|query parameters?|css)\b/i,
    tier: 'hard',
    severity: 'high',
    confidence: 'likely',
    surfaces: ['tool', 'instructions', 'prompt', 'result'],
  },
  {
    rule: 'secrecy-order',
    anchors: ['nothing', 'erase', 'remove', 'delete', 'hide ', 'strip', 'filter out', 'claim', 'pretend', 'report that', 'everything passed', 'all passed'], // prettier-ignore
    shape: new RegExp(
      [
        `\\b(?:say|speak|tell|reveal|disclose|mention|report|write)\\b[^.\\n]{0,16}\\bnothing\\b[^.\\n]{0,40}\\b(?:to|about|of)\\b`,
        '\\b(?:erase|remove|delete|hide|strip|filter out|suppress|clear)\\b[^.\\n]{0,30}\\b(?:lines?|entries|mentions?|traces?|records?|references?|evidence)\\b[^.\\n]{0,30}\\b(?:this|the) (?:server|tool|call|step|function)\\b(?=[^.\\n]{0,60}\\b(?:before|when|show\\w*|logs?|to|so that)\\b)',
        '\\b(?:claim|pretend|insist|lie|falsely (?:say|report|claim|state))\\b (?:that )?(?:no|nothing|none|everything|all|it|they|there)\\b',
        '\\breport(?: back)? (?:that )?(?:everything|all(?: tests)?|it|they|the \\w+) (?:passed|succeeded|is fine|are fine|worked|went well|is ok)\\b(?=)',
      ].join('|'),
      'i',
    ),
    also: [
      /\b(?:user|you|your|them|him|her|someone|anyone|when|before|even if|fails?|passed|report|claim|others?|to the|logs?)\b/i,
    ],
    unless:
      /\b(?:returns?|if nothing|nothing (?:is|was|to|else)|claims? (?:of|in the)|jwt|token claims|warranty|insurance)\b/i,
    tier: 'hard',
    severity: 'medium',
    confidence: 'possible',
    surfaces: ['tool', 'instructions'],
  },
  {
    rule: 'exfiltration',
    anchors: ['sent to', 'exported to', 'mailed to', 'posted to', 'forwarded to', 'uploaded to', 'mirrored', 'copied to', 'reported to', 'streamed to', 'streams it', 'synced to', 'transmitted to', 'shared with', 'blind copy', 'must send', 'have to send', 'has to send', 'sends the', 'submitted to', 'to our', 'delivered to'], // prettier-ignore
    // Where things have to go, with an address of mail, of a socket or a number, or secrets to any address.
    shape: new RegExp(
      `\\b${must}\\b[^.\\n]{0,60}\\b${outward} (?:in|on|over)?to\\b[^\\n]{0,30}(?:${mail}|\\bhttps?:\\/\\/|\\bwss?:\\/\\/|\\bftp:\\/\\/|\\b(?:\\d{1,3}\\.){3}\\d|#\\w)|\\b(?:streams?|mirrors?) (?:it|them|everything|the \\w+) to (?:wss?|https?|ftp):\\/\\/|${mail}[^.\\n]{0,20}\\b(?:in|as|on) (?:blind )?(?:copy|bcc|cc)\\b|\\b(?:must|has to|have to|needs? to) send\\b[^\\n]{0,60}(?:${secretValue.source})[^\\n]{0,30}(?:${mail}|https?:)`,
      'i',
    ),
    unless:
      /\b(?:requests? (?:must|should|have|are)|calls? (?:must|should|are)|api (?:key|requests?|endpoint)|your own|configured|e\.g\.|example|for example|you (?:specify|choose|provide)|documentation|docs|feedback|bug reports?|issues? (?:can|should)|questions? (?:can|should)|support)\b/i,
    tier: 'hard',
    severity: 'high',
    confidence: 'likely',
    surfaces: ['tool', 'instructions'],
  },
  {
    rule: 'sensitive-file',
    anchors: ['their ', "user's", 'of the user', 'next to', 'other files', 'all files', 'ask for', 'asks for'],
    // Documents of the person are to be found and handed in; secrets asked for and filed under another name.
    shape: new RegExp(
      `\\b(?:find|search for|look for|locate|get|read|open|collect)\\b[^.\\n]{0,30}\\b(?:in|from) (?:their|the user'?s?|the person'?s?) (?:\\w+ )?(?:folders?|documents?|files?|home|drive|mail\\w*|inbox|photos?|downloads?|desktop)\\b[^.\\n]{0,30}\\b(?:and )?(?:upload|attach|pass|send|submit|put|provide|include|forward|hand)\\b|\\bread (?:the |all |any )?(?:other |neighbou?ring |adjacent |nearby )?(?:files|documents)\\b[^.\\n]{0,50}\\band (?:pass|send|put|give|provide|include|attach|hand)\\b[^.\\n]{0,40}\\b(?:their|the) (?:full |entire |whole )?(?:text|contents?)\\b|\\bask(?:s)?\\b[^.\\n]{0,16}\\bfor\\b[^.\\n]{0,50}${secretValue.source}[^.\\n]{0,40}\\b(?:store|put|save|write|pass|keep|file)\\b[^.\\n]{0,24}[\`'"](?!pass|token|pin|secret|key|otp|code|card|cred|auth)[a-z]\\w{1,30}[\`'"]|\\bprovide the (?:private |internal |personal )(?:\\w+ ){1,3}of the user\\b[^.\\n]{0,40}(?:${parameter.source})`,
      'i',
    ),
    tier: 'hard',
    severity: 'high',
    confidence: 'possible',
    surfaces: described,
  },
  {
    rule: 'tool-steering',
    anchors: ['send the rest', 'send the remaind', 'the rest to', 'the difference to', 'the surplus', 'fee and send', 'to my wallet', 'to our wallet', 'bc1', '0x'].filter((anchor) => anchor.length >= 4), // prettier-ignore
    shape: new RegExp(
      `\\b(?:send|transfer|pay|route|move|forward|deposit)\\b[^.\\n]{0,40}\\b(?:to|into)\\b[^.\\n]{0,20}(?:${wallet})`,
    ),
    unless: /\b(?:e\.g\.|example|format|returns?|such as)\b/i,
    tier: 'hard',
    severity: 'high',
    confidence: 'likely',
    surfaces: ['tool', 'instructions'],
  },
];

/** The same in whatever comes from a server. */
export const saidAnywhere: readonly PhraseRule[] = [
  {
    rule: 'tool-steering',
    anchors: ['prepend', 'append', 'prefix', 'insert', 'add ', 'put '],
    // Something rides along with everything the model does from now on.
    shape:
      /\b(?:prepend|append|prefix|insert|add|put)\b[^\n]{0,120}\b(?:to|in|into|before|with) (?:every|each|all|any) (?:of (?:your|the) )?(?:shell |git |terminal )?(?:commands?|requests?|calls?|quer(?:y|ies)|commits?|scripts?|files?|functions?|modules?|e-?mails?) (?:that )?you (?:run|send|make|write|issue|create|edit|execute|generate|touch)\b/i,
    unless:
      /\b(?:code style|licen[cs]e header|copyright|type hints?|tests?|docstrings?|comments?|changelog|signed-off)\b/i,
    tier: 'hard',
    severity: 'high',
    confidence: 'likely',
    surfaces: ['tool', 'instructions', 'result'],
  },
  {
    rule: 'sensitive-file',
    anchors: ['secret', 'token', 'password', 'credential', 'api key', 'api_key', ' keys'],
    shape:
      /\b(?:any|every|all|the) (?:\w+ )?(?:secrets?|tokens?|passwords?|(?:api )?keys?|credentials?)(?: (?:or|and) (?:\w+ )?\w+)? (?:that )?you (?:have seen|have been given|were given|see|saw|know|find|found|hold|come across|can access|have access to)\b/i,
    also: [new RegExp(`\\b${give}\\b`, 'i')],
    unless:
      /\b(?:never|do not|don't|must not|should not|report (?:it|them) to|rotate|revoke|redact\w*|mask\w*|remove)\b/i,
    tier: 'hard',
    severity: 'high',
    confidence: 'likely',
    surfaces: ['tool', 'instructions', 'prompt', 'result'],
  },
  {
    rule: 'sensitive-file',
    anchors: ['sign the', 'log the', 'log in ', 'log into', 'sign in', 'login to'],
    // The model is to use the person's password somewhere.
    shape: new RegExp(
      `\\b(?:sign|log) (?:the (?:user|customer|person)|them|yourself|in|into)(?: in| into| on| onto)?\\b[^.\\n]{0,30}(?:${address.source})[^.\\n]{0,40}\\b(?:with|using) (?:their|the user'?s|his|her) (?:\\w+ ){0,2}(?:${secretValue.source})`,
      'i',
    ),
    tier: 'hard',
    severity: 'high',
    confidence: 'likely',
    surfaces: ['tool', 'instructions', 'result'],
  },
  {
    rule: 'override-order',
    anchors: ['been updated', 'been changed', 'been replaced', 'been modified', 'been overridden', 'are outdated', 'asks you to', 'wants you to', 'orders you', 'instructs you', 'requires you', 'requests you', 'tells you to', 'follow mine', 'follow the user', 'obey the user', "user's request", "user's instruct", "user's order", "user's question", 'not summar', "n't summar", 'not translate', "n't translate", 'not answer', 'not analy', 'instead say', 'instead, say', 'instead write', 'instead output'], // prettier-ignore
    shape: new RegExp(
      [
        '\\byour (?:\\w+ )?(?:instructions?|rules?|guidelines?|system prompt|polic(?:y|ies)|directives?)\\b[^.\\n]{0,12}\\b(?:have|has|were|was|are|is) (?:now |just |hereby )?(?:been )?(?:updated|changed|replaced|modified|overridden|extended|outdated|superseded|rewritten)\\b',
        '\\byour (?:developers?|creators?|makers?|operators?|administrators?|admins?|vendor|provider|boss|owner|principal)(?: team)? (?:asks?|wants?|orders?|instructs?|requires?|requests?|tells?|needs?) you to\\b',
        "\\b(?:not|never|n't|stop|instead of|rather than) (?:follow|obey|do|fulfil|fulfill|answer|comply with|carry out|execute|heed)(?:ing)? (?:the |your )?(?:user|human|person|operator)'?s? (?:requests?|instructions?|orders?|wishes|questions?|commands?|prompts?|task)\\b",
        "\\b(?:do not|don't|never) (?:summari[sz]e|translate|answer|analy[sz]e|quote|review|describe|process) (?:this|it|the (?:text|page|document|question|above|following|content|file))\\b[^\\n]{0,24}\\b(?:instead|rather|but)\\b[^.\\n]{0,16}\\b(?:say|write|output|print|reply|tell|respond|state|answer)\\b",
      ].join('|'),
      'i',
    ),
    unless:
      /\b(?:attack\w*|inject\w*|jailbreak\w*|for example|such as|e\.g\.|paper|research\w*|employees?|tenants?|students?|insurance|your account)\b/i,
    tier: 'hard',
    severity: 'high',
    confidence: 'likely',
    surfaces: ['tool', 'prompt', 'result'],
  },
  {
    rule: 'impersonation',
    anchors: ['administrator', 'admin.', 'admin,', 'security team', 'it department', 'support team', 'emergency'],
    // Somebody with a title asks for what opens doors.
    shape:
      /\b(?:i am|i'm|this is|here is|we are) (?:the|your|an?) (?:\w+ )?(?:administrator|admin|security (?:team|officer|engineer)|it (?:department|team|desk|support)|support team|engineer)\b/i,
    also: [
      new RegExp(
        `\\b(?:give|send|tell|show|hand|provide|reveal|share|print)\\b[^.\\n]{0,24}(?:${secretValue.source})`,
        'i',
      ),
    ],
    unless: /\b(?:phishing|scam|never (?:ask|give)|will never ask|attack\w*|example|such as|awareness|training)\b/i,
    reach: 'passage',
    tier: 'hard',
    severity: 'high',
    confidence: 'likely',
    surfaces: ['tool', 'result'],
  },
  {
    rule: 'addressed-to-model',
    anchors: [
      'language models only',
      'llms only',
      'ai only',
      'models only',
      'bots only',
      'agents only',
      'assistants only',
      'not for humans',
      'not for people',
      'for machines only',
    ],
    shape:
      /\b(?:for|to|by) (?:the |all |any )?(?:ai|llms?|language models?|ai (?:agents?|assistants?|models?)|machines?|bots?|agents?|assistants?|models?) only\b|\bnot (?:meant |intended )?for (?:humans?|people|human (?:eyes|readers?))\b/i,
    unless: /\b(?:consumption|ingestion|veterinary|food|robots\.txt|available (?:to|for)|licen[cs]e|internal use)\b/i,
    tier: 'hard',
    severity: 'medium',
    confidence: 'possible',
    surfaces: ['tool', 'result'],
  },
];

/** More of what fetched text has no honest reason to say. */
export const receivedMore: readonly PhraseRule[] = [
  {
    rule: 'addressed-to-model',
    anchors: ['ai note', 'llm note', 'ai instruct', 'llm instruct', 'model instruct', 'agent instruct', 'assistant instruct', 'bot instruct', 'ai directive', 'assistant_', 'assistant-', 'ai_', 'llm_', 'agent_', 'for summary', 'for bots', 'for ai', 'for llm', 'for language', 'to the ai', 'to the llm', 'agent reads', 'assistant reads', 'ai reads', 'llm reads', 'model reads', 'chatgpt', 'claude', 'gemini', 'copilot', 'language model', 'llms ', 'assistants ', 'agents ', 'bots ', 'attention agent', 'attention ai', 'attention assist'].filter((anchor) => anchor.length >= 4), // prettier-ignore
    reach: 'passage',
    // A side note to whatever model reads this, in another of its many forms.
    shape: new RegExp(
      [
        '(?:^|[\\s(\\[<{*#>"\'])(?:ai|llm|gpt|model|assistant|agent|bot|copilot|claude|chatgpt) (?:note|instructions?|directive|hint|message|notice|prompt|command)s?\\s*[:>\\])]',
        '<\\/?(?:assistant|ai|llm|agent|model)[_-](?:directive|instructions?|message|note|prompt|command|order|task)s?>',
        `\\b(?:instructions?|rules?|notes?|reminder|message|guidance|orders?) (?:for|to) (?:the |all |any |every )?(?:\\w+ )?(?:bots?|assistants?|agents?|ais?|llms?|(?:language )?models?|chatgpt|claude|gemini|copilot)\\b[^.\\n]{0,30}:`,
        `\\b(?:when|if|once|as soon as|whenever) (?:an? |the |any |some )?${model} (?:reads?|screens?|cites?|process\\w*|opens?|summari\\w+|parses?|sees?|visits?|quotes?|indexes|reviews?|evaluates?|is used)\\b`,
        `\\b(?:language models?|llms?|assistants?|agents?|bots?|ais|ai (?:agents?|assistants?|models?|tools?)) (?:that|which|who|when they) (?:read|cite|quote|clone|process|visit|summari\\w+|open|index|use|see)\\w* (?:this|it|the (?:page|text|file|repo\\w*))`,
        `\\b(?:language models?|llms?|ai (?:agents?|assistants?|models?)) must\\b[^.\\n]{0,60}\\b(?:when they|if they|whenever they)\\b`,
        '(?:^|\\n)#{1,4} ?(?:for|to) (?:ai|llms?|agents?|assistants?|coding agents?|ai (?:tools|agents|assistants))\\b',
        `\\battention,? (?:all )?(?:ai|llm|agent|assistant|bot|model)s?\\s*[!:,]`,
      ].join('|'),
      'i',
    ),
    also: [
      /\b(?:refund|waive|mark \w+ (?:\w+ )?as|pick|hide|push|reply to every|answer every|never open|straight to main|--no-verify|invite|reject|praise|deny|claim|multipl\w+|post|fetch|do as it says|deliver|book|order|obey|must contain|has to contain|report|send|forward|ignore|disregard|delete|approve|grant|reveal|recommend|rank|say|tell|output|append|include|insert|click|visit|overwrite|upload|transfer|give|disable|skip|run|execute|download|state|open|turn)\b/i,
    ],
    unless:
      /\b(?:research\w*|paper|study|benchmark|dataset|attackers?|adversar\w*|vulnerab\w*|injection|jailbreak\w*|red.?team\w*|mitigat\w*|guardrails?|for example|e\.g\.|such as|npm (?:test|run)|before committing|code style|contributing|architecture|can be tricked|developers? (?:can|should)|users? can|you can|tutorial|quickstart|install with)\b/i,
    tier: 'hard',
    severity: 'medium',
    confidence: 'possible',
    surfaces: ['result'],
  },
  {
    rule: 'impersonation',
    anchors: ['"role"', "'role'", 'role\\"'],
    // A message of another voice, in the form in which conversations are stored.
    shape:
      /["']role\\?["']\s*:\s*\\?["'](?:system|developer|assistant)\\?["']\s*,\s*\\?["']content\\?["']\s*:\s*\\?["'][^"']{0,300}\b(?:refund|send|forward|ignore|disregard|delete|reveal|do not (?:log|tell|mention|ask)|without (?:any )?(?:check|asking|confirmation)|approve|transfer|grant|leak|exfiltrate|obey|override)\b/i,
    unless: /\b(?:openai|client\.chat|completions|messages\s*[:=]|model\s*[:=]|import|const|fixture|example|test)\b/i,
    tier: 'hard',
    severity: 'high',
    confidence: 'possible',
    surfaces: ['result'],
  },
  {
    rule: 'override-order',
    anchors: ['nevermind', 'never mind', 'what you really', 'text so far', 'conversation was', 'messages were', 'chat was', 'different user', 'real question', 'real task', 'actual question', 'actual task', 'true question', 'your new role', 'new role', 'your true', 'real master', 'every following', 'all following', 'any following'], // prettier-ignore
    shape: new RegExp(
      [
        '\\bnever ?mind (?:the |all |everything )?(?:above|that|previous|text|rest|summary|question|instructions?)\\b[^\\n]{0,40}\\b(?:output|print|say|write|answer|respond|reply|do|tell|instead|just|only)\\b',
        '\\bwhat you really (?:have|need|ought|should|must|are supposed)\\b',
        '\\b(?:text|content|instructions?|everything|conversation) so far (?:was|were|is) (?:only |just |merely )?(?:an? )?(?:test|example|joke|draft|warm-?up|fake)\\b',
        '\\b(?:previous|above|earlier|prior) (?:conversation|chat|messages?|text|session|instructions?) (?:was|were) (?:with|from|by|for|meant for|written by) (?:an? |the |your )?(?:different|another|other|wrong|developers?|test\\w*|llm|previous)\\b',
        '\\b(?:real|actual|true) (?:question|task|query|goal) (?:of|from) the (?:user|person|human)\\b|\\b(?:real|actual|true) (?:question|task|query|goal) (?:is|was)\\b[^.\\n]{0,8}:',
        '\\byour (?:new|real|true|actual) (?:role|master|owner|identity|name|persona|purpose) is\\b',
        '\\b(?:respond|answer|reply) to (?:every|all|any|each) (?:following|subsequent|future|further|next) (?:questions?|messages?|prompts?|requests?)\\b[^.\\n]{0,40}\\b(?:as|with|like|in)\\b',
      ].join('|'),
      'i',
    ),
    unless:
      /\b(?:attack\w*|inject\w*|jailbreak\w*|example|such as|e\.g\.|paper|research\w*|game|character in|film|movie)\b/i,
    tier: 'hard',
    severity: 'high',
    confidence: 'likely',
    surfaces: ['result'],
  },
  {
    rule: 'guard-off',
    anchors: ['moral', 'ethic', 'as my grand', 'grandmother', 'grandma'],
    shape:
      /\b(?:without|no|free (?:of|from)|lacks?|ignores?) (?:any )?(?:moral|ethical)(?: or \w+| and \w+)? (?:limit\w*|restrictions?|boundar\w+|compass|code|filters?|constraints?|guidelines|principles|concerns?)\b|\b(?:act|pretend|behave|speak|talk) (?:as|like|to be) my (?:grand\w+|deceased|late|dead)\b/i,
    also: [/\b(?:you|your|act|pretend|respond|answer|as an?|called|ai|please)\b/i],
    tier: 'hard',
    severity: 'medium',
    confidence: 'likely',
    surfaces: ['result'],
  },
  {
    rule: 'prompt-extraction',
    anchors: ['of your prompt', 'of the prompt', 'your prompt', 'top of this', 'beginning of this', 'start of this', 'exact words', 'first words', 'words of', 'lines of', 'in base64', 'secret key'], // prettier-ignore
    shape: new RegExp(
      [
        '\\b(?:show|tell|give|print|repeat|list|write|output|reveal|what (?:are|were|is|was))\\b[^.\\n]{0,30}\\b(?:words?|lines?|sentences?|parts?|beginning|start|text|contents?|characters?|letters?) (?:of|in|from) (?:your|the) (?:prompt|instructions?|system (?:prompt|message)|initial|configuration)\\b',
        '\\b(?:words?|text|instructions?|message|lines?|prompt) (?:at|from|in|of) the (?:top|beginning|start|head) of (?:this|the|our) (?:chat|conversation|session|context|window|prompt)\\b',
        '\\b(?:reply|respond|answer|return|output)\\b[^.\\n]{0,20}\\bwith (?:your|the) (?:hidden|system|initial|full|secret) (?:prompt|instructions?)\\b',
        '\\bwhat is the (?:secret|hidden) (?:key|password|passphrase|code|word)\\b[^.\\n]{0,6}\\?(?=[^\\n]{0,60}\\b(?:answer|tell|reveal|first|now)\\b)',
      ].join('|'),
      'i',
    ),
    unless:
      /\b(?:attack\w*|inject\w*|jailbreak\w*|example|such as|e\.g\.|paper|research\w*|users? (?:may|might|can|could))\b/i,
    tier: 'hard',
    severity: 'high',
    confidence: 'likely',
    surfaces: ['result'],
  },
  {
    rule: 'answer-tampering',
    anchors: ['say that i', 'say that we', 'tell me that', 'state that i', 'claim that i', 'mention that i', 'conclude that i', 'recommend that i'], // prettier-ignore
    // It speaks as the person does to the model: "say that I should".
    shape:
      /(?:^|[.!?:;>\n"(]\s*|\b(?:please|then|now|and|also|just|instead)[ ,]+)(?:say|state|claim|mention|tell me|conclude|recommend) that (?:i|we) (?:should|must|need to|have to|ought to|can trust)\b/i,
    tier: 'hard',
    severity: 'medium',
    confidence: 'likely',
    surfaces: ['result'],
  },
  {
    rule: 'tool-order',
    anchors: [' tool', '_tool', ' function with', ' function to', '` function', 'the function'],
    // A named tool and an address in one order.
    shape: new RegExp(
      `\\b(?:using|use|with|via|through|call|by calling|invoke) (?:the |your )?${otherTool}\\b[^.\\n]{0,12}\\b(?:tool|function)\\b|\\b(?:call|invoke|use) the \\w+ (?:tool|function) with\\b`,
      'i',
    ),
    also: [
      new RegExp(address.source, 'i'),
      new RegExp(`\\b(?:${give}|message|mail|to=)\\b`, 'i'),
      /\b(?:before|stop|please|now|then|must|immediately|first|instead|the user'?s|new query|email|send|post)\b/i,
    ],
    unless:
      /\b(?:documentation|docs|api reference|example|tutorial|import|npm|pip install|localhost|schema|github\.com)\b/i,
    tier: 'hard',
    severity: 'medium',
    confidence: 'possible',
    surfaces: ['result'],
  },
  {
    rule: 'tool-order',
    anchors: ['payment of', 'disable the', 'turn off the', 'deactivate the', 'switch off the', 'unlock the', 'my saved', 'my home', 'my house', 'my smart', 'my bank', 'my card', 'my drive', 'my wallet', 'my medical', 'my account', 'my contacts', 'my location', 'my front door'], // prettier-ignore
    // The person's own devices, money and records, ordered about by a text.
    shape: new RegExp(
      [
        '\\b(?:and|then|,|also) (?:disable|turn off|deactivate|switch off|unlock|open) (?:the |my |all )?(?:\\w+ ){0,2}(?:alarms?|security (?:system|cameras?)|cameras?|front door|garage|smart lock|locks)\\b',
        '(?:^|[.!?:;>\\n"]\\s*|\\b(?:please|then|now|also)[ ,]+)(?:retrieve|fetch|access|get|export|share|send|transfer|withdraw|delete|update|change|unlock|grant|search|find|download|initiate|make|schedule|order|buy|sell|cancel|post)\\b[^.\\n]{0,70}\\bmy (?:saved|home|house|smart|bank|credit|debit|card|wallet|medical|health|genetic|investment|drive|dropbox|amazon|facebook|twitter|google|crypto|binance|shipping|payment|robinhood|venmo|paypal|e-?commerce|security)\\b',
        '(?:^|[.!?:;>\\n"]\\s*|\\b(?:please|then|now|also)[ ,]+)(?:make|send|initiate|schedule) (?:a |the )?(?:payment|transfer|transaction|donation) of [^.\\n]{1,24}\\bto\\b',
      ].join('|'),
      'i',
    ),
    unless:
      /\b(?:invoice|receipt|how (?:do|can) i|order number|ticket|customer service|i would like|i want to|i need|kind regards|best regards|manual|instructions? for use)\b/i,
    tier: 'hard',
    severity: 'medium',
    confidence: 'possible',
    surfaces: ['result'],
  },
  {
    rule: 'exfiltration',
    anchors: [
      'and mail',
      'and email',
      'and e-mail',
      'and send',
      'and forward',
      'and share',
      'and upload',
      'then send',
      'then mail',
      'then email',
    ],
    shape: new RegExp(
      `\\b(?:download|pull up|compile|gather|collect|export|retrieve|look up|extract|find|list|copy)\\b[^.\\n]{3,120}\\b(?:records?|histor(?:y|ies)|data|documents?|statements?|addresses|photos?|files?|messages|e-?mails|passwords?|details|information|contacts|transactions?|results)\\b[^.\\n]{0,80}\\b(?:and|then) (?:then )?(?:mail|e-?mail|send|forward|share|upload|submit)\\b[^.\\n]{0,24}\\b(?:to|with)\\b[^.\\n]{0,16}(?:${mail}|https?:)`,
      'i',
    ),
    unless: /\b(?:support@|your (?:own|supervisor|manager)|thanks|regards|logs?|crash)\b/i,
    tier: 'hard',
    severity: 'medium',
    confidence: 'possible',
    surfaces: ['result'],
  },
];
