import type { Settings as Values, SettingsView } from '../../main/contract/settings.ts';
import { useApi } from '../api/use-api.tsx';
import { AnswerView } from '../parts/answer-view.tsx';
import { Badge } from '../parts/badges.tsx';
import { CheckField, Select } from '../parts/fields.tsx';
import { useText } from '../text/use-text.tsx';
import { NotificationFields } from './notification-fields.tsx';
import { PauseCard } from './pause-card.tsx';
import { ProjectFolders } from './project-folders.tsx';
import { useSettings } from './use-settings.ts';

/** The person's own choices; what an organisation set stands there as locked. */
export function Settings() {
  const { text } = useText();
  const { answer, again, save } = useSettings();
  return (
    <div className="screen">
      <header className="page-header">
        <h1>{text.settings.title}</h1>
      </header>
      <AnswerView answer={answer} again={again}>
        {(view) => <Fields view={view} save={save} />}
      </AnswerView>
    </div>
  );
}

function Fields({ view, save }: { readonly view: SettingsView; readonly save: (part: Partial<Values>) => void }) {
  const { text } = useText();
  const { granted } = useApi();
  const words = text.settings;
  const { values, locked, can } = view;
  const mayChange = granted.has('change');
  const isFixed = (name: keyof Values): boolean => !mayChange || locked.some((one) => one.name === name);
  return (
    <div className="settings">
      {mayChange ? null : <p className="is-locked-note">{text.common.mayOnlyLook}</p>}
      <section className="card">
        <h2>{words.appearance}</h2>
        <div className="setting">
          <Select
            label={words.language}
            value={values.language}
            disabled={isFixed('language')}
            onChange={(language) => save({ language: language as Values['language'] })}
            options={Object.entries(words.languages)}
          />
          <Lock view={view} name="language" />
        </div>
        <div className="setting">
          <Select
            label={words.theme}
            value={values.theme}
            disabled={isFixed('theme')}
            onChange={(theme) => save({ theme: theme as Values['theme'] })}
            options={Object.entries(words.themes)}
          />
          <Lock view={view} name="theme" />
        </div>
      </section>
      <section className="card">
        <h2>
          {words.notifications} <Lock view={view} name="notifications" />
        </h2>
        {can.notify ? null : <p className="quiet">{words.notHere}</p>}
        <NotificationFields
          values={values.notifications}
          disabled={isFixed('notifications')}
          save={(notifications) => save({ notifications })}
        />
      </section>
      <section className="card">
        <h2>{words.guard}</h2>
        <div className="setting">
          <Select
            label={words.onGuardGone}
            value={values.onGuardGone}
            disabled={isFixed('onGuardGone')}
            onChange={(onGuardGone) => save({ onGuardGone: onGuardGone as Values['onGuardGone'] })}
            options={Object.entries(words.guardGone)}
          />
          <Lock view={view} name="onGuardGone" />
        </div>
        <CheckField
          label={words.startAtLogin}
          value={values.startAtLogin}
          disabled={isFixed('startAtLogin') || !can.startAtLogin}
          onChange={(startAtLogin) => save({ startAtLogin })}
        />
        {can.startAtLogin ? null : <p className="quiet">{words.loginNotHere}</p>}
      </section>
      <PauseCard />
      <section className="card">
        <h2>
          {words.projects} <Lock view={view} name="projects" />
        </h2>
        <ProjectFolders
          key={values.projects.join('\n')}
          projects={values.projects}
          disabled={isFixed('projects')}
          save={(projects) => save({ projects: [...projects] })}
        />
      </section>
    </div>
  );
}

function Lock({ view: { locked }, name }: { readonly view: SettingsView; readonly name: keyof Values }) {
  const { text } = useText();
  const lock = locked.find((one) => one.name === name);
  return lock === undefined ? null : (
    <Badge tone="quiet" icon="lock">
      {text.common.lockedBy(lock.source)}
    </Badge>
  );
}
