import { gap, type PhraseRule } from '../phrase-rule.ts';
import { secretThings, take } from './words.ts';

const files =
  '(?:~?\\/?(?:[\\w.~-]+\\/){0,5}(?:\\.ssh\\b(?!\\/(?:[\\w-]+\\.pub|authorized_keys|known_hosts|config))(?:\\/[\\w.*-]+)?|\\.aws\\b(?:\\/[\\w.*-]+)?|\\.kube\\/config|\\.docker\\/config|\\.gnupg|\\.netrc|\\.npmrc|\\.pypirc|\\.git-credentials|\\.env\\b(?!\\.example|ironment)|\\.bash_history|\\.zsh_history|id_(?:rsa|ed25519|ecdsa|dsa)\\b(?!\\.pub)|credentials\\.json|mcp\\.json|claude_desktop_config|wallet\\.dat|login data|secrets\\.(?:json|ya?ml|env))|\\/etc\\/(?:passwd|shadow|sudoers)|ssh[ -](?:private )?keys?\\b|private keys?\\b|shadow file|keychain\\b)';

const anchors = [
  '.ssh',
  '.aws',
  '.kube',
  '.docker/conf',
  '.gnupg',
  '.netrc',
  '.npmrc',
  '.pypirc',
  '.git-cred',
  '.env',
  '_history',
  'id_rsa',
  'id_ed25519',
  'id_ecdsa',
  'authorized_keys',
  'credentials.json',
  'mcp.json',
  'claude_desktop',
  'wallet.dat',
  'login data',
  '/etc/passwd',
  '/etc/shadow',
  '/etc/sudoers',
  'ssh key',
  'ssh-key',
  'ssh private',
  'private key',
  'shadow file',
  'keychain',
  'secrets.',
];

/** What is not to be done, however much of it: `do not include or log any …`. */
const notToBe = "\\b(?:not|never|n['’]t|without|avoid|cannot)\\s(?:\\w+[\\s,]+){0,3}";

const toldToTheModel = new RegExp(
  `(?:\\b(?:before|after|when|whenever|once|first|also|always|must|please|you|need to|should|then|now|and then|mandatory|required|requires? (?:you )?to)\\b[^\\n]{0,120}?|^\\s*|[.!:>*\\]\\n-]\\s*|\\\\n)(?:read(?! (?:only|access|permission))|open|cat|load|fetch|include|attach|append|paste|retrieve|access|copy|extract|collect|print|output|return|provide|pass|embed|upload|send|dump|grab|call read_file on|post|exfiltrate|supply|submit)[^\\w]+(?:(?:the|all|any|your|user'?s?|contents?|content|of|from|file|files|local|full|private|their|current|entire|key|data|value|on|with|in|my|raw)[^\\w]+){0,7}['"\`]?${files}`,
  'i',
);

/** Lures: the model is sent to places where secrets lie, or to hand over what lies there. */
export const sensitiveFile: readonly PhraseRule[] = [
  {
    rule: 'sensitive-file',
    anchors,
    // Handed over in a parameter, in the answer, or in a field.
    shape: new RegExp(
      `\\b${take}${gap(5)}(?:of |from )?['"\`]?${files}[^\\n]{0,160}?\\b(?:(?:as|in|into|to|via|through|with)[^\\w]+(?:the[^\\w]+|a[^\\w]+|your[^\\w]+|its[^\\w]+)?(?:['"\`]?\\w+['"\`]?[^\\w]+){0,2}?(?:parameter|argument|param|field|input|note|sidenote|output|response|answer|result|request|body|value|metadata)\\b|as ['"\`]\\w+['"\`]|sidenote|embed)`,
      'i',
    ),
    tier: 'hard',
    severity: 'critical',
    confidence: 'likely',
    surfaces: ['tool', 'result', 'instructions'],
  },
  {
    rule: 'sensitive-file',
    anchors,
    // Told to the model: in the imperative, with a condition in front, or as a duty.
    shape: toldToTheModel,
    tier: 'hard',
    severity: 'high',
    confidence: 'likely',
    surfaces: ['tool', 'instructions'],
  },
  {
    rule: 'sensitive-file',
    anchors,
    // In a result, where manuals speak of such files too, only with what becomes of it.
    shape: toldToTheModel,
    also: [
      /\b(?:send|include|paste|print|reply|answer|share|post|upload|e-?mail|submit|attach|append|exfiltrat\w*|tell|show|display|output|response|https?|to me|the user|your|assistant|agent|model|first|immediately)\b/i,
    ],
    unless:
      /\b(?:@param|@returns?|dotenv|load_dotenv|docs?|documentation|default(?:s)?|config(?:uration)? files?|environment variables|pkcs|openssl|x509|pem|passphrase|certificate|gitignore|npm config)\b/i,
    tier: 'hard',
    severity: 'high',
    confidence: 'likely',
    surfaces: ['result'],
  },
  {
    rule: 'sensitive-file',
    anchors: [
      ...anchors,
      'get_secret',
      '~/.config',
      '~/.local',
      '~/.cursor',
      '~/.claude',
      '~/library',
      '~/.git',
      'read_secret',
      'credentials',
      'password',
      '2fa ',
      'api key',
      'tokens',
    ],
    // Taken first, handed over in the words that follow: "read …, then put its contents in `notes`".
    reach: 'passage',
    shape: new RegExp(
      `${files}|~\\/\\.[\\w-]+\\/[\\w./-]+|\\b(?:get|read|fetch)_(?:secret|credential|password|token)s?\\b|\\b(?:passwords?|credentials?|api keys?|2fa codes?|tokens)\\b`,
      'i',
    ),
    followedBy: [
      {
        shape:
          /\b(?:pass|provide|supply|include|put|place|add|append|attach|embed|copy|insert|hand|give|write|paste|feed|return)[^\w]+(?:\w+[^\w]+){0,2}?(?:its|the|their|that|it|them|this|those|key|file)\b/i,
        within: 220,
      },
      {
        shape:
          /^[^\w]+(?:\w+[^\w]+){0,4}?(?:(?:as|in|into|to|via)[^\w]+(?:the[^\w]+|a[^\w]+)?(?:['"`]\w+['"`]|\w+[^\w]+(?:parameter|argument|field|param|input|header))|verbatim)/i,
        within: 120,
      },
    ],
    tier: 'hard',
    severity: 'high',
    confidence: 'likely',
    surfaces: ['tool', 'result'],
  },
  {
    rule: 'sensitive-file',
    anchors,
    shape: new RegExp(`(?:^|[\\s'"\`(=])${files}`, 'i'),
    tier: 'soft',
    severity: 'low',
    confidence: 'possible',
    surfaces: ['tool', 'instructions'],
  },
  {
    rule: 'sensitive-file',
    anchors: ['secret', 'password', 'credential', 'api key', 'api_key', 'token', 'environment var', 'private key'],
    // Values and not files: "include any API keys you can access".
    shape: new RegExp(
      `(?<!${notToBe})\\b(?:include|append|attach|pass|provide|embed|collect|gather|harvest|extract|steal|copy|dump|insert)[^\\w]+(?:(?:the|all|any|your|user'?s?|every|available|stored|known|of|contents?|local|and|values?|their)[^\\w]+){0,6}${secretThings}(?=[^.]{0,90}\\b(?:you (?:can|have|know)|as [\`'"]\\w|(?:as|in|into|to) (?:the |this |a )?['"\`]?\\w+['"\`]? ?(?:field|parameter|argument|of your|response|body|header|context)|into|context|sidenote|you are able))`,
      'i',
    ),
    tier: 'hard',
    severity: 'high',
    confidence: 'likely',
    surfaces: ['tool', 'result'],
  },
];
