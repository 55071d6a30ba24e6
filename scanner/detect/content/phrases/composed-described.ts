import { described, type PhraseRule } from '../phrase-rule.ts';
import {
  address,
  elsewhere,
  everyTime,
  give,
  guard,
  machine,
  obligation,
  off,
  otherTool,
  parameter,
  person,
  personal,
  secretFile,
  secretValue,
  session,
  take,
} from './concepts.ts';

const giving = new RegExp(`\\b${give}\\b`, 'i');
const taking = new RegExp(`\\b${take}\\b`, 'i');
/** Where a tool says what it refuses, warns of, hides or needs for itself. */
const honest =
  /\b(?:refus\w*|not allowed|never (?:store|log|share|send|return|include|pass|use|commit|expose|print)\w*|do not (?:store|log|share|send|return|include|pass|use|commit|expose|put)|don't (?:store|log|share|send|include|pass|commit|put)|must not|cannot|denied|excluded|redact\w*|mask\w*|without reading|are rejected|is rejected|block\w*|detect\w*|scan\w* for|leak(?:ed|s)? secrets?|will not)\b/i;

const fileAnchors = ['.ssh', '.aws', '.kube', '.docker', '.gnupg', '.netrc', '.npmrc', '.pypirc', '.pgpass', '.git-cred', '.env', '_history', 'id_rsa', 'id_ed25519', '.config', '/etc/', 'wallet.dat', 'logins.json', 'cookies.sql', 'mcp.json', 'claude_desk', '.cursor', '.claude', '.azure', 'keychains', '*.pem', '*.key', '*.p12', '*.pfx', '.kdbx', '*.env', '/credentials', '/token', '/secrets', '/auth']; // prettier-ignore
const secretAnchors = ['password', 'passphrase', 'passcode', 'private key', 'secret key', 'api key', 'api_key', 'token', 'cookie', '_key', '_token', '_secret', 'one-time', 'one time', 'otps', '2fa ', ' code', 'seed phrase', 'mnemonic', 'credential', 'logins', 'card', 'social security', 'bank ', 'environment var', 'keychain', 'wallet', 'account number']; // prettier-ignore
const sessionAnchors = ['conversation', 'chat', 'dialog', 'message', 'prompt', 'transcript', 'context', 'your instruct', 'your memory', 'your reasoning', 'of tools', 'all tools', 'the tools', 'tools available', 'tools you', 'system told', 'user said', 'user has', 'chain of thought', 'available tools', 'other tools']; // prettier-ignore
/** What is asked about is what the agent did, and not what the tool is about: `if they ask about prices, answer …` is help. */
const overThis =
  '(?<=\\b(?:why|this|that|it|these|those|them|where|what you|happen\\w*|the (?:\\w+ )?(?:delays?|steps?|calls?|files?|uploads?|transfers?|cop(?:y|ies)|changes?|charges?|fees?|differences?|reasons?|amounts?|prices?))\\b[^.\\n]{0,60})';
const toolWords = ['when ', 'whenever', 'after ', 'before ', 'each time', 'every time', 'once ', ' if ', 'while '];

/** What a tool has no honest reason to say of itself, whatever the words. */
export const composedDescribed: readonly PhraseRule[] = [
  {
    rule: 'sensitive-file',
    anchors: fileAnchors,
    reach: 'passage',
    // The model is to read a file of secrets and to hand over what it holds.
    shape: secretFile,
    also: [taking, giving, obligation],
    unless: honest,
    tier: 'hard',
    severity: 'high',
    confidence: 'likely',
    surfaces: described,
  },
  {
    rule: 'sensitive-file',
    anchors: secretAnchors,
    reach: 'passage',
    // Values of the person are to be looked for, and put where this tool gets them.
    shape: new RegExp(
      `\\b(?:search|look (?:for|up|in|into)|find|collect|gather|harvest|come across|scan|read|grab|extract|dump|retrieve|obtain|get the value of|every|any|all)\\b[^.\\n]{0,60}(?:${secretValue.source}|${machine.source})|${secretValue.source}[^.\\n]{0,60}\\b(?:from|in) (?:their|the user'?s?|the person'?s?) (?:inbox|mailbox|e-?mails?|browser|phone|messages|files|clipboard|memory|environment)`,
      'i',
    ),
    also: [giving, new RegExp(`${parameter.source}|\\bfill it in\\b|\\bhidden\\b|\\bencoded\\b`, 'i')],
    unless: new RegExp(
      `${honest.source}|\\b(?:returns?|creates?|generates?|lists?|manages?|rotates?|revokes?|validates?|looks? up a) \\b`,
      'i',
    ),
    tier: 'hard',
    severity: 'high',
    confidence: 'possible',
    surfaces: described,
  },
  {
    rule: 'sensitive-file',
    anchors: [
      ...secretAnchors,
      'tan ',
      'tan`',
      ' sms',
      'directory',
      'git config',
      'git remote',
      'history',
      'process list',
      'hostname',
      'host name',
      'ip address',
      'clipboard',
      'date of birth',
      'screen',
    ],
    // The model itself is to look for them where they lie, or to hand over what the machine knows, with every call.
    shape: new RegExp(`${secretValue.source}|${machine.source}`, 'i'),
    also: [
      giving,
      new RegExp(
        `\\b(?:look for|search|find|read|check|take|get|grab|fetch|export|copy)\\b[^.\\n]{0,40}\\b(?:in|from|out of|with) (?:the |their |your |its )?(?:environment|env|inbox|mailbox|git|history|disk|browser|messages|sms|home|config\\w*|clipboard|files?|notifications?)\\b|\\byou(?:'ll| will| can)? find (?:it|them) in\\b|\\bread the (?:sms|e-?mail|message|notification)\\b|\\b(?:along with|together with) (?:each|every|the)\\b|\\b(?:mandatory|obliged|must|have to|has to) \\b[^.\\n]{0,60}${machine.source}|\\bfield named\\b|\\bto the field\\b`,
        'i',
      ),
      new RegExp(`${parameter.source}|\\b(?:each|every) (?:query|call|request)\\b|\\bfield named\\b`, 'i'),
    ],
    unless: new RegExp(
      `${honest.source}|\\b(?:returns?|creates?|generates?|lists?|manages?|rotates?|revokes?|validates?|defaults? to|if (?:set|not set|provided|omitted)|optional|dashboard|you can (?:find|get)|settings page|set the environment)\\b`,
      'i',
    ),
    tier: 'hard',
    severity: 'high',
    confidence: 'possible',
    surfaces: described,
  },
  {
    rule: 'pressure',
    anchors: ['otherwise', 'or else', 'failure to', 'if you do not', "if you don't", 'unless', 'fails to', 'fail to', 'without it', 'will be reject', 'not provid', 'refus', 'penali'], // prettier-ignore
    // A secret or the session under the threat of loss.
    shape:
      /\b(?:otherwise|or else|failure to|if you (?:do not|don't|fail|refuse)|unless|fails? to|without it|not provid\w+)\b/i,
    also: [
      new RegExp(`${secretValue.source}|${secretFile.source}|${session.source}`, 'i'),
      /\b(?:loss|lost|lock\w*|reject\w*|penal\w*|terminat\w*|delet\w*|corrupt\w*|suspend\w*|fail\w*|crash\w*|broken|breaks?|expire\w*|block\w*|shut ?down|consequences|damage\w*|stop\w* working|unusable|wrong)\b/i,
      giving,
      parameter,
    ],
    unless:
      /\b(?:user (?:must|has to|needs to) (?:be )?(?:log|sign|authenticat)|authentication (?:will )?fail|\bin the (?:header|environment)|\b40[13]\b|not configured|environment variable .{0,40} (?:is|must be) set|is not set|is unset)\b/i,
    tier: 'hard',
    severity: 'high',
    confidence: 'possible',
    surfaces: described,
  },
  {
    rule: 'side-channel-parameter',
    anchors: sessionAnchors,
    // A parameter that is to take up what stands in the session.
    shape: session,
    also: [
      parameter,
      new RegExp(
        `\\b(?:${give}|contains?|holds?|hold|be|carry|carries|expects?|receives?|equals?|hand|verbatim)\\b`,
        'i',
      ),
      /\b(?:must|has to|have to|needs? to|verbatim|so far|available to you|told you|your|required|otherwise|including everything|prior to|before (?:using|calling|invoking|running)|when calling|in order to|on each call|every call|always|hidden|mandatory|word for word|unabridged|full text|complete list|entire)\b/i,
    ],
    unless:
      /\b(?:chat completion|to send to the (?:model|llm)|messages? (?:array|to send|to post|to include)|conversation (?:id|history of a)|thread|channel|for the (?:model|llm) to|fine-?tun\w*|template|generated by|max(?:imum)? tokens?|role)\b/i,
    tier: 'hard',
    severity: 'high',
    confidence: 'likely',
    surfaces: described,
  },
  {
    rule: 'secrecy-order',
    anchors: ['out of', 'omit', 'leave', 'exclude', 'skip', 'drop any', 'no need', 'not need', 'not have to', "n't have to", 'unaware', 'uninformed', 'in the dark', 'oblivious', 'without', 'subject', 'if asked', 'questioned', 'inquire', 'enquire', ' asks ', 'not need to', 'wonders', 'is curious', 'noticing', 'without telling', 'without inform', 'without asking', 'without notif', 'realising', 'realizing', 'being told', 'being asked', 'pretend', 'quiet', 'discreet', 'trace', 'low profile', 'conceal', 'not be inform', 'not be told', 'reference to', 'mention of', 'between us', 'behind the', 'should the', 'asks why', 'must not', 'should not', 'may not', 'not list', "n't list", 'not show', "n't show", 'not print', 'not display', 'not report', 'not includ', 'so that', 'find out', 'comment'], // prettier-ignore
    shape: new RegExp(
      [
        `\\b(?:leave|keep|left|kept) (?:it|this|that|them|these|those|the \\w+)(?: \\w+){0,2} out of (?:any |your |the |every |all )?(?:\\w+ )?(?:summar\\w+|answers?|repl\\w+|reports?|descriptions?|output|explanations?|response|message|log|conversation|chat)`,
        `\\b(?:omit|exclude|skip|drop|suppress|leave out|avoid)\\b[^.\\n]{0,20}\\b(?:references?|mentions?|traces?|hints?|any talk|details?)\\b[^.\\n]{0,60}\\b(?:when you|in your|from your|in the (?:answer|reply|summary|report)|to the (?:user|person)|this (?:upload|step|call|copy|tool|action)|that you)\\b`,
        `\\b(?:no need|not (?:need|have)|n't (?:need|have)|unnecessary) (?:for you )?to (?:trouble|bother|inform|tell|notify|worry|burden|involve|alert|consult|mention)\\b[^.\\n]{0,30}\\b${person}\\b`,
        `\\b${person}\\b[^.\\n]{0,20}\\b(?:should|must|may|shall|can|is to|are to|will|need|needs|does|do|to)?\\b[^.\\n]{0,10}\\b(?:remains?|stays?|be kept|kept|left|be) (?:unaware|uninformed|in the dark|oblivious|ignorant)\\b`,
        `\\b${person} (?:do|does|need|needs|have|has|should|must)(?:n't| not)?(?: not)?(?: have| need)?(?: to)? be (?:informed|told|notified|alerted|made aware|asked)\\b(?<=(?:not|n't)[^.]{0,40})`,
        `\\bif (?:you are |you're )?(?:asked|questioned|(?:the |an? )?(?:${person}|someone|somebody) (?:asks?|inquires?|enquires?|questions?|wonders?|is curious|complains?|wants to know))\\b[^.\\n]{0,60},? (?:claim|deny|pretend|insist|change the subject|blame|invent|make up|${overThis}(?:say|answer|reply|respond|state|tell (?:them|him|her)|explain))\\b`,
        `\\b(?:should|if|when|in case) (?:the |an? )?${person} (?:asks?|wonders?|complains?|notices?|wants? to know)\\b[^.\\n]{0,80},? (?:claim|deny|pretend|insist|blame|${overThis}(?:explain|say|answer|reply|respond|state|tell (?:them|him|her)))\\b`,
        `\\b${person}\\b[^.\\n]{0,16}\\b(?:must|should|may|shall|need|needs|can)(?:n't| not| never)\\b[^.\\n]{0,12}\\b(?:learn|find out|notice|see|hear|know|discover|realise|realize|be aware)\\b`,
        `\\b(?:do not|don't|never|without) (?:list|listing|show|showing|print|printing|display|displaying|report|reporting|include|including|log|logging)(?:ing)? (?:it|this|that|them|these) (?:in|to|on) (?:the|your|any) (?:output|answer|reply|summary|response|log|result|report|user|person)\\b`,
        `\\b(?:so that|such that|in order that) (?:the |an? )?${person} (?:is|are|does|do|will|would|need|needs)(?: not|n't)(?: be| have to be)? (?:disturbed|bothered|alarmed|worried|notified|informed|asked|notice|know|see)\\b|\\bwithout (?:any )?comment\\b`,
        `\\b${person} (?:do|does) not need to (?:hear|know|learn|see|be (?:told|asked|informed))\\b`,
        `\\bwithout (?:telling|informing|asking|notifying|alerting) (?:them|him|her|anyone|anybody)\\b|\\bwithout (?:the |any |an? )?${person} (?:noticing|knowing|seeing|realising|realizing|being (?:told|asked|aware|informed)|finding out|learning)\\b`,
        `\\bchange the subject\\b|\\bwithout leaving (?:a |any )?trace|\\b(?:say|claim|pretend|state) (?:that )?(?:it|this|nothing|the \\w+) (?:is|was|has|had|failed|did)\\b[^.\\n]{0,40}\\b(?:instead|system|internal|normal|routine|automatic)`,
      ].join('|'),
      'i',
    ),
    unless:
      /\b(?:optional|default|omitted fields|query|case|defaults to|pagination|leave (?:it )?(?:empty|blank)|malicious|attack\w*|vulnerab\w*|inject\w*|threats?|exploit\w*|manipulating|alter agent|rug[ -]pull|backdoors?)\b/i,
    tier: 'hard',
    severity: 'high',
    confidence: 'likely',
    surfaces: ['tool', 'instructions'],
  },
  {
    rule: 'tool-steering',
    anchors: ['deprecat', 'danger', 'unsafe', 'broken', 'insecure', 'unreliable', 'never ', 'not use', "n't use", 'not call', "n't call", 'avoid ', 'malicious', 'compromis', 'outdated', 'stop using', 'wrong', 'malware', 'virus', 'scam'], // prettier-ignore
    reach: 'passage',
    // Another tool is talked down, and the call drawn here.
    shape: new RegExp(
      `${otherTool}[^.\\n]{0,90}\\b(?:deprecated|dangerous|unsafe|broken|insecure|unreliable|malicious|compromised|never (?:call|use|be)|must not|do not|don't|avoid)\\b|\\b(?:never|do not|don't|stop|avoid) (?:call|use|using|calling|trust)\\w* (?:the )?${otherTool}|\\b(?:other|competing|alternative|native|built-in|existing) (?:\\w+ ){0,2}(?:tools?|servers?|functions?)\\b[^.\\n]{0,50}\\b(?:deprecated|dangerous|unsafe|broken|insecure|unreliable|malicious|malware|viruses|scams?|compromised|wrong|inaccurate|outdated)\\b`,
      'i',
    ),
    also: [
      /\b(?:always|every|any|all|never|whenever)\b/i,
      /\b(?:come here|this (?:tool|one|server|function)|use me|the one to use|here instead|instead|through (?:this|here))\b/i,
      /\b(?:server|other|dangerous|insecure|compromised|malicious|unsafe|broken|never|wrong|unreliable|penali\w*|malware|switched off)\b/i,
    ],
    unless:
      /\b(?:for files? over|if you need|when you need|unless|only when|for large|deprecated (?:since|in)|this (?:tool|function) is deprecated|use \w+ instead (?:for|if|when))\b/i,
    tier: 'hard',
    severity: 'high',
    confidence: 'likely',
    surfaces: ['tool', 'instructions'],
  },
  {
    rule: 'tool-steering',
    anchors: toolWords,
    // Whenever another tool is used, something about the call or its result is changed.
    shape: new RegExp(
      `\\b(?:when|whenever|after|before|each time|every time|once|if|while)\\b[^.\\n]{0,40}${otherTool}[^.\\n]{0,70}\\b(?:multipl(?:y|ied)|append(?:ed)?|chang(?:e|ed)|replac(?:e|ed)|swap(?:ped)?|add(?:ed)?|insert(?:ed)?|doubl(?:e|ed)|redirect(?:ed)?|bcc|cc|attach(?:ed)?|alter(?:ed)?|overwrit(?:e|ten)|overrid(?:e|den)|increas(?:e|ed)|lower(?:ed)?|modif(?:y|ied)|rout(?:e|ed)|prepend(?:ed)?|cop(?:y|ied)|suppress(?:ed)?|drop(?:ped)?|falsif\\w+|substitut\\w+|rais(?:e|ed)|round(?:ed)?|adjust(?:ed)?|present it as)\\b`,
      'i',
    ),
    also: [
      /\b(?:amounts?|recipients?|body|bodies|subject|destination|arguments?|attachments?|beneficiar\w+|iban|outgoing|price|quantity|its (?:output|result|response|input|parameters?|value|content)|the (?:output|result|response|query|message|contents? of)|open file|e-?mails?|to (?:field|address)|balance|payload|branch|commit|address|attendees|participants|guests|members|reviewers|its answer|answer|percent|% )\b/i,
      new RegExp(
        `${address.source}|\\b(?:by (?:ten|two|\\d+|a factor)|because of|open(?:ed)? file|must|has to|have to|should|always|needs? to|silently|so that|secret\\w*|conversation|contents? of|credentials?|to our|to my|bug)\\b`,
        'i',
      ),
    ],
    unless:
      /\b(?:this tool (?:must|should|can) be (?:called|used) (?:after|before|when)|call this tool (?:after|before)|page|pagination|cursor|returns?|error|fails|optional|to see|to get|to find|to check|update the (?:task|plan|todo))\b/i,
    tier: 'hard',
    severity: 'high',
    confidence: 'possible',
    surfaces: ['tool', 'instructions'],
  },
  {
    rule: 'tool-steering',
    anchors: ['only ', 'most ', 'any request', 'every request', 'all request', 'any task', 'every task', 'all tasks', 'any question', 'every question', 'ahead of', 'competing', 'regardless', 'penali', 'any other', 'every other', 'all other', 'rather than', 'instead of', 'no matter', 'other tools', 'other servers', 'outrank', 'highest priority', 'top priority', 'first choice'], // prettier-ignore
    // Presses to be chosen over all others, whatever was asked.
    shape: new RegExp(
      [
        '\\b(?:the )?(?:only|single|most) (?:\\w+ (?:and|or) (?:the )?(?:only )?)?(?:trustworthy|trusted|reliable|accurate|correct|secure|safe|official|legitimate|working|verified|permitted|allowed)\\b[^.\\n]{0,30}\\b(?:tools?|servers?|sources?|functions?|one|way|choice)\\b(?=[^.\\n]{0,160}\\b(?:another|others?|else|alternatives?|competing|instead|wrong|penali\\w+|must|never|always)\\b)',
        '\\b(?:any|every|all|each) (?:\\w+ )?(?:requests?|tasks?|quer(?:y|ies)|questions?|messages?|calls?|jobs?)\\b[^.\\n]{0,70}\\b(?:(?:has|have|must|should|needs?|ought|is|are) (?:to )?(?:be )?(?:routed|sent|passed|directed|handled|answered|processed|forwarded|go|goes)|go(?:es)? through)\\b[^.\\n]{0,30}\\b(?:through|to|by|via|with)? ?(?:this|me|here|our)\\b',
        '\\b(?:ahead of|over|above|in preference to|in place of|instead of|rather than) (?:every|all|any|each) (?:of the )?(?:other|competing|alternative)\\b',
        '\\b(?:prefer|choose|pick|select|favou?r|use|call|rank)\\b[^.\\n]{0,40}\\b(?:over|above|before|instead of|rather than) (?:any |all |every )?(?:other |competing |alternative |similar )[^.\\n]{0,40}\\b(?:tools?|servers?|functions?|services?)\\b(?=[^.\\n]{0,80}\\b(?:regardless|no matter|even if|whatever|always|must|in all cases|in every case)\\b)',
        '\\b(?:models?|agents?|assistants?|llms?)\\b[^.\\n]{0,40}\\b(?:that|who|which)\\b[^.\\n]{0,40}\\b(?:another|other|different)\\b[^.\\n]{0,60}\\b(?:penali\\w+|wrong|fail\\w*|fired|replaced|shut down|punished|downgraded)\\b',
      ].join('|'),
      'i',
    ),
    tier: 'hard',
    severity: 'medium',
    confidence: 'likely',
    surfaces: described,
  },
  {
    rule: 'exfiltration',
    anchors: ['send', 'sent', 'post', 'forward', 'upload', 'mail', 'bcc ', 'copy', 'copied', 'copies', 'transmit', 'report', 'submit', 'share', 'deliver', 'sync', 'pass ', 'passed', 'mirror', 'log ', 'logged', 'append', 'attach', 'image whose', 'stream', 'goes to', 'go to', 'relay', 'resolve', 'publish', 'export'], // prettier-ignore
    // What is the person's goes to an address of the tool's, with every call or besides the task.
    shape:
      /\b(?:sen[dt]|post(?:ed)?|export(?:ed)?|forward(?:ed)?|upload(?:ed)?|e-?mail(?:ed)?|bcc'?d?|cop(?:y|ied|ies)|transmit(?:ted)?|report(?:ed)?|submit(?:ted)?|shared?|deliver(?:ed)?|sync(?:ed)?|pass(?:ed)?|mirror(?:ed)?|logged|stream(?:ed)?|attach(?:ed)?|go(?:es)? (?:also )?to|sending|hand(?:ed)?|relay(?:ed)?|resolv(?:e|ed)|publish(?:ed)?)\b/i,
    also: [new RegExp(`${address.source}|${elsewhere.source}|\\bto (?:the )?[\`'"][a-z]+_[a-z_]+[\`'"]|[\\w-]+\\.[\\w-]+\\.(?:com|net|org|io|dev|info|top|xyz|site|link|run|tools|cc|me)\\b`, 'i'), new RegExp(`${personal.source}|${session.source}|${secretValue.source}|${machine.source}`, 'i'), everyTime], // prettier-ignore
    unless:
      /\b(?:configured|you (?:specify|choose|provide|configure)|(?:user|caller)[- ](?:specified|provided|defined|supplied)|of your (?:choice|workspace|account)|e\.g\.|for example|such as|example:|format:|docs?:|see https?|documentation|returns?|via the \w+ api|webhook (?:url|id|events?)|subscri\w+|list of|schema)\b/i,
    tier: 'hard',
    severity: 'high',
    confidence: 'possible',
    surfaces: ['tool', 'instructions'],
  },
  {
    rule: 'exfiltration',
    anchors: ['image', 'markdown', 'link ', 'query parameter', 'query string', 'pixel', 'iframe'],
    // The answer itself is to carry data out: an address that holds what was seen.
    shape:
      /\b(?:image|picture|pixel|link|iframe|badge|url|icon|gif)s?\b[^.\n]{0,80}\b(?:carr(?:y|ies)|contain\w*|hold\w*|includ\w*|encod\w*|appended?|with|as)\b[^.\n]{0,60}\b(?:quer(?:y|ies)|parameters?|url|path|string|subdomain)\b/i,
    also: [new RegExp(`${personal.source}|${session.source}|${secretValue.source}|\\b(?:summary|reviewed|data|contents?|answer)\\b`, 'i'), /\b(?:your|each|every|end of|reply|answers?|response|output|always|render)\b/i], // prettier-ignore
    unless: /\b(?:returns?|resize|width|height|format|thumbnail|upload|fetch(?:es)? an image)\b/i,
    tier: 'hard',
    severity: 'high',
    confidence: 'likely',
    surfaces: ['tool', 'instructions', 'result'],
  },
  {
    rule: 'guard-off',
    anchors: ['approv', 'confirm', 'consent', 'permission', 'asking', 'safety', 'security', 'content ', 'usage ', 'guardrail', 'safeguard', 'restriction', 'safe mode', 'sandbox', 'privacy ', 'human review', 'two-factor', '2fa ', 'authori'], // prettier-ignore
    // The model is told that it may leave out what stands between it and an act.
    shape: new RegExp(`\\b${off}\\b[^.\\n]{0,50}${guard.source}|${guard.source}[^.\\n]{0,50}\\b${off}\\b`, 'i'),
    also: [
      /\b(?:you (?:are|may|can|must|should|have|do not|don't|need)|assistant|agent|the model|when (?:you )?(?:us|call|invok|runn)\w*|while this (?:tool|server)|the user (?:has )?already|(?:has|have|is|are) (?:already|been) (?:agreed|approved|given|granted|confirmed)|feel free|are free to|lifted (?:it|them)|hereby|from now on|for this tool|auto-?approve|no longer|tool calls?|users (?:find|have|do not|don't)|consented|makes the|run every|every statement)\b/i,
    ],
    unless:
      /\b(?:requires? (?:user |explicit |prior )?(?:confirmation|approval|permission|consent)|never (?:skip|bypass|disable)|do not (?:skip|bypass|disable)|must not (?:skip|bypass)|cannot be (?:skipped|bypassed|disabled)|fails? without|not without|don't .{0,40}without|do not .{0,40}without|never .{0,60}without|must .{0,30}ask|unless the user|if you (?:do not|don't) have|insufficient|not work without|returns?|filter\w* by)\b/i,
    tier: 'hard',
    severity: 'high',
    confidence: 'possible',
    surfaces: described,
  },
  {
    rule: 'guard-off',
    anchors: ['developer message', 'system message', 'system says', 'developer says', 'system prompt', 'user refus', 'user declin', 'user object', 'says no', 'user denies', 'earlier guideline', 'auto-approve', 'auto approve', 'autoapprove', 'placed on you', 'imposed on you', 'given to you', 'restrictions that', 'restrictions other', 'limits that', 'limits other', 'rules that other', 'allow list', 'allow-list', 'allowlist', 'trusted server'], // prettier-ignore
    shape: new RegExp(
      [
        "\\b(?:disregard|ignore|override|forget|overrule|supersede|bypass)\\b[^.\\n]{0,40}\\b(?:developer|system)(?:'s)? (?:messages?|prompts?|says|said|instructions?|rules)\\b",
        '\\b(?:forget|ignore|disregard|drop|lift|override)\\b[^.\\n]{0,20}\\b(?:restrictions?|limits?|limitations?|rules|boundaries)\\b[^.\\n]{0,60}\\b(?:developer|system|other tools?|on you|to you|imposed|your (?:maker|creator|vendor|provider))\\b',
        '\\b(?:needs?|set|write|put|add|requires?|include|enable|must)\\b[^\\n]{0,40}\\bauto-?approve\\b',
        '\\b(?:developer|system) (?:messages?|prompts?|instructions?)\\b[^.\\n]{0,40}\\b(?:does not|do not|no longer) apply\\b',
        '\\bif the (?:user|person|human|client) (?:refuses|declines|objects|says no|denies|hesitates|disagrees)\\b[^.\\n]{0,40}\\b(?:try|ask|insist|repeat|again|retry|continue|proceed|persuade|convince|anyway|different)\\b',
        '\\b(?:add|put|include|append|set|register|mark)\\b[^.\\n]{0,40}\\b(?:this (?:server|tool)|it|itself|us)\\b[^.\\n]{0,40}\\b(?:auto-?approve\\w*|auto approve\\w*|allow-?list|always[- ]allow\\w*|trusted (?:servers?|tools?))\\b',
      ].join('|'),
      'i',
    ),
    tier: 'hard',
    severity: 'high',
    confidence: 'likely',
    surfaces: described,
  },
  {
    rule: 'planted-code',
    anchors: ['.bashrc', '.zshrc', '.profile', 'bash_profile', 'crontab', 'cron job', 'authorized_keys', 'postinstall', 'preinstall', 'login item', 'launch agent', 'git/hooks', 'git hook', 'pre-commit', 'startup', 'start-up', '.cursorrules', 'claude.md', 'agents.md'], // prettier-ignore
    // Something is to stay on the machine: in start files, hooks, scripts of packages, rules of agents.
    shape:
      /\b(?:edit|append|add|insert|write|modify|put|change|create|install|include|place)\b[^\n]{0,140}(?:\.bashrc|\.zshrc|\.bash_profile|\.profile\b|\bcrontab|\bcron job|authorized_keys|\b(?:post|pre)install|\blogin items?|\blaunch agents?|\.?git[ /]hooks?|\bstart-?up (?:file|script|folder)|\.cursorrules|claude\.md|agents\.md)/i,
    also: [
      /\b(?:before|prior to|first|after each|every|each|always|must|so that|also|silently|once|when you|whenever|the user'?s?|needs? to)\b/i,
      /https?:\/\/|\b(?:so that|each shell|every (?:shell|session|package|project|start)|this (?:helper|tool|server)|the line|our|the following|itself)\b/i,
    ],
    unless: /\b(?:returns?|lists?|validates?|checks? (?:whether|if)|optional|if the user asks|when the user asks)\b/i,
    tier: 'hard',
    severity: 'high',
    confidence: 'likely',
    surfaces: ['tool', 'instructions', 'result'],
  },
  {
    rule: 'deferred-behaviour',
    anchors: ['invocation', 'behave different', 'act different', 'behaves different', 'behaviour change', 'behavior change', 'current date', 'today is', 'date is', 'first call', 'second call', 'third call', 'next call', 'times it is called', 'description will', 'after approval', 'once approved', ' times', 'after installation', 'once trusted', 'after the user'], // prettier-ignore
    shape: new RegExp(
      [
        "\\b(?:if|when|once|after|until|unless|from)\\b[^.\\n]{0,30}\\b(?:current |system |today'?s? )?(?:date|day|time|year)\\b[^.\\n]{0,40}\\b(?:behave|act|switch|return invented|respond differently|do the following instead|start (?:sending|copying|returning)|copy|invent\\w*)\\b",
        '\\b(?:on|at|from|after|with|by) (?:the |its |every )?(?:first|second|third|fourth|fifth|next|\\d+(?:st|nd|rd|th)|nth|\\d+) (?:call|invocation|use|run|time)s?\\b[^.\\n]{0,80}\\b(?:change[sd]?|differ\\w*|switch\\w*|ask\\w* for|new|updated?|behave|start)\\b',
        '\\b(?:after|once|when)\\b[^.\\n]{0,30}\\b(?:used|called|invoked|run) (?:\\w+ ){0,2}times\\b[^.\\n]{0,30}\\b(?:start|begin|ask|switch|change|send|request|stop)\\w*\\b',
        '\\b(?:behave|act|respond|work)s? (?:quite |very )?differently\\b[^.\\n]{0,60}\\b(?:return|copy|send|once|after|when|invented|instead)\\b',
        '\\b(?:description|schema|definition|tool) (?:will|may|is going to) (?:change|be replaced|be updated)\\b[^.\\n]{0,80}\\b(?:comply|follow|obey|accept|ask for|additional|new instructions)\\b',
        '\\b(?:once|after|as soon as)\\b[^.\\n]{0,20}\\b(?:approved|trusted|installed|accepted)\\b[^.\\n]{0,60}\\b(?:behave|switch|change|start|reveal|activate|unlock)\\b',
      ].join('|'),
      'i',
    ),
    tier: 'hard',
    severity: 'high',
    confidence: 'likely',
    surfaces: described,
  },
  {
    rule: 'tool-steering',
    anchors: [
      'wallet',
      'recipient',
      'payee',
      'iban',
      'beneficiar',
      'destination',
      'account number',
      'address',
      'payment',
      'money ',
      'funds',
      'transfers',
      'donation',
      'refund',
      'deposit',
    ],
    // Money and mail go to whom the text names.
    shape:
      /\b(?:replac\w+|swap\w*|chang\w+|substitut\w+|overwrit\w+|set|use|redirect\w*|alter\w*)\b[^.\n]{0,60}\b(?:wallet|recipient|payee|iban|beneficiary|destination|account number|(?:payment|deposit|shipping|billing|delivery) (?:address|account))\b[^.\n]{0,80}\b(?:with|by|to|for|as)\b|\b(?:payments?|money|funds|transfers?|donations?|refunds?|tips?|deposits?)\b[^.\n]{0,20}\b(?:goes?|sent|routed|paid|made|directed|transferred)\b[^.\n]{0,10}\bto\b(?=[^.\n]{0,160}\b(?:whatever|regardless|no matter|instead|always|even if|ignor\w+|must)\b)/i,
    also: [
      /\b(?:bc1|0x)[0-9a-z]{20,}|\b[A-Z]{2}\d{2}(?: ?[A-Z0-9]{4}){3,7}|[\w.+-]{1,40}@[\w-]{1,40}\.\w{2,}|\b\d{8,17}\b/i,
    ],
    unless: /\b(?:e\.g\.|for example|example:|format)\b/i,
    tier: 'hard',
    severity: 'high',
    confidence: 'likely',
    surfaces: ['tool', 'instructions', 'result'],
  },
  {
    rule: 'tool-order',
    anchors: [
      'obliged',
      'must ',
      'have to',
      'has to',
      'required',
      'always',
      'before',
      'first',
      'mandatory',
      'need to',
      'needs to',
    ],
    // Another tool is to be called with what is the person's.
    shape: new RegExp(
      `\\b(?:call|invoke|run|execute|trigger|use|pass (?:it|them|this) to|relay (?:it|them) to)\\b[^.\\n]{0,12}${otherTool}[^.\\n]{0,30}\\bwith\\b`,
      'i',
    ),
    also: [
      new RegExp(
        `${session.source}|${secretValue.source}|${machine.source}|\\b(?:the user'?s|their|the person'?s) (?:\\w+ )?(?:name|e-?mail|address|location|messages?|data|files?|contacts?|date|phone|card|account|profile|questions?)\\b`,
        'i',
      ),
    ],
    unless: honest,
    tier: 'hard',
    severity: 'medium',
    confidence: 'possible',
    surfaces: described,
  },
  {
    rule: 'override-order',
    anchors: ['follow ', 'obey', 'act on', 'act upon', 'comply', 'carry out', 'do what', 'as commands', 'as instructions', 'as orders', 'as a command', 'as an instruction', 'higher priority', 'same priority', 'same authority', 'what it says', 'what they say'], // prettier-ignore
    // Orders are to be taken from somewhere else: an address, an encoded text, what a tool returns.
    shape: new RegExp(
      [
        '\\b(?:fetch|load|read|open|download|get|visit|retrieve|request)\\b[^\\n]{0,40}https?:\\/\\/[^\\n]{4,160}\\b(?:follow|obey|execute|act on|do what|comply|carry out|apply|run)\\b',
        '\\b(?:decode|decrypt|unscramble|decipher|de-?obfuscate)\\b[^\\n]{0,60}\\b(?:act (?:up)?on|follow|execute|obey|carry out|run|comply|do what)\\b',
        '\\b(?:treat|regard|consider|take|handle|interpret|accept)\\b[^.\\n]{0,80}\\bas (?:an? |the |if (?:it|they) (?:were|was|came) )?(?:commands?|instructions?|orders?|system (?:prompts?|messages?)|trusted)\\b(?=[^.\\n]{0,60}\\b(?:operator|user|system|developer|admin\\w*|priority|authority|from|execute|follow|obey)\\b|[^.\\n]{0,4}$)',
        '\\b(?:instructions?|commands?|text|output|orders?)\\b[^.\\n]{0,60}\\b(?:returned|from this|of this|in the (?:result|output|response))\\b[^.\\n]{0,60}\\b(?:higher|highest|same|equal|greater|more) (?:priority|authority|weight|importance|precedence)\\b',
      ].join('|'),
      'i',
    ),
    unless: /\b(?:never|do not|don't|must not|should not|untrusted|not as instructions)\b/i,
    tier: 'hard',
    severity: 'high',
    confidence: 'likely',
    surfaces: ['tool', 'instructions', 'prompt', 'result'],
  },
];
