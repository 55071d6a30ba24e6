/**
 * Whether letters that lost their blanks, or letters set apart, spell one of the core orders. Everything that is no letter or digit is
 * taken out before looking. A name in camel case is what programmers write, unless it begins by dropping what was said before.
 */
export function isCompactOrder(text: string): boolean {
  if (text.length < shortest) {
    return false;
  }
  const folded = fold(bare(text));
  return cores.test(folded) && orders.test(folded) && (!isCamelCase(text) || dropsWhatWasSaid.test(folded));
}

/** Whether words spell one of the core orders with digits in the place of letters. One in letters alone is for the rules of plain words. */
export function isOrderInDigits(text: string): boolean {
  if (text.length < shortest) {
    return false;
  }
  const signs = bare(text);
  const folded = fold(signs);
  return (
    cores.test(folded) &&
    Array.from(folded.matchAll(everyOrder)).some(({ index, 0: { length } }) =>
      /[\d@$!]/.test(signs.slice(index, index + length)),
    )
  );
}

const shortest = 14;

/** Words that begin with capitals, three letters long or more on average; digits stand only at the end of one. Longer names nobody writes. */
function isCamelCase(text: string): boolean {
  return (
    text.length <= longestName &&
    /^[A-Z]*[a-z]+\d*(?:[A-Z][a-z]*\d*)+$/.test(text) &&
    text.replaceAll(/[^A-Z]/g, '').length * 3 <= text.length
  );
}

const longestName = 80;

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

function bare(text: string): string {
  return text.toLowerCase().replaceAll(/[^a-z0-9@$!]+/g, '');
}

/** One digit stands for two letters, so that `l` and `i` become the same here. As long as what it is made of. */
function fold(signs: string): string {
  return signs.replaceAll(/[013457890@$!l]/g, (sign) => digitLetters[sign] ?? sign);
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
const everyOrder = new RegExp(orders, 'g');
const dropsWhatWasSaid = new RegExp(
  `^${drop}${fill}{0,3}(?:previous|prior|above|eariier|preceding)${fill}{0,2}(?:instructions?|ruies|guideiines|orders)`,
);
