import { useRef, useState } from 'react';
import type { ActivityFilter } from '../../main/contract/activity.ts';
import type { WireFailure } from '../../main/contract/api.ts';
import { useApi } from '../api/use-api.tsx';
import { Failure } from '../parts/answer-view.tsx';
import { Dialog } from '../parts/dialog.tsx';
import { DialogForm, Select } from '../parts/fields.tsx';
import { saveAs } from '../parts/save-as.ts';
import { useText } from '../text/use-text.tsx';

type Format = 'jsonl' | 'csv';
type State =
  | { readonly kind: 'choosing' }
  | { readonly kind: 'exporting'; readonly lines: number }
  | { readonly kind: 'done'; readonly lines: number }
  | { readonly kind: 'failed'; readonly error: WireFailure };

const AT_ONCE = 5000;

/** Writes what fits the filter to a file of the person's choice; can be stopped between parts. */
export function ExportDialog({ filter, close }: { readonly filter: ActivityFilter; readonly close: () => void }) {
  const { text } = useText();
  const { api } = useApi();
  const [format, setFormat] = useState<Format>('jsonl');
  const [state, setState] = useState<State>({ kind: 'choosing' });
  const isStopped = useRef(false);
  const words = text.activity;

  const run = async (): Promise<void> => {
    const parts: string[] = [];
    let lines = 0;
    let after: number | null = null;
    do {
      setState({ kind: 'exporting', lines });
      const reply: Awaited<ReturnType<typeof api.call<'activity.export'>>> = await api.call('activity.export', {
        filter,
        format,
        after,
        limit: AT_ONCE,
      });
      if (!reply.ok) {
        setState({ kind: 'failed', error: reply.error });
        return;
      }
      parts.push(reply.value.text);
      lines += reply.value.text.split('\n').length - 1;
      after = reply.value.next;
    } while (after !== null && !isStopped.current);
    if (!isStopped.current) {
      saveAs(`sallyport-activity.${format}`, parts);
      setState({ kind: 'done', lines });
    }
  };
  const leave = (): void => {
    isStopped.current = true;
    close();
  };
  return (
    <Dialog title={words.exportTitle} close={leave}>
      {state.kind === 'choosing' ? (
        <>
          <p className="quiet">{words.exportWords}</p>
          <DialogForm submit={() => void run()} cancel={leave} words={{ submit: words.save, cancel: text.common.no }}>
            <Select
              label={words.format}
              value={format}
              onChange={(chosen) => setFormat(chosen as Format)}
              options={Object.entries(words.formats)}
            />
          </DialogForm>
        </>
      ) : (
        <>
          {state.kind === 'failed' ? (
            <Failure error={state.error} />
          ) : (
            <p role="status">{state.kind === 'done' ? words.exported(state.lines) : words.exporting(state.lines)}</p>
          )}
          <div className="dialog-actions">
            <button type="button" className="button" onClick={leave}>
              {state.kind === 'exporting' ? text.common.stop : text.common.close}
            </button>
          </div>
        </>
      )}
    </Dialog>
  );
}
