import { type ReactNode, useId, useLayoutEffect, useRef } from 'react';
import { useText } from '../text/use-text.tsx';

/** A labelled line of text, or several. */
export function TextField({
  label,
  value,
  onChange,
  type = 'text',
  rows = 1,
  min,
  problem = null,
  required = false,
  isFirst = false,
}: {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly type?: 'text' | 'date' | 'datetime-local' | 'time' | 'number';
  readonly rows?: number;
  /** Of a date or time: the first that may be chosen. */
  readonly min?: string;
  /** What is wrong with the value. */
  readonly problem?: string | null;
  readonly required?: boolean;
  /** Has the focus when the dialog opens. */
  readonly isFirst?: boolean;
}) {
  const id = useId();
  const shared = {
    id,
    className: 'input',
    value,
    required,
    'data-first': isFirst || undefined,
    'aria-invalid': problem !== null,
    'aria-describedby': problem === null ? undefined : `${id}-problem`,
  };
  return (
    <div className="field">
      <label className="field-label" htmlFor={id}>
        {label}
      </label>
      {rows === 1 ? (
        <input {...shared} type={type} min={min} onChange={(event) => onChange(event.target.value)} />
      ) : (
        <textarea {...shared} rows={rows} onChange={(event) => onChange(event.target.value)} />
      )}
      {problem === null ? null : (
        <p className="field-problem" id={`${id}-problem`} role="status">
          {problem}
        </p>
      )}
    </div>
  );
}

/** A switch with its words beside it. */
export function CheckField({
  label,
  value,
  onChange,
  disabled = false,
}: {
  readonly label: string;
  readonly value: boolean;
  readonly onChange: (value: boolean) => void;
  readonly disabled?: boolean;
}) {
  return (
    <label className="choice">
      <input type="checkbox" checked={value} disabled={disabled} onChange={(event) => onChange(event.target.checked)} />
      <span>{label}</span>
    </label>
  );
}

/** One of several, small enough for a toolbar. `bare`: the chosen words say enough, so the label is for screen readers. */
export function Select({
  bare = false,
  label,
  value,
  onChange,
  options,
  disabled = false,
}: {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly options: readonly (readonly [value: string, words: string])[];
  readonly disabled?: boolean;
  readonly bare?: boolean;
}) {
  const id = useId();
  return (
    <span className="select">
      <label className={bare ? 'visually-hidden' : undefined} htmlFor={id}>
        {label}
      </label>
      <select
        id={id}
        className="input"
        value={value}
        disabled={disabled}
        onChange={(event) => onChange(event.target.value)}
      >
        {options.map(([option, words]) => (
          <option key={option} value={option}>
            {words}
          </option>
        ))}
      </select>
    </span>
  );
}

/**
 * A form in a dialog: its fields, and at the end the way out and the way on, which Ctrl and Enter take from any field. It stays when what
 * it is about has gone, and only leads out then: who types would go on typing into the screen below, where letters do things.
 */
export function DialogForm({
  submit,
  cancel,
  words,
  isReady = true,
  isDanger = false,
  gone = null,
  children,
}: {
  readonly submit: () => void;
  readonly cancel: () => void;
  readonly words: { readonly submit: string; readonly cancel: string };
  readonly isReady?: boolean;
  readonly isDanger?: boolean;
  /** That what the form is about is not there any more, in words; null while it is. */
  readonly gone?: string | null;
  readonly children: ReactNode;
}) {
  const { text } = useText();
  const maySubmit = isReady && gone === null;
  const said = useRef<HTMLParagraphElement>(null);
  const wayOn = useRef<HTMLButtonElement>(null);
  // A button that can not be pressed loses the focus. Not to the way out: who is about to press it would not read why.
  useLayoutEffect(() => {
    if (gone !== null && document.activeElement === wayOn.current) {
      said.current?.focus();
    }
  }, [gone]);
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
      onKeyDown={(event) => {
        if (event.key === 'Enter' && (event.ctrlKey || event.metaKey) && maySubmit) {
          event.preventDefault();
          submit();
        }
      }}
    >
      {children}
      {gone === null ? null : (
        <p ref={said} className="field-problem" role="alert" tabIndex={-1}>
          {gone}
        </p>
      )}
      <div className="dialog-actions">
        <button type="button" className="button" onClick={cancel}>
          {gone === null ? words.cancel : text.common.close}
        </button>
        <button
          ref={wayOn}
          type="submit"
          className={`button ${isDanger ? 'is-danger' : 'is-primary'}`}
          disabled={!maySubmit}
          aria-keyshortcuts="Control+Enter"
        >
          {words.submit}
        </button>
      </div>
    </form>
  );
}
