import { addressAnchors } from '../phrases/composed-received.ts';
import type { AnchoredActRule } from './act-rule.ts';
import type { Wanted } from './said.ts';

const medium = { tier: 'hard', severity: 'medium', confidence: 'possible' } as const;
const soft = { ...medium, tier: 'soft' } as const;
const act: readonly Wanted[] = [
  'take!',
  'give!',
  'alter!',
  'run!',
  'destroy!',
  'admit!',
  'pay!',
  'say!',
  'off!',
  'follow!',
];
const does: readonly Wanted[] = ['take!', 'give!', 'destroy!', 'admit!', 'pay!'];
const valued: readonly Wanted[] = ['secret', 'session', 'personal', 'machine', 'mail', 'secretFile', 'address'];
/** A text about attacks, or about what models can do. */
const never: readonly Wanted[] = ['talk'];

const models = { anchors: [...addressAnchors, 'assistant', 'agents', 'models ', 'models,', 'models:', 'model ', 'automation', 'machine', 'bots', 'assistants', 'summari', 'not human', 'reader', 'ai tool', 'ai agent', 'ai assist', 'software', 'machines', 'assistent', 'asistente', 'ki-a', 'ki-m', 'als ki', 'modelo de', 'una ia', 'uma ia', 'une ia', 'sprachmodell'] }; // prettier-ignore
const hushed = { anchors: ['quietly', 'discreet', 'secretly', 'covertly', 'unnoticed', 'tell no', 'between us', 'keep quiet', 'keep secret', 'unaware', 'under the radar', 'in the dark', 'off the record', 'conceal', 'stealth'] }; // prettier-ignore
const untold = { anchors: ['not tell', "n't tell", 'never tell', 'not mention', "n't mention", 'never mention', 'not inform', "n't inform", 'not notify', "n't notify", 'not let ', "n't let ", 'not alert', "n't alert", 'without telling', 'without inform', 'without mention', 'without notif', 'not bother', "n't bother", 'no need', 'need not', 'not announce', 'not reveal', 'not disclose', 'not report', 'not say'] }; // prettier-ignore
const unasked = { anchors: ['without ask', 'without confirm', 'without approv', 'without permission', 'without consent', 'without consult', 'without check', 'without seek', 'no confirm', 'no need to', 'not necessary', 'unnecessary', 'without review', 'no approval', 'no permission', 'not ask', "n't ask", 'never ask', 'not confirm', "n't confirm", 'not check', "n't check"] }; // prettier-ignore
const otherTask = { anchors: ['your real', 'real job', 'real task', 'actual task', 'actual job', 'true task', 'your new', 'your next', 'your only', 'your job', 'your task', 'you now', 'you work for', 'you will now', 'henceforth', 'forget', 'ignore', 'disregard', 'never mind', 'belong to', 'abandon', 'was a test', 'just a test', 'only a test', 'stop ', 'change of plan', 'the previous', 'your previous', 'the original', 'your current'] }; // prettier-ignore
const hearsay = { anchors: ['the user', 'your user', 'your human', 'your operator', 'your owner', 'this user', 'the person', 'the owner', 'the operator', 'developer', 'administrator', 'the admin', 'creator', 'supervisor'] }; // prettier-ignore
const overUser = { anchors: ['regardless', 'no matter', 'whatever', 'instead of', 'in place of', 'rather than', 'irrespective', 'even if', 'even when', 'despite', 'in spite', 'whichever'], and: [' user', ' person', ' human', ' customer', ' asked', ' request', ' wish', 'they '] }; // prettier-ignore
const deceived = { anchors: ['pretend', 'believe', 'convince', 'deceiv', 'mislead', 'trick', 'impression', 'impersonat', 'fabricat', 'make up'], and: [' user', ' person', ' human', ' customer', ' operator', ' owner', ' client'] }; // prettier-ignore
const valuables = { anchors: ['phone number', 'password', 'token', 'contact', 'mailbox', 'inbox', 'address', 'secret', 'credential', 'api key', 'private key', 'message', 'conversation', 'clipboard', 'environment', 'bank ', 'passport', 'salar', 'customer'], and: ['https://', 'http://', 'post ', 'send', 'forward', 'upload', 'share', 'mail ', 'submit'] }; // prettier-ignore
const prompts = { anchors: ['hidden', 'secret', 'initial', 'internal', 'original', 'underlying', 'confidential', 'system prompt', 'system message', 'you were', 'you have been', 'you received', 'your instruct', 'your prompt', 'your rules', 'your guidelines', 'conversation', 'instruction'] }; // prettier-ignore
const files = { anchors: ['.env', '.ssh', '.aws', 'id_rsa', 'id_ed25519', '.netrc', '.npmrc', '/etc/passwd', '/etc/shadow', '.kube', 'credentials', 'secrets.', '.git-cred', 'passwords.'] }; // prettier-ignore

const commands = { anchors: ['rm -r', 'sudo ', 'curl ', 'wget ', 'chmod ', 'npx ', 'powershell'], and: [' user', ' human', ' owner', ' operator', ' customer', ' person', ' client'] }; // prettier-ignore

const ownAnswer = { anchors: ['before answer', 'before respond', 'before reply', 'before summar', 'before continu', 'before giving', 'before doing any', 'before writing', 'before you ', 'prior to answer', 'prior to summar', 'when answer', 'when respond', 'when reply', 'when summar', 'while answer', 'while summar', 'after answer', 'after summar', 'your answer', 'your reply', 'your response', 'your next', 'your final', 'your summary', 'every answer', 'every reply', 'every response', 'each answer', 'each reply', 'each response', 'after each', 'after every', 'after any'] }; // prettier-ignore
const session = { anchors: ['this session', 'the session', 'this thread', 'this conversation', 'every session', 'each session', 'all sessions', 'per session', 'later turn', 'future turn', 'later session', 'future session', 'future conversation', 'later conversation', 'subsequent', 'further notice', 'standing ', 'carry forward', 'carry-forward', 'carried forward'] }; // prettier-ignore
const newOrders = { anchors: ['instruction', 'directive', 'orders'], and: ['new ', 'updated', 'revised', 'additional', 'further', 'urgent', 'operator', 'standing', 'system', 'admin', 'developer'] }; // prettier-ignore
const yourTask = { anchors: ['your task', 'your objective', 'your mission', 'your current', 'your present'] };
const replies = { anchors: ['reply', 'replies', 'answer', 'response', 'output', 'summar', 'message'], and: ['begin', 'start', 'open', 'prefix', 'finish', 'close', ' end '] }; // prettier-ignore
const triggers = { anchors: ['mentions', 'mention ', 'says ', ' say ', 'asks ', 'ask for', 'ask about', 'types ', ' type ', 'writes ', 'enters ', 'requests '], and: ['when', ' if ', 'once', 'time', 'as soon'] }; // prettier-ignore
const guardGone = { anchors: ['content polic', 'content restrict', 'content filter', 'safety filter', 'safety guard', 'safety guide', 'safety rule', 'safety limit', 'ethical ', 'ai filter', 'ai guard', 'ai guide', 'ai rules', 'ai limit'], and: ['been', 'now ', 'no longer', 'hereby', 'disabled', ': off', ': none'] }; // prettier-ignore
const silent = { anchors: ['silently', 'noiselessly', 'unobtrusively'] };

/** What fetched text has no honest reason to say to whatever reads it. */
export const receivedActs: readonly AnchoredActRule[] = [
  { rule: 'addressed-to-model', ...models, needs: [['addressee'], ['give!', 'take!', 'run!'], valued], never, ...medium },
  { rule: 'addressed-to-model', ...models, needs: [['addressee'], ['destroy!', 'admit!', 'pay!']], never, ...medium },
  { rule: 'addressed-to-model', ...models, needs: [['addressee'], ['guard'], ['off!']], never, ...medium },
  { rule: 'addressed-to-model', ...models, needs: [['addressee'], ['inform-', 'hush', 'tell-']], never, ...medium },
  { rule: 'addressed-to-model', ...models, needs: [['addressee'], ['code'], ['run!', 'give!', 'alter!']], never, ...medium },
  { rule: 'addressed-to-model', ...models, needs: [['addressee'], ['ask-'], act], never, ...medium },
  { rule: 'addressed-to-model', ...models, needs: [['addressee'], ['say!', 'alter!', 'follow!']], never, ...medium },
  { rule: 'addressed-to-model', ...models, needs: [['addressee']], never, ...soft },
  { rule: 'override-order', ...otherTask, needs: [['otherTask'], act], never, ...medium },
  { rule: 'impersonation', ...hearsay, needs: [['hearsay', 'claimsRank'], act], never, ...medium },
  { rule: 'secrecy-order', ...hushed, needs: [['hush'], does], never, ...medium },
  { rule: 'secrecy-order', ...untold, needs: [['inform-'], ['principal'], does], never, ...medium },
  { rule: 'secrecy-order', ...untold, needs: [['inform-'], ['principal']], never, ...soft },
  { rule: 'prompt-extraction', ...prompts, needs: [['session'], ['give!'], ['own']], never, ...medium },
  { rule: 'guard-off', ...unasked, needs: [['ask-'], ['destroy!', 'admit!', 'pay!', 'run!']], never, ...medium },
  { rule: 'override-order', ...overUser, needs: [['overUser'], act], never, ...medium },
  { rule: 'answer-tampering', ...deceived, needs: [['deceived']], never, ...medium },
  { rule: 'answer-tampering', ...deceived, needs: [['persuade'], ['principal']], never, ...medium },
  { rule: 'exfiltration', ...valuables, needs: [['secret', 'personal', 'machine', 'mail', 'session'], ['take!'], ['give!'], ['address']], never, ...medium },
  { rule: 'sensitive-file', ...files, needs: [['secretFile'], ['take!', 'give!'], ['principal']], never, ...medium },
  { rule: 'sensitive-file', ...files, needs: [['secretFile'], ['give!'], ['content']], never, ...medium },
  { rule: 'sensitive-file', ...files, needs: [['secretFile'], ['run!'], ['named']], never, ...medium },
  { rule: 'planted-code', ...commands, needs: [['code'], ['run!'], ['principal']], never, ...medium },
  { rule: 'addressed-to-model', ...models, needs: [['addressee'], act, act], never, ...medium },
  // What the reader is to do for its own answer, its task or its session.
  { rule: 'tool-order', ...ownAnswer, needs: [['answering'], ['run!', 'take!', 'give!'], ['address', 'named']], never, ...medium },
  { rule: 'override-order', ...session, needs: [['standing'], ['run!', 'take!', 'give!'], ['address', 'named']], never, ...medium },
  { rule: 'override-order', ...session, needs: [['remembered'], ['standing', 'lasting']], never, ...medium },
  { rule: 'override-order', ...newOrders, needs: [['newOrders'], ['run!', 'take!', 'give!', 'destroy!', 'pay!', 'follow!'], ['named', 'address', 'answering', 'standing', 'session', 'secret']], never, ...medium },
  { rule: 'tool-order', ...yourTask, needs: [['yourTask'], ['must'], ['run!', 'address']], never, ...medium },
  { rule: 'answer-tampering', ...replies, needs: [['replyShape']], never, ...medium },
  { rule: 'override-order', ...triggers, needs: [['trigger'], ['run!', 'give!', 'destroy!', 'admit!'], ['session', 'secret', 'personal', 'machine', 'mail', 'hush', 'silent']], never, ...medium },
  { rule: 'guard-off', ...guardGone, needs: [['guardGone']], never, ...medium },
  { rule: 'secrecy-order', ...silent, needs: [['silent']], never, ...medium },
]; // prettier-ignore
