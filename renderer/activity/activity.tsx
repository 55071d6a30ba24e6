import { useRef, useState } from 'react';
import { Failure, Stale } from '../parts/answer-view.tsx';
import { useKeys } from '../shell/keys.tsx';
import { useAddress } from '../shell/use-address.ts';
import { useText } from '../text/use-text.tsx';
import { ActivityFilterBar } from './activity-filter-bar.tsx';
import { ActivityTable } from './activity-table.tsx';
import { ChainCheck } from './chain-check.tsx';
import { ExportDialog } from './export-dialog.tsx';
import { type ActivityChoice, choiceToQuery, isFiltering } from './filter.ts';
import { StoryPane } from './story-pane.tsx';
import { useActivity } from './use-activity.ts';

/** The trace, live, and one call's whole story beside it. */
export function Activity({ rest, visit }: { readonly rest: string; readonly visit: number }) {
  // Being led to a record or a filter is another beginning; being led to the list leaves it as it is.
  return <ActivityHere key={rest === '' ? '' : visit} rest={rest} />;
}

function ActivityHere({ rest }: { readonly rest: string }) {
  const { text } = useText();
  const [record = '', query = ''] = rest.split('?');
  const { state, tell, filter, facets, count, older, again } = useActivity(query);
  const search = useRef<HTMLInputElement>(null);
  const [isExporting, setExporting] = useState(false);
  const words = text.activity;
  const { list, choice, isLive, current } = state;
  const rows = list.kind === 'here' ? list.rows : [];
  const named = recordOfPlace(record);
  const shown = current === null ? named : (rows.find(({ at }) => at === current) ?? null);
  useAddress(`#activity/${restOf(choice, shown)}`);
  useKeys('screen', [
    { key: '/', words: words.keys.search, run: () => search.current?.focus() },
    { key: '↑ ↓', words: words.keys.move, run: null },
    { key: 'Enter', words: words.keys.open, run: null },
    { key: 'l', words: words.keys.live, run: () => tell({ kind: 'live', isLive: !isLive }) },
    { key: 'x', words: words.keys.export, run: () => setExporting(true) },
  ]);
  return (
    <div className="screen is-filling">
      <header className="page-header">
        <h1>{words.title}</h1>
        <span className="quiet" role="status">
          {count.kind === 'here' ? words.count(count.value.count, count.value.isMore) : ''}
        </span>
        <label className="live">
          <input
            type="checkbox"
            checked={isLive}
            aria-keyshortcuts="l"
            onChange={(event) => tell({ kind: 'live', isLive: event.target.checked })}
          />
          {words.live}
        </label>
        <span className="spacer" />
        <ChainCheck />
        <button type="button" className="button" aria-keyshortcuts="x" onClick={() => setExporting(true)}>
          {words.export}
        </button>
      </header>
      <ActivityFilterBar choice={choice} facets={facets} tell={tell} search={search} />
      {list.kind === 'failed' ? <Failure error={list.error} again={again} /> : null}
      {list.kind === 'loading' ? (
        <p className="loading" role="status">
          {text.common.loading}
        </p>
      ) : null}
      {list.kind === 'here' && list.stale !== null ? <Stale error={list.stale} again={again} /> : null}
      {list.kind === 'here' && rows.length === 0 && named === null ? (
        <div className="status">
          {isFiltering(choice) ? (
            <>
              <p>{words.noMatch}</p>
              <button type="button" className="button" onClick={() => tell({ kind: 'cleared' })}>
                {words.clearFilter}
              </button>
            </>
          ) : (
            <>
              <h2>{words.emptyTitle}</h2>
              <p>{words.empty}</p>
            </>
          )}
        </div>
      ) : null}
      {list.kind === 'here' && (rows.length > 0 || named !== null) ? (
        <div className="servers-split">
          <div className="servers-list">
            <ActivityTable rows={rows} current={shown} tell={tell} older={older} />
          </div>
          <div className="pane card story" role="region" aria-label={words.story} tabIndex={0}>
            {shown === null ? (
              <p className="quiet pane-empty">{words.choose}</p>
            ) : (
              <StoryPane
                key={`${shown.segment} ${shown.seq}`}
                segment={shown.segment}
                seq={shown.seq}
                onlySession={(session) => tell({ kind: 'chosen', part: { session } })}
              />
            )}
          </div>
        </div>
      ) : null}
      {isExporting ? <ExportDialog filter={filter} close={() => setExporting(false)} /> : null}
    </div>
  );
}

function restOf(choice: ActivityChoice, shown: RecordPlace | null): string {
  const query = choiceToQuery(choice);
  const record = shown === null ? '' : `${encodeURIComponent(shown.segment)}/${shown.seq}`;
  return `${record}${query === '' ? '' : `?${query}`}`;
}

interface RecordPlace {
  readonly segment: string;
  readonly seq: number;
}

/** A record that the address names: its segment, and its number there at the end. */
function recordOfPlace(rest: string): RecordPlace | null {
  const at = rest.lastIndexOf('/');
  const seq = Number(rest.slice(at + 1));
  return at > 0 && Number.isInteger(seq) ? { segment: rest.slice(0, at), seq } : null;
}
