import { classOfCall } from '../../../policy/classes/class-of-call.ts';
import type { ToolClass } from '../../../policy/classes/tool-class.ts';
import { defaultHints, type Hints } from '../../../policy/decide/facts.ts';
import { pinKey, type Pins } from '../../../policy/pins/pins.ts';
import { pinPath, readPins } from '../../../shim/pins/pin-file.ts';
import { KnownTools } from '../../../shim/policy/known-tools.ts';
import type { RecordedCall } from './recorded-calls.ts';

/** What a tool was at the time of a call. Null is what nobody knows any more. */
export interface ToolThen {
  readonly toolClass: ToolClass | null;
  readonly hints: Hints | null;
}

/** What is remembered of a server by its id; null where nothing is. */
export type Remembered = (server: string) => Pins | null;

/** Reads what is remembered of each server once. */
export function rememberedIn(stateFolder: string): Remembered {
  const known = new Map<string, Pins | null>();
  return (server) => {
    const before = known.get(server);
    if (before !== undefined) {
      return before;
    }
    const read = readPins(pinPath(stateFolder, server));
    const pins = read.kind === 'read' ? read.pins : null;
    known.set(server, pins);
    return pins;
  };
}

/** The class and the hints of what was called: by the record, else by what is remembered of it, unless that has changed since. */
export function toolThen(call: RecordedCall, remembered: Remembered): ToolThen {
  const { method, tool, argNames, isListed } = call;
  const given = recordedClass(call);
  if (method !== 'tools/call' || tool === null || !isListed) {
    return { toolClass: given ?? classOfCall(method, tool ?? method, argNames), hints: defaultHints };
  }
  const tools = new KnownTools();
  const definition = definitionThen(call, tool, remembered);
  if (definition !== null) {
    tools.learn({ tools: [definition] });
  }
  const known = tools.find(tool);
  return { toolClass: given ?? known?.toolClass ?? null, hints: known?.hints ?? null };
}

function recordedClass({ toolClass }: RecordedCall): ToolClass | null {
  return toolClass === null ? null : { ...toolClass, because: [{ rule: 'given', says: 'the record says so' }] };
}

/** Only what was never anything else since the call says what it was then. */
function definitionThen({ server, time }: RecordedCall, tool: string, remembered: Remembered): unknown {
  const pins = server.id === null ? null : remembered(server.id);
  const key = pinKey('tool', tool);
  const entry = pins !== null && Object.hasOwn(pins.entries, key) ? pins.entries[key] : undefined;
  const accepted = entry?.seen === null && entry.gone === null ? entry.accepted : null;
  return accepted !== null && accepted.by === null && accepted.at <= time ? accepted.definition : null;
}
