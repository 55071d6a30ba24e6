import type { NamedRule, TokenRule } from '../rule.ts';

/** E-mail and messages in bulk. */
export const mailTokens: readonly TokenRule[] = [
  { kind: 'sendgrid-key', anchors: ['SG.'], shape: /SG\.[A-Za-z0-9_-]{20,24}\.[A-Za-z0-9_-]{39,50}/ },
  { kind: 'mailgun-key', anchors: ['key-'], shape: /key-[a-f0-9]{32}/ },
  { kind: 'mailchimp-key', anchors: ['-us'], before: [32], shape: /[0-9a-f]{32}-us\d{1,2}/ },
  {
    kind: 'mandrill-key',
    anchors: ['md-'],
    shape: /md-[A-Za-z0-9_-]{22}/,
    judge: (value) => (/\d/.test(value) && /[A-Z]/.test(value) && /[a-z]/.test(value.slice(3)) ? 'likely' : null),
  },
  { kind: 'resend-key', anchors: ['re_'], shape: /re_[A-Za-z0-9]{8}_[A-Za-z0-9]{24}/ },
  { kind: 'brevo-key', anchors: ['xkeysib-', 'xsmtpsib-'], shape: /x(?:key|smtp)sib-[a-f0-9]{64}-[A-Za-z0-9]{16}/ },
  { kind: 'mailersend-token', anchors: ['mlsn.'], shape: /mlsn\.[a-f0-9]{64}/ },
  { kind: 'klaviyo-key', anchors: ['pk_'], shape: /pk_[a-f0-9]{34}/ },
  {
    kind: 'courier-key',
    anchors: ['pk_prod_', 'pk_test_', 'dk_prod_', 'dk_test_'],
    shape: /[pd]k_(?:prod|test)_[A-Z0-9]{28}/,
  },
  { kind: 'knock-key', anchors: ['sk_knock_'], shape: /sk_knock_[A-Za-z0-9_-]{20,60}/ },
  { kind: 'customerio-token', anchors: ['cio_'], shape: /cio_[A-Za-z0-9]{32,64}/, confidence: 'likely' },
];

export const mailNames: readonly NamedRule[] = [
  { kind: 'mailgun-key', names: ['mailgun'], shape: /^(?:[a-f0-9]{32}|[a-f0-9]{32}-[a-f0-9]{8}-[a-f0-9]{8})$/ },
  { kind: 'postmark-token', names: ['postmark'], shape: /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/ },
  { kind: 'mailjet-secret', names: ['mailjet', 'mj apikey'], shape: /^[a-f0-9]{32}$/ },
  { kind: 'sparkpost-key', names: ['sparkpost'], shape: /^[a-f0-9]{40}$/ },
  { kind: 'vonage-secret', names: ['vonage', 'nexmo'], shape: /^[A-Za-z0-9]{16}$/ },
];
