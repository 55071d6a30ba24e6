import { type RefObject, useEffect, useState } from 'react';
import type { Reply } from '../../main/contract/api.ts';
import type { BulkResult, ServerLine } from '../../main/contract/servers.ts';
import { useApi } from '../api/use-api.tsx';
import { useCall } from '../parts/confirm.tsx';
import { useNotices } from '../parts/notice.tsx';
import { PlanDialog } from '../plans/plan-dialog.tsx';
import { useKeys } from '../shell/keys.tsx';
import { foreignName } from '../parts/foreign-name.ts';
import { useText } from '../text/use-text.tsx';
import { ApproveDialog, type Approval } from './approve-dialog.tsx';
import { BanDialog } from './ban-dialog.tsx';

type Action = 'approve' | 'ban' | 'forget' | 'protect' | 'restore';
const actions: readonly { readonly name: Action; readonly key: string }[] = [
  { name: 'approve', key: 'a' },
  { name: 'ban', key: 'b' },
  { name: 'forget', key: 'f' },
  { name: 'protect', key: 'p' },
  { name: 'restore', key: 'r' },
];

const MOST_REFUSED = 4;

/** A dialog and the servers it was opened for: it is about these, whatever the list shows meanwhile. */
interface Asking {
  readonly action: Action;
  readonly targets: readonly ServerLine[];
}

/** What can be done about one server or many, by button and by key. */
export function ServerActions({
  targets,
  known,
  search,
  unmark,
}: {
  readonly targets: readonly ServerLine[];
  /** Every server there is now. */
  readonly known: readonly ServerLine[];
  readonly search: RefObject<HTMLInputElement | null>;
  readonly unmark: (servers: readonly string[]) => void;
}) {
  const { text } = useText();
  const { granted } = useApi();
  const call = useCall();
  const { tell, tellFailure } = useNotices();
  const [asking, setAsking] = useState<Asking | null>(null);
  const [lastOwner, setLastOwner] = useState('');
  const words = text.servers;
  const about = asking?.targets ?? targets;
  const servers = about.map(({ id }) => id);
  const subject = words.subject(about.length, foreignName(about[0]?.names[0] ?? ''));
  const isGone = asking !== null && asking.targets.some(({ id }) => !known.some((one) => one.id === id));
  const mayChange = granted.has('change');

  const gone = isGone ? words.gone : null;
  const planIsGone = isGone && (asking.action === 'protect' || asking.action === 'restore');

  useEffect(() => {
    if (planIsGone) {
      setAsking(null);
      tell({ tone: 'bad', words: words.gone });
    }
  }, [planIsGone, tell, words]);

  const undo = (id: string): void => {
    void (async () => {
      const reply = await call('catalogue.undo', { undo: id });
      if (reply.ok) {
        tell({ tone: 'good', words: text.common.undone });
      } else {
        tellFailure(reply);
      }
    })();
  };

  const report = (reply: Reply<BulkResult>, said: (count: number) => string): void => {
    if (!reply.ok) {
      tellFailure(reply);
      return;
    }
    const { done, refused, undo: id } = reply.value;
    tell({
      tone: done.length === 0 ? 'bad' : 'good',
      words: done.length === 0 ? words.refused(refused.length) : said(done.length),
      details: detailsOf(refused, done.length > 0),
      ...(id === null ? {} : { undo: () => undo(id) }),
    });
    // What was left is still to be done; another action is not about what is done.
    unmark(done);
  };

  /** The first of those that were left, by name and with the reason, and how many there are. */
  const detailsOf = (refused: BulkResult['refused'], isPart: boolean): readonly string[] => [
    ...(isPart && refused.length > 0 ? [words.refused(refused.length)] : []),
    ...refused.slice(0, MOST_REFUSED).map((one) => {
      const { words: why, remedy, original } = text.daemon.failure(one);
      const name = known.find(({ id }) => id === one.server)?.names[0] ?? one.server;
      return `${foreignName(name)}: ${original ?? `${why}. ${remedy}`}`;
    }),
    ...(refused.length > MOST_REFUSED ? [text.common.shownOf(MOST_REFUSED, refused.length)] : []),
  ];

  const approve = async (approval: Approval): Promise<void> => {
    setAsking(null);
    setLastOwner(approval.owner);
    report(await call('servers.approve', { servers, ...approval }), words.done.approve);
  };
  const ban = async (reason: string): Promise<void> => {
    setAsking(null);
    report(await call('servers.ban', { servers, reason }), words.done.ban);
  };
  const forget = async (): Promise<void> => {
    report(await call('servers.forget', { servers }), words.done.forget);
  };
  const begin = (action: Action): void => {
    if (action === 'forget') {
      void forget();
    } else {
      setAsking({ action, targets });
    }
  };
  const isReady = (action: Action): boolean => targets.length > 0 && (mayChange || action === 'protect');

  useKeys('screen', [
    { key: '/', words: words.keys.search, run: () => search.current?.focus() },
    { key: '↑ ↓', words: words.keys.move, run: null },
    { key: 'Enter', words: words.keys.open, run: null },
    { key: 'Space', words: words.keys.mark, run: null },
    { key: 'Ctrl+A', words: words.keys.markAll, run: null },
    ...actions.map(({ name, key }) => ({
      key,
      words: words.keys[name],
      run: isReady(name) ? () => begin(name) : null,
    })),
  ]);

  const close = (): void => setAsking(null);
  return (
    <div className="server-actions">
      <div className="toolbar" role="toolbar" aria-label={subject}>
        {targets.length > 1 ? <strong>{words.marked(targets.length)}</strong> : null}
        {actions.map(({ name, key }) => (
          <button
            key={name}
            type="button"
            className={`button${name === 'ban' ? ' is-danger' : ''}`}
            disabled={!isReady(name)}
            aria-keyshortcuts={key}
            title={`${words.keys[name]} (${key})`}
            onClick={() => begin(name)}
          >
            {words.actions[name]}
          </button>
        ))}
      </div>
      {mayChange ? null : <p className="quiet">{text.common.mayOnlyLook}</p>}
      {asking?.action === 'approve' ? (
        <ApproveDialog
          subject={subject}
          gone={gone}
          lastOwner={lastOwner}
          close={close}
          approve={(approval) => void approve(approval)}
        />
      ) : null}
      {asking?.action === 'ban' ? (
        <BanDialog subject={subject} gone={gone} close={close} ban={(reason) => void ban(reason)} />
      ) : null}
      {asking?.action === 'protect' || asking?.action === 'restore' ? (
        <PlanDialog kind={asking.action} choice={{ client: null, servers, scope: null }} close={close} />
      ) : null}
    </div>
  );
}
