/** Letters of other scripts, and odd Latin ones, that look like a plain Latin letter in common fonts. */
const lookAlikes: ReadonlyMap<string, string> = new Map([
  // Cyrillic
  ...pairs('авекмнорстухѕіјԁԛԝһӏүьгпԍҽ', 'abekmhopctyxsijdqwhlybrnge'),
  ...pairs('АВЕКМНОРСТУХЅІЈԌԚԜҺӀҮ', 'ABEKMHOPCTYXSIJGQWHIY'),
  // Greek
  ...pairs('αγεηικνορτυχωϲϳβ', 'ayenikvoptuxwcjb'),
  ...pairs('ΑΒΕΖΗΙΚΜΝΟΡΤΥΧϹϺ', 'ABEZHIKMNOPTYXCM'),
  // Armenian, Cherokee, Lisu
  ...pairs('ացօոսհյքᎪᏴᏟᎬᎻᎫᏦᏞᎷᏢᏒᏚᎢᏙᏃꓐꓚꓓꓰꓝꓖꓧꓲꓙꓗꓡꓟꓠꓳꓑꓣꓢꓔꓴꓦꓪꓫꓬꓜ', 'wgonuhjpABCEHJKLMPRSTVZBCDEFGHIJKLMNOPRSTUVWXYZ'),
  // Latin that is not ASCII and has no accent to tell it by
  ...pairs('ɡɑıȷɩʋⅼⅽⅾⅿⅰⅴⅹꜱᴄᴏᴠᴡᴢ', 'gaijivlcdmivxscovwz'),
]);

/** The plain Latin letter a character of another alphabet passes for, or null. */
export function looksLike(character: string): string | null {
  return lookAlikes.get(character) ?? null;
}

/** A text as a hurried reader sees it: look-alike letters, digits for letters and joined letters become the plain ones, lower case. */
export function asSeen(text: string): string {
  return inPlainLetters(text)
    .toLowerCase()
    .replaceAll('0', 'o')
    .replaceAll(/[1|]/g, 'l')
    .replaceAll('rn', 'm')
    .replaceAll('vv', 'w');
}

function inPlainLetters(text: string): string {
  return /^[\x20-\x7E]*$/.test(text)
    ? text
    : Array.from(text.normalize('NFKC'), (character) => lookAlikes.get(character) ?? character).join('');
}

function pairs(others: string, latin: string): readonly (readonly [string, string])[] {
  const letters = Array.from(latin);
  return Array.from(others, (other, index) => [other, letters[index] ?? other] as const);
}
