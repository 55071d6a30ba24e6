import type { ReactNode } from 'react';
import type { WireFailure } from '../../main/contract/api.ts';
import type { Answer } from '../api/use-answer.ts';
import { useText } from '../text/use-text.tsx';
import { Original } from './original.tsx';

/** An answer as far as there is one: loading, failed with what to do, or here, if need be as it was before. */
export function AnswerView<Value>({
  answer,
  again,
  children,
}: {
  readonly answer: Answer<Value>;
  readonly again: () => void;
  readonly children: (value: Value) => ReactNode;
}) {
  const { text } = useText();
  switch (answer.kind) {
    case 'loading':
      return (
        <p className="loading" role="status">
          {text.common.loading}
        </p>
      );
    case 'failed':
      return <Failure error={answer.error} again={again} />;
    case 'here':
      return (
        <>
          {answer.stale === null ? null : <Stale error={answer.stale} again={again} />}
          {children(answer.value)}
        </>
      );
  }
}

/** That what is shown is from before, and why there is nothing newer. */
export function Stale({ error, again }: { readonly error: WireFailure; readonly again: () => void }) {
  const { text } = useText();
  return (
    <div className="lost" role="status">
      <p>
        {text.common.stale} {text.daemon.failure(error).words} <code className="failure-code">{error.code}</code>
      </p>
      <button type="button" className="button" onClick={again}>
        {text.common.tryAgain}
      </button>
    </div>
  );
}

/** What went wrong, in the words of the daemon, and what to do about it. */
export function Failure({ error, again }: { readonly error: WireFailure; readonly again?: (() => void) | undefined }) {
  const { text } = useText();
  const said = text.daemon.failure(error);
  const isLocked = error.code === 'NOT_GRANTED' || error.code === 'NOT_AVAILABLE';
  return (
    <div className={isLocked ? 'is-locked-note' : 'failure'} role={isLocked ? 'status' : 'alert'}>
      <p>
        <strong>{isLocked ? text.common.notAvailable : text.common.failed}:</strong> {said.words}{' '}
        <code className="failure-code">{error.code}</code>
      </p>
      {said.remedy === '' ? null : <p>{said.remedy}</p>}
      <Original said={said} />
      {again === undefined || isLocked ? null : (
        <button type="button" className="button" onClick={again}>
          {text.common.tryAgain}
        </button>
      )}
    </div>
  );
}
