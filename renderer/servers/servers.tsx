import { useRef, useState } from 'react';
import { AnswerView } from '../parts/answer-view.tsx';
import { ScanButton } from '../parts/scan-button.tsx';
import { foreignName } from '../parts/foreign-name.ts';
import { InParts } from '../parts/in-parts.tsx';
import { useKeys } from '../shell/keys.tsx';
import { useText } from '../text/use-text.tsx';
import { ExportButton } from './export-button.tsx';
import { FilterBar } from './filter-bar.tsx';
import { filterToQuery, nextSort, noFilter } from './filter.ts';
import { ServerActions } from './server-actions.tsx';
import { ServerPane } from './server-pane.tsx';
import { ServerTable } from './server-table.tsx';
import { SuppressDialog } from './suppress-dialog.tsx';
import { useServers } from './use-servers.ts';

/** Every server as a row, all that is known of the one that is looked at, and what can be done about one or many. */
export function Servers({ rest, visit }: { readonly rest: string; readonly visit: number }) {
  // Being led to a server or a filter is another beginning; being led to the list leaves it as it is.
  return <ServersHere key={rest === '' ? '' : visit} rest={rest} />;
}

function ServersHere({ rest }: { readonly rest: string }) {
  const { text } = useText();
  const { answer, again, list, state, tell, rows, index, current, marked } = useServers(rest);
  const search = useRef<HTMLInputElement>(null);
  const [suppressing, setSuppressing] = useState<{ readonly rule: string; readonly server: string } | null>(null);
  const words = text.servers;
  useKeys('screen', [
    {
      key: 'o',
      words: words.keys.sort,
      run: rows.length === 0 ? null : () => tell({ kind: 'filtered', part: { sort: nextSort(state.filter.sort) } }),
    },
  ]);
  const targets = marked.length > 0 ? marked : current === null ? [] : [current];
  const shown = [...new Set(rows.flatMap((row) => (row.kind === 'server' ? [row.server.id] : [])))];
  return (
    <div className="screen is-filling">
      <header className="page-header">
        <h1>{words.title}</h1>
        <span className="quiet" role="status">
          {list.collectedAt === null ? '' : words.count(shown.length, list.servers.length)}
        </span>
        <span className="spacer" />
        <ExportButton servers={shown} />
        <ScanButton />
      </header>
      <AnswerView answer={answer} again={again}>
        {(value) =>
          value.servers.length === 0 ? (
            <div className="status">
              <h2>{value.collectedAt === null ? words.emptyTitle : words.noneTitle}</h2>
              <p>{value.collectedAt === null ? words.empty : words.none}</p>
            </div>
          ) : (
            <>
              <FilterBar list={value} state={state} tell={tell} search={search} />
              <div className="servers-split">
                <div className="servers-list">
                  {rows.length === 0 ? (
                    <div className="status">
                      <p>{words.noMatch}</p>
                      <button
                        type="button"
                        className="button"
                        onClick={() => tell({ kind: 'viewed', query: filterToQuery(noFilter) })}
                      >
                        {words.clearFilter}
                      </button>
                    </div>
                  ) : (
                    <ServerTable rows={rows} index={index} state={state} tell={tell} clients={value.clients} />
                  )}
                </div>
                <aside className="servers-pane card" aria-label={words.details} tabIndex={0}>
                  <ServerActions
                    targets={targets}
                    known={value.servers}
                    search={search}
                    unmark={(servers) => tell({ kind: 'unmarked', servers })}
                  />
                  {marked.length > 0 ? (
                    <InParts className="marked-list" items={marked}>
                      {({ id, names, identity }) => (
                        <li key={id}>
                          <strong>{foreignName(names[0] ?? id)}</strong>{' '}
                          <span className="quiet">{foreignName(text.daemon.identity(identity))}</span>
                        </li>
                      )}
                    </InParts>
                  ) : current === null ? (
                    <p className="quiet">{words.choose}</p>
                  ) : (
                    <ServerPane
                      key={current.id}
                      line={current}
                      clients={value.clients}
                      suppress={(rule) => setSuppressing({ rule, server: current.id })}
                    />
                  )}
                </aside>
              </div>
            </>
          )
        }
      </AnswerView>
      {suppressing === null ? null : (
        <SuppressDialog
          {...suppressing}
          gone={list.servers.some(({ id }) => id === suppressing.server) ? null : words.gone}
          close={() => setSuppressing(null)}
        />
      )}
    </div>
  );
}
