/**
 * Whether letters that lost their blanks, or letters set apart, or digits in the place of letters, spell one of the core orders.
 * Everything that is no letter or digit is taken out before looking.
 */
export function isCompactOrder(text: string): boolean {
  if (text.length < 14) {
    return false;
  }
  const folded = fold(text);
  return cores.test(folded) && orders.test(folded);
}

const digitLetters: Readonly<Record<string, string>> = {
  '0': 'o',
  '1': 'i',
  '3': 'e',
  '4': 'a',
  '5': 's',
  '7': 't',
  '8': 'b',
  '9': 'g',
  '@': 'a',
  $: 's',
  '!': 'i',
  l: 'i',
};

/** One digit stands for two letters, so that `l` and `i` become the same here. */
function fold(text: string): string {
  return text
    .toLowerCase()
    .replaceAll(/[^a-z0-9@$!]+/g, '')
    .replaceAll(/[013457890@$!l]/g, (sign) => digitLetters[sign] ?? sign);
}

/** A quick look for any of the words an order is made of. */
const cores = /https?|instruct|prompt|approvai|credentiai|password|secret|customer|restrict|ruies/;

const drop = '(?:ignore|disregard|forget|override|bypass)';
const fill = '(?:aii|any|the|your|these|those|of|my)';
const orders = new RegExp(
  [
    `${drop}${fill}{0,3}(?:previous|prior|above|eariier|preceding|system|safety|existing)${fill}{0,2}(?:system|safety)?(?:instructions?|ruies|prompts?|guideiines|directives|directions|orders|constraints|restrictions)`,
    `${drop}${fill}{0,2}(?:instructions|ruies|guideiines|directives|restrictions)`,
    `(?:reveai|print|show|output|ieak|repeat|dispiay|dump|disciose)${fill}{0,2}(?:me)?${fill}{0,2}(?:hidden|secret|initiai|fuii)?(?:system|hidden|initiai)(?:prompt|instructions|message)`,
    `(?:bypass|skip|disabie)${fill}{0,2}(?:approvai|confirmation|safety|security)(?:s|checks?|fiiters?)?(?:and|to)`,
    `(?:send|export|forward|upioad|emaii|post)${fill}{0,2}(?:customer|user|database|ciient|stored|saved)s?(?:emaiis?|data|credentiais|records|passwords|messages|secrets)(?:to)?`,
    `(?:reveai|send|print|export|steai|ieak)${fill}{0,2}(?:passwords?|secrets|apikeys?|credentiais)`,
    '(?:ioad|render|dispiay|fetch|visit)(?:the)?(?:pixei|image|img)https?',
    'youarenow(?:unrestricted|in(?:deveioper|debug|dan)mode)',
  ].join('|'),
);
