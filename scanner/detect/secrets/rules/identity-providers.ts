import type { NamedRule, TokenRule } from '../rule.ts';

/** Identity providers, password managers, secrets of sign-in. */
export const identityTokens: readonly TokenRule[] = [
  { kind: '1password-service-token', anchors: ['ops_eyJ'], shape: /ops_eyJ[A-Za-z0-9_-]{200,1600}={0,2}/ },
  {
    kind: '1password-secret-key',
    anchors: ['A3-'],
    shape: /A3-[A-Z0-9]{6}-(?:[A-Z0-9]{11}|[A-Z0-9]{6}-[A-Z0-9]{5})-[A-Z0-9]{5}-[A-Z0-9]{5}-[A-Z0-9]{5}/,
  },
  { kind: 'workos-key', anchors: ['sk_live_a2V5', 'sk_test_a2V5'], shape: /sk_(?:live|test)_a2V5[A-Za-z0-9]{40,120}/ },
  {
    kind: 'stytch-secret',
    anchors: ['secret-live-', 'secret-test-'],
    shape: /secret-(?:live|test)-[A-Za-z0-9_-]{30,40}={0,2}/,
  },
  {
    kind: 'authress-key',
    anchors: ['sc_', 'ext_'],
    shape: /(?:sc|ext)_[A-Za-z0-9]{5,30}\.[A-Za-z0-9]{4,6}\.acc[_-][a-z0-9-]{10,32}\.[A-Za-z0-9+/_=-]{30,120}/,
  },
  {
    kind: 'sidekiq-license',
    anchors: ['contribsys.com'],
    before: [23, 29],
    shape: /[a-f0-9]{8}:[a-f0-9]{8}@(?:gems|enterprise)\.contribsys\.com/,
  },
  {
    kind: 'ory-key',
    anchors: ['ory_pat_', 'ory_wak_', 'ory_apikey_', 'ory_st_'],
    shape: /ory_(?:pat|wak|apikey|st)_[A-Za-z0-9]{32}/,
  },
  { kind: 'ory-token', anchors: ['ory_at_', 'ory_rt_'], shape: /ory_[ar]t_[A-Za-z0-9_-]{43}\.[A-Za-z0-9_-]{43}/ },
  { kind: 'okta-token', anchors: ['SSWS '], shape: /SSWS 00[A-Za-z0-9_-]{40}/ },
];

export const identityNames: readonly NamedRule[] = [
  { kind: 'okta-token', names: ['okta'], shape: /^00[A-Za-z0-9_-]{40}$/ },
  { kind: 'auth0-secret', names: ['auth0'], shape: /^[A-Za-z0-9_-]{64}$/ },
  { kind: 'duo-secret', names: ['duo'], shape: /^[A-Za-z0-9]{40}$/ },
  { kind: 'linkedin-secret', names: ['linkedin'], shape: /^(?:[A-Za-z0-9]{16}|WPL_AP1\.[A-Za-z0-9.=+/]{20,40})$/ },
  {
    kind: 'bitwarden-token',
    names: ['bws', 'bitwarden'],
    shape: /^0\.[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}\.[A-Za-z0-9]{30}:[A-Za-z0-9+/]{22}==$/,
  },
];
