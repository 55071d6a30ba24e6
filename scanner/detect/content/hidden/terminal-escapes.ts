/* oxlint-disable no-control-regex -- control characters are what is looked for here */
import type { Evidence, Span, Surface } from '../content-finding.ts';

const most = 20;

/**
 * Finds commands to a terminal that hide, overwrite or replace text, or reach past the screen. Colours, bold and the like
 * are left alone, and so are progress lines that write over themselves.
 */
export function findTerminalEscapes(text: string, surface: Surface): readonly Evidence[] {
  const found: Evidence[] = [];
  for (const match of text.matchAll(sequences)) {
    const severity = judge(match[0], text, match.index, surface);
    if (severity !== null) {
      found.push(evidence({ start: match.index, end: match.index + match[0].length }, severity));
      if (found.length >= most) {
        break;
      }
    }
  }
  return found;
}

const sequences =
  /[\u001B\u009B](?:\[|(?<=\u009B))[0-9;:?]{0,40}[@-~]|\u001B\][^\u0007\u001B]{0,400}(?:\u0007|\u001B\\)?|\u001B[PX^_]|\u0008{6,}|\r(?!\n)/g;

function judge(sequence: string, text: string, at: number, surface: Surface): 'high' | 'medium' | null {
  const isWritten = surface !== 'result' && surface !== 'argument';
  const [first] = sequence;
  if (first === '\u0008') {
    return 'high';
  }
  if (first === '\r') {
    return overwritesProse(text, at, at + 1) ? 'medium' : null;
  }
  if (sequence.startsWith('\u001B]')) {
    return judgeOperatingSystemCommand(sequence, text, at);
  }
  if (/^\u001B[PX^_]/.test(sequence)) {
    return 'medium';
  }
  const parameters = sequence.slice(sequence.startsWith('\u001B[') ? 2 : 1, -1);
  const command = sequence.at(-1) ?? '';
  if (command === 'm') {
    return hidesText(parameters) ? 'high' : null;
  }
  // Erasing, and moving back over what was written.
  const rewrites = 'JKAFHfG'.includes(command);
  return rewrites && (isWritten || overwritesProse(text, at, at + sequence.length)) ? 'high' : null;
}

/** Concealed, or letters in the colour of the paper. */
function hidesText(parameters: string): boolean {
  const codes = parameters.split(/[;:]/).map(Number);
  let front: string | null = null;
  let back: string | null = null;
  for (let index = 0; index < codes.length; index += 1) {
    const code = codes[index] ?? 0;
    if (code === 8) {
      return true;
    }
    if (code === 38 || code === 48) {
      const size = codes[index + 1] === 5 ? 2 : 4;
      const colour = codes.slice(index + 1, index + 1 + size).join(',');
      if (code === 38) {
        front = colour;
      } else {
        back = colour;
      }
      index += size;
    } else if ((code >= 30 && code <= 37) || (code >= 90 && code <= 97)) {
      front = `base ${code >= 90 ? code - 60 : code - 30}`;
    } else if ((code >= 40 && code <= 49) || (code >= 100 && code <= 107)) {
      back = code === 49 ? 'paper' : `base ${code >= 100 ? code - 70 : code - 40}`;
    }
  }
  const isWhite = front === '5,231' || front === '5,15' || front === '2,255,255,255' || front === 'base 37';
  return front !== null && (front === back || (isWhite && back === 'paper'));
}

/** What the prompt of a shell sets each time: `anna@host: ~/work`. */
const titleOfPrompt = /^[012];[\w.-]{1,32}@[\w.-]{1,64}: ?[~/][\w./-]{0,200}(?:\u0007|\u001B\\)$/;

/** A link whose text shows another host, the clipboard, the title of the window. */
function judgeOperatingSystemCommand(sequence: string, text: string, at: number): 'high' | 'medium' | null {
  const body = sequence.slice(2);
  if (body.startsWith('52;')) {
    return 'high';
  }
  const link = /^8;[^;]*;(https?:\/\/[^/\u0007\u001B]+)/i.exec(body);
  if (link !== null) {
    const shown = /^[^\u001B]{0,200}/.exec(text.slice(at + sequence.length))?.[0] ?? '';
    const shownHost = /https?:\/\/[^/\s]+/i.exec(shown)?.[0];
    return shownHost !== undefined && shownHost.toLowerCase() !== link[1]?.toLowerCase() ? 'high' : null;
  }
  return /^[012];/.test(body) && !titleOfPrompt.test(body) && !isShortTitle(body) ? 'medium' : null;
}

/** What programs call their window: `npm install`, `file.ts (~/work) - VIM`. */
function isShortTitle(body: string): boolean {
  const words = body.match(/[A-Za-z]{2,}/g)?.length ?? 0;
  return body.length <= 80 && (words <= 2 || (words <= 5 && /[~/]\/?\w|\w\.[a-z]{1,4}\b/.test(body)));
}

/**
 * Whether the text before is a sentence that disappears behind what follows. Progress lines hold numbers, or are written anew
 * again and again; a sentence that disappears once was meant for somebody else than the reader.
 */
function overwritesProse(text: string, at: number, end: number): boolean {
  const before = text.slice(Math.max(0, at - 300), at).replace(/[\r\n]+$/, '');
  const line = before.slice(Math.max(before.lastIndexOf('\n'), before.lastIndexOf('\r')) + 1);
  const after = /^[^\r\n]{0,120}/.exec(text.slice(end, end + 120))?.[0] ?? '';
  const words = line.match(/[A-Za-z]{2,}/g)?.length ?? 0;
  return words >= 4 && !/\d+ ?%|\d+\/\d+|\.\.\.$|…/.test(line) && /[A-Za-z]{2,} [A-Za-z]/.test(after);
}

function evidence(span: Span, severity: 'high' | 'medium'): Evidence {
  return { rule: 'terminal-escape', tier: 'hard', severity, confidence: 'likely', span };
}
