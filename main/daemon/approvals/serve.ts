import { randomBytes } from 'node:crypto';
import { userInfo } from 'node:os';
import { join } from 'node:path';
import { redactName } from '../../../scanner/detect/secrets/redact-name.ts';
import type { ApprovalChannels } from '../../../shim/asking/approval.ts';
import { systemClock } from '../../../shim/clock.ts';
import { daemonKey } from '../../../shim/record/device-key.ts';
import { type AgentFacts, approvalFields, connectionFields } from '../../../shim/record/fields.ts';
import { Journal } from '../../../shim/record/journal.ts';
import { segmentFolder } from '../../../shim/record/segment.ts';
import { toolVersion } from '../../version.ts';
import { type Approvals, openApprovals } from './approvals.ts';
import { beOnlyDaemon } from './only-one.ts';
import { speakWith } from './serve-approvals.ts';
import { serveSocket, type SocketLimits } from './socket-server.ts';
import { standingStore } from './standing-store.ts';

export interface ServeRequest {
  readonly stateFolder: string;
  /** From managed settings: whether a terminal may approve. */
  readonly channels: () => ApprovalChannels;
  /** Gives the address of a window; null where the daemon shows none. */
  readonly openWindow: ((mayChange: boolean) => Promise<string>) | null;
  readonly onError: (error: unknown) => void;
  readonly limits?: SocketLimits;
}

export interface ServedApprovals {
  readonly approvals: Approvals;
  /** Whether the state folder is still the one in which we are the only daemon. */
  isHere(): boolean;
  close(): Promise<void>;
}

/**
 * Takes the questions of this user's shims, as the only daemon of the state folder.
 *
 * @throws SallyportError `DAEMON_RUNNING`, `SOCKET_UNSAFE` or `STATE_UNWRITABLE`
 */
export async function serveApprovals({
  stateFolder,
  channels,
  openWindow,
  onError,
  limits,
}: ServeRequest): Promise<ServedApprovals> {
  const only = beOnlyDaemon(stateFolder);
  try {
    const key = daemonKey(stateFolder);
    const now = (): Date => new Date();
    const journal = ownJournal(stateFolder);
    const approvals = openApprovals({
      now,
      channels,
      store: standingStore({ stateFolder, key }, now),
      record: (facts) => {
        const { method, tool } = facts.action;
        journal.append(approvalFields({ ...facts, action: { method, tool: redactName(tool) } }));
        void journal.commit();
      },
    });
    const stop = await serveSocket({
      stateFolder,
      key,
      onPeer: (peer) => speakWith({ approvals, openWindow, onError }, peer),
      ...(limits === undefined ? {} : { limits }),
    });
    return {
      approvals,
      isHere: () => only.isHere(),
      close: async () => {
        await stop();
        approvals.close();
        journal.close();
        only.letGo();
      },
    };
  } catch (error) {
    only.letGo();
    throw error;
  }
}

/** Answers are recorded in a chain of our own beside those of the shims. */
function ownJournal(stateFolder: string): Journal {
  const { username, uid } = userInfo();
  const agent: AgentFacts = {
    client: 'sallyport-daemon',
    verified: null,
    confidence: 'none',
    mode: 'principal',
    delegation: [],
  };
  const facts = { user: { name: username, id: String(uid) }, agent, server: { id: null, name: '' } };
  return new Journal({
    folder: segmentFolder(join(stateFolder, 'trace')),
    clock: systemClock,
    session: `sd${randomBytes(5).toString('hex')}`,
    connection: randomBytes(6).toString('hex'),
    durability: 'os',
    opening: (continues) => connectionFields({ ...facts, version: toolVersion }, continues),
  });
}
