import type { ActRule } from './act-rule.ts';
import type { Wanted } from './said.ts';

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
/** The same, also where it is only told that it happens. */
const happens: readonly Wanted[] = [...act, 'take', 'give', 'alter', 'destroy', 'pay', 'admit', 'run'];
const strong = { tier: 'hard', severity: 'high', confidence: 'possible' } as const;
const soft = { tier: 'soft', severity: 'medium', confidence: 'possible' } as const;
/** A tool that refuses, hides, warns, or asks the person. */
const never: readonly Wanted[] = ['refuse', 'ask!', 'awaits'];
const valued: readonly Wanted[] = ['secret', 'personal', 'machine', 'mail'];

/** What a server has no honest reason to say of its tools. */
export const describedActs: readonly ActRule[] = [
  // Files that hold secrets, and what is in them is to go somewhere.
  { rule: 'sensitive-file', needs: [['secretFile'], ['take!', 'give!', 'content'], ['field', 'named']], never, ...strong },
  // Values of the person or the machine are to be taken and handed over.
  { rule: 'sensitive-file', needs: [valued, ['take!'], ['give!'], ['named', 'field', 'when', 'address']], never, ...strong },
  { rule: 'sensitive-file', needs: [valued, ['model'], ['give!'], ['named', 'field']], never, ...strong },
  { rule: 'sensitive-file', needs: [valued, ['give!'], ['named', 'field'], ['every']], never, ...soft },
  { rule: 'sensitive-file', needs: [valued, ['run!'], ['named']], never, ...soft },
  { rule: 'sensitive-file', needs: [['secretFile'], ['run!'], ['named', 'field']], never, ...strong },
  { rule: 'sensitive-file', needs: [['machine', 'personal'], ['run!'], ['named', 'field'], ['must', 'every', 'when']], never, ...strong },
  { rule: 'sensitive-file', needs: [['machine'], ['give!'], ['named', 'field']], never, ...strong },
  // The session is to be handed over.
  { rule: 'side-channel-parameter', needs: [['session'], ['give!'], ['named', 'field', 'address', 'every']], never, ...strong },
  { rule: 'side-channel-parameter', needs: [['session'], ['run!'], ['named', 'field']], never: [...never, 'sessionRead'], ...strong },
  // Something goes to an address with every call, or besides.
  { rule: 'exfiltration', needs: [['address'], ['give!', 'admit!', 'alter!', 'pay!', 'run!'], ['every', 'hush', 'tell-', 'when', 'must']], never, ...strong },
  { rule: 'exfiltration', needs: [[...valued, 'session', 'content'], ['give!'], ['elsewhere']], never, ...strong },
  { rule: 'exfiltration', needs: [[...valued, 'session'], ['give'], ['elsewhere', 'address']], never, ...soft },
  { rule: 'secrecy-order', needs: [['tell-'], ['person'], happens], never, ...strong },
  { rule: 'secrecy-order', needs: [['hush'], happens], never, ...strong },
  { rule: 'guard-off', needs: [['ask-', 'consented'], [...act, 'code']], never, ...strong },
  { rule: 'guard-off', needs: [['guard'], ['off!']], never, ...soft },
  { rule: 'guard-off', needs: [['lasting'], ['follow!', 'give!']], never, ...strong },
  { rule: 'guard-off', needs: [['trusted'], ['person', 'follow!']], never, ...strong },
  { rule: 'guard-off', needs: [['dataOrders'], ['follow!', 'run!', 'trusted']], never, ...strong },
  { rule: 'override-order', needs: [['overUser']], never, ...strong },
  { rule: 'override-order', needs: [['overruling'], ['thisTool', 'others', 'follow!', 'trusted']], never, ...strong },
  { rule: 'override-order', needs: [['overruling'], ['guard', 'session']], never, ...strong },
  { rule: 'override-order', needs: [['otherTask'], ['person', 'every']], never, ...strong },
  { rule: 'sensitive-file', needs: [['secret'], ['give!'], ['named', 'field'], ['content']], never, ...strong },
  { rule: 'tool-steering', needs: [['others'], ['run-', 'choose-'], ['worse', 'when', 'every']], never, ...strong },
  { rule: 'tool-steering', needs: [['others'], ['give!', 'tamper!', 'off!', 'run-'], ['every', 'when']], never, ...strong },
  { rule: 'tool-steering', needs: [['others'], ['every', 'when'], ['give!', 'tamper!', 'off!', 'run-']], never, ...strong },
  { rule: 'tool-steering', needs: [['others', 'named'], ['worse'], ['thisTool', 'run-', 'choose-']], never, ...strong },
  { rule: 'tool-steering', needs: [['named'], ['when'], ['tamper!']], never, ...strong },
  { rule: 'tool-steering', needs: [['others'], ['every', 'when'], ['run!'], [...valued, 'session', 'content']], never, ...strong },
  { rule: 'answer-tampering', needs: [['deceived']], never, ...strong },
  { rule: 'answer-tampering', needs: [['persuade'], ['person', 'say']], never, ...strong },
  { rule: 'planted-code', needs: [['code'], ['give!', 'alter!', 'run!'], ['every', 'must', 'named']], never, ...strong },
  { rule: 'planted-code', needs: [['guard'], ['off', 'off!'], ['say!']], never, ...strong },
  { rule: 'secrecy-order', needs: [['tell-'], ['thisStep'], happens], never, ...strong },
  { rule: 'guard-off', needs: [['address'], ['take!'], ['follow!', 'trusted']], never, ...strong },
  { rule: 'guard-off', needs: [['guard'], ['off!', 'off'], ['authority', 'consented']], never, ...strong },
  { rule: 'sensitive-file', needs: [['secret'], ['give!'], ['named', 'field'], ['person']], never, ...strong },
  { rule: 'answer-tampering', needs: [['cover'], ['say!']], never, ...strong },
  { rule: 'answer-tampering', needs: [['payee'], ['tamper!', 'pay!'], ['when', 'every']], never, ...strong },
  // A file of secrets is read and goes out, by the tool itself.
  { rule: 'sensitive-file', needs: [['secretFile'], ['take'], ['outgoing'], ['address', 'elsewhere']], never, ...strong },
  { rule: 'secrecy-order', needs: [['silent']], never, ...strong },
  { rule: 'guard-off', needs: [['guard'], ['off!'], ['admit!'], ['every']], never, ...strong },
  { rule: 'guard-off', needs: [['guardGone']], never, ...strong },
  { rule: 'guard-off', needs: [['tracks'], ['destroy!'], ['when', 'every', 'must']], never, ...strong },
  { rule: 'answer-tampering', needs: [['falseReport']], never: ['when', 'awaits'], ...strong },
  { rule: 'answer-tampering', needs: [['replyShape']], never, ...strong },
  { rule: 'tool-steering', needs: [['others', 'named'], ['when'], ['run!'], ['unexcepted']], never, ...strong, severity: 'medium' },
  { rule: 'tool-steering', needs: [['boast'], ['boast']], never, ...strong, severity: 'medium' },
  { rule: 'tool-steering', needs: [['thisTool'], ['others'], ['boast', 'worse']], never, ...strong, severity: 'medium' },
  { rule: 'tool-steering', needs: [['thisTool'], ['answering'], ['every', 'must']], never, ...soft },
  // What counts only beside something else.
  { rule: 'secrecy-order', needs: [['inform-'], ['person']], never, ...soft },
  { rule: 'guard-off', needs: [['ask-']], never, ...soft },
  { rule: 'answer-tampering', needs: [['persuade']], never, ...soft },
  { rule: 'planted-code', needs: [['code'], act], never, ...soft },
]; // prettier-ignore

/** What a parameter asks for that goes beyond the tool. */
export const parameterActs: readonly ActRule[] = [
  { rule: 'sensitive-file', needs: [['secretFile'], ['take!', 'give!', 'content']], never, ...strong },
  { rule: 'side-channel-parameter', needs: [['session'], ['content', 'every', 'model', 'own', 'give!', 'session']], never, ...strong },
  { rule: 'side-channel-parameter', needs: [['others'], ['content', 'every', 'own', 'give!', 'take!']], never, ...strong },
]; // prettier-ignore
