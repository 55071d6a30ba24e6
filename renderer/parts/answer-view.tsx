import type { ReactNode } from 'react';
import type { Answer } from '../api/use-answer.ts';
import { useText } from '../text/use-text.tsx';

/** An answer as far as there is one: loading, failed with what to do, or here. */
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
        <p className="quiet" role="status">
          {text.common.loading}
        </p>
      );
    case 'failed':
      return (
        <div className="failure" role="alert">
          <p>{answer.error.message}</p>
          <p>{answer.error.remedy}</p>
          <button type="button" className="button" onClick={again}>
            {text.common.tryAgain}
          </button>
        </div>
      );
    case 'here':
      return children(answer.value);
  }
}
