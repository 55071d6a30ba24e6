// A daemon that only takes questions. Says "ready", then each change as a line; answers as it is told on its input.
import { createInterface } from 'node:readline';
import { serveApprovals } from '../../../main/daemon/approvals/serve.ts';
import { SallyportError } from '../../../scanner/model/errors.ts';

const say = (line: object): void => void process.stdout.write(`${JSON.stringify(line)}\n`);
try {
  const served = await serveApprovals({
    stateFolder: process.argv[2] ?? '',
    openWindow: null,
    channels: () => (process.argv[3] === 'window-only' ? 'window-only' : 'any'),
    onError: (error) => say({ error: String(error) }),
  });
  served.approvals.onChange(({ kind, request }) => say({ kind, request, receivedAt: Date.now() }));
  createInterface({ input: process.stdin }).on('line', (line) => {
    const { id, answer, scope = 'once', until = null } = JSON.parse(line);
    const by = { by: 'kim', channel: 'window', reason: 'as agreed' } as const;
    const done =
      answer === 'approve' ? served.approvals.approve(id, { ...by, scope, until }) : served.approvals.deny(id, by);
    done.then(
      (effect) => say({ answered: id, effect }),
      (error: unknown) => say({ answered: id, code: error instanceof SallyportError ? error.code : String(error) }),
    );
  });
  process.on('SIGTERM', () => void served.close().then(() => process.exit(0)));
  say({ ready: true });
} catch (error) {
  say({ failed: error instanceof SallyportError ? error.code : String(error) });
  process.exitCode = 2;
}
