import { noPins, type Pins } from '../../policy/pins/pins.ts';
import { isStartedBy, startedAt, takenOver } from '../../policy/pins/taken-over.ts';
import { updatePins } from './pin-file.ts';
import { type Former, formerAt, leave, type Place, placeKey } from './places.ts';

/** Pins, and of which program they were taken over just now; null for none. */
export interface Begun {
  readonly pins: Pins;
  readonly former: Former | null;
}

export interface Beginning {
  readonly stateFolder: string;
  readonly server: Pins['server'];
  /** Null for what is no script or binary. */
  readonly place: Place | null;
  /** ISO 8601. */
  readonly at: string;
}

/** What is remembered of a server before it says anything on this connection. @param held what is remembered by its own id */
export function begunPins(held: Pins | null, { stateFolder, server, place, at }: Beginning): Begun {
  const key = place === null ? null : placeKey(place);
  if (key === null || isStartedBy(held, key)) {
    return { pins: held ?? noPins(server, at), former: null };
  }
  const former = formerAt(key, stateFolder, server.id);
  const pins = former === null ? (held ?? noPins(server, at)) : takenOver(held, former.pins, server);
  return { pins: startedAt(pins, key), former };
}

/** Writes what is remembered now, and takes the place out of the files that it was taken over from. */
export async function writeBegun(path: string, after: (held: Pins | null) => Begun): Promise<void> {
  // With the rules of credentials, which nobody needs before.
  const { keptPins } = await import('./kept-pins.ts');
  const left: Former[] = [];
  await updatePins(path, (read) => {
    if (read.kind === 'unreadable') {
      return null;
    }
    const held = read.kind === 'read' ? read.pins : null;
    const { pins, former } = after(held);
    left.push(...(former === null ? [] : [former]));
    return keptPins(held, pins);
  });
  await Promise.all(left.map(leave));
}
