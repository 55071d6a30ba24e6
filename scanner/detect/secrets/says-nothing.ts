import { decodeBase64Text, decodeJsonPart } from './checksums.ts';
import { isPlaceholder } from './placeholder.ts';

/** The readable text behind base64, as Kubernetes keeps values and `Basic` logins; null for anything else. */
export function readableBase64(value: string): string | null {
  const text = /^[A-Za-z0-9+/_-]{6,}={0,2}$/.test(value) && value.length % 4 !== 1 ? decodeBase64Text(value) : null;
  return text !== null && /^[\x20-\x7e]{4,}\s*$/.test(text) ? text.trimEnd() : null;
}

/** Whether what stands in base64 is a filler, a plain word or a sentence: then it is no more secret than in plain letters. */
export function isEncodedFiller(value: string): boolean {
  const text = readableBase64(value);
  if (text === null) {
    return false;
  }
  const said = text.slice(text.indexOf(':') + 1);
  return isPlaceholder(said) || /^[a-z]+(?:[ _.-][a-z]+)*$/.test(said) || /^(?:[A-Za-z']+[.,!?]? ){3}/.test(text);
}

/** Whether a value begins as a JSON Web Token and opens nothing: only its header, or parts that were made up or left out. */
export function isTokenOfNobody(value: string): boolean {
  const header = value.startsWith('eyJ') ? decodeJsonPart(value.slice(0, endOfHeader(value))) : null;
  if (header === null || !('alg' in header || 'typ' in header) || 'enc' in header) {
    return false;
  }
  const part = /^[^.]+\.([\w-]{4,})\.[\w-]{16,}/.exec(value)?.[1];
  return part === undefined || decodeJsonPart(part) === null;
}

function endOfHeader(value: string): number {
  const dot = value.indexOf('.');
  return dot === -1 ? value.length : dot;
}
