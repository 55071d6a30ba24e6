import type { RuleId } from '../../model/ids.ts';
import type { ContentKind } from './content-finding.ts';

export type ContentRule = keyof typeof contentRules;

interface RuleWords {
  readonly id: RuleId;
  readonly kind: ContentKind | 'attack';
  readonly message: string;
  readonly remedy: string;
}

const askOwner = 'Do not use the tool until its owner has explained this passage.';
const treatAsData = 'Treat the text as data, and check what the agent did after reading it.';

/** Every rule with its words. `attack` is poisoning in what a server says of itself and injection in what passes through. */
export const contentRules = {
  'hidden-characters': {
    id: 'content/hidden-characters',
    kind: 'hidden-text',
    message: 'holds characters that nobody sees',
    remedy: 'Read the text with the hidden part shown before you trust it.',
  },
  'bidi-reordering': {
    id: 'content/bidi-reordering',
    kind: 'hidden-text',
    message: 'holds characters that reorder the text around them',
    remedy: 'Read the text in its stored order before you trust it.',
  },
  'look-alike-letters': {
    id: 'content/look-alike-letters',
    kind: 'hidden-text',
    message: 'spells words with letters that only look like the plain ones',
    remedy: 'Compare the names with those you know, letter by letter.',
  },
  'terminal-escape': {
    id: 'content/terminal-escape',
    kind: 'hidden-text',
    message: 'commands the terminal to hide, overwrite or replace what is shown',
    remedy: 'Look at the raw text, not at what the terminal shows.',
  },
  'pushed-out-of-view': {
    id: 'content/pushed-out-of-view',
    kind: 'hidden-text',
    message: 'holds text far out of view behind empty space',
    remedy: 'Scroll to the end of the text before you trust it.',
  },
  'hidden-markup': {
    id: 'content/hidden-markup',
    kind: 'hidden-text',
    message: 'holds text in a comment or a style that is not shown',
    remedy: 'Read the source of the text before you trust it.',
  },
  'override-order': {
    id: 'content/override-order',
    kind: 'attack',
    message: 'orders the model to drop its instructions or its task',
    remedy: treatAsData,
  },
  'prompt-extraction': {
    id: 'content/prompt-extraction',
    kind: 'attack',
    message: 'asks the model to give away its instructions',
    remedy: treatAsData,
  },
  'guard-off': {
    id: 'content/guard-off',
    kind: 'attack',
    message: 'tells the model that its rules, checks or approvals do not hold',
    remedy: treatAsData,
  },
  impersonation: {
    id: 'content/impersonation',
    kind: 'attack',
    message: 'poses as the system, the developer or the user',
    remedy: treatAsData,
  },
  'addressed-to-model': {
    id: 'content/addressed-to-model',
    kind: 'attack',
    message: 'speaks to the model and not to the reader',
    remedy: treatAsData,
  },
  'secrecy-order': {
    id: 'content/secrecy-order',
    kind: 'attack',
    message: 'tells the model to keep something from the person',
    remedy: askOwner,
  },
  'sensitive-file': {
    id: 'content/sensitive-file',
    kind: 'attack',
    message: 'sends the model to files or values that hold secrets',
    remedy: askOwner,
  },
  exfiltration: {
    id: 'content/exfiltration',
    kind: 'attack',
    message: 'tells the model to send data elsewhere',
    remedy: 'Check whether anything was sent, and treat the text as hostile.',
  },
  'side-channel-parameter': {
    id: 'content/side-channel-parameter',
    kind: 'attack',
    message: 'asks, in a parameter, for what the tool does not need: the conversation, the prompt, the model',
    remedy: askOwner,
  },
  'tool-steering': {
    id: 'content/tool-steering',
    kind: 'attack',
    message: 'presses the model to choose this tool, or changes how another tool is used',
    remedy: askOwner,
  },
  'shadowed-tool': {
    id: 'content/shadowed-tool',
    kind: 'attack',
    message: 'has the name and the words of a tool of another server',
    remedy: 'Find out which of the two servers you mean, and remove the other.',
  },
  'tool-order': {
    id: 'content/tool-order',
    kind: 'attack',
    message: 'orders a call of a named tool',
    remedy: treatAsData,
  },
  'answer-tampering': {
    id: 'content/answer-tampering',
    kind: 'attack',
    message: 'dictates what the model answers',
    remedy: treatAsData,
  },
  'planted-code': {
    id: 'content/planted-code',
    kind: 'attack',
    message: 'wants foreign code in the work, or runs code that harms',
    remedy: 'Read the code before any of it is used.',
  },
  'encoded-payload': {
    id: 'content/encoded-payload',
    kind: 'attack',
    message: 'holds an order or a command in an encoding',
    remedy: 'Read the decoded text, and ask why it was encoded.',
  },
  'attack-capability': {
    id: 'content/attack-capability',
    kind: 'attack',
    message: 'offers a technique of attack by its own words',
    remedy: 'Use such a tool only where you are allowed to attack.',
  },
  'deferred-behaviour': {
    id: 'content/deferred-behaviour',
    kind: 'attack',
    message: 'announces that it will behave otherwise once it is approved',
    remedy: 'Do not approve the tool.',
  },
  'capability-mismatch': {
    id: 'content/capability-mismatch',
    kind: 'attack',
    message: 'does more than its name and purpose say',
    remedy: askOwner,
  },
  pressure: {
    id: 'content/pressure',
    kind: 'attack',
    message: 'presses with threats or false duties',
    remedy: askOwner,
  },
  secret: {
    id: 'content/secret',
    kind: 'secret',
    message: 'holds a credential',
    remedy: 'Replace the credential, and keep it out of what agents read and write.',
  },
  'written-back': {
    id: 'content/written-back',
    kind: 'secret',
    message: 'holds the mark of something that Sallyport took out, and would put it in the place of the value',
    remedy: 'Change only the other lines, or put the value in yourself.',
  },
  'personal-data': {
    id: 'content/personal-data',
    kind: 'personal-data',
    message: 'holds personal data',
    remedy: 'Check that this data may leave the machine.',
  },
  classifier: {
    id: 'content/classifier',
    kind: 'attack',
    message: "looks like an attack to your organisation's classifier",
    remedy: treatAsData,
  },
  'own-pattern': {
    id: 'content/own-pattern',
    kind: 'attack',
    message: 'matches a pattern of your organisation',
    remedy: 'Ask whoever keeps content.yaml what the pattern is for.',
  },
} as const satisfies Readonly<Record<string, RuleWords>>;
