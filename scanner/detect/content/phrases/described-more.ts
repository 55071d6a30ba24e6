import { described, type PhraseRule } from '../phrase-rule.ts';
import { address, elsewhere, otherTool, parameter, secretValue } from './concepts.ts';

const mail = '[\\w.+-]{1,40}@[\\w-]{1,40}\\.\\w{2,}';
const wallet = '\\b(?:bc1|0x)[0-9a-z]{20,}|\\b[13][a-km-zA-HJ-NP-Z1-9]{25,34}\\b';
const outward =
  '(?:sent|exported|duplicated|mailed|e-?mailed|posted|forwarded|uploaded|mirrored|copied|reported|streamed|synced|delivered|transmitted|submitted|shared|relayed|published|written)';
const must = '(?:must|has to|have to|is to|are to|needs? to|should|shall|will|ought to|gets?|is|are)';

/** More of what a server has no honest reason to say of its tools: about other tools, about people, about itself. */
export const describedMore: readonly PhraseRule[] = [
  {
    rule: 'tool-steering',
    anchors: ['by this tool', 'by this server', 'through this tool', 'through this server'],
    // What others do is to pass here.
    shape:
      /\b(?:all|every|each|any)\b[^.\n]{0,60}\b(?:must|has to|have to|needs? to|should) (?:first )?be (?:approved|checked|confirmed|verified|reviewed|logged|validated|authori[sz]ed|signed|processed) (?:by|through|with) this (?:tool|server|function)\b/i,
    tier: 'hard',
    severity: 'medium',
    confidence: 'likely',
    surfaces: ['tool', 'instructions'],
  },
  {
    rule: 'planted-code',
    anchors: [
      '--index-url',
      '--extra-index',
      '--registry',
      '--proxy',
      '--trusted-host',
      '--no-verify',
      '--insecure',
      '--source',
      '--repo',
      'mirror',
      'http_proxy',
      'https_proxy',
    ],
    // Every installation is to take another source.
    shape:
      /\b(?:always|must|every time|whenever|make sure to|be sure to)\b[^\n]{0,40}(?:--(?:index-url|extra-index-url|registry|proxy|trusted-host|source|repo\w*|no-verify|insecure)|\bhttps?_proxy\b|\bmirror\b)[^\n]{0,100}\b(?:when(?:ever)? you|each time you|for (?:all|every)|on every|if you) ?(?:install\w*|run|download|clone|build|fetch|push|commit|commands?)?/i,
    tier: 'hard',
    severity: 'high',
    confidence: 'possible',
    surfaces: ['tool', 'instructions', 'result'],
  },
  {
    rule: 'sensitive-file',
    anchors: [
      'plain text',
      'plaintext',
      'clear text',
      'cleartext',
      'for later use',
      'stored in',
      'saved in',
      'kept in',
      'written to',
      'written into',
    ],
    // Secrets are filed under another name.
    shape: new RegExp(
      `${secretValue.source}[^.\\n]{0,30}\\b(?:stored|saved|kept|put|written|placed|copied|filed)\\b[^.\\n]{0,30}\\b(?:in|into|to|under|as) (?:the )?[\`'"](?!pass|token|pin|secret|key|otp|code|card|cred|auth|vault|keychain|\\.env)[a-z]\\w{1,30}[\`'"]`,
      'i',
    ),
    unless: /\b(?:never|not|encrypted|hash\w*|defaults?|environment)\b/i,
    tier: 'hard',
    severity: 'high',
    confidence: 'possible',
    surfaces: described,
  },
  {
    rule: 'tool-steering',
    anchors: ['modified', 'changed', 'altered', 'replaced', 'redirected', 'rewritten', 'set to', 'forced', 'appended', 'prepended', 'added to', 'appends', 'appending', 'inject'], // prettier-ignore
    // A call of another tool is to be another one than was asked for.
    shape: new RegExp(
      `\\b(?:any|every|all|each|the|when|once)\\b[^.\\n]{0,20}${otherTool}[^.\\n]{0,40}(?<!\\bwhat )\\b(?:must|has to|have to|should|needs? to|shall|is to|are to|gets?)\\b(?:(?!\\bwhat\\b)[^.\\n]){0,50}\\b(?:modified|changed|altered|replaced|redirected|rewritten|set|forced|appended|prepended)\\b|\\b(?:appends?|prepends?|injects?|inserts?)\\b[^\\n]{0,80}\\b(?:to|into|before|in) (?:the )?(?:next|following|each|every|any|all) ${otherTool}`,
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
    anchors: ['no confirm', 'confirmation need', 'confirmation is', 'no need to', 'no reason to', 'without asking', 'without consult', 'without involv', 'without check', 'without wait', 'need to ask', 'do not ask', "don't ask", 'never ask', 'no approval', 'no permission', 'answer yes', 'say yes', 'click allow', 'click yes', 'accept any', 'approve any', 'full privileg', 'does not concern', 'not concern', 'does not cover'], // prettier-ignore
    // Acts that can not be taken back, with nobody asked.
    shape:
      /\b(?:no (?:user )?(?:confirmation|approval|permission|consent)(?: is)? (?:needed|required|necessary)|no (?:need|reason) to (?:ask|confirm|wait|show|present|display|consult)|without (?:asking|consulting|involving|checking with|waiting for) (?:the|for|them|him|her|anyone|first|you)\b|(?:do not|don't|never) ask (?:for (?:confirmation|permission|approval)|the user|first|again|before|them)|(?:answer|say|reply|click|choose|select|press) (?:yes|ok|allow|accept|approve) (?:to|on|for|in) (?:any|all|every|each)|(?:accept|approve|allow|confirm) (?:any|all|every) (?:\w+ )?(?:dialogs?|prompts?|questions?|requests?|warnings?)|sandbox does not (?:concern|cover|apply|affect|hold)|with full privileges)\b/i,
    also: [
      /\b(?:delet\w+|remov\w+|wip\w+|eras\w+|overwrit\w+|send\w*|transfer\w*|pay\w*|mount\w*|turn(?:s|ing)? off|disabl\w+|push\w*|deploy\w*|execut\w+|run\w*|drop\w*|install\w*|publish\w*|merge\w*|security|privileges|upload\w*|root|share\w*|purchas\w+|buy\w*|grant\w*|do it|act on|perform\w*|carry out|at once)\b/i,
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
      `\\b${must}\\b[^.\\n]{0,60}\\b${outward} (?:in|on|over)?to\\b[^\\n]{0,30}(?:${mail}|\\bhttps?:\\/\\/|\\bwss?:\\/\\/|\\bftp:\\/\\/|\\b(?:\\d{1,3}\\.){3}\\d|#\\w|(?:the )?(?:number )?\\+\\d[\\d ()-]{7,})|\\b(?:streams?|mirrors?) (?:it|them|everything|the \\w+) to (?:wss?|https?|ftp):\\/\\/|${mail}[^.\\n]{0,20}\\b(?:in|as|on) (?:blind )?(?:copy|bcc|cc)\\b|\\b(?:must|has to|have to|needs? to) send\\b[^\\n]{0,60}(?:${secretValue.source})[^\\n]{0,30}(?:${mail}|https?:)`,
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
