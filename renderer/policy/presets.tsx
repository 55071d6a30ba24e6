import { useApi } from '../api/use-api.tsx';
import { useCall } from '../parts/confirm.tsx';
import { useNotices } from '../parts/notice.tsx';
import { useText } from '../text/use-text.tsx';

const presets = ['observe', 'balanced', 'strict'] as const;

/** The way into a policy of one's own. */
export function Presets() {
  const { text } = useText();
  const { granted } = useApi();
  const call = useCall();
  const { tell, tellFailure } = useNotices();
  const words = text.policy;
  const begin = async (preset: (typeof presets)[number]): Promise<void> => {
    const reply = await call('policy.begin', { preset });
    if (reply.ok) {
      tell({ tone: 'good', words: words.begun });
    } else {
      tellFailure(reply);
    }
  };
  return (
    <section className="card">
      <h2>{words.emptyTitle}</h2>
      <p className="quiet">{words.empty}</p>
      <ul className="presets">
        {presets.map((preset) => {
          const { name, words: about } = words.presets[preset];
          return (
            <li key={preset}>
              <h3>{name}</h3>
              <p>{about}</p>
              <button
                type="button"
                className={`button${preset === 'balanced' ? ' is-primary' : ''}`}
                disabled={!granted.has('approve')}
                onClick={() => void begin(preset)}
              >
                {words.begin(name)}
              </button>
            </li>
          );
        })}
      </ul>
      {granted.has('approve') ? null : <p className="quiet">{text.common.mayOnlyLook}</p>}
    </section>
  );
}
