import { createContext, type ReactNode, useContext, useEffect, useMemo } from 'react';
import { de } from './de.ts';
import { en, type Text } from './en.ts';
import { type Language, localeOf } from './language.ts';

interface Words {
  /** How numbers and times are written: the person's own region, where it speaks the language. */
  readonly locale: string;
  readonly text: Text;
}

const texts: Readonly<Record<Language, Text>> = { en, de };
const TextContext = createContext<Words>({ locale: 'en', text: en });

export function TextProvider({ language, children }: { readonly language: Language; readonly children: ReactNode }) {
  useEffect(() => {
    document.documentElement.lang = language;
  }, [language]);
  const words = useMemo(() => ({ locale: localeOf(language, navigator.languages), text: texts[language] }), [language]);
  return <TextContext value={words}>{children}</TextContext>;
}

export function useText(): Words {
  return useContext(TextContext);
}
