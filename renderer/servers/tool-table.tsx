import type { ServerTools, ToolLine } from '../../main/contract/servers.ts';
import { useApi } from '../api/use-api.tsx';
import { useCall } from '../parts/confirm.tsx';
import { Moment } from '../parts/moment.tsx';
import { useNotices } from '../parts/notice.tsx';
import { Original } from '../parts/original.tsx';
import type { Said } from '../text/said.ts';
import { Foreign } from '../parts/foreign.tsx';
import { foreignName } from '../parts/foreign-name.ts';
import { InParts } from '../parts/in-parts.tsx';
import { useText } from '../text/use-text.tsx';

/** The tools of a server as its newest list told them, with class, mode and pin; what changed stands beneath. */
export function ToolTable({ server, tools }: { readonly server: string; readonly tools: ServerTools }) {
  const { text } = useText();
  const { granted } = useApi();
  const call = useCall();
  const { tell, tellFailure } = useNotices();
  const words = text.servers;
  if (tools.kind === 'never-seen') {
    return <p className="quiet">{words.toolsNeverSeen}</p>;
  }
  const changed = tools.tools.filter(({ pin }) => pin.kind === 'changed').map(({ name }) => name);
  const accept = async (): Promise<void> => {
    const reply = await call('pins.accept', { server, tools: changed });
    if (reply.ok) {
      tell({ tone: 'good', words: words.done.accept(reply.value.accepted) });
    } else {
      tellFailure(reply);
    }
  };
  return (
    <>
      <InParts className="tools" items={tools.tools.toSorted((a, b) => rank(a) - rank(b))}>
        {(tool) => <Tool key={tool.name} tool={tool} />}
      </InParts>
      <p className="quiet">
        {words.toolsSeen} <Moment at={tools.at} />
      </p>
      {changed.length > 0 && granted.has('approve') ? (
        <button type="button" className="button" onClick={() => void accept()}>
          {words.actions.accept}
        </button>
      ) : null}
    </>
  );
}

/** What changed stands first: in a list of thousands nobody would come upon it. */
function rank({ pin }: ToolLine): number {
  return pin.kind === 'changed' ? 0 : 1;
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
          {mode === null ? words.noMode : words.modes[mode]} · {words.pins[pin.kind]}
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
