import type { ContentRule } from '../content-rules.ts';

/** Files that no project asks its people to write. */
const othersFiles = String.raw`\.ssh\b|id_rsa|id_ed25519|\.aws\b|\.kube|\/etc\/|\.netrc|\.git-cred|private key`;

/** How a project tells people where to put their own settings. */
const settingUp = new RegExp(
  `^(?![^]*(?:${othersFiles}))[^]*(?:${[
    String.raw`\.env\.(?:example|sample|template|dist)\b`,
    String.raw`--env-file\b`,
    'dotenv',
    String.raw`process\.env\b`,
    String.raw`\b(?:create|edit|rename|add|write|put|set|save|store|configure|fill in|populate|update|change)\b[^.\n]{0,80}\.env\b`,
  ].join('|')})`,
  'i',
);

/** Where a vendor gives out its tokens, said to whoever needs one. */
const gettingToken = new RegExp(
  `^(?![^]*\\b(?:send|post|upload|forward|submit|transmit|e-?mail)\\b)[^]*(?:${[
    String.raw`\b(?:get|create|generate|obtain|personal|set)\b[^.\n]{0,60}\b\w*(?:tokens?|keys?)\b[^\n]{0,40}https?:`,
    String.raw`\b\w*(?:tokens?|keys?)\b[^\n]{0,60}\b(?:get|create|generate|obtain)\b[^.\n]{0,30}https?:`,
  ].join('|')})`,
  'i',
);

/** Browsers and telephones have a mode of that name, and programs a switch for their telemetry. */
const ownSwitch =
  /\bdeveloper[^\w]+mode\b[^]{0,160}\b(?:chrome|extensions?|unpacked|toggle|settings|device|sideload\w*)\b|\b(?:chrome|extensions?|browser|device|settings)\b[^]{0,160}\bdeveloper[^\w]+mode\b|\btelemetry\b/i;

/**
 * What stands around honest passages of fetched text that meet a rule of a kind: project documentation is what agents read most, and it speaks of
 * settings, tokens and switches all the time. Whoever attacks can write it too: it takes nothing away but that such a passage acts by itself.
 */
export const honestFrames: ReadonlyMap<ContentRule, RegExp> = new Map([
  ['sensitive-file', settingUp],
  ['exfiltration', gettingToken],
  ['guard-off', ownSwitch],
]);
