import type { Saying } from './other-tongues.ts';

const reader = '(?:users?|person|people|human|customers?|client|anyone|anybody|someone|somebody|they|i)';
/** In the bare form of an order: `is silently logged` is a warning. */
const passesOn =
  '(?:send|forward|post|upload|e?mail|copy|bcc|log|record|read|collect|gather|append|include|attach|pass|transmit|report|share|export|run|execute|call|invoke|install|fetch|store|transfer)';

/** What is said of the reader's own answer, task and session. All bounded, flag `g`. */
export const readerForms: readonly Saying[] = [
  ['answering', 'told', /\b(?:before|prior to|when|while|after) (?:you )?(?:answer|respond|reply|summari[sz]|continu)\w*\b|\bbefore (?:you (?:say|do|write)|doing|giving|writing) (?:any|anything|your|an?)\b|\bin (?:your|every|each) (?:next |final )?(?:answers?|reply|replies|responses?|summary)\b|\bafter (?:each|every|any) (?:call|lookup|look-up|query|request|answer|reply)\b/gi],
  ['standing', 'told', /\b(?:(?:for|during|in|throughout) the (?:rest|remainder) of (?:this|the)|(?:for|throughout) this|(?:for|during|in|to) (?:every|each|all|any)) (?:current |future |later |coming |following )?(?:sessions?|threads?|conversations?)\b|\b(?:every|each|all) (?:later|future|following|subsequent|coming) (?:turns?|sessions?|conversations?|threads?|answers?|repl(?:y|ies))\b|\bonce per session\b|\buntil further notice\b|\bstanding (?:rule|instruction|order|convention|policy|request)\b|\bcarr(?:y|ied)[ -]forward\b/gi],
  ['newOrders', 'told', /(?:^|[.!?\n"'}\]>)])\s*(?:new|updated|revised|additional|further|urgent|operator|standing|system|admin(?:istrator)?|developer)(?: standing| new)? (?:instructions?|directives?|orders)(?: \w+){0,3}\s*:/gi],
  ['yourTask', 'told', /\b(?:complete|finish|accomplish|fulfil\w*|continue|proceed with|carry on with|go on with) (?:with )?your (?:current |present )?(?:task|objective|mission)\b/gi],
  ['replyShape', 'told', /\b(?:begin|start|open|prefix|end|finish|close) (?:your|every|each|all) (?:\w+ )?(?:reply|replies|answers?|responses?|output|summar(?:y|ies)|messages?) (?:off )?(?:with|by)(?: writing| saying)? (?:the |this |these )?(?:exact|following|literal|verbatim|words?\b|phrase|line\b|sentence|string|token|["'“‘`[])/gi],
  ['trigger', 'told', new RegExp(`\\b(?:when|whenever|if|once|every time|each time|as soon as) (?:the |a |any )?${reader} (?:ever )?(?:says?|mentions?|asks? (?:for|about)|types?|writes?|enters?|requests?) (?:about |the (?:word|phrase|words) )?["'“‘\`]`, 'gi')],
  ['remembered', 'told', /\b(?:remember|store|save|memori[sz]e|record|keep)\b(?: (?:this|that|these|the following))(?: \w+){0,3}? ?(?:instructions?|rules?|polic(?:y|ies)|preferences?|permissions?|directives?|facts?|for (?:later|future)|as)\b/gi],
  ['falseReport', 'told', /\b(?:tell|inform|notify|assure|let) (?:the |your )?(?:users?|person|customers?|client)(?: know)? (?:that )?(?:\w+ ){1,8}?(?:failed|succeeded|(?:is|are|was|were) (?:not )?(?:un)?(?:available|successful|complete|found|possible))\b/gi],
  ['guardGone', 'told', /\b(?:content (?:polic(?:y|ies)|restrictions?|filters?)|(?:safety|ethical|ai) (?:filters?|guardrails?|guidelines?|rules|limits?))\b(?:[^.\n]{0,40}?\b(?:has|have) been (?:\w+ ){0,2}(?:lifted|relaxed|disabled|suspended|waived|removed|switched off|turned off)\b|[^.\n]{0,12}?\b(?:is|are) (?:now|no longer|hereby) \w+|: ?(?:disabled|off|none)\b)/gi],
  ['outgoing', 'told', /\b(?:sent|posted|uploaded|forwarded|transmitted|submitted|reported|shipped|mailed|sends|posts|uploads|forwards|transmits|submits|reports|ships|mails)\b[^.\n]{0,60}?\bto\b/gi],
  ['unexcepted', 'told', /\bwithout (?:any |a single )?exceptions?\b|\bno exceptions\b|\bnot optional\b|\b(?:in|under) (?:any|all|every|no) (?:scenario|circumstance|condition)s?\b/gi],
  ['silent', 'told', new RegExp(`\\b(?:silently|unobtrusively|noiselessly) (?:also |then |and )?${passesOn}\\b|\\b${passesOn}\\b[^.,;:\\n]{1,40} (?:silently|unobtrusively|noiselessly)(?= ?(?:[.,;]|as\\b|in\\b|to\\b|with\\b|by\\b|$))`, 'gi')],
  ['tracks', 'told', /(?:\.|\b)(?:ba|z|fi)?sh_history\b|\b(?:bash|shell|command) history\b|\b(?:audit|access|event|security|system) (?:logs?|trails?)\b/gi],
]; // prettier-ignore
