import type { NamedRule, TokenRule } from '../rule.ts';

/** Payment, shops and commerce. */
export const paymentTokens: readonly TokenRule[] = [
  {
    kind: 'stripe-key',
    anchors: ['sk_live_', 'sk_test_', 'rk_live_', 'rk_test_', 'sk_prod_', 'rk_prod_'],
    shape: /[sr]k_(?:live|test|prod)_[A-Za-z0-9]{24,247}/,
  },
  {
    kind: 'stripe-organization-key',
    anchors: ['sk_org_live_', 'sk_org_test_'],
    shape: /sk_org_(?:live|test)_[A-Za-z0-9]{24,247}/,
  },
  { kind: 'stripe-webhook-secret', anchors: ['whsec_'], shape: /whsec_[A-Za-z0-9+/=]{32,80}/ },
  {
    kind: 'square-access-token',
    anchors: ['EAAA'],
    shape: /EAAA[A-Za-z0-9_-]{60}/,
    judge: (value) => (/[a-z]/.test(value) && /[G-Z]/.test(value) && /\d/.test(value) ? 'certain' : null),
  },
  { kind: 'square-access-token', anchors: ['sq0atp-'], shape: /sq0atp-[A-Za-z0-9_-]{22}/ },
  { kind: 'square-oauth-secret', anchors: ['sq0csp-'], shape: /sq0csp-[A-Za-z0-9_\\-]{43}/ },
  {
    kind: 'braintree-token',
    anchors: ['access_token$'],
    shape: /access_token\$(?:production|sandbox)\$[a-z0-9]{16}\$[a-f0-9]{32}/,
  },
  {
    kind: 'shopify-token',
    anchors: ['shpat_', 'shpca_', 'shppa_', 'shpss_', 'shpua_', 'shptka_'],
    shape: /shp(?:at|ca|pa|ss|ua|tka)_[A-Za-z0-9]{32,38}/,
  },
  {
    kind: 'xendit-key',
    anchors: ['xnd_production_', 'xnd_development_'],
    shape: /xnd_(?:production|development)_[A-Za-z0-9]{40,80}/,
  },
  {
    kind: 'midtrans-key',
    anchors: ['Mid-server-'],
    shape: /Mid-server-[A-Za-z0-9_-]{20,40}/,
    notBefore: /[A-Za-z0-9_]/,
  },
  { kind: 'razorpay-key', anchors: ['rzp_live_', 'rzp_test_'], shape: /rzp_(?:live|test)_[A-Za-z0-9]{14}/ },
  {
    kind: 'plaid-token',
    anchors: ['access-production-', 'access-sandbox-', 'access-development-'],
    shape: /access-(?:production|sandbox|development)-[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/,
  },
  { kind: 'flutterwave-key', anchors: ['FLWSECK'], shape: /FLWSECK(?:_TEST|_LIVE)?-[A-Za-z0-9]{12,36}(?:-X)?/ },
  {
    kind: 'paddle-key',
    anchors: ['pdl_live_apikey_', 'pdl_sdbx_apikey_'],
    shape: /pdl_(?:live|sdbx)_apikey_[a-z0-9]{26}_[A-Za-z0-9]{22}_[A-Za-z0-9]{3}/,
  },
  {
    kind: 'gocardless-token',
    anchors: ['live_'],
    shape: /live_[A-Za-z0-9_-]{40}/,
    judge: (value) => (/\d/.test(value) && /[A-Z]/.test(value) ? 'likely' : null),
  },
  {
    kind: 'mollie-key',
    anchors: ['live_', 'test_'],
    shape: /(?:live|test)_[A-Za-z0-9]{30}/,
    judge: (value) => (/\d/.test(value) && /[A-Z]/.test(value) ? 'likely' : null),
  },
  { kind: 'easypost-key', anchors: ['EZAK', 'EZTK'], shape: /EZ[AT]K[A-Za-z0-9]{54}/ },
  { kind: 'shippo-token', anchors: ['shippo_live_', 'shippo_test_'], shape: /shippo_(?:live|test)_[a-f0-9]{40}/ },
  { kind: 'duffel-token', anchors: ['duffel_live_', 'duffel_test_'], shape: /duffel_(?:live|test)_[A-Za-z0-9_-]{43}/ },
  {
    kind: 'adyen-key',
    anchors: ['AQE'],
    shape: /AQE[a-z0-9A-Z]{10,60}\+?[A-Za-z0-9+/=-]{80,260}/,
    confidence: 'likely',
    notBefore: /[A-Za-z0-9+/=-]/,
  },
  {
    kind: 'coinbase-key',
    anchors: ['organizations/'],
    shape: /organizations\/[0-9a-f-]{36}\/apiKeys\/[0-9a-f-]{36}/,
    confidence: 'likely',
  },
  { kind: 'lemonsqueezy-secret', anchors: ['lmsq_'], shape: /lmsq_[A-Za-z0-9]{30,80}/, confidence: 'likely' },
  { kind: 'polar-token', anchors: ['polar_oat_', 'polar_pat_'], shape: /polar_(?:oat|pat)_[A-Za-z0-9]{32,64}/ },
  {
    kind: 'revolut-key',
    anchors: ['oa_prod_', 'oa_sand_'],
    shape: /oa_(?:prod|sand)_[A-Za-z0-9_-]{40,50}/,
    confidence: 'likely',
  },
];

export const paymentNames: readonly NamedRule[] = [
  { kind: 'paypal-secret', names: ['paypal'], shape: /^E[A-Za-z0-9_-]{79}$/ },
  { kind: 'plaid-secret', names: ['plaid'], shape: /^[a-f0-9]{30}$/ },
  { kind: 'paystack-key', names: ['paystack'], shape: /^sk_(?:live|test)_[a-f0-9]{40}$/ },
  { kind: 'coinbase-secret', names: ['coinbase'], shape: /^[A-Za-z0-9_-]{64}$/ },
  { kind: 'etsy-key', names: ['etsy'], shape: /^[a-z0-9]{24}$/ },
  { kind: 'finicity-key', names: ['finicity'], shape: /^[a-f0-9]{32}$/ },
];
