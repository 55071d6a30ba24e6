import type { Client } from '../clients/client.ts';
import { rulesOf } from './client-rules.ts';

/** What a person will notice after an entry is rewritten. */
export interface Cause {
  readonly kind:
    | 'starts-anew'
    | 'asks-again'
    | 'quit-first'
    | 'rewrites-file'
    | 'appears-twice'
    | 'personal-copy'
    | 'copy-withdrawn';
  readonly text: string;
}

export interface Circumstances {
  /** The same start also stands in one of this client's plugins, which the client compares by command. */
  readonly twin: boolean;
  readonly overlay: 'overlay' | 'withdraw' | null;
}

export function causesOf({ id, name }: Client, { twin, overlay }: Circumstances): readonly Cause[] {
  const { notices } = rulesOf(id);
  const all: readonly (Cause | null)[] = [
    { kind: 'starts-anew', text: `${name} uses the shim when it starts the server next; restart it to be sure.` },
    notices.includes('asks-again')
      ? {
          kind: 'asks-again',
          text: `${name} may ask once more whether the server may run: it remembers the exact entry.`,
        }
      : null,
    notices.includes('quit-first')
      ? { kind: 'quit-first', text: `Quit ${name} fully first: while it runs it writes its own copy of the file back.` }
      : null,
    notices.includes('rewrites-file')
      ? {
          kind: 'rewrites-file',
          text: `${name} rewrites the file while it runs; the change is watched for two seconds.`,
        }
      : null,
    overlay === 'overlay'
      ? {
          kind: 'personal-copy',
          text: `${name} uses this personal copy in place of the project file's entry, until that one changes.`,
        }
      : null,
    overlay === 'withdraw'
      ? {
          kind: 'copy-withdrawn',
          text: `The project file says something else now: ${name} uses that again, without the shim.`,
        }
      : null,
    twin
      ? {
          kind: 'appears-twice',
          text: `${name} also has this server from a plugin, and will show both: it tells them apart by command.`,
        }
      : null,
  ];
  return all.filter((cause) => cause !== null);
}
