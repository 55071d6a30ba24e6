import type { Api } from '../../main/contract/api.ts';

/** Runs whenever the way to the daemon is there anew: what happened meanwhile was told to nobody. @returns stops it */
export function onReturn(api: Api, run: () => void): () => void {
  let isTellingNow = true;
  const forget = api.onConnection((state) => {
    if (state === 'connected' && !isTellingNow) {
      run();
    }
  });
  isTellingNow = false;
  return forget;
}
