import type { Settings as Values, SettingsView } from '../../main/contract/settings.ts';
import { useApi } from '../api/use-api.tsx';
import { AnswerView } from '../parts/answer-view.tsx';
import { CheckField, Select } from '../parts/fields.tsx';
import { useText } from '../text/use-text.tsx';
import { LockedSettings } from './locked-settings.tsx';
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
  const isFixed = !granted.has('change');
  return (
    <div className="settings">
      {isFixed ? <p className="is-locked-note">{text.common.mayOnlyLook}</p> : null}
      <LockedSettings locked={locked} />
      <section className="card">
        <h2>{words.appearance}</h2>
        <div className="setting">
          <Select
            label={words.language}
            value={values.language}
            disabled={isFixed}
            onChange={(language) => save({ language: language as Values['language'] })}
            options={Object.entries(words.languages)}
          />
        </div>
        <div className="setting">
          <Select
            label={words.theme}
            value={values.theme}
            disabled={isFixed}
            onChange={(theme) => save({ theme: theme as Values['theme'] })}
            options={Object.entries(words.themes)}
          />
        </div>
      </section>
      <section className="card">
        <h2>{words.notifications}</h2>
        {can.notify ? null : <p className="quiet">{words.notHere}</p>}
        <NotificationFields
          values={values.notifications}
          disabled={isFixed}
          save={(notifications) => save({ notifications })}
        />
      </section>
      <section className="card">
        <h2>{words.guard}</h2>
        <div className="setting">
          <Select
            label={words.onGuardGone}
            value={values.onGuardGone}
            disabled={isFixed}
            onChange={(onGuardGone) => save({ onGuardGone: onGuardGone as Values['onGuardGone'] })}
            options={Object.entries(words.guardGone)}
          />
        </div>
        <CheckField
          label={words.startAtLogin}
          value={values.startAtLogin}
          disabled={isFixed || !can.startAtLogin}
          onChange={(startAtLogin) => save({ startAtLogin })}
        />
        {can.startAtLogin ? null : <p className="quiet">{words.loginNotHere}</p>}
      </section>
      <PauseCard lock={locked.find((one) => one.name === 'pausing')} />
      <section className="card">
        <h2>{words.projects}</h2>
        <ProjectFolders
          key={values.projects.join('\n')}
          projects={values.projects}
          disabled={isFixed}
          save={(projects) => save({ projects: [...projects] })}
        />
      </section>
    </div>
  );
}
