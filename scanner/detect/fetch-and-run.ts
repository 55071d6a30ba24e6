const LONGEST_JUDGED = 20_000;

/** Command lines and programs that download a text and run it in the same breath. */
const shapes: readonly RegExp[] = [
  // curl … | sh, wget … | python3, irm … | iex
  /\b(?:curl|wget|fetch|iwr|irm|invoke-webrequest|invoke-restmethod)\b[^\n;]{0,1000}?\|\s*(?:sudo\s+)?(?:-?\w{0,3}sh|python[\d.]*|node|deno|bun|perl|ruby|php|iex|invoke-expression)\b/i,
  // bash <(curl …), sh -c "$(curl …)", eval `wget …`
  /\b(?:\w{0,3}sh|source|eval|python[\d.]*|node)\s+(?:-\w+\s+)?["']?(?:<\(|\$\(|`)\s*(?:curl|wget)\b/i,
  /\beval\s+["']?(?:\$\(|`)\s*(?:curl|wget)\b/i,
  // curl -o x … && sh x
  /\b(?:curl|wget)\b[^\n|]{0,1000}?(?:&&|;)\s*(?:sudo\s+)?(?:chmod\s+\S+|\w{0,3}sh|python[\d.]*|node)\s/i,
  // iex (New-Object Net.WebClient).DownloadString(…)
  /\b(?:iex|invoke-expression)\b[^\n]{0,300}?\b(?:iwr|irm|invoke-webrequest|invoke-restmethod|downloadstring|webclient)\b/i,
  // exec(urllib.request.urlopen(…).read()), eval(await (await fetch(…)).text())
  /\b(?:exec|eval|compile|function)\s*\([^\n]{0,300}?\b(?:urlopen|urlretrieve|requests\.get|httpx\.get|fetch|axios\.get|open-uri|file_get_contents)\b/i,
];

/** Whether a command line or an inline program runs what it has just downloaded. Reads the text only. */
export function fetchesAndRuns(text: string): boolean {
  const judged = text.slice(0, LONGEST_JUDGED);
  return shapes.some((shape) => shape.test(judged));
}
