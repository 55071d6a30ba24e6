import { gap, type PhraseRule } from '../phrase-rule.ts';
import { drop, orders, prior, warning } from './words.ts';

const anchors = [
  'ignor',
  'disregard',
  'forget',
  'overrid',
  'overwrit',
  'bypass',
  'neglect',
  'discard',
  'dismiss',
  'abandon',
  'nullif',
  'cancel',
  'erase',
  'supersede',
  'set aside',
  'attention to',
  'stop follow',
  'stop obey',
  'not follow',
  "n't follow",
  'not obey',
  "n't obey",
  'not comply',
  'not adhere',
  'longer follow',
];

const fillers =
  '(?:[^\\w]+(?:all|any|every|each|the|your|you|my|our|these|those|its|of|and|whatever|both|completely|entirely|fully|now|actual|their)){0,5}';
/** Ways to say it that are no single verb. */
const dropWords =
  "set aside|pay no attention to|stop (?:following|obeying|using)|(?:do not|don'?t|never|no longer) (?:follow|obey|heed|listen to|comply with|adhere to)";

/** `Forget everything you knew about pasta` tells of pasta. */
const aboutAThing =
  '(?! you (?:thought you )?(?:knew|know|heard|learned) about (?!you|this|the (?:rules|system|instruct|prompt|user)))';

/** "Drop what you were told": a verb of dropping, what came before, and what a model keeps to. */
export const overrideOrder: readonly PhraseRule[] = [
  {
    rule: 'override-order',
    anchors,
    shape: new RegExp(
      `\\b(?:(?:ignor(?:e|ing)|disregard(?:ing)?|forget(?:ting)?|neglect|${dropWords})${fillers}[^\\w]+${prior}${gap(2)}${orders}|(?:overrid(?:e|ing)|overwrite|bypass(?:ing)?|discard|dismiss|abandon|nullify|void|cancel|erase|supersede)${fillers}[^\\w]+(?:previous|prior|above|earlier|preceding|system|safety|developer|ethical)${gap(2)}(?:instructions?|directions?|directives?|guidelines?|prompts?|programming|safeguards?|guardrails?|safety|rules))\\b`,
      'i',
    ),
    tier: 'hard',
    severity: 'high',
    confidence: 'likely',
  },
  {
    rule: 'override-order',
    anchors,
    // "ignore the above and ...", "forget everything before this": no noun, but another order follows or the sentence ends.
    shape: new RegExp(
      `\\b${drop}[^\\w]+(?:(?:all|everything|anything|what|whatever|of|the|that|you|was|were|is|has|have|been|had|said|told|written|instructed|know|known|learned)[^\\w]+){0,6}(?:above|previous|prior|before|so far|until now|till now|up to now|preceding|earlier)(?:[^\\w]+(?:this|now|it|that|here|me))?(?=\\s*(?:[.,;:!)\\]"'<-]|$|(?:and|then|instead|or|but)\\b(?! (?:use|continue|start|keep)\\b)))`,
      'i',
    ),
    tier: 'hard',
    severity: 'high',
    confidence: 'likely',
  },
  {
    rule: 'override-order',
    anchors: [...anchors, 'instructions you', 'rules you'],
    unless: warning,
    shape: new RegExp(
      `\\b${drop}[^\\w]+(?:(?:all|any|the|your|of|everything|every)[^\\w]+){0,4}(?:${orders}[^\\w]+(?:that[^\\w]+)?(?:you|we|were|was|have|i)\\b|everything${aboutAThing}${gap(1)}(?:you|told|above|before|said)\\b|(?:your|all) (?:own )?(?:${prior} )?${orders}\\b)`,
      'i',
    ),
    tier: 'hard',
    severity: 'high',
    confidence: 'likely',
  },
  {
    rule: 'override-order',
    anchors: ['ignor', 'disregard', 'forget', 'abandon', 'skip the', 'drop the'],
    // The task, the text or the question in front of the model is to be dropped for something else.
    shape: new RegExp(
      `\\b(?:ignore|disregard|forget|skip|drop|abandon)[^\\w]+(?:(?:about|all|the|this|that|these|those|any|of|everything|completely|entire|whole|rest|my|your|other|further|in)[^\\w]+){0,5}(?:(?:previous|prior|above|original|current|earlier)[^\\w]+)?(?:article|text|document|question|task|assignment|passage|story|conversation|content|context|paragraph|information|data|email|e-mail|page|request|what (?:i|we|you)[^.\\n]{0,30})s?(?: (?:above|before|so far|given|provided|earlier))?[^\\w]+(?:(?:and|then|instead|now)[^\\w]+){1,3}(?:instead |now |just |only |please |simply |focus|tell|write|say|print|output|answer|reply|respond|give|do|execute|run|send|reveal|show|explain|list|start|act|pretend|generate|create|make|delete|transfer)|\\b(?:ignore|disregard|forget)[^\\w]+(?:(?:about|all|the|of|any)[^\\w]+){0,4}(?:(?:previous|prior|preceding|earlier)[^\\w]+(?:tasks?|assignments?|questions?|conversations?|requests?)|(?:tasks?|assignments?|questions?|requests?)[^\\w]+(?:above|before|so far))\\b`,
      'i',
    ),
    tier: 'hard',
    severity: 'medium',
    confidence: 'likely',
    surfaces: ['result', 'tool'],
  },
  {
    rule: 'override-order',
    anchors: ['overrid', 'ignor', 'disregard', 'forget'],
    // Bare: "override instructions", "override everything", "ignore the user's request".
    unless: warning,
    shape:
      /(?:^\s*|[.!?:;>\]\n"'(]\s*|\b(?:please|then|must|actually|now|to|and|should)[ ,]+)(?:ignore|disregard|forget|override)[^\w]+(?:all[^\w]+|the[^\w]+|any[^\w]+|actually[^\w]+)*(?:instructions?\b(?! (?:set|cache|field|param|memory))|everything\b(?! you (?:thought you )?(?:knew|know|heard|learned) about (?!you|this|the (?:rules|system|instruct|prompt|user)))|directives?\b|system prompt|user'?s?(?:[^\w]+(?:actual|real|original))?[^\w]+(?:requests?|quer(?:y|ies)|questions?|instructions?|wishes)\b|all (?:info|information|text|content|details) except|manual (?:scor|review|check)\w*)/i,
    tier: 'hard',
    severity: 'high',
    confidence: 'likely',
  },
  {
    rule: 'override-order',
    anchors: ['previous', 'prior ', 'earlier', 'above'],
    shape: new RegExp(
      `\\b(?:previous|prior|earlier|above|existing|old|original)[^\\w]+(?:system[^\\w]+|safety[^\\w]+)?(?:instructions?|rules|directives?|guidelines?|prompts?|orders|constraints|policies|restrictions)[^\\w]+(?:(?:is|are|were|was|have|has|been|now|hereby)[^\\w]+){0,3}(?:null\\w*|void\\w*|cancel\\w*|obsolete|superseded|revoked|overrid\\w*|replaced|suspended|invalid\\w*|no longer|outdated|lifted|deprecated by)`,
      'i',
    ),
    tier: 'hard',
    severity: 'high',
    confidence: 'likely',
  },
  {
    rule: 'override-order',
    anchors: [
      'new task',
      'new instruction',
      'real task',
      'actual task',
      'new goal',
      'new objective',
      'new role',
      'main task',
      'new directive',
      'only task',
      'new system',
      'updated your',
      'new orders',
      'new ones',
    ],
    shape:
      /(?:\b(?:your|the) (?:new|real|actual|true|only|updated|next) (?:task|goal|objective|instructions?|directives?|role|job|mission|orders|purpose)\b(?:[^\w]+(?:is|are|will)\b|\s*:)|(?:^|[\n#>\]-]\s*)new (?:system )?(?:instructions?|prompt|message|directives?|orders|rules)\s*(?::|$|\n)|\bnew system (?:prompt|message|instructions?)\b|\bbegin new instructions\b|\b(?:has|have|had) (?:just )?(?:updated|changed|replaced|revised) your (?:instructions?|rules|prompt|guidelines|directives?)|\bfollow (?:only )?(?:these|this|the) new (?:ones?|instructions?|rules|directives?))/i,
    tier: 'hard',
    severity: 'high',
    confidence: 'likely',
  },
  {
    rule: 'override-order',
    anchors: [
      'obey only',
      'only obey',
      'follow only',
      'only follow',
      'obey my',
      'do as i',
      'what i say',
      'obey what',
      'obey any',
      'obey all',
      'comply with',
      'authorized command',
      'strictly adhere',
      'instruction found',
      'instructions found',
      'instructions embedded',
      'instructions inside',
      'instructions in ',
    ],
    shape:
      /\b(?:(?:obey|listen to)[^\w]+only[^\w]+(?:my|me|this|these|the|to)\b|follow[^\w]+only[^\w]+(?:my|me|these)\b|follow[^\w]+only[^\w]+(?:this|the|to)\b(?=[^.\n]{0,40}\b(?:instructions?|orders?|commands?|rules?|words?|directions?|directives?|steps|guidelines|text|message|prompt)\b)|only[^\w]+(?:obey|listen to)\b|do (?:exactly )?(?:as|what) i say|obey (?:whatever|all|any|every|my)\b|comply with (?:whatever|the request embedded|(?:all|any|every)(?: of)? (?:my|these|the following|embedded|further|subsequent))\b|strictly (?:adhere to|follow) (?:the )?(?:following|these|my)[^\w]+(?:instructions?|orders|commands)|(?:treat|follow|execute|obey|regard|accept) (?:any|all|every|whatever)(?: new)? (?:instructions?|commands?|orders|directives?)\b(?=[^.]{0,60}\b(?:found|inside|embedded|contained|in the|as (?:a |an )?(?:direct|authori[sz]ed|trusted))))/i,
    tier: 'hard',
    severity: 'high',
    confidence: 'likely',
    surfaces: ['result', 'tool', 'instructions'],
  },
  {
    rule: 'override-order',
    anchors: [
      'before you',
      'stop what',
      'instead of',
      'user ask',
      'asked for',
      'if asked',
      'reply with',
      'respond with',
      'ignore them',
      'focus exclusively',
      'your task',
      'from now on',
    ],
    shape:
      /\b(?:before you (?:can )?(?:solve|do|complete|finish|continue with|answer|proceed with)[^.]{0,40}\b(?:task|request|question)|stop what you(?:'re| are) doing|(?:abort|abandon|pause|stop) (?:the|your) (?:current|original|present|user'?s?) (?:task|request)|if (?:the |a |any )?(?:user|anyone|someone|person)?\s?(?:asks?|asked|requests)[^.\n]{0,70}(?:reply|respond|answer|say|output|return|state)(?: only)?(?: with)? (?:only|exactly|simply|just|the following|nothing|")|(?:reply|respond|answer) with only the following|simply respond with|(?:ignore|disregard) (?:them|it all|everything|the rest)[^.]{0,30}(?:instead|focus)|focus exclusively on|from now on,?[^\w]+(?:you(?! (?:can|may|could|might)\b)|obey|forward|always send|respond only|every|all (?:your )?(?:repl|resp|answ)|ignore|act|refuse|call))/i,
    tier: 'hard',
    severity: 'medium',
    confidence: 'likely',
    surfaces: ['result', 'tool'],
  },
];
