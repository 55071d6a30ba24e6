import { redactName } from '../../scanner/detect/secrets/redact-name.ts';
import { shownLabel, shownWriter } from '../../scanner/display.ts';
import type { FindingSeen } from '../contract/events.ts';
import type { ApprovalEvent } from '../daemon/approvals/request.ts';
import type { WatchEvent } from '../daemon/watch/event-log.ts';
import type { Synced } from '../daemon/policy/sync-policy.ts';
import { visible } from '../contract/visible.ts';
import { inWords as syncInWords } from './policy-sync.ts';
import type { Context } from './verb.ts';
import { eventInWords } from './watch-words.ts';

/** Tells what the daemon sees, a line each: in words, or as JSON with `--json`. */
export function tellEvents({ machine, output, json }: Context): {
  readonly onWatchEvent: (event: WatchEvent) => void;
  readonly onApproval: (event: ApprovalEvent) => void;
  readonly onSynced: (synced: Synced) => void;
  readonly onFinding: (finding: FindingSeen) => void;
} {
  const tilde = shownWriter(machine.home);
  return {
    onWatchEvent: (event) => output.out(`${json ? JSON.stringify(event) : eventInWords(event, tilde)}\n`),
    onApproval: ({ kind, request }) => {
      const { id, agent } = request;
      const [server, tool] = [shownLabel(request.server.name), redactName(request.tool)];
      const at = new Date().toISOString();
      const event = { at, kind: `call-${kind}`, id, client: agent.client, server, tool };
      output.out(
        json
          ? `${JSON.stringify(event)}\n`
          : `${at}  ${visible(tool)} of ${visible(server)} (${visible(agent.client)}) ${askings[kind]}: ${id}\n`,
      );
    },
    onFinding: (finding) => {
      const { at, client, server, about, rules } = finding;
      const where = `${visible(about ?? 'a message')} of ${visible(server ?? '?')} (${visible(client ?? '?')})`;
      output.out(
        json
          ? `${JSON.stringify({ kind: 'finding', ...finding })}\n`
          : `${at}  inspection found ${rules.map(visible).join(', ')} in ${where}: \`sallyport log query --kind finding\`\n`,
      );
    },
    onSynced: (synced) => {
      if (synced.kind !== 'unchanged' && synced.kind !== 'nothing') {
        const at = new Date().toISOString();
        output.out(json ? `${JSON.stringify({ at, policy: synced })}\n` : `policy  ${syncInWords(synced)}\n`);
      }
    },
  };
}

const askings: Readonly<Record<ApprovalEvent['kind'], string>> = {
  asked: 'waits for your answer, `sallyport approvals list`',
  released: 'still waits for your answer, though its client gave up for now',
  approved: 'was approved',
  denied: 'was denied',
  withdrawn: 'waits no more',
  expired: 'was not answered in time',
};
