import { createContext, type ReactNode, useContext, useEffect, useMemo } from 'react';
import { de } from './de.ts';
import { en, type Text } from './en.ts';

export type Language = 'en' | 'de';

interface Words {
  readonly language: Language;
  readonly text: Text;
}

const texts: Readonly<Record<Language, Text>> = { en, de };
const TextContext = createContext<Words>({ language: 'en', text: en });

/** The language of the system, unless the person chose one. */
export function languageOf(chosen: 'system' | Language, system: readonly string[]): Language {
  return chosen === 'system' ? (system[0]?.toLowerCase().startsWith('de') === true ? 'de' : 'en') : chosen;
}

export function TextProvider({ language, children }: { readonly language: Language; readonly children: ReactNode }) {
  useEffect(() => {
    document.documentElement.lang = language;
  }, [language]);
  const words = useMemo(() => ({ language, text: texts[language] }), [language]);
  return <TextContext value={words}>{children}</TextContext>;
}

export function useText(): Words {
  return useContext(TextContext);
}
