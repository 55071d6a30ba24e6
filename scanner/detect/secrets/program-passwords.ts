import { isAlphanumeric } from './characters.ts';
import { isPlaceholder } from './placeholder.ts';
import type { Reader } from './rule.ts';

/** Where a program reads a password and nothing else. */
interface ProgramForm {
  /** Words that begin the form, letter case ignored. */
  readonly anchors: readonly string[];
  /** From the anchor on, bounded, the password in the only group. Sticky, with indices. */
  readonly form: RegExp;
  /** What must stand in front of the anchor. Default: no letter and no digit. */
  readonly behind?: RegExp;
}

const programs: readonly ProgramForm[] = [
  {
    anchors: ['machine', 'default login', 'default\nlogin'],
    form: /(?:machine\s{1,4}[\w.-]{1,253}|default)\s{1,4}login\s{1,4}[^\s"']{1,64}\s{1,4}password\s{1,4}([^\s"']{4,64})/dy,
  },
  {
    anchors: ['mysql', 'mariadb'],
    form: /(?:mysql|mariadb)(?:dump|admin|import|show|check|-dump|-admin)?\b[^\n|;&]{0,120}?\s-p["']?([^\s"'\\]{4,64})/diy,
  },
  { anchors: ['sshpass'], form: /sshpass\s{1,4}(?:-\w\s{1,4}){0,2}-p\s{0,4}["']?([^\s"'\\]{4,64})/dy },
  {
    // `-u` alone is read with more of its surroundings in `assigned-secret.ts`.
    anchors: ['curl'],
    form: /curl\b(?:[^\n|;&]|&(?!&)|\\\n){0,200}?\s(?:-[A-Za-z]{1,8}[uU] ?|-U ?|-u|--proxy-user[ =])["']?[^\s:"'$-][^\s:"'$]{0,63}:([^\s"'\\]{4,64})/dy,
  },
  {
    anchors: [' login'],
    form: / login\b(?:[^\n|;&]|\\\n){0,160}?\s-p[ =]["']?([^\s"'\\-][^\s"'\\]{3,63})/dy,
    behind: /(?:^|[\s/])(?:docker|podman|nerdctl|buildah|skopeo|crane|oras|helm registry|az|oc|cf|ibmcloud)$/,
  },
  {
    anchors: ['redis-cli', 'valkey-cli'],
    form: /\w{5,6}-cli\b[^\n|;&]{0,120}?\s(?:-a|--pass)[ =]["']?([^\s"'\\]{4,64})/dy,
  },
  {
    anchors: ['mongo'],
    form: /mongo(?:sh|dump|restore|export|import|stat|top)?\s(?:[^\n|;&]{0,160}?\s)?-p ["']?([^\s"'\\]{4,64})/dy,
  },
  { anchors: ['sqlcmd', 'osql '], form: /(?:sqlcmd|osql)\b[^\n|;&]{0,160}?\s-P ?["']?([^\s"'\\]{4,64})/dy },
  {
    anchors: ['ldapsearch', 'ldapmodify', 'ldapadd', 'ldapwhoami', 'ldappasswd', 'ldapdelete'],
    form: /ldap[a-z]{3,8}\b(?:[^\n|;&]|\\\n){0,200}?\s-w ?["']?([^\s"'\\]{4,64})/dy,
  },
  { anchors: ['openssl'], form: /openssl\b(?:[^\n|;&]|\\\n){0,240}?\spass:["']?([^\s"'\\]{4,64})/dy },
  { anchors: ['keytool'], form: /keytool\b(?:[^\n|;&]|\\\n){0,300}?\s-(?:store|key)pass\s["']?([^\s"'\\]{4,64})/dy },
  {
    anchors: ['zip -'],
    form: /zip -(?:[^\n|;&]{0,80}?\s-)?P ?["']?([^\s"'\\]{4,64})/dy,
    behind: /(?:^|[^A-Za-z0-9])(?:un)?$/,
  },
  { anchors: ['7z a', '7z x', '7z e', '7z u'], form: /7z [aexu]\b[^\n|;&]{0,120}?\s-p["']?([^\s"'\\]{4,64})/dy },
  {
    anchors: ['echo '],
    form: /echo\s{1,4}(?:-\w{1,3}\s)?["']?[\w.-]{1,32}:([^\s"'|$]{4,64})["']?\s{0,4}\|\s{0,4}(?:sudo\s)?chpasswd/dy,
  },
  {
    anchors: ['ConvertTo-SecureString'],
    form: /ConvertTo-SecureString\s{1,4}(?:-(?:AsPlainText|Force|String)\s{1,4}){0,3}["']([^"'$\n]{4,64})["']/diy,
  },
  { anchors: ['net use'], form: /net use\s[^\n|;&]{0,120}?\s\/user:\S{1,64}\s{1,4}["']?([^\s"'/]{4,64})/diy },
  {
    anchors: ['sqlplus', 'expdp ', 'impdp ', 'jdbc:oracle:'],
    form: /(?:\w{5,7}\s{1,4}(?:-\w\s)?|jdbc:oracle:\w{3,5}:)["']?[A-Za-z][\w$#]{0,30}\/["']?([^\s@/"']{4,64})["']?@/dy,
  },
  { anchors: ['@tcp('], form: /@tcp\(()/dy, behind: /(?:^|[\s"'`=(])[A-Za-z][\w.-]{0,30}:([^\s@/"']{4,64})$/ },
  {
    anchors: ['identified by', 'identified with'],
    form: /identified\s(?:with\s[\w'"]{1,40}\s)?by\s{1,4}(?:password\s{1,4})?["']([^"'\n]{4,64})["']/diy,
    behind: /\b(?:user|role|to|for)\b[^;\n]{0,160}$/i,
  },
  {
    anchors: ["password '"],
    form: /password\s'([^'\n]{4,64})'/diy,
    behind: /\b(?:user|role|login|group)\b[^;\n]{0,100}$/i,
  },
  // `.pgpass`: host, port, database, user, password.
  {
    anchors: [':5432:', ':*:'],
    form: /:(?:5432|\*):[^\s:]{1,64}:[^\s:]{1,64}:([^\s:]{4,64})(?=\s|$)/dy,
    behind: /(?:^|\n)[\w.*-]{1,200}$/,
  },
];

/** The readers of passwords on command lines and in the files of programs, each with its anchors; examples and variables are left out. */
export const programReaders: readonly { readonly anchors: readonly string[]; readonly read: Reader }[] = programs.map(
  (program) => ({ anchors: program.anchors, read: (text, at) => readPassword(program, text, at) }),
);

const longestBehind = 220;

function readPassword({ form, behind }: ProgramForm, text: string, at: number): ReturnType<Reader> {
  const before = behind?.exec(text.slice(Math.max(0, at - longestBehind), at));
  if (behind === undefined ? isAlphanumeric(text.charCodeAt(at - 1)) : before === null) {
    return null;
  }
  form.lastIndex = at;
  const [from, to] = form.exec(text)?.indices?.[1] ?? [0, 0];
  const inFront = before?.[1]?.length ?? 0;
  const [start, end] = to > from ? [from, to] : [at - inFront, at];
  return isDrawn(text.slice(start, end)) ? { kind: 'password', start, end, confidence: 'likely' } : null;
}

function isDrawn(value: string): boolean {
  return value.length >= 8 && /\d|[a-z][A-Z]/.test(value) && /[A-Za-z]/.test(value) && !isPlaceholder(value);
}
