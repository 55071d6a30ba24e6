import { useState } from 'react';
import type { InputOf } from '../../main/contract/operations.ts';
import { Dialog } from '../parts/dialog.tsx';
import { CheckField, DialogForm, TextField } from '../parts/fields.tsx';
import { nowInField } from '../parts/own-time.ts';
import { useText } from '../text/use-text.tsx';

export type Approval = Omit<InputOf<'servers.approve'>, 'servers'>;

/** Who answers for a server, why, and how far. */
export function ApproveDialog({
  subject,
  gone,
  lastOwner,
  close,
  approve,
}: {
  readonly subject: string;
  /** That it is not there any more; null while it is. */
  readonly gone: string | null;
  /** Who was named the last time: most often it is the same again. */
  readonly lastOwner: string;
  readonly close: () => void;
  readonly approve: (approval: Approval) => void;
}) {
  const { text } = useText();
  const words = text.servers;
  const [owner, setOwner] = useState(lastOwner);
  const [reason, setReason] = useState('');
  const [versions, setVersions] = useState('');
  const [until, setUntil] = useState('');
  const [anyVersion, setAnyVersion] = useState(false);
  const today = nowInField().slice(0, 10);
  const isOver = until !== '' && until < today;
  return (
    <Dialog title={words.approveTitle(subject)} close={close}>
      <p className="quiet">{words.approveWords}</p>
      <DialogForm
        submit={() =>
          approve({
            owner: owner.trim(),
            reason: reason.trim(),
            anyVersion,
            versions: versions.trim() === '' ? null : versions.trim(),
            until: until === '' ? null : until,
          })
        }
        cancel={close}
        gone={gone}
        words={{ submit: words.actions.approve, cancel: text.common.no }}
        isReady={owner.trim() !== '' && reason.trim() !== '' && !isOver}
      >
        <TextField label={words.owner} value={owner} onChange={setOwner} required isFirst={lastOwner === ''} />
        <TextField
          label={words.reason}
          value={reason}
          onChange={setReason}
          required
          rows={2}
          isFirst={lastOwner !== ''}
        />
        <TextField label={words.versions} value={versions} onChange={setVersions} />
        <TextField
          label={words.untilOptional}
          value={until}
          onChange={setUntil}
          type="date"
          min={today}
          problem={isOver ? text.common.isOver : null}
        />
        <CheckField label={words.anyVersion} value={anyVersion} onChange={setAnyVersion} />
      </DialogForm>
    </Dialog>
  );
}
