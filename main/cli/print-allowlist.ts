import { shownWriter } from '../../scanner/display.ts';
import { allowFragment } from '../../scanner/routing/allow-fragment.ts';
import type { ClientId } from '../../scanner/model/ids.ts';
import { allForms } from '../daemon/protect/all-forms.ts';
import type { HomeRequest } from '../daemon/protect/plan-home.ts';
import type { Context, ExitCode } from './verb.ts';

/** Prints what an administrator must add to a client's own rules so that its servers start, as they are and behind the shim. */
export async function printAllowlist(
  client: ClientId,
  request: HomeRequest,
  launcher: string,
  { json, output }: Context,
): Promise<ExitCode> {
  const { servers, gaps: unread } = await allForms(request, launcher);
  const gaps = unread.map(shownWriter(request.machine.home));
  const fragment = allowFragment(client, servers);
  if (json) {
    output.out(`${JSON.stringify({ schema: 'sallyport.allowlist/1.0', client, ...fragment, gaps })}\n`);
  } else {
    output.out(fragment.text);
    [...fragment.notes, ...gaps].forEach((note) => output.note(note));
  }
  return gaps.length === 0 ? 0 : 3;
}
