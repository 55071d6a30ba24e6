import type { Work } from '../../main/contract/work.ts';
import { useApi } from '../api/use-api.tsx';
import { useText } from '../text/use-text.tsx';

/** How far long work is, and the way to stop it where there is one. */
export function WorkProgress({ work: { id, progress, canStop, state } }: { readonly work: Work }) {
  const { text } = useText();
  const { api } = useApi();
  const { done, total } = progress;
  const words = text.common;
  return (
    <span className="progress">
      <progress {...(total === null ? {} : { value: done, max: total })} aria-label={words.progress(done, total)} />
      <span className="quiet">{words.progress(done, total)}</span>
      {canStop ? (
        <button
          type="button"
          className="button"
          disabled={state.kind !== 'running'}
          onClick={() => void api.call('work.stop', { work: id })}
        >
          {state.kind === 'stopping' ? words.stopping : words.stop}
        </button>
      ) : null}
    </span>
  );
}
