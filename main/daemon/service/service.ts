import { policyHere } from '../../../policy/bundle/policy-here.ts';
import { shownWriter } from '../../../scanner/display.ts';
import { SallyportError } from '../../../scanner/model/errors.ts';
import type { ServerRow } from '../../../scanner/model/inventory.ts';
import type { TraceRow } from '../../../shim/record/trace-reader.ts';
import type { ProcessTable } from '../../../shim/session/process-table.ts';
import type { Machine } from '../../../scanner/machine.ts';
import type { StatusView } from '../../contract/health.ts';
import type { Handlers, Questions } from '../../contract/operations.ts';
import type { SettingsView } from '../../contract/settings.ts';
import type { Overview } from '../../contract/overview.ts';
import type { Jobs } from '../jobs/job.ts';
import { onDriftHere } from '../local-settings.ts';
import { type RunningClients, runningClients } from '../protect/running-clients.ts';
import { catalogueInForce } from '../catalogue-in-force.ts';
import { hasConsented } from '../consent.ts';
import { openEventLog, type WatchEvent } from '../watch/event-log.ts';
import { watchThisHome } from '../watch/watch-this-home.ts';
import { policyFault, whyMissing } from '../policy/sync-trouble.ts';
import { activityDesk } from './activity-desk.ts';
import type { ApprovalPlace, PausePlace } from './approval-place.ts';
import { approvalsDesk } from './approvals-desk.ts';
import { catalogueDesk } from './catalogue-desk.ts';
import { changesSince, watchNote } from './change-notes.ts';
import { clientDetail, clientLines } from './client-view.ts';
import { type Door, openDoor } from './door.ts';
import { healthDesk } from './health-desk.ts';
import { type Hub, openHub } from './hub.ts';
import { openInventory } from './inventory-keeper.ts';
import { watchJudgement } from './judged-anew.ts';
import { tellLevels } from './level-teller.ts';
import { overviewOf } from './overview-view.ts';
import { perimeterMap } from './perimeter.ts';
import { pinDesk } from './pin-desk.ts';
import { planDesk } from './plan-desk.ts';
import { policyDesk } from './policy-desk.ts';
import { serverDetail } from './server-detail.ts';
import { exportServers, serverList } from './server-lines.ts';
import { settingsDesk } from './settings-desk.ts';
import { readSettings } from './settings-file.ts';
import { simulationDesk } from './simulation-desk.ts';
import { openTraceHere } from './trace-here.ts';
import { openWorks } from './works.ts';

export interface ServiceDeps {
  readonly machine: Machine;
  readonly stateFolder: string;
  readonly now: () => Date;
  /** Who answers: the account that runs us. */
  readonly user: string;
  readonly host: StatusView['daemon']['host'];
  /** macOS: read other apps' files although the system may ask first. */
  readonly mayReadGuarded: boolean;
  /** Folders named on the command line, beside those of the settings. */
  readonly projects: readonly string[];
  readonly processes: ProcessTable;
  /** Where work is done that would keep others waiting. */
  readonly jobs: Jobs;
  readonly approvals: ApprovalPlace | null;
  readonly pauses: PausePlace | null;
  /** Where an administrator's own files are; null where there are none to look at. */
  readonly policyMachine: string | null;
  readonly can: SettingsView['can'];
  readonly onWatchEvent: (event: WatchEvent) => void;
  readonly onNote: (note: string) => void;
  /** An error that is none of ours: is kept with its stack where people find it. */
  readonly onInternal: (name: string, error: unknown) => void;
}

/** The one service of a user: what every carrier lets people at. */
export interface Service {
  readonly handlers: Handlers;
  readonly hub: Hub;
  readonly door: Door;
  /** A server by the client and the name under which it is configured. */
  serverOf(client: string, name: string): ServerRow | null;
  /** The newest decisions of a session, and what their connections said of themselves. */
  decisionsOf(session: string): readonly TraceRow[];
  /** Configs are watched. */
  readonly ready: Promise<void>;
  /** What the shims had written before is taken in; with a long trace that takes a while. */
  readonly caughtUp: Promise<void>;
  close(): Promise<void>;
}

const DAY_MS = 24 * 3_600_000;
const MOST_EVENTS = 1000;

export function openService(deps: ServiceDeps): Service {
  const { machine, stateFolder, now } = deps;
  const since = now().toISOString();
  let isClosing = false;
  const tilde = shownWriter(machine.home);
  const hub = openHub((error) => deps.onInternal('event', error));
  const running: RunningClients = () => runningClients(deps.processes);
  const works = openWorks(hub, now, deps.onInternal);
  const mayReadGuarded = (): boolean => deps.mayReadGuarded || machine.os !== 'darwin' || hasConsented(stateFolder);
  const projects = (): readonly string[] => [...deps.projects, ...readSettings(stateFolder).projects];
  const keeper = openInventory({ ...deps, mayReadGuarded, projects, hub });
  const rescan = (): void =>
    void keeper.rescan().catch((error: unknown) => {
      if (!isClosing) {
        deps.onInternal('scan', error);
      }
    });

  const trace = openTraceHere({ ...deps, hub });
  const { reader } = trace;
  const events = openEventLog(stateFolder);
  /** What can not be kept is told all the same. */
  const keepEvent = (event: WatchEvent): void => {
    try {
      events.add(event);
    } catch (error) {
      deps.onInternal('events', error);
    }
  };
  const watch = watchThisHome({
    machine,
    stateFolder,
    mayReadGuarded,
    projects,
    running,
    onDrift: () => onDriftHere(stateFolder),
    onEvent: (event) => {
      keepEvent(event);
      deps.onWatchEvent(event);
      watchNote(event, tilde).forEach((note) => hub.tell('drift.seen', note));
      rescan();
    },
    onError: (error) =>
      error instanceof SallyportError
        ? deps.onNote(`${error.code}: ${error.message}. ${error.remedy}`)
        : deps.onInternal('watch', error),
  });
  const settings = settingsDesk({
    ...deps,
    hub,
    home: machine.home,
    onProjects: () => {
      rescan();
      void watch.findAnew();
    },
  });

  const overview = async (): Promise<Overview> => {
    const inventory = keeper.current();
    const policy = policyHere(stateFolder, deps.policyMachine, now());
    const { catalogue, fault } = await catalogueInForce(stateFolder);
    const gaps = await reader.count({ kind: 'gap', since: new Date(now().getTime() - DAY_MS).toISOString() }, 1000);
    return overviewOf(inventory, {
      asks: deps.approvals?.waiting() ?? 0,
      pausedUntil: deps.pauses?.current()?.until ?? null,
      pausedSessions: (await deps.pauses?.paused())?.length ?? 0,
      gaps: gaps.count,
      policyTrouble: policy.kind === 'missing' ? whyMissing(stateFolder, policy.why, policy.trust.source) : null,
      policyFault: policy.kind === 'missing' ? null : policyFault(stateFolder, policy),
      catalogueFault: fault,
      catalogueEntries: catalogue.servers.length,
      isWelcomed: readSettings(stateFolder).isWelcomed,
    });
  };

  const { questions: catalogueQuestions, ...catalogueHandlers } = catalogueDesk({
    stateFolder,
    user: deps.user,
    inventory: keeper.current,
    onChanged: rescan,
  });
  const { questions: planQuestions, ...planHandlers } = planDesk({
    machine,
    stateFolder,
    running,
    now,
    mayReadGuarded,
    projects,
    inventory: keeper.current,
    onChanged: rescan,
  });
  const { questions: policyQuestions, ...policyHandlers } = policyDesk({
    stateFolder,
    machine: deps.policyMachine,
    now,
    onChanged: (version) => hub.tell('policy.changed', { version }),
  });
  const simulating = simulationDesk({
    stateFolder,
    machine: deps.policyMachine,
    now,
    works,
    inventory: keeper.current,
    onTraceDamaged: (error) => trace.beginAnew(error),
  });
  const pins = pinDesk({
    stateFolder,
    user: deps.user,
    now,
    inventory: keeper.current,
    onChanged: () =>
      hub.tell('inventory.changed', { collectedAt: keeper.current()?.collectedAt ?? now().toISOString() }),
  });
  const { questions: approvalQuestions, ...approvalHandlers } = approvalsDesk(deps);

  const handlers: Handlers = {
    'overview.show': overview,
    'overview.map': async () => perimeterMap(keeper.current(), (await catalogueInForce(stateFolder)).catalogue),
    'overview.changes': (input) =>
      Promise.resolve(changesSince(input.since, keeper.current(), events.last(MOST_EVENTS), tilde)),
    'servers.list': () => Promise.resolve(serverList(keeper.current())),
    'servers.export': ({ servers }) => Promise.resolve(exportServers(keeper.current(), servers)),
    'servers.show': async ({ server }) =>
      serverDetail(server, keeper.current(), (await catalogueInForce(stateFolder)).catalogue, reader, pins),
    'clients.list': () => Promise.resolve(clientLines(keeper.current())),
    'clients.show': ({ client }) =>
      Promise.resolve(
        clientDetail(keeper.current(), client, changesSince(null, null, events.last(MOST_EVENTS), tilde)),
      ),
    'scan.start': () => Promise.resolve(works.begin('scan', { canStop: true }, (reins) => keeper.scan(reins))),
    'work.list': () => Promise.resolve(works.list()),
    'work.stop': ({ work }) => Promise.resolve(works.stop(work)),
    ...catalogueHandlers,
    ...planHandlers,
    ...activityDesk({ ...deps, reader, works }),
    ...policyHandlers,
    ...approvalHandlers,
    ...settings,
    'pins.accept': pins['pins.accept'],
    ...simulating,
    ...healthDesk({ ...deps, since, running, mayReadGuarded, projects }),
  };
  const questions: Questions = {
    ...catalogueQuestions,
    ...planQuestions,
    ...policyQuestions,
    ...approvalQuestions,
    ...pins.questions,
  };
  const judgement = watchJudgement({
    ...deps,
    onJudgement: rescan,
    onPolicy: () => {
      const policy = policyHere(stateFolder, deps.policyMachine, now());
      hub.tell('policy.changed', {
        version: policy.kind === 'in-force' ? policy.verified.loaded.bundle.version : 0,
      });
    },
  });
  const levels = tellLevels({ ...deps, hub, overview });
  const door = openDoor({ handlers, questions, now, onInternal: deps.onInternal });
  return {
    handlers,
    hub,
    door,
    serverOf: (client, name) =>
      keeper
        .current()
        ?.servers.find(({ sightings }) => sightings.some((one) => one.client === client && one.name === name)) ?? null,
    decisionsOf: (session) => reader.decisionsOf(session),
    ready: watch.ready,
    caughtUp: trace.ready,
    close: async () => {
      isClosing = true;
      await Promise.all([levels.close(), judgement.close()]);
      await Promise.all([works.settle(), keeper.close()]);
      await watch.close();
      await trace.close();
      events.close();
    },
  };
}
