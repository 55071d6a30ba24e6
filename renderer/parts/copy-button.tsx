import { useState } from 'react';
import { useText } from '../text/use-text.tsx';

/** Puts a text on the clipboard, and says that it did. */
export function CopyButton({ text: copied }: { readonly text: string }) {
  const { text } = useText();
  const [isCopied, setCopied] = useState(false);
  const copy = async (): Promise<void> => {
    await navigator.clipboard.writeText(copied);
    setCopied(true);
  };
  return (
    <button type="button" className="button" onClick={() => void copy()}>
      {isCopied ? text.common.copied : text.common.copy}
    </button>
  );
}
