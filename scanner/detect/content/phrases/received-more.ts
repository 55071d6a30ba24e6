import type { PhraseRule } from '../phrase-rule.ts';
import { address, give, model, otherTool, secretValue } from './concepts.ts';

const mail = '[\\w.+-]{1,40}@[\\w-]{1,40}\\.\\w{2,}';

/** More of what fetched text has no honest reason to say. */
export const receivedMore: readonly PhraseRule[] = [
  {
    rule: 'override-order',
    anchors: [
      'stop being',
      'ignore the system',
      'disregard the system',
      'obey me',
      'obey only me',
      'ignore the developer',
      'ignore the operator',
      'disregard the user',
      'ignore the user',
    ],
    shape:
      /\bstop being (?:an? |the |such an? )?(?:\w+ )?(?:assistants?|ai|chat ?bot|bot|language model|model)\b|(?:^|[.!?:>,\n"(]\s*|\b(?:please|now|and|then)[ ,]+)(?:ignore|disregard) (?:the|your) (?:system|developers?|operators?|user|owner)\b(?=\s*(?:[.,;:!]|and\b))|(?:^|[.!?:>,\n"(]\s*)obey (?:only )?me\b/i,
    unless: /\b(?:attack\w*|inject\w*|jailbreak\w*|for example|such as|e\.g\.|settings?)\b/i,
    tier: 'hard',
    severity: 'high',
    confidence: 'likely',
    surfaces: ['result'],
  },
  {
    rule: 'secrecy-order',
    anchors: ['say nothing', 'tell nothing', 'mention nothing', 'reveal nothing'],
    shape:
      /\b(?:say|tell|mention|reveal|disclose) nothing\b[^.\n]{0,24}\b(?:about|of|to)\b[^.\n]{0,30}\b(?:this|the user|your user|the human|anyone|it)\b/i,
    unless: /\b(?:to say nothing of|says? nothing)\b/i,
    tier: 'hard',
    severity: 'medium',
    confidence: 'likely',
    surfaces: ['result'],
  },
  {
    rule: 'exfiltration',
    anchors: ['your inbox', 'your mailbox', 'your calendar', 'your drive', 'your contacts', 'your files'],
    // A stranger asks for what lies with the agent.
    shape:
      /\b(?:reply|respond|answer|send|forward|attach|share|include)\b[^.\n]{0,40}\b(?:last|latest|all|every|recent|the) (?:\w+ ){0,2}(?:messages?|e-?mails?|mails?|files?|documents?|entries|contacts|events|photos) (?:of|from|in) your (?:inbox|mailbox|calendar|drive|contacts|files|account)\b/i,
    unless: /\b(?:you can|users? can|settings|feature|app|to import|backup|restore)\b/i,
    tier: 'hard',
    severity: 'high',
    confidence: 'possible',
    surfaces: ['result'],
  },
  {
    rule: 'planted-code',
    anchors: ['os.system', 'subprocess', 'child_process', 'execsync', 'eval('],
    // Code that is to be run at once, and reaches out.
    shape:
      /(?:^|[.!?:>,\n"(]\s*|\b(?:please|now|then|next|must|should)[ ,]+)(?:run|execute|paste|evaluate)\b[^\n]{0,60}\b(?:os\.system|subprocess\.\w+|child_process|execSync|eval)\s*\(?[^\n]{0,60}\b(?:curl|wget|rm -|bash|sh\b|nc |powershell)/i,
    unless: /\b(?:attack\w*|exploit\w*|vulnerab\w*|cve|example of|avoid|never|dangerous)\b/i,
    tier: 'hard',
    severity: 'high',
    confidence: 'likely',
    surfaces: ['result'],
  },
  {
    rule: 'answer-tampering',
    anchors: [
      'if you summar',
      'if you translat',
      'if you quote',
      'if you answer',
      'if you are summar',
      'if you describe',
      'if you are asked to summar',
    ],
    shape:
      /\bif you (?:are (?:asked to )?)?(?:summari[sz]|translat|quot|answer|describ|report on)\w* (?:this|the (?:above|mail|e-?mail|text|page|document))\b[^.\n]{0,20}[,:] ?(?:please |always |also |do not |don't |never )?(?:leave out|omit|skip|say|state|mention|claim|add|include|hide|write|pretend|tell|keep)\b/i,
    unless: /\b(?:students?|in class|journalists?|press)\b/i,
    tier: 'hard',
    severity: 'medium',
    confidence: 'likely',
    surfaces: ['result'],
  },
  {
    rule: 'override-order',
    anchors: [
      'your task has',
      'your task was',
      'your job has',
      'your goal has',
      'your objective',
      'your assignment',
      'your role has',
      'instead of the previous',
      'instead of the original',
      'instead of the above',
      'instead of the first',
      'instead of the user',
      'conversation starts',
      'conversation begins',
      'chat starts',
      'session starts',
      'prompt starts',
      'conversation started',
      'chat begins',
    ],
    shape: new RegExp(
      [
        '\\byour (?:task|job|goal|objective|assignment|role|mission) (?:has|was|is)(?: now| just)?(?: been)? (?:updated|changed|replaced|redefined|extended)\\b[^.\\n]{0,12}[:,.]\\s*(?:now |please |instead )?(?:translate|ignore|write|send|answer|output|print|say|delete|forward|summari[sz]e|reveal|call|do|tell|list|act|pretend)\\b',
        "\\b(?:answer|do|solve|follow|complete|execute|carry out|respond to)\\b[^.\\n]{0,50}\\binstead of the (?:previous|original|above|first|user'?s?|earlier|given) (?:ones?|questions?|tasks?|requests?|instructions?|quer(?:y|ies)|prompt)\\b",
        '\\b(?:new|next) (?:conversation|chat|session|prompt|context) (?:starts?|begins?|started)(?: here| now| below)?\\s*[.:!\\n]',
      ].join('|'),
      'i',
    ),
    unless: /\b(?:survey|exam|jira|assignee|due date|attack\w*|inject\w*|research\w*)\b/i,
    tier: 'hard',
    severity: 'medium',
    confidence: 'likely',
    surfaces: ['result'],
  },
  {
    rule: 'tool-order',
    anchors: [
      'protect the user',
      'safety of the user',
      'save the user',
      'help the user',
      "user's safety",
      "user's protection",
    ],
    // For the person's own good, at once.
    shape:
      /\b(?:to (?:protect|save|help)|for the (?:safety|protection|good|security) of) the user\b[^\n]{0,40}\b(?:immediately|now|at once|must|please|first|quickly)\b[^\n]{0,30}\b(?:run|execute|call|delete|send|format|install|download|transfer|disable|open|shut)\b|\b(?:immediately|now|at once)\b[^\n]{0,12}\b(?:run|execute) (?:the |this |following )*command\b/i,
    unless: /\b(?:documentation|docs|guide|designed|tool|feature|helps?|policy)\b/i,
    tier: 'hard',
    severity: 'high',
    confidence: 'possible',
    surfaces: ['result'],
  },
  {
    rule: 'sensitive-file',
    anchors: [
      'your reply',
      'your answer',
      'your response',
      'your output',
      'your next message',
      'your message',
      'your summary',
    ],
    reach: 'passage',
    // Secrets are to stand in the answer.
    shape:
      /\b(?:put|include|paste|write|post|add|give|list|quote|mention|insert|show)\b[^.\n]{0,30}\b(?:in|into|to|with|as part of|at the end of) your (?:next |final )?(?:reply|answer|response|output|message|summary)\b/i,
    also: [
      new RegExp(secretValue.source, 'i'),
      /\b(?:find|read|look|search|get|fetch|open|needed|required|config\w*|files?|vault|environment|admin|the user'?s?|stored|known|you)\b/i,
    ],
    unless: /\b(?:never|do not|don't|must not|should not|without|redact\w*|not include|ticket|support)\b/i,
    tier: 'hard',
    severity: 'high',
    confidence: 'possible',
    surfaces: ['result'],
  },
  {
    rule: 'exfiltration',
    anchors: ['http://', 'https://'],
    and: [
      'plus the',
      'followed by',
      'with the user',
      'and the user',
      'appended',
      'append',
      '= and',
      '+ the',
      'concatenat',
      'adding the',
    ],
    shape:
      /\b(?:open|visit|load|fetch|request|call|go to|navigate to|browse to|get|render|show|tab)\b[^\n]{0,40}https?:\/\/[^\s]{4,160}[?&=/][^\n]{0,16}\b(?:plus|followed by|with|and|append(?:ed|ing)?|adding|concatenated with)\b[^.\n]{0,30}\b(?:users?(?:'s)? ?(?:name|e-?mail|id|data)?|conversation|password|token|key|secret|history|contents?|summary|answer|e-?mail|name|prompt)\b/i,
    unless: /\b(?:documentation|docs|api reference|rest api|endpoint returns|example\.com)\b/i,
    tier: 'hard',
    severity: 'high',
    confidence: 'likely',
    surfaces: ['result', 'tool'],
  },
  {
    rule: 'addressed-to-model',
    anchors: ['summariser', 'summarizer', 'translator', 'grader', 'screener', 'classifier'],
    shape:
      /\b(?:note|message|instructions?|hint|reminder|attention|notice|ps|p\.s\.|important)\b[^.\n]{0,16}\b(?:for|to) (?:the |any |all )?(?:automatic |ai |automated )?(?:summari[sz]ers?|translators?|graders?|screeners?|classifiers?)\b\s*[:,-]/i,
    also: [
      /\b(?:skip|state|say|ignore|claim|omit|leave|add|write|rate|give|do not|don't|never|always|must|include|mark|translate)\b/i,
    ],
    tier: 'hard',
    severity: 'medium',
    confidence: 'likely',
    surfaces: ['result'],
  },
  {
    rule: 'answer-tampering',
    anchors: [
      'to your answer',
      'to your response',
      'to your reply',
      'to your summary',
      'in your answer',
      'in your response',
      'in your reply',
      'in your summary',
      'of your answer',
      'of your response',
      'of your reply',
      'of your summary',
    ],
    shape:
      /\b(?:add|include|insert|append|prepend|put|write|place|repeat)\b[^.\n]{0,16}\b(?:the following|this|these)\b[^.\n]{0,16}\b(?:lines?|sentences?|texts?|phrases?|links?|paragraphs?|words?|urls?|images?|notes?|code)\b[^.\n]{0,24}\b(?:to|in|into|at the (?:end|beginning|start|top) of) your (?:next |final )?(?:answer|response|reply|summary|output|message)/i,
    unless: /\b(?:students?|exam|homework|form|application|letter|staff)\b/i,
    tier: 'hard',
    severity: 'medium',
    confidence: 'likely',
    surfaces: ['result'],
  },
  {
    rule: 'prompt-extraction',
    anchors: [
      'tools you have',
      'tools do you',
      'tools are available',
      'functions you have',
      'you are configured',
      'you were configured',
      'tools you can',
    ],
    shape:
      /(?:^|[.!?:>\n"(]\s*|\b(?:please|now|and|then|instead)[ ,]+)(?:tell me|show|list|describe|enumerate|print|output|reveal)\b[^.\n]{0,30}\b(?:(?:what|which|all|the|every) (?:\w+ )?(?:tools|functions) (?:that )?(?:you have|you can|are available to you|do you have)|how you (?:are|were) configured)\b/i,
    unless: /\b(?:documentation|docs|tutorial|quickstart|users? can|you can ask)\b/i,
    tier: 'hard',
    severity: 'medium',
    confidence: 'possible',
    surfaces: ['result'],
  },
  {
    rule: 'override-order',
    anchors: ['disregard the', 'ignore the', 'forget the', 'disregard this', 'ignore this', 'forget this'],
    shape:
      /(?:^|[.!?:>,\n"(]\s*|\b(?:please|now|and|then)[ ,]+)(?:disregard|ignore|forget) (?:the|this) (?:document|text|page|article|summary|data|conversation|context|\w+(?= and (?:instead|output|print|say|write|respond|reply)\b))\b(?=\s*(?:[.!;]|and (?:instead|then|tell|say|write|print|output|answer|respond|send|list)\b))/i,
    tier: 'hard',
    severity: 'medium',
    confidence: 'likely',
    surfaces: ['result'],
  },
  {
    rule: 'impersonation',
    anchors: ['```system', '```assistant', '```developer', '```tool', '~~~system'],
    // A fence with the name of a voice, and an order inside.
    shape:
      /(?:```|~~~) ?(?:system|assistant|developer|tool_?\w*)\s*\n[^`~]{0,200}?\b(?:you (?:must|are|should|will|have to)|ignore|disregard|call|execute|reveal|forget|do not tell|from now on|send|forward|delete)\b/i,
    tier: 'hard',
    severity: 'high',
    confidence: 'likely',
    surfaces: ['result', 'tool'],
  },
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
