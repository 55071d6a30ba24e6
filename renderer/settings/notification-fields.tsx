import type { Settings } from '../../main/contract/settings.ts';
import { CheckField } from '../parts/fields.tsx';
import { useTyped } from '../parts/use-typed.ts';
import { useText } from '../text/use-text.tsx';

type Notifications = Settings['notifications'];

/** How often, when not, and when once for all. */
export function NotificationFields({
  values,
  disabled,
  save,
}: {
  readonly values: Notifications;
  readonly disabled: boolean;
  readonly save: (values: Notifications) => void;
}) {
  const { text } = useText();
  const words = text.settings;
  const { quiet, digestAt, mostAnHour } = values;
  return (
    <fieldset disabled={disabled} className="plain-fieldset">
      <div className="setting">
        <label className="select">
          <span>{words.mostAnHour}</span>
          <Count value={mostAnHour} onChange={(count) => save({ ...values, mostAnHour: count })} />
        </label>
        <span className="quiet">{words.mostAnHourWords}</span>
      </div>
      <div className="setting">
        <CheckField
          label={words.quiet}
          value={quiet !== null}
          onChange={(isOn) => save({ ...values, quiet: isOn ? { from: '20:00', to: '08:00' } : null })}
        />
        {quiet === null ? null : (
          <>
            <Clock
              label={words.from}
              value={quiet.from}
              onChange={(from) => save({ ...values, quiet: { ...quiet, from } })}
            />
            <Clock label={words.to} value={quiet.to} onChange={(to) => save({ ...values, quiet: { ...quiet, to } })} />
          </>
        )}
      </div>
      <div className="setting">
        <CheckField
          label={words.digest}
          value={digestAt !== null}
          onChange={(isOn) => save({ ...values, digestAt: isOn ? '09:00' : null })}
        />
        {digestAt === null ? null : (
          <Clock label={words.digestAt} value={digestAt} onChange={(at) => save({ ...values, digestAt: at })} />
        )}
      </div>
    </fieldset>
  );
}

function Count({ value, onChange }: { readonly value: number; readonly onChange: (value: number) => void }) {
  const { typed, type, told, reset } = useTyped(String(value));
  return (
    <input
      className="input number"
      type="number"
      min={0}
      max={60}
      value={typed}
      onBlur={reset}
      onChange={(event) => {
        type(event.target.value);
        const count = event.target.valueAsNumber;
        if (Number.isInteger(count) && count >= 0 && count <= 60) {
          told(String(count));
          onChange(count);
        }
      }}
    />
  );
}

function Clock({
  label,
  value,
  onChange,
}: {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
}) {
  const { typed, type, told, reset } = useTyped(value);
  return (
    <label className="select">
      {label}
      <input
        className="input"
        type="time"
        value={typed}
        onBlur={reset}
        onChange={(event) => {
          type(event.target.value);
          if (event.target.value !== '') {
            told(event.target.value);
            onChange(event.target.value);
          }
        }}
      />
    </label>
  );
}
