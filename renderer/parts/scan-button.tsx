import { useKeys } from '../shell/keys.tsx';
import { useText } from '../text/use-text.tsx';
import { useScan } from './use-work.ts';
import { WorkProgress } from './work-progress.tsx';

/** Begins a scan; while one runs it says so, how far it is, and stops it. */
export function ScanButton({ isPrimary = false }: { readonly isPrimary?: boolean }) {
  const { text } = useText();
  const { scan, scanNow } = useScan();
  const isScanning = scan.kind === 'running';
  useKeys('screen', [{ key: 's', words: text.shell.keys.scan, run: isScanning ? null : scanNow }]);
  return (
    <>
      {isScanning && !isPrimary ? <WorkProgress work={scan.work} /> : null}
      <button
        type="button"
        className={`button${isPrimary ? ' is-primary' : ''}`}
        onClick={scanNow}
        disabled={isScanning}
        aria-keyshortcuts="s"
      >
        {isScanning ? text.common.scanning : text.common.scan}
      </button>
    </>
  );
}
