import { useState } from 'react';
import { useAnswer } from '../api/use-answer.ts';
import { AnswerView } from '../parts/answer-view.tsx';
import { CopyButton } from '../parts/copy-button.tsx';
import { useText } from '../text/use-text.tsx';

const never: readonly [] = [];

/** What an administrator adds to the client's own rules; worked out when asked for. */
export function Allowlist({ client }: { readonly client: string }) {
  const { text } = useText();
  const [isOpen, setOpen] = useState(false);
  const words = text.clients;
  return (
    <>
      <p className="quiet">{words.allowlistWords}</p>
      {isOpen ? (
        <Fragment client={client} />
      ) : (
        <button type="button" className="button" onClick={() => setOpen(true)}>
          {words.allowlistShow}
        </button>
      )}
    </>
  );
}

function Fragment({ client }: { readonly client: string }) {
  const { text } = useText();
  const [answer, again] = useAnswer('clients.allowlist', { client }, never);
  return (
    <AnswerView answer={answer} again={again}>
      {({ format, text: fragment, notes }) => (
        <>
          {format === 'none' ? (
            <p>{text.clients.allowlistNone}</p>
          ) : (
            <>
              <pre className="launch">{fragment}</pre>
              <CopyButton text={fragment} />
            </>
          )}
          {notes.map((note) => (
            <p key={note} className="quiet">
              {note}
            </p>
          ))}
        </>
      )}
    </AnswerView>
  );
}
