import type { AnswerEffect } from '../../../main/contract/approvals.ts';
import { counted } from './counted.ts';
import { toldEffects } from '../told-effects.ts';

type Effects = Readonly<Record<AnswerEffect, number>>;

/** One sentence for each thing that the answers did. */
function told(effects: Effects, words: Readonly<Record<AnswerEffect, (calls: string) => string>>): string {
  return toldEffects(effects, (count) => counted(count, 'call', 'calls'), words);
}

export const approvals = {
  title: 'Approvals',
  list: 'Calls that wait',
  count: (count: number): string => counted(count, 'question waits', 'questions wait'),
  emptyTitle: 'Nothing waits for you',
  empty: 'When a policy asks before a call, the call is held and shows here. Nothing is decided by a countdown.',
  unavailable: 'Asks can not arrive here',
  asks: (count: number): string => counted(count, 'call', 'calls'),
  held: 'the client waits',
  late: 'the client gave up; an answer covers one identical call',
  wants: (client: string, tool: string, server: string): string => `${client} wants to run ${tool} on ${server}`,
  agent: 'Agent',
  unverified: 'not verified by its program file',
  through: 'through',
  person: 'On behalf of',
  server: 'Server',
  notScanned: 'not found by the last scan',
  tool: 'Tool',
  external: 'reaches outside',
  because: 'Asked by',
  arguments: 'Arguments, as the server will get them',
  whole: 'Show all of it',
  findings: 'Found in the arguments',
  before: 'Before, in this session',
  noBefore: 'Nothing else in this session.',
  asked: 'Asked',
  once: 'Allow once',
  session: 'Allow for this session',
  until: 'Allow until …',
  deny: 'Deny …',
  notCovered: 'The policy lets an answer cover one call, not more.',
  subject: (client: string, server: string, tool: string, count: number): string =>
    `${client} → ${server}: ${tool}${count === 1 ? '' : ` (${count} calls)`}`,
  gone: 'This question does not wait any more: it was answered elsewhere, or the agent gave up. Nothing was done.',
  untilTitle: (subject: string): string => `Allow until a date: ${subject}`,
  untilNow: 'Allow until then',
  untilLabel: 'Until',
  reasonOptional: 'Reason (may be empty)',
  denyTitle: (subject: string): string => `Deny ${subject}`,
  denyNow: 'Deny',
  denyWords: 'The agent is told the reason, so that it can go on differently.',
  reason: 'Reason',
  denied: (effects: Effects): string =>
    told(effects, {
      delivered: (calls) => `${calls} denied.`,
      'kept-for-retry': (calls) => `${calls} given up before: who makes the same call again is told so.`,
      'nobody-waits': (calls) => `${calls} that nobody waited for any more.`,
      unconfirmed: (calls) => `${calls} denied, which the guard has not confirmed.`,
      'taken-back': (calls) => `${calls} allowed before: that answer holds no more, but what it let through has run.`,
    }),
  approved: (effects: Effects): string =>
    told(effects, {
      delivered: (calls) => `${calls} allowed.`,
      'kept-for-retry': (calls) => `${calls} given up before: the same call passes once within ten minutes.`,
      'nobody-waits': (calls) => `${calls} that nobody waited for any more: nothing runs.`,
      unconfirmed: (calls) => `${calls} allowed, which the guard has not confirmed.`,
      'taken-back': (calls) => `${calls} allowed, and taken back meanwhile.`,
    }),
  standing: 'Answers that hold on',
  scopes: { once: 'one identical call', session: 'this session', until: 'until' },
  takeBack: 'Take back',
  takenBack: 'The answer does not hold any more.',
  takeBackReason: 'taken back by a person',
  answered: 'Answered lately',
  verdicts: { approved: 'allowed', denied: 'denied', withdrawn: 'withdrawn by the agent', expired: 'ran out' },
  paused: 'Paused sessions',
  pausedWords: (calls: number, denials: number): string => `${counted(calls, 'call', 'calls')}, ${denials} denied`,
  resume: 'Let it go on',
  resumed: 'The session goes on.',
  keys: {
    move: 'Next or previous question',
    once: 'Allow once',
    session: 'Allow for this session',
    until: 'Allow until a date',
    deny: 'Deny with a reason',
    whole: 'Show whole arguments',
  },
};
