import { useState } from 'react';
import { Dialog } from '../parts/dialog.tsx';
import { DialogForm, TextField } from '../parts/fields.tsx';
import { nowInField } from '../parts/own-time.ts';
import { useText } from '../text/use-text.tsx';

/** Until when an answer holds, and why. */
export function UntilDialog({
  subject,
  gone,
  close,
  approve,
}: {
  /** Whose call it is, of what. */
  readonly subject: string;
  /** That it does not wait any more; null while it does. */
  readonly gone: string | null;
  readonly close: () => void;
  readonly approve: (until: string, reason: string | null) => void;
}) {
  const { text } = useText();
  const [until, setUntil] = useState('');
  const [reason, setReason] = useState('');
  const words = text.approvals;
  const from = nowInField();
  const isOver = until !== '' && until <= from;
  return (
    <Dialog title={words.untilTitle(subject)} close={close}>
      <DialogForm
        submit={() => approve(new Date(until).toISOString(), reason.trim() === '' ? null : reason.trim())}
        cancel={close}
        gone={gone}
        words={{ submit: words.untilNow, cancel: text.common.no }}
        isReady={!Number.isNaN(Date.parse(until)) && !isOver}
      >
        <TextField
          label={words.untilLabel}
          value={until}
          onChange={setUntil}
          type="datetime-local"
          min={from}
          problem={isOver ? text.common.isOver : null}
          required
          isFirst
        />
        <TextField label={words.reasonOptional} value={reason} onChange={setReason} rows={2} />
      </DialogForm>
    </Dialog>
  );
}
