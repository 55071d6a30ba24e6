import { createContext, type ReactNode, useContext, useLayoutEffect, useMemo, useRef, useState } from 'react';
import { Dialog } from '../parts/dialog.tsx';
import { useText } from '../text/use-text.tsx';

/** One key and what it does. `run` is null while it can do nothing; it is listed all the same. */
export interface Key {
  /** As `KeyboardEvent.key` names it. */
  readonly key: string;
  readonly words: string;
  readonly run: (() => void) | null;
  /** Shown in place of the key. */
  readonly shown?: string;
}

type Place = 'everywhere' | 'screen';
interface Group {
  readonly place: Place;
  readonly keys: readonly Key[];
}
interface Registry {
  readonly groups: Set<{ readonly current: Group }>;
}

const KeysContext = createContext<Registry | null>(null);

/** Listens to single keys while nothing is being typed and no dialog is open, and lists them with "?". */
export function useKeys(place: Place, keys: readonly Key[]): void {
  const registry = useContext(KeysContext);
  const group = useRef<Group>({ place, keys });
  // At once with what is drawn: a key must not do what it did on the screen before.
  useLayoutEffect(() => {
    group.current = { place, keys };
  });
  useLayoutEffect(() => {
    registry?.groups.add(group);
    return () => void registry?.groups.delete(group);
  }, [registry]);
}

export function KeysProvider({ children }: { readonly children: ReactNode }) {
  const registry = useMemo<Registry>(() => ({ groups: new Set() }), []);
  const [listed, setListed] = useState<readonly Group[] | null>(null);
  useLayoutEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented || isTaken(event)) {
        return;
      }
      const groups = [...registry.groups].map(({ current }) => current);
      if (event.key === '?') {
        event.preventDefault();
        setListed(groups);
        return;
      }
      const found = groups
        .toReversed()
        .flatMap(({ keys }) => keys)
        .find(({ key, run }) => key === event.key && run !== null);
      if (found?.run) {
        event.preventDefault();
        found.run();
      }
    };
    addEventListener('keydown', onKey);
    return () => removeEventListener('keydown', onKey);
  }, [registry]);
  return (
    <KeysContext value={registry}>
      {children}
      {listed === null ? null : <KeyList groups={listed} close={() => setListed(null)} />}
    </KeysContext>
  );
}

/** While someone types, or a dialog is open, single keys are text. */
function isTaken({ target, key }: KeyboardEvent): boolean {
  if (document.querySelector('dialog[open]') !== null) {
    return true;
  }
  return (
    key !== 'Escape' &&
    target instanceof HTMLElement &&
    target.closest('input:not([type="checkbox"]), textarea, select') !== null
  );
}

function KeyList({ groups, close }: { readonly groups: readonly Group[]; readonly close: () => void }) {
  const { text } = useText();
  const keysOf = (place: Place): readonly Key[] =>
    groups.filter((group) => group.place === place).flatMap(({ keys }) => keys);
  const everywhere: readonly Key[] = [
    { key: '?', words: text.shell.keys.help, run: null },
    { key: 'Alt+1 … 8', words: text.shell.keys.screen, run: null },
    { key: 'Ctrl+Enter', words: text.shell.keys.submit, run: null },
    ...keysOf('everywhere'),
  ];
  return (
    <Dialog title={text.shell.shortcuts} close={close}>
      <List title={text.shell.onThisScreen} keys={keysOf('screen')} />
      <List title={text.shell.everywhere} keys={everywhere} />
      <div className="dialog-actions">
        <button type="button" className="button" onClick={close}>
          {text.common.close}
        </button>
      </div>
    </Dialog>
  );
}

function List({ title, keys }: { readonly title: string; readonly keys: readonly Key[] }) {
  const listed = keys.filter(({ words }) => words !== '');
  return listed.length === 0 ? null : (
    <>
      <h3>{title}</h3>
      <dl className="keys-list">
        {listed.map(({ key, shown, words }) => (
          <div key={key} style={{ display: 'contents' }}>
            <dt>
              <kbd className="key">{shown ?? key}</kbd>
            </dt>
            <dd>{words}</dd>
          </div>
        ))}
      </dl>
    </>
  );
}
