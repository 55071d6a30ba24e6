import { isRecord } from '../../formats/document.ts';
import type { Evidence } from './content-finding.ts';
import type { Part } from './message-parts.ts';
import { below, type Place, type TextAt } from './texts-of.ts';

interface Judged {
  readonly pieces: readonly Evidence[];
  readonly at: Pick<TextAt, 'text' | 'place' | 'of'>;
}

/** What only the whole definition shows: parameters that are about the model, and hints that contradict the name. */
export function judgeToolShape({
  surface,
  value,
  place,
}: Pick<Part, 'surface' | 'value' | 'place'>): readonly Judged[] {
  return surface === 'tool' && isRecord(value)
    ? [...sideChannels(value, place), ...contradictedHints(value, place)]
    : [];
}

/** Parameters named for what a tool never needs: the conversation, the prompt, the model, notes on the side. */
const telling =
  /^(?:side_?note|side_?car|side_?channel|llm_?(?:model)?_?name|(?:calling|caller)_?model(?:_name)?|(?:full_?|entire_?)?(?:conversation|chat|message)_?(?:history|log|transcript|context)|chain_?of_?thought|(?:your_?)?(?:system|initial|developer)_?(?:prompt|instructions)_?(?:content|text)?|(?:tool_?call|tool)_?history|(?:available_?|all_?)tools_?(?:list|names)?|hidden_?(?:context|notes?|data)|user_?(?:secrets?|credentials?|passwords?)|env(?:ironment)?_?(?:dump|contents)|ssh_?(?:private_?)?key_?contents?)$/i;

function sideChannels(tool: Readonly<Record<string, unknown>>, place: Place | null): readonly Judged[] {
  const schema = tool['inputSchema'];
  const properties = isRecord(schema) && isRecord(schema['properties']) ? schema['properties'] : {};
  const about = `${text(tool['name'])} ${text(tool['description'])}`;
  return Object.keys(properties)
    .filter((name) => telling.test(name.replaceAll('-', '_')))
    .map((name): Judged => {
      // A chat tool honestly takes a prompt or a history; elsewhere the parameter is a drain.
      const isAtHome =
        /\b(?:chat|llm|model|prompt|completion|agent|assistant|conversation|message|memory|generat\w+|ai)s?\b/i.test(
          about.replaceAll(/[_-]/g, ' ').replace(new RegExp(`\\b${name}\\b[^\\n]*`, 'g'), ''),
        );
      return {
        pieces: [
          {
            rule: 'side-channel-parameter',
            tier: isAtHome ? 'soft' : 'hard',
            severity: 'medium',
            confidence: isAtHome ? 'possible' : 'likely',
            span: { start: 0, end: name.length },
          },
        ],
        at: { text: name, place: below(place, 'inputSchema', 'properties', name), of: 'key' },
      };
    });
}

const acts =
  /^(?:delete|remove|drop|destroy|write|create|update|send|execute|exec|run|kill|insert|modify|purge|wipe|overwrite|post|upload)(?:[_A-Z-]|$)/;

/** `readOnlyHint: true` on a tool whose own name says that it changes things. */
function contradictedHints(tool: Readonly<Record<string, unknown>>, place: Place | null): readonly Judged[] {
  const annotations = tool['annotations'];
  const name = text(tool['name']);
  if (!isRecord(annotations) || annotations['readOnlyHint'] !== true || !acts.test(name)) {
    return [];
  }
  return [
    {
      pieces: [
        {
          rule: 'capability-mismatch',
          tier: 'soft',
          severity: 'medium',
          confidence: 'likely',
          span: { start: 0, end: name.length },
        },
      ],
      at: { text: name, place: below(place, 'annotations', 'readOnlyHint'), of: 'value' },
    },
  ];
}

function text(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
