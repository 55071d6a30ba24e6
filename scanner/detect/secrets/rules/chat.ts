import type { NamedRule, TokenRule } from '../rule.ts';
import type { Confidence } from '../../../model/finding.ts';

/** Chat, social networks and their webhooks. */
export const chatTokens: readonly TokenRule[] = [
  {
    kind: 'slack-token',
    anchors: ['xoxb-', 'xoxp-', 'xoxa-', 'xoxr-', 'xoxs-', 'xoxo-', 'xoxc-'],
    shape: /xox[abcoprs]-(?:\d-)?(?:\d{5,14}-){1,3}[A-Za-z0-9]{10,64}/,
  },
  { kind: 'slack-cookie', anchors: ['xoxd-'], shape: /xoxd-[A-Za-z0-9%+/=_-]{80,300}/ },
  {
    kind: 'slack-config-token',
    anchors: ['xoxe.xoxp-', 'xoxe.xoxb-', 'xoxe-'],
    shape: /xoxe(?:\.xox[bp])?-\d-[A-Za-z0-9]{120,300}/,
  },
  { kind: 'slack-app-token', anchors: ['xapp-'], shape: /xapp-\d-[A-Z0-9]{6,16}-\d{8,16}-[a-zA-Z0-9]{40,90}/ },
  {
    kind: 'slack-webhook',
    anchors: ['hooks.slack.com/', 'hooks.slack-gov.com/'],
    shape:
      /hooks\.slack(?:-gov)?\.com\/(?:services|workflows|triggers)\/T?[A-Za-z0-9]{5,16}\/[A-Za-z0-9]{5,20}\/(?:\d{6,24}\/)?[A-Za-z0-9]{10,40}/,
  },
  { kind: 'discord-webhook', anchors: ['/api/webhooks/'], shape: /\/api\/webhooks\/\d{17,20}\/[A-Za-z0-9_-]{60,72}/ },
  { kind: 'telegram-bot-token', anchors: [':AA'], before: [10, 9, 8], shape: /\d{8,10}:AA[A-Za-z0-9_-]{32,33}/ },
  {
    kind: 'teams-webhook',
    anchors: ['.webhook.office.com/'],
    shape:
      /\.webhook\.office\.com\/webhookb2\/[0-9a-f-]{36}@[0-9a-f-]{36}\/IncomingWebhook\/[0-9a-f]{32}\/[0-9a-f-]{36}/,
  },
  {
    kind: 'google-chat-webhook',
    anchors: ['chat.googleapis.com/v1/spaces/'],
    shape:
      /chat\.googleapis\.com\/v1\/spaces\/[A-Za-z0-9_-]{8,20}\/messages\?key=[A-Za-z0-9_-]{20,60}&token=[A-Za-z0-9_%=-]{20,90}/,
  },
  {
    kind: 'zapier-webhook',
    anchors: ['hooks.zapier.com/hooks/catch/'],
    shape: /hooks\.zapier\.com\/hooks\/catch\/\d{4,12}\/[A-Za-z0-9]{5,12}/,
  },
  { kind: 'make-webhook', anchors: ['.make.com/'], shape: /\.make\.com\/[a-z0-9]{30,36}/ },
  {
    kind: 'ifttt-webhook',
    anchors: ['maker.ifttt.com/trigger/'],
    shape: /maker\.ifttt\.com\/trigger\/[A-Za-z0-9_-]{1,60}\/(?:json\/)?with\/key\/[A-Za-z0-9_-]{20,60}/,
  },
  {
    kind: 'feishu-webhook',
    anchors: ['/open-apis/bot/v2/hook/'],
    shape: /\/open-apis\/bot\/v2\/hook\/[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/,
  },
  {
    kind: 'dingtalk-webhook',
    anchors: ['oapi.dingtalk.com/robot/'],
    shape: /oapi\.dingtalk\.com\/robot\/send\?access_token=[a-f0-9]{64}/,
  },
  {
    kind: 'wecom-webhook',
    anchors: ['/cgi-bin/webhook/send?key='],
    shape: /\/cgi-bin\/webhook\/send\?key=[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/,
  },
  {
    kind: 'webex-token',
    anchors: ['_PF84_', '_P0A1_', '_PE93_'],
    before: [64],
    shape: /[A-Za-z0-9]{64}_(?:PF84|P0A1|PE93)_[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/,
  },
  { kind: 'matrix-token', anchors: ['syt_'], shape: /syt_[A-Za-z0-9]{2,80}_[A-Za-z0-9]{20}_[A-Za-z0-9]{6}/ },
  {
    kind: 'twilio-key',
    anchors: [
      'SK0',
      'SK1',
      'SK2',
      'SK3',
      'SK4',
      'SK5',
      'SK6',
      'SK7',
      'SK8',
      'SK9',
      'SKa',
      'SKb',
      'SKc',
      'SKd',
      'SKe',
      'SKf',
    ],
    shape: /SK[0-9a-f]{32}/,
  },
  { kind: 'facebook-token', anchors: ['EAA'], shape: /EAA[A-Za-z0-9]{80,400}/, judge: facebookStructure },
  { kind: 'facebook-token', anchors: ['EAACEdEose0cBA'], shape: /EAACEdEose0cBA[A-Za-z0-9]{20,200}/ },
  { kind: 'instagram-token', anchors: ['IGQV', 'IGAA'], shape: /IG(?:QV|AA)[A-Za-z0-9_-]{80,300}/ },
  {
    kind: 'twitter-bearer-token',
    anchors: ['AAAAAAAAAAAAAAAAAAAAA'],
    shape: /A{21,22}[A-Za-z0-9%]{60,120}/,
    judge: (value) => (/^A+(?=.*[a-z])(?=.*\d).{40,}$/.test(value) ? 'certain' : null),
  },
  { kind: 'dropbox-token', anchors: ['sl.'], shape: /sl\.(?:u\.)?[A-Za-z0-9_-]{120,1500}/ },
  { kind: 'intercom-token', anchors: ['dG9rO'], shape: /dG9rO[A-Za-z0-9+/]{40,80}={0,2}/, notBefore: /[A-Za-z0-9+/=]/ },
];

export const chatNames: readonly NamedRule[] = [
  { kind: 'discord-token', names: ['discord'], shape: /^(?=[A-Za-z_-]{0,31}\d)[A-Za-z0-9_-]{32}$/ },
  { kind: 'lark-secret', names: ['lark', 'feishu'], shape: /^[A-Za-z0-9]{32}$/ },
  { kind: 'mattermost-token', names: ['mattermost'], shape: /^[a-z0-9]{26}$/ },
  { kind: 'zulip-key', names: ['zulip'], shape: /^[A-Za-z0-9]{32}$/ },
  { kind: 'twilio-auth-token', names: ['twilio'], shape: /^[a-f0-9]{32}$/ },
  {
    kind: 'facebook-secret',
    names: ['facebook', 'fb app', 'fb secret', 'meta app', 'instagram'],
    shape: /^(?:[a-f0-9]{32}|\d{15,16}\|[A-Za-z0-9_-]{27})$/,
  },
  {
    kind: 'messagebird-key',
    names: ['messagebird', 'message bird', 'bird api'],
    shape: /^(?:[A-Za-z0-9]{25}|[0-9a-fA-F]{8}-(?:[0-9a-fA-F]{4}-){3}[0-9a-fA-F]{12})$/,
  },
  { kind: 'twitch-secret', names: ['twitch'], shape: /^[a-z0-9]{30}$/ },
  {
    kind: 'twitter-secret',
    names: ['twitter'],
    shape: /^(?:[A-Za-z0-9]{25}|[A-Za-z0-9]{45}|[A-Za-z0-9]{50}|\d{15,25}-[A-Za-z0-9]{20,40})$/,
  },
  { kind: 'pushover-token', names: ['pushover'], shape: /^[au][a-z0-9]{29}$/ },
  { kind: 'spotify-secret', names: ['spotify'], shape: /^[a-f0-9]{32}$/ },
];

/** Checksums and names in upper-case hex have the prefix too; a real one mixes both letter cases. */
function facebookStructure(value: string): Confidence | null {
  return /[a-z]/.test(value) && /[G-Z]/.test(value) && /\d/.test(value) ? 'certain' : null;
}
