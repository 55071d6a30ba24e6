import { useApi } from '../api/use-api.tsx';
import { useNotices } from '../parts/notice.tsx';
import { saveAs } from '../parts/save-as.ts';
import { useKeys } from '../shell/keys.tsx';
import { useText } from '../text/use-text.tsx';

/** Writes the servers that are shown to a file, as a table to hand on. */
export function ExportButton({ servers }: { readonly servers: readonly string[] }) {
  const { text } = useText();
  const { api } = useApi();
  const { tell, tellFailure } = useNotices();
  const words = text.servers;
  const isReady = servers.length > 0;
  const run = async (): Promise<void> => {
    const reply = await api.call('servers.export', { servers: [...servers] });
    if (reply.ok) {
      saveAs('sallyport-servers.csv', [reply.value.text]);
      tell({ tone: 'good', words: words.exported(reply.value.servers) });
    } else {
      tellFailure(reply);
    }
  };
  useKeys('screen', [{ key: 'x', words: words.keys.export, run: isReady ? () => void run() : null }]);
  return (
    <button
      type="button"
      className="button"
      disabled={!isReady}
      aria-keyshortcuts="x"
      title={words.exportWords}
      onClick={() => void run()}
    >
      {words.export}
    </button>
  );
}
