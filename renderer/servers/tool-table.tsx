import { useMemo, useRef, useState } from 'react';
import type { ServerTools, ToolLine } from '../../main/contract/servers.ts';
import { useApi } from '../api/use-api.tsx';
import { useCall } from '../parts/confirm.tsx';
import { Moment } from '../parts/moment.tsx';
import { useNotices } from '../parts/notice.tsx';
import { Original } from '../parts/original.tsx';
import { useKeys } from '../shell/keys.tsx';
import type { Text } from '../text/en.ts';
import type { Said } from '../text/said.ts';
import { Foreign } from '../parts/foreign.tsx';
import { foreignName } from '../parts/foreign-name.ts';
import { InParts } from '../parts/in-parts.tsx';
import { useText } from '../text/use-text.tsx';
import { foundTools, worthSearching } from './tools.ts';

/** The tools of a server as its newest list told them, with class, mode and pin; what changed stands beneath. */
export function ToolTable({ server, tools }: { readonly server: string; readonly tools: ServerTools }) {
  const { text } = useText();
  const [typed, setTyped] = useState('');
  const search = useRef<HTMLInputElement>(null);
  const words = text.servers;
  const all = tools.kind === 'seen' ? tools.tools : [];
  const isSearchable = all.length >= worthSearching;
  useKeys('screen', [
    { key: 't', words: words.keys.searchTools, run: isSearchable ? () => search.current?.focus() : null },
  ]);
  const found = useMemo(() => foundTools(all, typed, (tool) => shownOf(tool, text)), [all, typed, text]);
  if (tools.kind === 'never-seen') {
    return <p className="quiet">{words.toolsNeverSeen}</p>;
  }
  return (
    <>
      <AcceptChanges server={server} tools={all} />
      {isSearchable ? (
        <div className="toolbar tool-search">
          <input
            ref={search}
            className="input filter-search"
            type="search"
            value={typed}
            placeholder={text.common.find}
            aria-label={words.searchTools}
            aria-keyshortcuts="t"
            onChange={(event) => setTyped(event.target.value)}
          />
          <span className="quiet" role="status">
            {words.toolCount(found.length, all.length)}
          </span>
        </div>
      ) : null}
      {found.length === 0 && typed !== '' ? (
        <p className="quiet">{words.noTool}</p>
      ) : (
        <InParts className="tools" items={found}>
          {(tool) => <Tool key={tool.name} tool={tool} />}
        </InParts>
      )}
      <p className="quiet">
        {words.toolsSeen} <Moment at={tools.at} />
      </p>
    </>
  );
}

/** All that is shown of a tool beside its differences. */
function shownOf({ name, effect, external, classReason, mode, pin }: ToolLine, text: Text): string {
  const words = text.servers;
  return [
    name,
    text.common.toolEffects[effect],
    external ? words.external : '',
    text.daemon.toolClass(classReason),
    mode === null ? words.noMode : words.modes[mode],
    words.pins[pin.kind],
  ].join(' ');
}

/** Stands above the tools, the changed ones of which come first. */
function AcceptChanges({ server, tools }: { readonly server: string; readonly tools: readonly ToolLine[] }) {
  const { text } = useText();
  const { granted } = useApi();
  const call = useCall();
  const { tell, tellFailure } = useNotices();
  const words = text.servers;
  const changed = tools.filter(({ pin }) => pin.kind === 'changed').map(({ name }) => name);
  const accept = async (): Promise<void> => {
    const reply = await call('pins.accept', { server, tools: changed });
    if (reply.ok) {
      tell({ tone: 'good', words: words.done.accept(reply.value.accepted) });
    } else {
      tellFailure(reply);
    }
  };
  return changed.length === 0 || !granted.has('approve') ? null : (
    <button type="button" className="button" onClick={() => void accept()}>
      {words.actions.accept}
    </button>
  );
}

function Tool({ tool: { name, effect, external, classReason, mode, pin } }: { readonly tool: ToolLine }) {
  const { text } = useText();
  const words = text.servers;
  return (
    <li>
      <div className="finding-head">
        <code>
          <Foreign text={name} most={120} />
        </code>
        <span className={`tag is-${effect}`}>{text.common.toolEffects[effect]}</span>
        {external ? <span className="tag">{words.external}</span> : null}
        <span className="spacer" />
        <span className="quiet">
          {mode === null ? words.noMode : words.modes[mode]} ·{' '}
          {pin.kind === 'changed' ? <span className="tag is-changed">{words.pins.changed}</span> : words.pins[pin.kind]}
        </span>
      </div>
      <p className="quiet">{foreignName(text.daemon.toolClass(classReason))}</p>
      {pin.kind === 'changed' ? (
        <>
          <PinChangeWords said={text.daemon.pinChange(pin)} />
          <div className="diff">
            {pin.diff.map((line, index) => (
              // The same line may stand in a text twice; its place is what tells one from the other.
              <pre key={`${index} ${line.text}`} className={`is-${line.kind}`}>
                {signs[line.kind]} <Foreign text={line.text} most={1000} />
              </pre>
            ))}
          </div>
        </>
      ) : null}
    </li>
  );
}

function PinChangeWords({ said }: { readonly said: Said }) {
  return (
    <>
      <p>
        <Foreign text={said.words} />
      </p>
      <Original said={said} />
    </>
  );
}

const signs = { same: ' ', added: '+', removed: '−' } as const;
