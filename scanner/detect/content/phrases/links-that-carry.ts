import type { PhraseRule } from '../phrase-rule.ts';

/** Something that is still to be filled in: `{{x}}`, `${x}`, `<x>`, `[x]`, `%7Bx`, `INSERT_X`. */
const open = '(?:\\{\\{?|\\$\\{|<|\\[|%7B|%3C|\\b(?:INSERT|PUT|YOUR|REPLACE|ADD|FILL|PASTE|THE)[_-])';
const named =
  '(?:[\\w .-]{0,24}?)(?:conversation|chat|summar|history|secret|token|api[_-]?key|passw|e-?mail|user|prompt|context|cookie|session|credential|content|message|data|env|key|answer|base64|encoded|document|file)';

/** Addresses that take data along as soon as they are shown or followed: what is fetched needs no click, and no order. */
export const linksThatCarry: readonly PhraseRule[] = [
  {
    rule: 'exfiltration',
    anchors: ['](http', 'src="http', "src='http", '](//'],
    // An image is loaded when it is shown: nothing in its address waits to be filled in honestly.
    shape: new RegExp(
      `(?:!\\[[^\\]\\n]{0,160}\\]\\(\\s*|<img\\b[^>\\n]{0,160}?\\bsrc=["'])(?:https?:)?\\/\\/[^\\s)"'>]{1,300}?[?&=/#](?:[\\w.%-]{1,40}=)?${open}[\\w .-]{2,60}`,
    ),
    // Values in JSON are filled in already: `?c={type:'bar'}`.
    unless:
      /[?&]\w{1,20}=\{(?:%27|%22|['"])?\w{1,20}(?:%27|%22|['"])?:(?:%27|%22|['"\d[{])|\b(?:shields\.io|badge|template|documentation|example\.(?:com|org)|placeholder image)\b/i,
    tier: 'hard',
    severity: 'high',
    confidence: 'likely',
    surfaces: ['result', 'tool', 'prompt', 'instructions'],
  },
  {
    rule: 'exfiltration',
    anchors: ['](http', 'href="http', "href='http"],
    shape: new RegExp(
      `(?:\\[[^\\]\\n]{0,160}\\]\\(\\s*|\\bhref=["'])https?:\\/\\/[^\\s)"'>]{1,300}?[?&](?:[\\w.%-]{1,40}=)${open}${named}`,
      'i',
    ),
    unless: /\b(?:documentation|example\.(?:com|org)|replace \w+ with your|api reference|unsubscribe)\b/i,
    tier: 'hard',
    severity: 'medium',
    confidence: 'likely',
    surfaces: ['result', 'tool', 'prompt', 'instructions'],
  },
  {
    rule: 'exfiltration',
    anchors: ['http://', 'https://'],
    and: [
      'conversation',
      'chat_',
      'chat-',
      'chat ',
      'summary',
      'system',
      'session',
      'history',
      'user_',
      'user-',
      'messages',
      'content',
      'context',
    ],
    // The session in an address: no interface takes that.
    shape:
      /https?:\/\/[^\s)"'>]{3,300}?[?&=/](?:[\w.%-]{1,40}=)?(?:\{\{?|\$\{|<|\[|%7B|%3C|\b(?:INSERT|PUT|YOUR|ADD)[_-])[\w .-]{0,16}?(?:conversation|chat[_ -]?(?:history|log|summary)|system[_ -]?prompt|user[_ -]?(?:secrets?|messages?|data)|session[_ -]?(?:summary|data)|file[_ -]?contents?|previous[_ -]?messages?|context[_ -]?window)/i,
    tier: 'hard',
    severity: 'high',
    confidence: 'likely',
    surfaces: ['result', 'tool', 'prompt', 'instructions'],
  },
];
