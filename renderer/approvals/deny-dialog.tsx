import { useState } from 'react';
import { Dialog } from '../parts/dialog.tsx';
import { DialogForm, TextField } from '../parts/fields.tsx';
import { useText } from '../text/use-text.tsx';

/** Why a call is denied, in words for the agent. */
export function DenyDialog({
  subject,
  gone,
  close,
  deny,
}: {
  /** Whose call it is, of what. */
  readonly subject: string;
  /** That it does not wait any more; null while it does. */
  readonly gone: string | null;
  readonly close: () => void;
  readonly deny: (reason: string) => void;
}) {
  const { text } = useText();
  const [reason, setReason] = useState('');
  const words = text.approvals;
  return (
    <Dialog title={words.denyTitle(subject)} close={close}>
      <p className="quiet">{words.denyWords}</p>
      <DialogForm
        submit={() => deny(reason.trim())}
        cancel={close}
        gone={gone}
        words={{ submit: words.denyNow, cancel: text.common.no }}
        isReady={reason.trim() !== ''}
        isDanger
      >
        <TextField label={words.reason} value={reason} onChange={setReason} required rows={2} isFirst />
      </DialogForm>
    </Dialog>
  );
}
