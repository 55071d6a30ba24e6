import { useState } from 'react';
import { Dialog } from '../parts/dialog.tsx';
import { DialogForm, TextField } from '../parts/fields.tsx';
import { useText } from '../text/use-text.tsx';

/** Why a server is banned; stricter is always allowed, so nothing more is asked. */
export function BanDialog({
  subject,
  gone,
  close,
  ban,
}: {
  readonly subject: string;
  /** That it is not there any more; null while it is. */
  readonly gone: string | null;
  readonly close: () => void;
  readonly ban: (reason: string) => void;
}) {
  const { text } = useText();
  const words = text.servers;
  const [reason, setReason] = useState('');
  return (
    <Dialog title={words.banTitle(subject)} close={close}>
      <p className="quiet">{words.banWords}</p>
      <DialogForm
        submit={() => ban(reason.trim())}
        cancel={close}
        gone={gone}
        words={{ submit: words.actions.ban, cancel: text.common.no }}
        isReady={reason.trim() !== ''}
        isDanger
      >
        <TextField label={words.reason} value={reason} onChange={setReason} required rows={2} isFirst />
      </DialogForm>
    </Dialog>
  );
}
