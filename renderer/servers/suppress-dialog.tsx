import { useState } from 'react';
import { useCall } from '../parts/confirm.tsx';
import { Dialog } from '../parts/dialog.tsx';
import { DialogForm, TextField } from '../parts/fields.tsx';
import { nowInField } from '../parts/own-time.ts';
import { useNotices } from '../parts/notice.tsx';
import { useText } from '../text/use-text.tsx';

/** Who accepts a finding, why and until when. */
export function SuppressDialog({
  rule,
  server,
  gone,
  close,
}: {
  readonly rule: string;
  readonly server: string;
  /** That the server is not there any more; null while it is. */
  readonly gone: string | null;
  readonly close: () => void;
}) {
  const { text } = useText();
  const call = useCall();
  const { tell, tellFailure } = useNotices();
  const [owner, setOwner] = useState('');
  const [reason, setReason] = useState('');
  const [until, setUntil] = useState('');
  const words = text.servers;
  const undo = async (id: string): Promise<void> => {
    const reply = await call('catalogue.undo', { undo: id });
    if (reply.ok) {
      tell({ tone: 'good', words: text.common.undone });
    } else {
      tellFailure(reply);
    }
  };
  const suppress = async (): Promise<void> => {
    close();
    const reply = await call('findings.suppress', { rule, server, owner: owner.trim(), reason: reason.trim(), until });
    if (reply.ok) {
      const { undo: id } = reply.value;
      tell({ tone: 'good', words: words.done.suppress(), undo: () => void undo(id) });
    } else {
      tellFailure(reply);
    }
  };
  const today = nowInField().slice(0, 10);
  const isOver = until !== '' && until < today;
  return (
    <Dialog title={words.suppressTitle(rule)} close={close}>
      <p className="quiet">{words.suppressWords}</p>
      <DialogForm
        submit={() => void suppress()}
        cancel={close}
        gone={gone}
        words={{ submit: words.actions.suppress, cancel: text.common.no }}
        isReady={owner.trim() !== '' && reason.trim() !== '' && until !== '' && !isOver}
      >
        <TextField label={words.owner} value={owner} onChange={setOwner} required isFirst />
        <TextField label={words.reason} value={reason} onChange={setReason} required rows={2} />
        <TextField
          label={words.until}
          value={until}
          onChange={setUntil}
          type="date"
          required
          min={today}
          problem={isOver ? text.common.isOver : null}
        />
      </DialogForm>
    </Dialog>
  );
}
