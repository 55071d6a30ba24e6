import type { AskGroup, Scope } from '../../main/contract/approvals.ts';
import { useApi } from '../api/use-api.tsx';
import { StandingBadge } from '../parts/badges.tsx';
import { useKeys } from '../shell/keys.tsx';
import { Foreign } from '../parts/foreign.tsx';
import { foreignName } from '../parts/foreign-name.ts';
import { useInParts } from '../parts/in-parts.tsx';
import { visible } from '../../main/contract/visible.ts';
import { useText } from '../text/use-text.tsx';
import { AskArguments } from './ask-arguments.tsx';
import { SessionBefore } from './session-before.tsx';
import { mayCover } from './state.ts';
import type { useApprovals } from './use-approvals.ts';

/** One question, or many that are alike: who asks what of whom, why, with which arguments; and the answers. */
export function AskPane({
  group,
  approvals: { tell, approve },
}: {
  readonly group: AskGroup;
  readonly approvals: ReturnType<typeof useApprovals>;
}) {
  const { text } = useText();
  const { granted } = useApi();
  const words = text.approvals;
  const { agent, person, server, tool, question, because, asks } = group;
  const inParts = useInParts(asks);
  const can = (scope: Scope): boolean => granted.has('approve') && mayCover(group, scope);
  const canDeny = granted.has('change');
  const answers = [
    { key: 'a', name: 'once', isReady: can('once'), run: () => void approve(group, 'once', null, null) },
    { key: 'e', name: 'session', isReady: can('session'), run: () => void approve(group, 'session', null, null) },
    { key: 't', name: 'until', isReady: can('until'), run: () => tell({ kind: 'began', doing: 'until', group }) },
    { key: 'd', name: 'deny', isReady: canDeny, run: () => tell({ kind: 'began', doing: 'deny', group }) },
  ] as const;
  useKeys(
    'screen',
    answers.map(({ key, name, isReady, run }) => ({ key, words: words.keys[name], run: isReady ? run : null })),
  );
  return (
    <>
      <div className="pane-head">
        <div className="toolbar">
          {answers.map(({ key, name, isReady, run }) => (
            <button
              key={name}
              type="button"
              className={`button${name === 'deny' ? ' is-danger' : name === 'once' ? ' is-primary' : ''}`}
              disabled={!isReady}
              aria-keyshortcuts={key}
              title={isReady || name === 'deny' ? `${words.keys[name]} (${key})` : words.notCovered}
              onClick={run}
            >
              {words[name]}
            </button>
          ))}
        </div>
        {canDeny && !mayCover(group, 'session') ? <p className="quiet">{words.notCovered}</p> : null}
        {canDeny ? null : <p className="quiet">{text.common.mayOnlyLook}</p>}
      </div>
      <h2 className="ask-question">{text.daemon.policyQuestion(question)}</h2>
      <p>{words.wants(foreignName(agent.client), foreignName(tool.name), foreignName(server.name))}</p>
      <dl className="facts">
        <dt>{words.agent}</dt>
        <dd>
          <Foreign text={agent.client} />{' '}
          <span className="quiet">
            <Foreign text={agent.verifiedPath ?? words.unverified} />
          </span>
          {agent.delegation.length === 0 ? null : ` ${words.through} ${visible(agent.delegation.join(' → '))}`}
        </dd>
        <dt>{words.person}</dt>
        <dd>{person}</dd>
        <dt>{words.server}</dt>
        <dd>
          {server.id === null ? (
            <Foreign text={server.name} />
          ) : (
            <a href={`#servers/${server.id}`}>{foreignName(server.name)}</a>
          )}{' '}
          <span className="quiet">
            <Foreign text={server.identity ?? ''} />
          </span>{' '}
          {server.standing === null ? (
            <span className="quiet">{words.notScanned}</span>
          ) : (
            <StandingBadge standing={server.standing} />
          )}
        </dd>
        <dt>{words.tool}</dt>
        <dd>
          <code>
            <Foreign text={tool.name} />
          </code>{' '}
          <span className={`tag is-${tool.effect}`}>{text.common.toolEffects[tool.effect]}</span>{' '}
          {tool.external ? <span className="tag">{words.external}</span> : null}
        </dd>
        <dt>{words.because}</dt>
        <dd>
          <code>{because.join(', ')}</code>
        </dd>
      </dl>
      <section className="ask-arguments">
        <h3>
          {words.arguments}
          {asks.length > 1 ? ` (${words.asks(asks.length)})` : ''}
        </h3>
        {inParts.shown.map((ask, index) => (
          <AskArguments key={ask.id} ask={ask} isFirst={index === 0} />
        ))}
        {inParts.more}
      </section>
      {asks[0] === undefined ? null : (
        <section>
          <h3>{words.before}</h3>
          <SessionBefore key={asks[0].session} session={asks[0].session} />
        </section>
      )}
    </>
  );
}
