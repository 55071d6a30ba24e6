import { languageOf } from '../text/language.ts';
import { TextProvider, useText } from '../text/use-text.tsx';

/** What a window without a session shows: how to get one. */
export function NotSignedIn() {
  return (
    <TextProvider language={languageOf('system', navigator.languages)}>
      <Page />
    </TextProvider>
  );
}

function Page() {
  const { text } = useText();
  return (
    <main className="alone">
      <h1>Sallyport</h1>
      <p>{text.common.notSignedIn}</p>
      <p>{text.common.notSignedInRemedy}</p>
      <pre className="command">sallyport dashboard</pre>
    </main>
  );
}
