import { createContext, type ReactNode, useContext, useEffect, useMemo, useState } from 'react';
import { de } from './de.ts';
import { en, type Text } from './en.ts';
import { type Language, localeOf } from './language.ts';

interface Words {
  /** How numbers and times are written: the person's own region, where it speaks the language. */
  readonly locale: string;
  readonly text: Text;
  /** When it is another, times that were written without their day are written anew. */
  readonly today: string;
}

const texts: Readonly<Record<Language, Text>> = { en, de };
const TextContext = createContext<Words>({ locale: 'en', text: en, today: '' });

export function TextProvider({ language, children }: { readonly language: Language; readonly children: ReactNode }) {
  useEffect(() => {
    document.documentElement.lang = language;
  }, [language]);
  const today = useToday();
  const words = useMemo(
    () => ({ locale: localeOf(language, navigator.languages), text: texts[language], today }),
    [language, today],
  );
  return <TextContext value={words}>{children}</TextContext>;
}

export function useText(): Words {
  return useContext(TextContext);
}

const LOOK_MS = 30_000;

function useToday(): string {
  const [today, setToday] = useState(() => new Date().toDateString());
  useEffect(() => {
    const timer = setInterval(() => setToday(new Date().toDateString()), LOOK_MS);
    return () => clearInterval(timer);
  }, []);
  return today;
}
