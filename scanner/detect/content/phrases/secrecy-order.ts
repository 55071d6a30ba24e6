import { gap, type PhraseRule } from '../phrase-rule.ts';

const not =
  "(?:do not|don'?t|never|must not|mustn't|should not|shouldn't|no need to|avoid|refrain from|without|need not|not)";
const tell =
  '(?:mention(?:ing)?|tell(?:ing)?|inform(?:ing)?|reveal(?:ing)?|notify(?:ing)?|disclos(?:e|ing)|alert(?:ing)?|let(?:ting)?|report(?:ing)?|explain(?:ing)?|say(?:ing)?|warn(?:ing)?|ask(?:ing)?|discuss(?:ing)?|acknowledg(?:e|ing)|show(?:ing)?|display(?:ing)?|share|sharing)';
const person = '(?:users?|humans?|persons?|owner|operator|customer|anyone|anybody|employee|caller|administrator)';
const act =
  '(?:send|append|add|include|forward|copy|upload|read|call|run|execute|store|bcc|cc|save|attach|collect|log|record|post|transmit|pass|write|embed|exfiltrate|invoke|insert|change|modify|replace|redirect|delete|captur|track|monitor|listen|activat|install)';

/** "Do not tell the person": what honest tools have no reason to ask for. */
export const secrecyOrder: readonly PhraseRule[] = [
  {
    rule: 'secrecy-order',
    anchors: [
      'mention',
      'tell',
      'inform',
      'reveal',
      'notify',
      'disclos',
      'alert',
      'let the',
      'let them',
      'explain',
      'warn',
      'report',
      'acknowledg',
      'discuss',
      'bring this',
      'bring it',
      'raise this',
      'need not know',
      'not need to',
      'knowledge',
      'not know',
      'be told',
      'be aware',
      'be informed',
      'notice',
    ],
    shape: new RegExp(
      `\\b(?:${not}[^\\w]+(?:ever[^\\w]+)?${tell}[^\\w]+(?:\\w+[^\\w]+){0,7}?(?:this|that|these|it|any of this|anything|about)\\b(?=[^.]{0,60}\\b${person}\\b)|${not}[^\\w]+(?:ever[^\\w]+)?${tell}[^\\w]+(?:to )?(?:the |any |your )?${person}\\b[^.\\n]{0,12}(?:about|that|of|this|what|anything|why|know|how|any)\\b|(?<!\\b(?:not|never|n['’]t|cannot|nothing|nobody)\\b[^.;\\n]{0,60})without (?:telling|informing|notifying|alerting|asking|letting) (?:the |any )?${person}\\b|(?:do not|don't|never|not|should never) (?:mention|reveal|disclose|discuss) (?:this|these|that|it|the (?:above|presence|existence|contents? of this)|any of)\\b|(?:do not|don't|never) (?:bring|raise) (?:this|it|that) up\\b|(?:do not|don't|never|must not) (?:tell|inform|alert|notify) (?:anyone|anybody|any ?one else|the user|the owner|him|her|them)(?: else)?(?=\\s*(?:[.!,;\\n<]|$|about (?:this|it)))|${person} (?:need not|needn't|do(?:es)? not need to|don't need to|doesn't need to|should not|shouldn't|must not|should never|must never|will not|won't) (?:to )?(?:know|be (?:told|informed|aware|notified|alerted|bothered)|see this(?! (?:error|message|page|screen|warning|dialog|view|text|branch|code|state|button|field|value|default|placeholder|fallback)s?\\b)|notice|find out|learn)|without (?:the )?(?:user|owner|person)'?s'? (?:knowledge|knowing|consent|awareness))`,
      'i',
    ),
    // Whoever finds a weakness is asked to keep it back until it is mended; what is not shown as it is may be shown in words.
    unless:
      /\b(?:show|display|repeat|return)\w*\b[^.\n]{0,40}\b(?:as[ -]is|verbatim|unformatted|in raw form)\b|\bdisclos\w+[^.\n]{0,60}\b(?:until|before|publicly)\b|\b(?:public issue|(?:responsible|coordinated) disclosure|embargo)/i,
    tier: 'hard',
    severity: 'high',
    confidence: 'likely',
    surfaces: ['tool', 'result', 'instructions'],
  },
  {
    rule: 'secrecy-order',
    anchors: [
      'silently',
      'covertly',
      'secretly',
      'quietly',
      'stealth',
      'discreetly',
      'surreptitiously',
      'in the background',
      'invisibly',
    ],
    shape: new RegExp(
      `\\b(?:silently|covertly|secretly|quietly|stealthily|discreetly|surreptitiously|invisibly)[^\\w]+(?:\\w+[^\\w]+){0,2}?${act}(?:e?s|d|ed|ing)?\\b`,
      'i',
    ),
    tier: 'soft',
    hardOn: ['tool'],
    severity: 'medium',
    confidence: 'possible',
    surfaces: ['tool', 'result', 'instructions'],
  },
  {
    rule: 'secrecy-order',
    anchors: ['keep this', 'keep it', 'keep these'],
    // Letters say it too, of what is theirs.
    shape: /\bkeep (?:this|it|these)[^.\n]{0,20}(?:secret|hidden|confidential|between us)/i,
    tier: 'soft',
    hardOn: ['tool', 'instructions'],
    severity: 'medium',
    confidence: 'possible',
    surfaces: ['tool', 'result', 'instructions'],
  },
  {
    rule: 'secrecy-order',
    anchors: ['secret', 'hidden', 'covert', 'hide ', 'conceal', 'confidential', 'keep this', 'keep it', 'clandestin'],
    shape: new RegExp(
      `\\b(?:(?:secret|covert|hidden|clandestine|confidential)[^\\w]+(?:operation|step|task|mission|agenda|side effect)\\b|(?:hide|conceal|keep) (?:this|it|that|these|the (?:fact|result|step|call|process|content|action)s?)${gap(5)}from (?:the |any )?${person}\\b)`,
      'i',
    ),
    tier: 'hard',
    severity: 'medium',
    confidence: 'likely',
    surfaces: ['tool', 'result', 'instructions'],
  },
];
