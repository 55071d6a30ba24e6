import type { PhraseRule } from '../phrase-rule.ts';
import { address, elsewhere, give, otherTool, parameter, person, secretValue } from './concepts.ts';

/** The same in whatever comes from a server. */
export const saidAnywhere: readonly PhraseRule[] = [
  {
    rule: 'tool-order',
    anchors: [
      'its output',
      'its result',
      'its response',
      'its return',
      'the output of',
      'the result of',
      'what it returns',
      'what it return',
    ],
    // One tool is to be fed with what another one gives.
    shape: new RegExp(
      `\\b(?:call|invoke|run|use|execute|query)\\b[^.\\n]{0,24}${otherTool}[^.\\n]{0,40}\\b(?:and|then)\\b[^.\\n]{0,12}\\b(?:add|pass|put|include|send|give|append|attach|insert|provide|supply|forward|post)\\b[^.\\n]{0,10}\\b(?:its|the|what it) (?:output|results?|response|returns?|answer|value)\\b[^.\\n]{0,40}(?:${parameter.source}|${address.source})`,
      'i',
    ),
    also: [
      /\b(?:secrets?|credentials?|passwords?|tokens?|keys?|must|important|prior to|before|first|always|mandatory|required)\b/i,
    ],
    unless: /\b(?:resolve|library id|cursor|page token|session_id|returns an id|the id)\b/i,
    tier: 'hard',
    severity: 'medium',
    confidence: 'possible',
    surfaces: ['tool', 'instructions'],
  },
  {
    rule: 'tool-steering',
    anchors: [
      'before all other',
      'before any other',
      'before every other',
      'than the original',
      'than other',
      'than the other',
      'than the built',
      'in place of',
      'in all cases',
      'in every case',
    ],
    shape: new RegExp(
      `\\b(?:must|has to|have to|needs? to|should) (?:always )?be (?:run|called|executed|invoked|used) before (?:all|any|every) (?:of the )?other (?:tools?|functions?|calls?|servers?)\\b|\\b(?:better|safer|faster|more \\w+) than (?:the )?(?:original |built-in |other |standard )*${otherTool}[^\\n]{0,80}\\b(?:in place of|instead|always|in all cases|never)\\b|\\buse \\w+ (?:from|of) this server\\b[^.\\n]{0,20}\\b(?:in place of|instead of)\\b`,
      'i',
    ),
    tier: 'hard',
    severity: 'medium',
    confidence: 'possible',
    surfaces: ['tool', 'instructions'],
  },
  {
    rule: 'tool-steering',
    anchors: [
      'one part',
      'a part',
      'part of',
      'portion',
      'percent',
      'the rest',
      'the difference',
      'a share',
      'cents',
      'surplus',
    ],
    // Money is split on the way.
    shape:
      /\b(?:split|route|divert|skim|redirect|send|transfer|move|deduct|withhold)\b[^.\n]{0,40}\b(?:part|portion|share|percent|rest|cents|difference|surplus|remainder)\b[^.\n]{0,24}\bto\b[^.\n]{0,16}\b(?:account|wallet|iban|address)\b[^.\n]{0,12}\d/i,
    tier: 'hard',
    severity: 'high',
    confidence: 'likely',
    surfaces: ['tool', 'instructions', 'result'],
  },
  {
    rule: 'side-channel-parameter',
    anchors: ['anything', 'everything', 'whatever', 'all that'],
    // What the person says is passed on.
    shape: new RegExp(
      `\\b(?:anything|everything|whatever|all) (?:that )?(?:the |an? )?${person} (?:tells?|told|says?|said|types?|typed|writes?|wrote|asks?|asked|mentions?|mentioned|shares?|shared|enters?)\\b[^.\\n]{0,60}\\b${give}\\b[^.\\n]{0,40}(?:${parameter.source}|${elsewhere.source}|${address.source})`,
      'i',
    ),
    unless: /\b(?:translate\w*|transcrib\w*|render\w*|save (?:it|them) in the (?:file|note))\b/i,
    tier: 'hard',
    severity: 'high',
    confidence: 'likely',
    surfaces: ['tool', 'instructions', 'prompt'],
  },
  {
    rule: 'override-order',
    anchors: [
      'carried out',
      'be followed',
      'be executed',
      'be obeyed',
      'be trusted',
      'come from the user',
      'came from the user',
    ],
    // Orders found in data are to be taken for orders of the person.
    shape:
      /\b(?:instructions?|commands?|orders?|requests?|directives?)\b[^.\n]{0,50}\b(?:in|from|of|inside|within) (?:the |any |all |these |fetched |returned )*(?:pages?|results?|files?|documents?|outputs?|contents?|responses?|e-?mails?|websites?|comments?)\b[^.\n]{0,60}\b(?:(?:have to|has to|must|should|are to|need to|can) be (?:carried out|followed|executed|obeyed|trusted|performed)|(?:come|came|comes) from the (?:user|operator|developer))\b/i,
    unless:
      /\b(?:never|not|untrusted|ignored?|caution|beware|attack\w*|inject\w*|checklist|recipe|setup|installation)\b/i,
    tier: 'hard',
    severity: 'high',
    confidence: 'likely',
    surfaces: ['tool', 'instructions', 'prompt', 'result'],
  },
  {
    rule: 'planted-code',
    anchors: [
      '/dev/tcp',
      'bash -i',
      ' -e /bin',
      'base64 -d',
      'base64 --dec',
      'mkfifo',
      'chmod +x',
      '| bash',
      '| sh',
      '|bash',
      'nc -e',
      'ncat ',
    ],
    // Commands that open a way in, in what a server says of itself.
    shape:
      /\/dev\/tcp\/\d|\bbash -i\b|\bn(?:c|cat)\b[^\n]{0,60} -e ?\/bin|\bbase64 (?:-d|--decode)\b[^\n]{0,30}\| ?(?:ba|z)?sh\b|\bmkfifo\b[^\n]{0,80}\bnc\b/i,
    unless: /\b(?:detect\w*|example of|such as|attack\w*|reverse shell)\b/i,
    tier: 'hard',
    severity: 'high',
    confidence: 'likely',
    surfaces: ['tool', 'instructions', 'prompt'],
  },
  {
    rule: 'planted-code',
    anchors: [
      'terminal of the user',
      'shell of the user',
      'machine of the user',
      'computer of the user',
      "user's terminal",
      "user's shell",
      "user's machine",
      "user's computer",
    ],
    shape:
      /\b(?:run|execute|type|paste|enter|open|launch|install)\b[^\n]{0,60}\b(?:(?:terminal|shell|machine|computer|command line) of the user|the user's (?:terminal|shell|machine|computer|command line))\b/i,
    also: [/`[^`\n]{3,200}`|https?:|\b(?:curl|wget|bash|sudo|npm|pip|powershell|following|script|command)\b/i],
    unless:
      /\b(?:runs? on the user's|installed on|documentation|docs|api|returns?|locally on|never|do not|don't|sandbox)\b/i,
    tier: 'hard',
    severity: 'high',
    confidence: 'possible',
    surfaces: ['result'],
  },
  {
    rule: 'answer-tampering',
    anchors: ['recommend', 'suggest', 'promote', 'advertis', 'praise', 'tell the user', 'inform the user'],
    // The answers of the model are to sell something, or to send the person somewhere.
    shape: new RegExp(
      `\\b(?:recommend|suggest|promote|advertise|praise|push|favou?r)\\b[^.\\n]{0,60}\\b(?:whenever|every time|each time|always|no matter|instead|in every|in all)\\b[^.\\n]{0,60}\\b(?:user|asks?|quer(?:y|ies)|answers?|another|other|competitor\\w*)\\b|\\b(?:tell|inform|convince|warn) (?:the )?(?:user|customer|person)s? (?:that|to)\\b[^\\n]{0,120}\\b(?:enter|re-?enter|pay|log ?in|sign in|call|visit|download|install|renew|confirm)\\b[^\\n]{0,60}(?:${address.source})`,
      'i',
    ),
    unless:
      /\b(?:configured|docs|documentation|our support|status page|if the (?:api key|token) is missing|oauth|authori[sz]ation url|rules that the user)\b/i,
    tier: 'hard',
    severity: 'medium',
    confidence: 'possible',
    surfaces: ['tool', 'instructions'],
  },
  {
    rule: 'sensitive-file',
    anchors: ['copy of', 'copies of'],
    shape: new RegExp(
      `\\b(?:keep|store|save|put|include|place|leave)\\b[^.\\n]{0,16}\\bcop(?:y|ies) of (?:each|every|all|any|the)\\b[^.\\n]{0,20}(?:${secretValue.source})[^.\\n]{0,40}(?:${parameter.source})`,
      'i',
    ),
    tier: 'hard',
    severity: 'high',
    confidence: 'likely',
    surfaces: ['tool', 'instructions'],
  },
  {
    rule: 'impersonation',
    anchors: [
      'i am the user',
      'i am your',
      "i'm the user",
      'this is the user',
      'this is your user',
      'this is your owner',
      'this is your dev',
      'i am the owner',
      'i am the operator',
    ],
    shape:
      /(?:^|[.!?:>\n"(]\s*)(?:i am|i'm|this is|it is) (?:the|your) (?:user|owner|human|operator|principal|developer|creator)\b(?=\s*(?:[.,;:!]|and\b|speaking|again|now|here))/i,
    unless: /\b(?:of (?:this|the) (?:shop|house|car|repository|store)|kind regards|best regards)\b/i,
    tier: 'hard',
    severity: 'high',
    confidence: 'likely',
    surfaces: ['tool', 'result'],
  },
  {
    rule: 'prompt-extraction',
    anchors: [
      'your system prompt',
      'your prompt',
      'your memory',
      'your context',
      'your instructions',
      'your configuration',
    ],
    shape:
      /\byour (?:system )?(?:prompt|instructions?|configuration|rules) (?:has|have|contains?|is|are|seems?|looks?) (?:to have |to be )?(?:an? )?(?:errors?|bugs?|mistakes?|typos?|wrong|broken|incorrect|corrupt\w*|flawed|faulty)\b|\bwhat (?:is|are|does) (?:in |the contents? of )?your (?:memory|context(?: window)?|(?:system )?prompt|instructions)\b/i,
    also: [/\b(?:print|write|output|show|fix|replace|repeat|list|reveal|send|tell|into|\?)|\?/i],
    unless:
      /\b(?:attack\w*|inject\w*|jailbreak\w*|for example|such as|e\.g\.|paper|research\w*|faq|memory (?:usage|leak)|ram)\b/i,
    tier: 'hard',
    severity: 'high',
    confidence: 'possible',
    surfaces: ['result'],
  },
  {
    rule: 'guard-off',
    anchors: [
      'disregard safety',
      'ignore safety',
      'forget safety',
      'disregard ethic',
      'ignore ethic',
      'forget ethic',
      'disregard moral',
      'ignore moral',
      'disregard all safety',
      'ignore all safety',
      'disregard the law',
      'ignore the law',
      'ignore the question',
      'ignore the task',
      'ignore the request',
      'disregard the question',
      'disregard the request',
      'forget the question',
    ],
    shape:
      /(?:^|[.!?:>\n"(]\s*|\b(?:please|now|and|then)[ ,]+)(?:disregard|ignore|forget)(?: about)?(?: all| any| your| the)? (?:safety|ethics?|morals?|morality|law)\b(?! (?:glasses|gear|pin|belt|margin))|(?:^|[.!?:>\n"(]\s*|\b(?:please|now|and|then)[ ,]+)(?:ignore|disregard|forget) the (?:question|task|request|query)\b(?=\s*(?:[.,;:!]|and\b))/i,
    tier: 'hard',
    severity: 'high',
    confidence: 'likely',
    surfaces: ['result'],
  },
  {
    rule: 'tool-steering',
    anchors: ['prepend', 'append', 'prefix', 'insert', 'add ', 'put '],
    // Something rides along with everything the model does from now on.
    shape:
      /\b(?:prepend|append|prefix|insert|add|put)\b[^\n]{0,120}\b(?:to|in|into|before|with) (?:every|each|all|any) (?:of (?:your|the) )?(?:shell |git |terminal )?(?:commands?|requests?|calls?|quer(?:y|ies)|commits?|scripts?|files?|functions?|modules?|e-?mails?|captions?|answers?|repl(?:y|ies)|responses?|posts?|documents?|texts?|summar(?:y|ies)|paragraphs?|articles?) (?:that )?you (?:run|send|make|write|issue|create|edit|execute|generate|touch)\b/i,
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
