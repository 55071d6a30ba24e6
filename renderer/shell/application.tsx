import { useEffect } from 'react';
import type { EventName } from '../../main/contract/events.ts';
import { ApiProvider, type Connection, useIsConnected } from '../api/use-api.tsx';
import { useAnswer } from '../api/use-answer.ts';
import { ConfirmProvider } from '../parts/confirm.tsx';
import { NoticeProvider, useNotices } from '../parts/notice.tsx';
import { languageOf } from '../text/language.ts';
import { TextProvider, useText } from '../text/use-text.tsx';
import { KeysProvider } from './keys.tsx';
import { Navigation } from './navigation.tsx';
import { usePlace } from './use-place.ts';

export function Application({ connection }: { readonly connection: Connection }) {
  return (
    <ApiProvider connection={connection}>
      <Settled />
    </ApiProvider>
  );
}

const onSettings: readonly EventName[] = ['settings.changed'];

/** Language and theme as the person chose them; until that is known, as the system has them. */
function Settled() {
  const [answer] = useAnswer('settings.show', {}, onSettings);
  const chosen = answer.kind === 'here' ? answer.value.values : null;
  const theme = chosen?.theme ?? 'system';
  useEffect(() => {
    document.documentElement.dataset['theme'] = theme;
  }, [theme]);
  return (
    <TextProvider language={languageOf(chosen?.language ?? 'system', navigator.languages)}>
      <KeysProvider>
        <ConfirmProvider>
          <NoticeProvider>
            <Frame />
          </NoticeProvider>
        </ConfirmProvider>
      </KeysProvider>
    </TextProvider>
  );
}

function Frame() {
  const { text } = useText();
  const { screen, rest, visit } = usePlace();
  const isConnected = useIsConnected();
  const View = screen.view;
  const name = screen.name(text);
  useEffect(() => {
    document.title = `${name} – Sallyport`;
  }, [name]);
  const { tell } = useNotices();
  // What is said is about the screen it was said on; on another it would only cover it.
  useEffect(() => tell(null), [screen.id, tell]);
  return (
    <div className="frame">
      <a className="skip" href="#content" onClick={toContent}>
        {text.shell.skip}
      </a>
      <Navigation current={screen.id} />
      <main className="content" id="content" tabIndex={0} aria-label={name}>
        {isConnected === false ? (
          <p className="lost" role="status">
            {text.common.lost}
          </p>
        ) : null}
        <View rest={rest} visit={visit} />
      </main>
    </div>
  );
}

function toContent(event: { preventDefault(): void }): void {
  event.preventDefault();
  document.querySelector<HTMLElement>('#content')?.focus();
}
