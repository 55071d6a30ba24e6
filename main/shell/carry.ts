import type { IpcMainInvokeEvent } from 'electron';
import * as z from 'zod';
import { callChannel, eventChannel } from '../contract/bridge.ts';
import type { Access } from '../contract/operation.ts';
import type { Door } from '../daemon/service/door.ts';
import type { Hub } from '../daemon/service/hub.ts';
import { isOurs } from './address.ts';
import type { Contents, Parts } from './parts.ts';

const request = z.strictObject({
  name: z.string().max(200),
  input: z.unknown(),
  confirmed: z.string().max(200).nullable(),
});
const everything: ReadonlySet<Access> = new Set(['read', 'change', 'approve']);

/** Carries operations from our own windows to the daemon. The person who opened the app sits before it. */
export function carryCalls({ ipcMain }: Pick<Parts, 'ipcMain'>, door: Door): void {
  ipcMain.handle(callChannel, (event, raw: unknown) => {
    if (!isOurTopFrame(event)) {
      return refused('FOREIGN_REQUEST', 'this request does not come from a screen of ours');
    }
    const parsed = request.safeParse(raw);
    return parsed.success
      ? door.call(
          { id: `window-${event.sender.id}`, granted: everything },
          { ...parsed.data, input: parsed.data.input },
        )
      : refused('BAD_INPUT', 'this request is no call');
  });
}

/** Sends events to a window as long as it is there. @returns stops it */
export function carryEvents(contents: Contents, isGone: () => boolean, hub: Hub): () => void {
  return hub.listen((event) => {
    if (!isGone()) {
      contents.send(eventChannel, event);
    }
  });
}

/** Our page itself, not a frame inside it and not what it may have become. */
function isOurTopFrame({ senderFrame, sender }: IpcMainInvokeEvent): boolean {
  return senderFrame !== null && senderFrame === sender.mainFrame && isOurs(senderFrame.url);
}

function refused(code: 'FOREIGN_REQUEST' | 'BAD_INPUT', message: string) {
  return { ok: false, error: { code, message, remedy: 'Close the window and open it again.' } };
}
