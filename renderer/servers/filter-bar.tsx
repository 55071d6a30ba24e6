import { type Dispatch, type RefObject, useState } from 'react';
import type { ServerList } from '../../main/contract/servers.ts';
import { Dialog } from '../parts/dialog.tsx';
import { DialogForm, Select, TextField } from '../parts/fields.tsx';
import { useText } from '../text/use-text.tsx';
import { filterToQuery, shippedViews } from './filter.ts';
import type { ServersEvent, ServersState } from './state.ts';
import { useViews } from './use-views.ts';

/** Search, filters, grouping and views of the table. */
export function FilterBar({
  list,
  state,
  tell,
  search,
}: {
  readonly list: ServerList;
  readonly state: ServersState;
  readonly tell: Dispatch<ServersEvent>;
  readonly search: RefObject<HTMLInputElement | null>;
}) {
  const { text } = useText();
  const words = text.servers;
  const { filter } = state;
  const options = (label: string, named: Readonly<Record<string, string>>): readonly (readonly [string, string])[] => [
    ['', text.common.any(label)],
    ...Object.entries(named),
  ];
  const clients = Object.entries(list.clients)
    .filter(([id]) => list.servers.some((server) => server.clients.includes(id)))
    .toSorted(([, a], [, b]) => a.localeCompare(b));
  const { critical, high, medium } = text.common.severities;
  const set = (part: Partial<ServersState['filter']>): void => tell({ kind: 'filtered', part });
  return (
    <div className="toolbar filter-bar">
      <input
        ref={search}
        className="input filter-search"
        type="search"
        value={filter.text}
        placeholder={text.common.find}
        aria-label={words.search}
        aria-keyshortcuts="/"
        onChange={(event) => set({ text: event.target.value })}
        onKeyDown={(event) => {
          if (event.key === 'Enter' || event.key === 'ArrowDown') {
            event.preventDefault();
            document.querySelector<HTMLElement>('.server-table')?.focus();
          }
        }}
      />
      <ViewPicker state={state} tell={tell} />
      <Select
        bare
        label={words.standing}
        value={filter.standing}
        onChange={(standing) => set({ standing })}
        options={options(words.standing, text.common.standings)}
      />
      <Select
        bare
        label={words.risk}
        value={filter.risk}
        onChange={(risk) => set({ risk })}
        options={options(words.risk, { critical, high: words.orWorse(high), medium: words.orWorse(medium) })}
      />
      <Select
        bare
        label={words.client}
        value={filter.client}
        onChange={(client) => set({ client })}
        options={[['', text.common.any(words.client)], ...clients]}
      />
      <Select
        bare
        label={words.route}
        value={filter.route}
        onChange={(route) => set({ route })}
        options={options(words.route, text.common.routes)}
      />
      <Select
        bare
        label={words.change}
        value={filter.change}
        onChange={(change) => set({ change })}
        options={options(words.change, { ...text.common.changes, news: words.views.news })}
      />
      <Select
        bare
        label={words.group}
        value={filter.group}
        onChange={(group) => set({ group })}
        options={[
          ['', words.noGroup],
          ...Object.entries(words.groups).map(([name, by]) => [name, words.groupBy(by)] as const),
        ]}
      />
    </div>
  );
}

/** Views that are shipped, and those this person saved. */
function ViewPicker({
  state: { filter },
  tell,
}: {
  readonly state: ServersState;
  readonly tell: Dispatch<ServersEvent>;
}) {
  const { text } = useText();
  const words = text.servers;
  const { views, save, forget } = useViews();
  const [naming, setNaming] = useState<string | null>(null);
  const query = filterToQuery(filter);
  const shipped = Object.entries(shippedViews).map(
    ([name, view]) => [view, words.views[name as keyof typeof shippedViews]] as const,
  );
  const known = [...shipped, ...views.map(({ name, filter: view }) => [view, name] as const)];
  const isKnown = known.some(([view]) => view === query);
  const own = views.find((view) => view.filter === query);
  const keep = (): void => {
    if (naming !== null && naming.trim() !== '') {
      save(naming.trim(), query);
      setNaming(null);
    }
  };
  return (
    <>
      <Select
        bare
        label={words.view}
        value={query}
        onChange={(view) => tell({ kind: 'viewed', query: view })}
        options={isKnown ? known : [...known, [query, words.ownView]]}
      />
      {isKnown ? null : (
        <button type="button" className="button is-plain" onClick={() => setNaming('')}>
          {words.saveView}
        </button>
      )}
      {own === undefined ? null : (
        <button type="button" className="button is-plain" onClick={() => forget(own.name)}>
          {words.forgetView}
        </button>
      )}
      {naming === null ? null : (
        <Dialog title={words.saveView} close={() => setNaming(null)}>
          <DialogForm
            submit={keep}
            cancel={() => setNaming(null)}
            words={{ submit: words.save, cancel: text.common.no }}
            isReady={naming.trim() !== ''}
          >
            <TextField label={words.viewName} value={naming} onChange={setNaming} isFirst />
          </DialogForm>
        </Dialog>
      )}
    </>
  );
}
