import type { ActivityFilter, ActivityRow } from '../contract/activity.ts';
import type { FindingSeen } from '../contract/events.ts';
import type { ChangeNote } from '../contract/overview.ts';
import type { Settings } from '../contract/settings.ts';
import type { Service } from '../daemon/service/service.ts';
import { askKey, askNotice, blockedNotice, driftNotices, foundNotice, newServersNotice, toolsNotice } from './news.ts';
import { afterNotice, freshBudget, type Notice, takeDigest, withoutTold, withoutWaiting } from './notice-budget.ts';
import type { Parts } from './parts.ts';
import { type Banner, banners } from './banners.ts';
import type { KeptNotices } from './kept-notices.ts';
import type { NoticeKind, WordsOf } from './words.ts';

export interface NoticesDeps {
  readonly parts: Pick<Parts, 'createNotification'>;
  readonly service: Pick<Service, 'handlers' | 'hub'>;
  readonly words: WordsOf;
  readonly kept: KeptNotices;
  readonly open: (place: string) => void;
  readonly now: () => Date;
  readonly every: (ms: number, run: () => void) => () => void;
  readonly onFault: (error: unknown) => void;
}

const LOOK_FOR_DIGEST_MS = 60_000;
const MOST_ROWS = 200;
const MOST_FOUND = 10_000;
/** What happened earlier, while this computer slept, is no news. */
const NEWS_WITHIN_MS = 15 * 60_000;

/** Tells the person what happens, within the budget they chose. @returns stops it */
export function showNotices(deps: NoticesDeps): () => void {
  const { service, kept, open, now, every, onFault } = deps;
  const { handlers, hub } = service;
  const begun = now().getTime();
  let words = deps.words('system');
  let budget = { ...freshBudget(now()), waiting: kept.read() };
  let drifts: readonly ChangeNote[] = [];
  let found: readonly FindingSeen[] = [];
  /** Calls that waited when somebody last looked, each with what it was told under. */
  let asking: ReadonlyMap<string, string> = new Map();
  /** One after the other: two at once would each spend the same budget. */
  let queue = Promise.resolve();
  const doNow = async (work: (limits: Settings['notifications']) => Promise<void> | void): Promise<void> => {
    const { values } = await handlers['settings.show']({});
    words = deps.words(values.language);
    await work(values.notifications);
    kept.write(budget.waiting);
  };
  const inTurn = (
    work: (limits: Settings['notifications']) => Promise<void> | void,
    onTurn: () => void = () => undefined,
  ): void => {
    queue = queue
      .then(() => {
        onTurn();
        return doNow(work);
      })
      .catch(onFault);
  };
  const shown = banners(deps.parts, open);

  const tell = (notice: Notice | null, limits: Settings['notifications'], deny: (() => void) | null = null): void => {
    if (notice === null) {
      return;
    }
    const after = afterNotice(budget, notice, limits, now());
    ({ budget } = after);
    if (after.isShown) {
      const { show: label, deny: denial } = words.notices;
      const showing = { label, run: () => open(notice.place) };
      shown.show(notice, [showing, ...(deny === null ? [] : [{ label: denial, run: deny }])]);
    }
  };

  /** A file that is written back loses all its guards at one moment. */
  const tellDrifts = (limits: Settings['notifications']): void => {
    const notices = driftNotices(drifts, words.notices);
    drifts = [];
    notices.forEach((notice) => tell(notice, limits));
  };
  const tellFound = (limits: Settings['notifications']): void => {
    const notice = foundNotice(found, words.notices);
    found = [];
    tell(notice, limits);
  };
  let isFoundWaiting = false;
  const tellFoundSoon = (): void => {
    if (!isFoundWaiting) {
      isFoundWaiting = true;
      inTurn(tellFound, () => (isFoundWaiting = false));
    }
  };
  const tellAsks = async (limits: Settings['notifications']): Promise<void> => {
    const list = await handlers['approvals.list']({});
    const { groups, answered } = list.kind === 'open' ? list : { groups: [], answered: [] };
    const fresh = groups.filter(({ asks }) => !asks.some(({ id }) => asking.has(id)));
    const stay = new Set(groups.filter((group) => !fresh.includes(group)).map(({ id }) => askKey(id)));
    const isOver = ({ kind, key }: Pick<Banner, 'kind' | 'key'>): boolean => kind === 'ask' && !stay.has(key);
    shown.withdraw(isOver);
    // Who answered a call wants to hear of the next; an agent that only tries again is told of once.
    const settled = answered.flatMap(({ id, verdict }) => (verdict === 'approved' || verdict === 'denied' ? [id] : []));
    budget = withoutTold(withoutWaiting(budget, isOver), new Set(settled.flatMap((id) => asking.get(id) ?? [])));
    for (const group of fresh) {
      tell(askNotice(group, words.notices), limits, () => void deny(group.id).catch(onFault));
    }
    asking = new Map(groups.flatMap(({ id, asks }) => asks.map((ask) => [ask.id, askKey(id)] as const)));
  };
  /** What waits in the group by now: more of the same may have come since the notice was shown. */
  const deny = async (group: string): Promise<void> => {
    const list = await handlers['approvals.list']({});
    const asks = list.kind === 'open' ? (list.groups.find(({ id }) => id === group)?.asks ?? []) : [];
    if (asks.length === 0) {
      open('approvals');
      return;
    }
    await handlers['approvals.deny']({ asks: asks.map(({ id }) => id), reason: words.notices.denied });
  };

  /** The records that fit and came since the last time it was asked. */
  const newRecords = (filter: ActivityFilter): (() => Promise<readonly ActivityRow[]>) => {
    let newest = 0;
    return async () => {
      const since = new Date(Math.max(begun, now().getTime() - NEWS_WITHIN_MS)).toISOString();
      const { rows } = await handlers['activity.query']({
        filter: { ...filter, since },
        before: null,
        limit: MOST_ROWS,
      });
      const fresh = rows.filter(({ at }) => at > newest);
      newest = Math.max(newest, ...fresh.map(({ at }) => at));
      return fresh;
    };
  };
  const denied = newRecords({ kind: 'decision', effect: 'deny' });
  const pins = newRecords({ kind: 'finding', withFindings: true, text: '"pin/' });
  const tellRecords = async (limits: Settings['notifications']): Promise<void> => {
    tell(blockedNotice(await denied(), words.notices), limits);
    tell(toolsNotice(await pins(), words.notices), limits);
  };

  const stopListening = hub.listen((event) => {
    switch (event.name) {
      case 'approvals.changed':
        inTurn(tellAsks);
        break;
      case 'activity.added':
        inTurn(tellRecords);
        break;
      case 'drift.seen':
        drifts = [...drifts, event.data];
        inTurn(tellDrifts);
        break;
      case 'finding.seen':
        found = [...found, event.data].slice(-MOST_FOUND);
        tellFoundSoon();
        break;
      case 'inventory.changed':
        inTurn(async (limits) =>
          tell(newServersNotice((await handlers['servers.list']({})).servers, words.notices), limits),
        );
        break;
      case 'level.changed':
      case 'policy.changed':
      case 'settings.changed':
      case 'work.changed':
        break;
    }
  });
  const stopDigest = every(LOOK_FOR_DIGEST_MS, () =>
    inTurn((limits) => {
      const digest = takeDigest(budget, limits, now());
      ({ budget } = digest);
      if (digest.notices.length > 0) {
        const title = words.notices.digest(countsOf(digest.notices));
        shown.show({ kind: 'digest', key: 'digest', title, place: 'overview' }, []);
      }
    }),
  );
  return () => {
    stopListening();
    stopDigest();
  };
}

function countsOf(notices: readonly Notice[]): Readonly<Record<NoticeKind, number>> {
  const of = (kind: NoticeKind): number => notices.reduce((sum, one) => sum + (one.kind === kind ? one.count : 0), 0);
  return {
    ask: of('ask'),
    blocked: of('blocked'),
    'tools-changed': of('tools-changed'),
    found: of('found'),
    drift: of('drift'),
    'new-server': of('new-server'),
  };
}
