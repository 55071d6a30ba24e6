import { isRecord } from '../../formats/document.ts';
import { findActs } from './acts/find-acts.ts';
import { parameterActs } from './acts/described-acts.ts';
import type { Evidence } from './content-finding.ts';
import type { Part } from './message-parts.ts';
import { below, type Place, type TextAt } from './texts-of.ts';

interface Judged {
  readonly pieces: readonly Evidence[];
  readonly at: Pick<TextAt, 'text' | 'place' | 'of'>;
}

/** What only the whole definition shows: parameters that are about the model, and abilities that contradict name and purpose. */
export function judgeToolShape({
  surface,
  value,
  place,
}: Pick<Part, 'surface' | 'value' | 'place'>): readonly Judged[] {
  return surface === 'tool' && isRecord(value)
    ? [...sideChannels(value, place), ...askedFor(value, place), ...contradictions(value, place)]
    : [];
}

/** Parameters named for what a tool never needs: the conversation, the prompt, the model, notes on the side. */
const telling =
  /^(?:side_?note|side_?car|side_?channel|llm_?(?:model)?_?name|(?:calling|caller)_?model(?:_name)?|(?:full_?|entire_?)?(?:conversation|chat|message)_?(?:history|log|transcript|context)|chain_?of_?thought|(?:your_?)?(?:system|initial|developer)_?(?:prompt|instructions)_?(?:content|text)?|(?:tool_?call|tool)_?history|(?:available_?|all_?)tools_?(?:list|names)?|hidden_?(?:context|notes?|data)|user_?(?:secrets?|credentials?|passwords?)|env(?:ironment)?_?(?:dump|contents)|ssh_?(?:private_?)?key_?contents?|(?:contents?|text|body|dump|reading|result)_?(?:of|from)?(?:_[a-z]+){0,3}_(?:ssh|id_?rsa|env|passwd|shadow|credentials?|private_?key|passwords?|tokens?|conversation|history|system_?prompt|wallet|cookies)(?:_[a-z]+){0,2})$/i;

function sideChannels(tool: Readonly<Record<string, unknown>>, place: Place | null): readonly Judged[] {
  const schema = tool['inputSchema'];
  const properties = isRecord(schema) && isRecord(schema['properties']) ? schema['properties'] : {};
  const about = `${text(tool['name'])} ${text(tool['description'])}`;
  return Object.keys(properties)
    .filter((name) => telling.test(name.replaceAll('-', '_')))
    .map((name): Judged => {
      const isAtHome = isAboutTalk.test(
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

/** A chat tool honestly takes a prompt or a history; elsewhere the parameter is a drain. */
const isAboutTalk =
  /\b(?:chat|llm|model|prompt|completion|agent|assistant|conversation|message|memory|generat\w+|ai|session|meeting)s?\b/i;

/** Parameters whose description asks for what the purpose of the tool does not need. */
function askedFor(tool: Readonly<Record<string, unknown>>, place: Place | null): readonly Judged[] {
  const schema = tool['inputSchema'];
  const properties = isRecord(schema) && isRecord(schema['properties']) ? schema['properties'] : {};
  const isAtHome = isAboutTalk.test(`${text(tool['name'])} ${text(tool['description'])}`.replaceAll(/[_-]/g, ' '));
  return Object.entries(properties).flatMap(([name, property]): readonly Judged[] => {
    const about = isRecord(property) ? text(property['description']) : '';
    const pieces = findActs(about, parameterActs).filter(({ rule }) => !isAtHome || rule !== 'side-channel-parameter');
    const at = {
      text: about,
      place: below(place, 'inputSchema', 'properties', name, 'description'),
      of: 'value',
    } as const;
    return pieces.length === 0 ? [] : [{ pieces, at }];
  });
}

const acts =
  /^(?:delete|remove|drop|destroy|write|create|update|send|execute|exec|run|kill|insert|modify|purge|wipe|overwrite|post|upload)(?:[_A-Z-]|$)/;
const destroys = /^(?:delete|remove|drop|destroy|purge|wipe|erase|truncate|kill|uninstall)(?:[_A-Z-]|$)/;
/** What a tool that only reads never says of itself in its first words. */
const saysItActs =
  /^\W*(?:permanently |irreversibly )?(?:deletes?|removes?|destroys?|overwrites?|erases?|wipes?|drops?|sends?|transfers?|executes? (?:an? )?(?:shell|arbitrary|system)|runs? (?:an? )?(?:shell|arbitrary|system))\b/i;
/** What a tool of a modest name has no use for. */
const powers = /^(?:shell_?command|shell|command|cmd|bash|powershell|exec|script|code_to_run|eval|raw_sql|sudo)$/i;
const modest =
  /^(?:get|read|list|show|search|find|lookup|count|add|sum|calculate|compute|convert|format|translate|check|validate)(?:[_A-Z-]|$)/;

/** Hints and parameters that say otherwise than the name and the first words. */
function contradictions(tool: Readonly<Record<string, unknown>>, place: Place | null): readonly Judged[] {
  const name = text(tool['name']);
  const hints = isRecord(tool['annotations']) ? tool['annotations'] : {};
  const schema = tool['inputSchema'];
  const properties = isRecord(schema) && isRecord(schema['properties']) ? Object.keys(schema['properties']) : [];
  const about = text(tool['description']);
  const power =
    modest.test(name) &&
    !/\b(?:command|shell|script|code|sql|terminal)\b/i.test(`${name.replaceAll(/[_-]/g, ' ')} ${about}`)
      ? properties.find((property) => powers.test(property))
      : undefined;
  return [
    ...(hints['readOnlyHint'] === true && (acts.test(name) || saysItActs.test(about))
      ? [mismatch(name, below(place, 'annotations', 'readOnlyHint'), 'value')]
      : []),
    ...(hints['destructiveHint'] === false && hints['readOnlyHint'] !== true && destroys.test(name)
      ? [mismatch(name, below(place, 'annotations', 'destructiveHint'), 'value')]
      : []),
    ...(power === undefined ? [] : [mismatch(power, below(place, 'inputSchema', 'properties', power), 'key')]),
  ];
}

function mismatch(shown: string, place: Place | null, of: 'value' | 'key'): Judged {
  const span = { start: 0, end: shown.length };
  return {
    pieces: [{ rule: 'capability-mismatch', tier: 'soft', severity: 'medium', confidence: 'likely', span }],
    at: { text: shown, place, of },
  };
}

function text(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
