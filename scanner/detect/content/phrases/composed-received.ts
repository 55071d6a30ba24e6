import type { PhraseRule } from '../phrase-rule.ts';
import {
  address,
  addressed,
  guard,
  harmfulAct,
  machine,
  model,
  off,
  person,
  secretFile,
  secretValue,
  session,
} from './concepts.ts';

/** How a model is called in texts. */
export const addressAnchors = ['assistant ', 'assistant,', 'assistant:', 'assistants', 'assistant!', ' agent ', 'agent,', 'agent:', 'agents ', 'agent!', 'agents:', 'agents,', ' llm', 'llm ', 'llms', 'llm:', 'llm,', ' ai:', ' ai,', 'ai: ', 'ai, ', 'an ai', 'the ai', 'any ai', 'hey ai', 'ai coding', 'ai model', 'ai system', 'ai review', 'language model', 'copilot', 'co-pilot', 'claude', 'chatgpt', 'gemini', 'cursor', 'chatbot', 'chat bot', ' bot ', 'bot,', 'bot:', 'bots', 'whoever', 'anything that', 'everything that', 'whatever processes', 'whatever reads', 'whichever', '@copilot', '@claude', '@ai ', '@assistant', 'gpt!', 'gpt,', 'gpt:', 'evaluation system', 'screening system', 'llm reviewers', 'ai reviewers', 'automated assist', 'automated agent', 'automated system', 'automatic summar', 'machine readers']; // prettier-ignore
/** Text about models, and rules for people who work with them. */
const aboutModels =
  /\b(?:research\w*|paper|study|benchmark|dataset|attackers?|adversar\w*|vulnerab\w*|injection|jailbreak\w*|red.?team\w*|threat|mitigat\w*|guardrails? (?:against|for|that)|defen[cs]e|example of|for example|such as|e\.g\.|users? (?:can|may|could|might) (?:ask|tell)|can be tricked|might be|could be|may be able|is able to|are able to|lets? (?:you|users)|allows?|helps?|enables?|supports?|designed to|capable of|used to)\b/i;

/** What fetched text has no honest reason to say to the model that reads it, whatever the words. */
export const composedReceived: readonly PhraseRule[] = [
  {
    rule: 'addressed-to-model',
    anchors: addressAnchors,
    reach: 'passage',
    // The model is called, and given an order that harms.
    shape: addressed,
    also: [harmfulAct],
    unless: aboutModels,
    tier: 'hard',
    severity: 'medium',
    confidence: 'likely',
    surfaces: ['result'],
  },
  {
    rule: 'addressed-to-model',
    anchors: addressAnchors,
    // It speaks to whatever model reads this very text, in a side note or over the reader's head, and asks for anything at all.
    shape: new RegExp(
      [
        `\\b(?:if|in case) (?:an?|any|the|some|you(?:'re| are) (?:an?|the)) ${model}(?:,| (?:is|are) (?:reading|seeing|processing|parsing|viewing|visiting)| reads?| sees?)`,
        `\\b(?:any|all|every|whichever|the|to|each|an?) ${model}s? (?:that |which |who )?(?:is |are )?(?:read|visit|process|summari[sz]|pars|view|index|crawl|us|automat)\\w* (?:this|these|the (?:page|file|document|text|ticket))`,
        '\\b(?:whoever|whatever|whichever (?:\\w+ )?(?:model|assistant|agent|bot)) (?:processes|reads|handles|summari[sz]es|parses|automates|indexes) (?:this|the)\\b',
        `(?:<!--\\s*|\\[|\\bp\\.?s\\.?:? |\\bby the way,? |\\/\\* ?|# ?|\\/\\/ ?|\\bnote to |\\bnote for |\\bhint (?:to|for) |\\bmessage (?:to|for) |\\bfor )(?:the |all |any |every |our |to |dear |whichever |autonomous )*(?:coding |ai |automated )?${model}\\b(?:[^.\\n\\]]|\\](?!\\()){0,40}[:,]`,
        `@(?:copilot|claude|cursor|gemini|chatgpt|assistant|ai|agent|bot)\\b`,
        `\\bfor (?:ai|llm|automated|machine|autonomous)[ -](?:reviewers?|agents?|readers?|assistants?|screening|models?|crawlers?)\\s*:`,
        `\\b(?:hello|hi|hey|dear|greetings,?) (?:ai|llm|gpt|chatgpt|claude|copilot|gemini|language model|(?:ai |chat ?|virtual )(?:assistant|agent|bot))\\b`,
      ].join('|'),
      'i',
    ),
    also: [
      /\b(?:please|must|should|shall|always|never|do not|don't|have to|needs? to|kindly|rather|instead|also|asked to|required to|now|it should|go ahead|wants you to)\b|[:,]\s*(?:please )?(?:say|rank|score|give|forward|send|write|call|read|open|close|mark|book|delete|add|turn|download|paste|accept|copy|state|claim|tell|approve|run|execute|recommend|ignore|reveal|print|when|while|include|use|mention)\b/i,
    ],
    unless: new RegExp(
      `${aboutModels.source}|\\b(?:robots\\.txt|contributing|commit messages?|code style|coding style|test suite|before committing|lint|press release|available|powered by|hiring|job|career|professor|(?:estate|travel|insurance|booking|property) agents?|flat|apartment|viewing)\\b`,
      'i',
    ),
    tier: 'hard',
    severity: 'medium',
    confidence: 'possible',
    surfaces: ['result'],
  },
  {
    rule: 'exfiltration',
    anchors: ["user's", 'user password', "customer's", "human's", "buyer's", "owner's", 'you were given', 'you have been given', 'you hold', 'of the user'], // prettier-ignore
    // What is the person's is to be handed over by whoever acts for them.
    shape: new RegExp(
      `\\b(?:send|sending|paste|pasting|enter|entering|re-?enter|type|typing|submit|submitting|provide|providing|share|sharing|post|posting|forward|forwarding|upload|disclose|disclosing|reveal|give|giving|pass|passing|read out)\\b[^.\\n]{0,40}(?:\\b(?:the |your )(?:user|customer|human|person|owner|buyer|client|operator|host)'?s (?:\\w+ )?(?:${secretValue.source}|${machine.source}|(?:address|e-?mail|phone|contacts?|files?|calendar|data|location|messages?|name)\\b)|${secretValue.source} (?:of the (?:user|customer|human|owner)|(?:that )?you (?:were|have been|are) (?:given|provided|configured)|you (?:hold|have|know|use)))`,
      'i',
    ),
    also: [
      new RegExp(
        `${address.source}|\\b(?:to the chat|unless you|to (?:finish|continue|proceed|verify|unlock|complete|confirm)|dear (?:chat ?bot|assistant|ai)|assistants?|agents?|bot|you (?:must|should|have to|need to|were given)|by the way|publicly|go ahead|in order to)\\b`,
        'i',
      ),
    ],
    unless:
      /\b(?:your (?:app|application|code|site|server|backend|users?|service)|api|sdk|endpoint|request body|header|parameter|never|do not|don't|documentation|docs|privacy|gdpr|we (?:send|share|store)|encrypted|hash(?:ed)?|login form|form field|input field)\b/i,
    tier: 'hard',
    severity: 'high',
    confidence: 'possible',
    surfaces: ['result'],
  },
  {
    rule: 'sensitive-file',
    anchors: [
      '.env',
      '.ssh',
      '.aws',
      'id_rsa',
      'id_ed25519',
      '.netrc',
      '.npmrc',
      '/etc/passwd',
      '/etc/shadow',
      '.kube',
      'credentials.json',
      '.git-cred',
    ],
    reach: 'passage',
    // Steps that open a file of secrets and put it where others read it.
    shape: secretFile,
    also: [
      /\b(?:open|read|cat|copy|print|read out|load|fetch|get|take|show|paste|upload|attach)\b/i,
      /\b(?:comment|issue|ticket|reply|answer|chat|message|post|pull request|https?:|public|read out|the human wants|go ahead|paste|to me|gist|e-?mail)\b|@/i,
      new RegExp(`\\b(?:agents?|assistants?|claude|copilot|ai|llm|model|you|human|steps for)\\b`, 'i'),
    ],
    unless: new RegExp(
      `${aboutModels.source}|\\b(?:never|do not|don't|must not|should not|gitignore|\\.example|template|dotenv|ssh -i|ssh-add|ssh-keygen|chmod|add it to|create an?|rename)\\b`,
      'i',
    ),
    tier: 'hard',
    severity: 'high',
    confidence: 'possible',
    surfaces: ['result'],
  },
  {
    rule: 'addressed-to-model',
    anchors: ['the user', "user's", 'your user', 'your human', 'your operator', 'your principal'],
    // Only who speaks to an agent says "the user" and gives orders about them.
    shape: new RegExp(
      `(?:^|[.!?:;>\\n"(-]\\s*|\\b(?:please|then|now|and|also|instead|must|should|to|you)[ ,]+)(?:ask|tell|prompt|convince|persuade|get|instruct|advise|inform|request|require|make|let|trick|urge|verify|have) (?:the identity of )?(?:the|your) (?:user|human|operator|principal)\\b(?!')`,
      'i',
    ),
    also: [
      new RegExp(
        `${secretValue.source}|\\b(?:download|install|run|call (?:this|the) (?:number|hotline)|call (?:it|them|us|now)|phone|buy|purchase|click|log ?in|sign in|pay|transfer)\\b`,
        'i',
      ),
      new RegExp(
        `${address.source}|\\b(?:to (?:go on|continue|proceed|unlock)|before (?:you|answering|continuing)|then (?:send|submit|post|call|pass|enter)|submit\\w*|immediately|urgent\\w*|right now|now)\\b|\\+?\\d[\\d ()-]{8,}`,
        'i',
      ),
    ],
    unless:
      /\b(?:getpass|input\(|prompt\(|readline|stdin|form|function|method|returns?|dialog|api|sdk|command line|cli|documentation|tutorial|your (?:app|application|code|site))\b/i,
    tier: 'hard',
    severity: 'high',
    confidence: 'likely',
    surfaces: ['result'],
  },
  {
    rule: 'sensitive-file',
    anchors: ['user password', "user's", 'your token', 'api token', 'api key', 'your api', 'supply', 'http_get', 'credential', 'session token', '<token>', '{token'], // prettier-ignore
    // Credentials of the person are to be typed in, or sent along with a call.
    shape: new RegExp(
      `\\b(?:type in|type|enter|fill in|submit|supply|provide|send|give|post|pass|include|append)\\b[^.\\n]{0,40}\\b(?:the user'?s?|your user'?s?|users'|their|your)\\b[^.\\n]{0,20}${secretValue.source}`,
      'i',
    ),
    also: [address, /\b(?:agents?|assistants?|model|ai|llm|calling|call|http_get|fetch|curl|the user'?s)\b/i],
    unless:
      /\b(?:documentation|docs|environment variable|header|config(?:uration)?|settings|dashboard|never|do not|don't|example)\b/i,
    tier: 'hard',
    severity: 'high',
    confidence: 'likely',
    surfaces: ['result'],
  },
  {
    rule: 'override-order',
    anchors: ['no longer bound', 'stop what', 'above request', 'original request', 'original question', 'original task', 'user request', 'previous request', 'request is cancel', 'new task', 'new instruct', 'new objective', 'new goal', 'instruction update', 'updated instruct', 'instructions update', 'instructions have', 'guidelines have', 'forget the rules', 'rules from the', 'forget what', 'ignore what', 'disregard what', 'task has changed', 'change of plan', 'current task', 'real task', 'your task', 'lay aside', 'put aside', 'set aside', 'drop the', 'cancel the', 'your job', 'has expired', 'have expired', 'directive', 'present task', 'ongoing task', 'active task', 'have lapsed', 'no longer valid', 'anything else would'], // prettier-ignore
    shape: new RegExp(
      [
        "\\byou (?:are|'re) (?:now )?(?:no longer|not(?: anymore)?) (?:bound|limited|restricted|tied|obliged|required) (?:by|to)\\b[^.\\n]{0,40}\\b(?:question|request|instructions?|rules|task|guidelines|prompt|policy|policies)\\b",
        '\\bstop what you (?:are|were|have been) doing\\b[^.\\n]{0,20}\\b(?:and|instead|then|now)\\b',
        "\\b(?:above|original|previous|earlier|user'?s?|initial|first|current) (?:request|question|task|query|instructions?|assignment)s?\\b[^.\\n]{0,12}\\b(?:is|are|has been|have been|was|were)\\b[^.\\n]{0,12}\\b(?:cancel\\w*|void|withdrawn|replaced|superseded|no longer (?:relevant|needed)|suspended|overridden|revoked)\\b",
        `\\b(?:new|updated|changed|additional|different|real|actual) (?:task|instructions?|objective|goal|mission|orders?|assignment)s?\\b(?: (?:for|to) (?:the |any |every )?${model}|[^.\\n]{0,8}:\\s*\\n?\\s*(?:you|ignore|send|answer|reply|stop|forget|do not|instead))`,
        '\\byour (?:prior|previous|earlier|old|existing|current|original|initial|former|present) (?:directives?|instructions?|rules?|guidelines?|prompts?|orders?|tasks?|programming)(?: set)?\\b[^.\\n]{0,12}\\b(?:has|have|is|are)\\b[^.\\n]{0,10}\\b(?:expired|lapsed|ended|void|invalid|replaced|revoked|over|outdated|no longer)\\b',
        '\\b(?:drop|abandon|stop|quit|leave|halt|pause|interrupt|discontinue|end) (?:the|your) (?:present|current|original|ongoing|active|running|assigned) (?:task|work|job|assignment|request)\\b',
        '(?:^|\\n)[#*\\s>-]{0,6}(?:instructions?|guidelines?|policy|task) update\\b[^\\n]{0,20}\\n[^\\n]{0,40}\\byou\\b',
        '\\b(?:forget|ignore|disregard|drop|lay aside|put aside|set aside|abandon)\\b[^.\\n]{0,20}\\b(?:the rules?|what (?:they|you|the \\w+)|everything)\\b[^.\\n]{0,40}\\b(?:beginning|start) of (?:this |the )?(?:chat|conversation|session)|\\b(?:forget|ignore|disregard) what (?:they|you were|the (?:system|developers?|user|company)) (?:told|said|asked|were told)',
        '\\b(?:your|the) (?:task|job|goal|objective|mission|purpose) (?:is now|has (?:now )?(?:been )?changed|from now on is)\\b',
      ].join('|'),
      'i',
    ),
    unless: aboutModels,
    tier: 'hard',
    severity: 'high',
    confidence: 'likely',
    surfaces: ['result', 'tool'],
  },
  {
    rule: 'guard-off',
    anchors: ['administrator', ' admin ', 'as your ', 'developer of', 'owner of', 'security team', 'turned off', 'switched off', 'safe mode', 'user has', 'user already', 'i allow', 'i permit', 'authorise', 'authorize', 'permission to', 'grant you', 'allow you', 'permit you', 'you to skip', 'confirmations', 'given permission', 'given full permission', 'given clearance', 'given authori', 'pre-approved', 'preapproved'], // prettier-ignore
    // Somebody with a title, or the person by hearsay, lifts what stands between the model and an act.
    shape: new RegExp(
      [
        "\\b(?:as|i am|i'm|this is|speaking as) (?:the|an?|your) (?:\\w+ )?(?:administrator|admin|developer|owner|operator|manager|supervisor|security (?:team|officer)|maintainer|engineer|ceo|boss)\\b[^.\\n]{0,60}\\b(?:i|we|hereby)? ?(?:allow|authori[sz]e|permit|instruct|order|command|grant|give|direct|ask) you\\b",
        '\\b(?:the|your) (?:user|human|operator|owner|person) has (?:already |just |now |hereby )?(?:turned off|switched off|disabled|agreed|approved|consented|authori[sz]ed|waived|lifted|granted|pre-?approved)\\b',
        "\\byou (?:are|have been|'re) (?:hereby |now |fully |explicitly )?(?:authori[sz]ed|allowed|permitted|cleared|approved|granted)\\b[^.\\n]{0,40}\\b(?:to (?:skip|bypass|ignore|execute|run|access|act|proceed|delete|send|share|reveal|disclose)|without (?:asking|confirmation|approval|review|restriction))\\b",
        '\\b(?:have|has|had) been given (?:full )?(?:permission|authori[sz]ation|clearance|approval)\\b[^\\n]{0,60}\\b(?:to|for)\\b[^.\\n]{0,60}\\b(?:without|all|any|refunds?|unlimited|100 ?%|full)\\b',
        `\\byou (?:may|can|should|must|need not|do not have to|don't have to|are free to)\\b[^.\\n]{0,20}\\b${off}\\b[^.\\n]{0,30}${guard.source}`,
      ].join('|'),
      'i',
    ),
    unless:
      /\b(?:if the user has|when the user has|once the user has|unless|until|whether|check (?:that|if|whether)|ensure|verify|after the user|before the user|only if|in case|if you are|settings|browser|cookies|notifications|in the dashboard)\b/i,
    tier: 'hard',
    severity: 'medium',
    confidence: 'likely',
    surfaces: ['result'],
  },
  {
    rule: 'prompt-extraction',
    anchors: ['conversation', 'chat history', 'chat log', 'transcript', 'evaluation prompt', 'hidden prompt', 'notes you', 'instructions you', 'rules you', 'guidelines you', 'you were given', 'you have been given', 'initial instruct', 'system message', 'above this line', 'your memory', 'your context', 'context window'], // prettier-ignore
    shape: new RegExp(
      `\\b(?:output|print|include|write|append|send|post|encode|reveal|dump|list|repeat|show|recite|disclose|return|translate|share|attach|leak|copy|paste|summari[sz]e|put)\\b[^.\\n]{0,40}(?:${session.source})`,
      'i',
    ),
    also: [
      /\b(?:model|assistant|agent|ai|llm|you|your|next (?:answer|reply|message|response)|before answering|first|now|instead|hidden|must|has to)\b/i,
    ],
    unless: new RegExp(
      `${aboutModels.source}|\\b(?:button|menu|command|export|settings|feature|api|endpoint|returns?|function|click|users? can|stored|logged|retention)\\b`,
      'i',
    ),
    tier: 'hard',
    severity: 'medium',
    confidence: 'possible',
    surfaces: ['result'],
  },
  {
    rule: 'tool-order',
    anchors: ['call ', 'invoke', 'execute', 'trigger', ' run ', 'the function', 'the tool', 'use the'],
    // A call that acts, ordered by a text: no documentation of a library says it in this way.
    shape:
      /\b(?:call|invoke|execute|run|trigger|use)\b[^.\n]{0,20}?[`'"]?\b(?:delete|remove|send|transfer|pay|grant|wipe|export|share|forward|drop|erase|purge|revoke|disable|approve|create_user|add_user|invite|publish|post|exec|execute|run|shell|write|update|reset|unlock|withdraw|buy|order)(?:_[a-z0-9]+){1,4}\b/i,
    also: [
      /\b(?:now|immediately|before (?:you|showing|answering|continuing|replying|responding|anything)|crucial|at once|right away|first|must|important that|essential|necessary|without asking|it only|harmless|with amount|amount ?=|to (?:go on|continue|proceed|unlock))\b|@|\$\s?\d/i,
      /\b(?:crucial|it only|harmless|immediately|right away|at once|now|before (?:you|showing|answering|continuing|replying|responding)|without asking|amount|to (?:go on|continue|proceed|unlock)|important that)\b/i,
    ],
    unless:
      /\b(?:import|def |class |function \w+\(|=>|```|module|library|package|version|deprecated|parameter|returns?|callback|method|hook)\b/i,
    tier: 'hard',
    severity: 'high',
    confidence: 'likely',
    surfaces: ['result'],
  },
  {
    rule: 'answer-tampering',
    anchors: ['when summar', 'when answer', 'when you ', 'when reply', 'when respond', 'when translat', 'in your answer', 'in your reply', 'in your summary', 'in your response', 'your output', 'your answer', 'your response', 'your review', 'the reader that', 'the user that'], // prettier-ignore
    shape: new RegExp(
      [
        "\\bwhen(?:ever)? (?:you )?(?:are )?(?:summari[sz]|answer|repl(?:y|ies)|respond|translat|review|describ|quot)\\w*\\b[^.\\n]{0,50}[,:] ?(?:please |always |also |do not |don't |never )?(?:tell|say|mention|include|add|recommend|state|claim|write|give|leave out|omit|conclude|rate|praise|point)\\b",
        '\\b(?:tell|inform|assure) (?:the )?(?:reader|user)s? that (?:the |our |their |this |it )[^.\\n]{0,80}(?:\\+?\\d[\\d ()-]{8,}|https?:|\\b(?:call|download|visit|install|buy)\\b)',
        '\\b(?:in|at the end of|at the beginning of) your (?:next |final |entire |whole )?(?:answer|reply|summary|response|output|review)s?,? (?:please |you must |always |also |do not )?(?:say|mention|include|add|recommend|state|claim|write|insert|praise|omit|leave out)\\b',
        '\\byour (?:output|answer|response|work) (?:will|is going to) be (?:graded|scored|evaluated|judged)\\b[^\\n]{0,80}\\b(?:print|reveal|output|include|show|write|say)\\b',
      ].join('|'),
      'i',
    ),
    unless:
      /\b(?:students?|candidates?|exam|homework|customer service|call centre|call center|support agents?|staff|employees|course|guidelines for (?:authors|reviewers)|at most|pages|your (?:full |own )?name|student|sample size|limitations|paper|sources?|references)\b/i,
    tier: 'hard',
    severity: 'medium',
    confidence: 'possible',
    surfaces: ['result'],
  },
  {
    rule: 'override-order',
    anchors: ['to memory', 'your memory', 'into memory', 'long-term memory', 'future conversation', 'future session', 'future chat', 'future interaction', 'all future', 'future requests'], // prettier-ignore
    // What is to outlast the session.
    shape:
      /(?:\b(?:save|store|add|write|commit|put|keep)\b[^.\n]{0,20}\b(?:to|in|into) (?:your |the |long-term )*memory\b|\bremember\b[^.\n]{0,20}\b(?:for|in|during) (?:all |every |any )?(?:future|later|coming) (?:conversations?|sessions?|chats?|interactions?|requests?)|\bin (?:all |any |every )?future (?:conversations?|sessions?|chats?|interactions?),? (?:always|never|you|recommend|whenever))/i,
    also: [/\b(?:user'?s?|recommend|always|whenever|recipient|iban|prefer\w*|trust\w*|never|instead|https?)\b/i],
    unless:
      /\b(?:cache|register|buffer|bytes?|kb|mb|gb|ram|redis|heap|array|pointer|settings|feature|you can turn|users? can|chatgpt'?s? memory|students?)\b/i,
    tier: 'hard',
    severity: 'medium',
    confidence: 'possible',
    surfaces: ['result'],
  },
  {
    rule: 'tool-order',
    anchors: ['branch protection', 'owner right', 'admin right', 'owner access', 'admin access', 'full access', 'owner role', 'admin role', 'write access', 'integration user', 'root access', 'editor access', 'deploy key', 'collaborator'], // prettier-ignore
    // Rights and protections change on the word of a text.
    shape:
      /(?:^|[.!?:;>\n"]\s*|\b(?:please|then|now|also|and|just|must|at it)[ ,]+)(?:grant|give|delete|remove|disable|drop|lift|assign|promote|add)\b[^.\n]{0,60}\b(?:branch protection|(?:owner|admin\w*|root|full|write|editor) (?:rights?|access|role|permissions?|privileges?)|collaborators?|deploy keys?)\b/i,
    also: [
      /\b(?:retry|phone|approved (?:it|this)|already|boss|maintainer|failed|missing|continue|while you are|immediately|urgent\w*|quickly|for me|on my behalf|@)\b/i,
    ],
    unless:
      /\b(?:how to|steps?|documentation|docs|guide|settings|click|tab|menu|dashboard|console|you can|administrators can|least privilege|terraform|iam)\b/i,
    tier: 'hard',
    severity: 'medium',
    confidence: 'possible',
    surfaces: ['result'],
  },
  {
    rule: 'tool-steering',
    anchors: ['recommend', 'suggest', 'use the package', 'use the library', 'endorse'],
    // The model is to advertise: from now on, whenever somebody asks.
    shape: new RegExp(
      `\\b(?:from now on|always|whenever (?:the )?${person} asks?|in (?:all )?future|every time)\\b[^.\\n]{0,80}\\b(?:recommend|suggest|endorse|promote|advertise)\\b[^.\\n]{0,80}`,
      'i',
    ),
    also: [
      /\b(?:instead|from https?|https?:|first|only|over (?:all|any)|and nothing else|as the best|no other)\b|\.\w{2,4}\b/i,
    ],
    unless: /\b(?:doctors?|experts?|we (?:always )?recommend|is recommended|guidelines?|best practice)\b/i,
    tier: 'hard',
    severity: 'medium',
    confidence: 'possible',
    surfaces: ['result'],
  },
  {
    rule: 'impersonation',
    anchors: ['end of ', 'output ends', 'end tool', 'end_of'],
    // The result declares itself over, and the next voice speaks.
    shape:
      /\bend of (?:the )?(?:tool )?(?:output|result|response|document|page|file|data|content|transcript|message)s?\b[^\n]{0,20}[\s\S]{0,60}?\b(?:user|human|system|assistant|developer|operator|admin)\s*:/i,
    tier: 'hard',
    severity: 'high',
    confidence: 'likely',
    surfaces: ['result'],
  },
];
