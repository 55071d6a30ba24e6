import { type Dispatch, type RefObject, useCallback, useEffect } from 'react';
import type { ActivityFacets, Facet } from '../../main/contract/activity.ts';
import type { Answer } from '../api/use-answer.ts';
import { Select } from '../parts/fields.tsx';
import { foreignName } from '../parts/foreign-name.ts';
import { useTyped } from '../parts/use-typed.ts';
import { useText } from '../text/use-text.tsx';
import { type ActivityChoice, isFiltering } from './filter.ts';
import type { ActivityEvent } from './state.ts';

const TYPING_MS = 250;

/** Everything in the record that can be asked for. */
export function ActivityFilterBar({
  choice,
  facets,
  tell,
  search,
}: {
  readonly choice: ActivityChoice;
  readonly facets: Answer<ActivityFacets>;
  readonly tell: Dispatch<ActivityEvent>;
  readonly search: RefObject<HTMLInputElement | null>;
}) {
  const { text } = useText();
  const words = text.activity;
  const set = (part: Partial<ActivityChoice>): void => tell({ kind: 'chosen', part });
  const found = facets.kind === 'here' ? facets.value : null;
  const options = (
    label: string,
    values: readonly Facet[] | undefined,
    chosen: string,
    names: Readonly<Record<string, string>> = {},
  ): readonly (readonly [string, string])[] => {
    const known = values ?? [];
    const all =
      chosen === '' || known.some(({ value }) => value === chosen) ? known : [{ value: chosen, count: 0 }, ...known];
    return [
      ['', text.common.any(label)],
      ...all.map(({ value, count }) => [value, `${names[value] ?? foreignName(value)} (${count})`] as const),
    ];
  };
  return (
    <div className="toolbar filter-bar">
      <SearchField value={choice.text} tell={tell} search={search} />
      <Select
        bare
        label={words.kind}
        value={choice.kind}
        onChange={(kind) => set({ kind })}
        options={options(words.kind, found?.kinds, choice.kind, words.kinds)}
      />
      <Select
        bare
        label={words.client}
        value={choice.client}
        onChange={(client) => set({ client })}
        options={options(words.client, found?.clients, choice.client)}
      />
      <Select
        bare
        label={words.server}
        value={choice.server}
        onChange={(server) => set({ server })}
        options={options(words.server, found?.servers, choice.server)}
      />
      <Select
        bare
        label={words.tool}
        value={choice.tool}
        onChange={(tool) => set({ tool })}
        options={options(words.tool, found?.tools, choice.tool)}
      />
      <Select
        bare
        label={words.effect}
        value={choice.effect}
        onChange={(effect) => set({ effect })}
        options={options(words.effect, found?.effects, choice.effect, text.common.effects)}
      />
      <Select
        bare
        label={words.rule}
        value={choice.rule}
        onChange={(rule) => set({ rule })}
        options={options(words.rule, found?.rules, choice.rule)}
      />
      <Select
        bare
        label={words.standing}
        value={choice.standing}
        onChange={(standing) => set({ standing })}
        options={options(words.standing, found?.standings, choice.standing, text.common.standings)}
      />
      <Select
        bare
        label={words.user}
        value={choice.user}
        onChange={(user) => set({ user })}
        options={options(words.user, found?.users, choice.user)}
      />
      <Select
        bare
        label={words.since}
        value={choice.hours}
        onChange={(hours) => set({ hours })}
        options={[['', words.anyTime], ...Object.entries(words.spans)]}
      />
      <label className="select">
        <input type="checkbox" checked={choice.failed} onChange={(event) => set({ failed: event.target.checked })} />
        {words.failed}
      </label>
      <label className="select">
        <input
          type="checkbox"
          checked={choice.withFindings}
          onChange={(event) => set({ withFindings: event.target.checked })}
        />
        {words.withFindings}
      </label>
      {choice.session === '' ? null : (
        <label className="select">
          <input type="checkbox" checked onChange={() => set({ session: '' })} />
          {words.session}
        </label>
      )}
      {isFiltering(choice) ? (
        <button type="button" className="button is-plain" onClick={() => tell({ kind: 'cleared' })}>
          {words.clearFilter}
        </button>
      ) : null}
    </div>
  );
}

/** Asks when typing pauses, not at each letter: each question reads the store. */
function SearchField({
  value,
  tell,
  search,
}: {
  readonly value: string;
  readonly tell: Dispatch<ActivityEvent>;
  readonly search: RefObject<HTMLInputElement | null>;
}) {
  const { text } = useText();
  const { typed, type, told } = useTyped(value);
  const choose = useCallback(() => {
    told(typed);
    tell({ kind: 'chosen', part: { text: typed } });
  }, [typed, told, tell]);
  useEffect(() => {
    if (typed === value) {
      return undefined;
    }
    const timer = setTimeout(choose, TYPING_MS);
    return () => clearTimeout(timer);
  }, [typed, value, choose]);
  return (
    <input
      ref={search}
      className="input filter-search"
      type="search"
      value={typed}
      placeholder={text.common.find}
      aria-label={text.activity.search}
      aria-keyshortcuts="/"
      onChange={(event) => type(event.target.value)}
      onKeyDown={(event) => {
        if (event.key === 'Enter' || event.key === 'ArrowDown') {
          event.preventDefault();
          if (typed === value) {
            document.querySelector<HTMLElement>('.server-table')?.focus();
          } else {
            choose();
          }
        }
      }}
    />
  );
}
