import { useRef, useState } from 'react';
import type { PolicyProblem, PolicyView } from '../../main/contract/policy.ts';
import { useApi } from '../api/use-api.tsx';
import { Icon } from '../parts/icon.tsx';
import { useCall } from '../parts/confirm.tsx';
import { useNotices } from '../parts/notice.tsx';
import { useText } from '../text/use-text.tsx';
import { CheckLine } from './check-line.tsx';
import { Presets } from './presets.tsx';
import { Trouble } from './policy-now.tsx';
import { ProblemList } from './problem-list.tsx';
import { filesOf } from './state.ts';
import type { Draft } from './use-policy.ts';

/** The text of the local policy, checked as it is typed. What an organisation set is shown as locked. */
export function EditPolicy({ policy, draft }: { readonly policy: PolicyView; readonly draft: Draft }) {
  const { text } = useText();
  const words = text.policy;
  if (!policy.isEditable) {
    return (
      <div className="status">
        <Icon name="lock" />
        <h2>{words.lockedTitle}</h2>
        <p>{words.locked(policy.organisation ?? words.sources.managed)}</p>
      </div>
    );
  }
  const files = filesOf(draft.state);
  return files.length === 0 ? (
    <div className="policy-page">
      <Presets />
    </div>
  ) : (
    <Editor draft={draft} trouble={policy.trouble} />
  );
}

function Editor({
  draft: { state, tell, reload, revert },
  trouble,
}: {
  readonly draft: Draft;
  readonly trouble: string | null;
}) {
  const { text } = useText();
  const { granted } = useApi();
  const call = useCall();
  const notices = useNotices();
  const area = useRef<HTMLTextAreaElement>(null);
  const [opened, setOpened] = useState<string | null>(null);
  const words = text.policy;
  const files = filesOf(state);
  const file =
    files.find(({ name }) => name === opened) ?? files.find(({ name }) => name.endsWith('.cedar')) ?? files[0];
  const editing = state.kind === 'editing' ? state : null;
  const problems = editing?.check?.problems ?? [];
  const canSave = editing?.check?.ok === true && !editing.isOutdated && granted.has('approve');

  const save = async (): Promise<void> => {
    if (editing === null || !canSave) {
      return;
    }
    const reply = await call('policy.save', { files: [...filesOf(editing)], basedOn: editing.saved.hash });
    if (!reply.ok) {
      notices.tellFailure(reply);
    } else if (reply.value.saved) {
      notices.tell({ tone: 'good', words: words.saved });
    } else {
      tell({ kind: 'checked', files: filesOf(editing), check: reply.value });
    }
    reload();
  };
  const goTo = ({ file: name, line, column }: PolicyProblem): void => {
    setOpened(name);
    requestAnimationFrame(() => putCaret(area.current, line, column));
  };
  return (
    <div className="editor">
      <nav className="card editor-files" aria-label={words.files}>
        <ul>
          {files.map(({ name }) => (
            <li key={name}>
              <button
                type="button"
                className="choice-entry"
                aria-current={name === file?.name ? 'true' : undefined}
                onClick={() => setOpened(name)}
              >
                {name}{' '}
                {editing !== null && editing.texts[name] !== undefined ? (
                  <span className="tag">{words.changed}</span>
                ) : null}
              </button>
            </li>
          ))}
        </ul>
      </nav>
      <div className="editor-main">
        <div className="toolbar">
          <CheckLine editing={editing} />
          <span className="spacer" />
          <button type="button" className="button" disabled={editing === null} onClick={revert}>
            {words.revert}
          </button>
          <button
            type="button"
            className="button is-primary"
            aria-keyshortcuts="Control+S"
            disabled={!canSave}
            onClick={() => void save()}
          >
            {words.save}
          </button>
        </div>
        {granted.has('approve') ? null : <p className="quiet">{text.common.mayOnlyLook}</p>}
        {editing?.isOutdated === true ? <p className="partial">{words.changedMeanwhile}</p> : null}
        {trouble === null ? null : <Trouble trouble={trouble} />}
        {file === undefined ? null : (
          <textarea
            ref={area}
            className="input mono editor-text"
            aria-label={words.editor(file.name)}
            spellCheck={false}
            value={file.text}
            onChange={(event) => tell({ kind: 'typed', name: file.name, text: event.target.value })}
            onKeyDown={(event) => {
              if (event.key === 's' && (event.ctrlKey || event.metaKey)) {
                event.preventDefault();
                void save();
              }
            }}
          />
        )}
        {problems.length === 0 ? null : (
          <div className="editor-problems card" role="status">
            <ProblemList problems={problems} goTo={goTo} />
          </div>
        )}
      </div>
    </div>
  );
}

function putCaret(area: HTMLTextAreaElement | null, line: number, column: number): void {
  if (area === null) {
    return;
  }
  const before = area.value
    .split('\n')
    .slice(0, line - 1)
    .reduce((sum, text) => sum + text.length + 1, 0);
  area.focus();
  area.setSelectionRange(before + column - 1, before + column - 1);
}
