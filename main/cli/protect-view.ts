import { clients } from '../../scanner/clients/all.ts';
import { mapStrings, shownWriter } from '../../scanner/display.ts';
import type { Applied } from '../daemon/protect/apply.ts';
import type { Checked } from '../daemon/protect/check.ts';
import type { EntryAt, HomePlan } from '../daemon/protect/plan-home.ts';
import type { EntryName, FilePlan } from '../daemon/protect/plan.ts';
import { visible } from '../contract/visible.ts';
import { shownName } from './shown-name.ts';

/** The published shape of `protect --json`: what will change or has changed, masked. */
export function protectDocument(
  plan: HomePlan,
  applied: readonly Applied[] | null,
  checked: readonly Checked[],
  home: string,
): unknown {
  const at = ({ path, client, scope, name, pointer }: EntryAt) => ({ path, client, scope, name, pointer });
  const document = {
    schema: 'sallyport.protect/1.0',
    applied: applied !== null,
    files: plan.plans.map((file) => ({
      path: file.candidate.path,
      sha256: file.sha256,
      result: resultOf(file, applied),
      changes: file.changes.map(({ client, scope, name, pointer, kind, before, after, causes }) => ({
        client,
        scope,
        name,
        pointer,
        kind,
        before,
        after,
        causes,
      })),
    })),
    guarded: plan.guarded.map(at),
    unroutable: plan.unroutable.map((entry) => ({ ...at(entry), ...entry.obstacle })),
    refused: plan.refused.map((entry) => ({ ...at(entry), reason: entry.why })),
    beyond: plan.beyond,
    checks: checked.map(({ candidate, entry, verdict }) => ({ ...at({ ...entry, path: candidate.path }), verdict })),
    gaps: plan.gaps.map(({ text }) => text),
  };
  return mapStrings<unknown>(document, shownWriter(home));
}

/** The plan as a person reads it before saying yes. */
export function planText(plan: HomePlan, home: string): string {
  const tilde = shownWriter(home);
  const show = (text: string): string => visible(tilde(text));
  const files = plan.plans.flatMap((file) => [
    `${show(file.candidate.path)}  ${readersOf(file)}`,
    ...file.changes.flatMap(({ name, before, after }) => [
      `  ${shownName(name)}`,
      `    - ${before.map(show).map(asWord).join(' ')}`,
      `    + ${after.map(show).map(asWord).join(' ')}`,
    ]),
    ...new Set(file.changes.flatMap(({ causes }) => causes.map(({ text }) => `  ${text}`))),
    '',
  ]);
  const left = [
    ...plan.unroutable.map(
      (entry) => `  ${place(entry, show)}: ${show(entry.obstacle.reason)}. ${show(entry.obstacle.remedy)}`,
    ),
    ...plan.refused.map((entry) => `  ${place(entry, show)}: ${entry.why}. Mend the entry by hand.`),
  ];
  return [
    ...files,
    ...(left.length === 0 ? [] : ['Left as they are:', ...left, '']),
    ...beyondLines(
      'In no file that can be routed:',
      plan.beyond.filter(({ kind }) => kind !== 'rules'),
    ),
    ...beyondLines(
      'Not read:',
      plan.beyond.filter(({ kind }) => kind === 'rules'),
    ),
    ...(plan.gaps.length === 0 ? [] : ['Could not be read:', ...plan.gaps.map(({ text }) => `  ${show(text)}`), '']),
    `${count(plan.plans.flatMap(({ changes }) => changes).length, 'entry', 'entries')} to change, ${plan.guarded.length} guarded already, ${left.length} left as they are.`,
    '',
  ].join('\n');
}

/** What became of the plan. */
export function appliedText(applied: readonly Applied[], home: string): string {
  const tilde = shownWriter(home);
  return applied
    .map((one) => {
      const path = visible(tilde(one.plan.candidate.path));
      if (one.kind === 'staged') {
        return `waits   ${path}: ${one.client.name} runs and would write its own copy back. Quit it fully, also where it waits in the tray or menu bar; then \`sallyport daemon\` makes this change, or run \`sallyport protect\` again.\n`;
      }
      return one.kind === 'failed'
        ? `failed  ${path}: ${visible(tilde(one.error.message))}\n        ${one.error.remedy}\n`
        : `${heldWords[one.held]}  ${path} (${one.made.map(({ name }) => shownName(name)).join(', ') || 'guarded meanwhile'})\n`;
    })
    .join('');
}

const heldWords = {
  held: 'done  ',
  merged: 'done, after its client had written too  ',
  missing: 'not kept: its client wrote its own copy back  ',
  gone: 'gone: the file went away  ',
} as const;

function resultOf(file: FilePlan, applied: readonly Applied[] | null): unknown {
  const one = applied?.find(({ plan }) => plan.candidate.realPath === file.candidate.realPath);
  if (one === undefined) {
    return { kind: 'planned' };
  }
  if (one.kind === 'staged') {
    return { kind: 'staged', client: one.client.id };
  }
  return one.kind === 'done'
    ? { kind: one.held }
    : { kind: 'failed', error: { code: one.error.code, message: one.error.message, remedy: one.error.remedy } };
}

function readersOf({ candidate }: FilePlan): string {
  return `(${[...new Set(candidate.readings.map(({ client }) => client.name))].join(', ')})`;
}

function beyondLines(title: string, beyond: HomePlan['beyond']): readonly string[] {
  return beyond.length === 0 ? [] : [title, ...beyond.map(beyondLine), ''];
}

function beyondLine({ client, reason, remedy }: HomePlan['beyond'][number]): string {
  return `  ${nameOfClient(client)}: ${reason}. ${remedy}`;
}

function nameOfClient(id: string): string {
  return clients.find((client) => client.id === id)?.name ?? id;
}

function place({ path, client, name }: EntryAt & EntryName, show: (text: string) => string): string {
  return `${shownName(name)} (${nameOfClient(client)}, ${show(path)})`;
}

/** A word as a shell would show it: quoted only when it needs to be. */
export function asWord(word: string): string {
  return /^[\w@%+=:,./~‹›-]+$/.test(word) ? word : JSON.stringify(word);
}

export function count(number: number, one: string, many: string): string {
  return `${number} ${number === 1 ? one : many}`;
}
