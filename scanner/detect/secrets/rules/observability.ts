import { judgeCrcBehindMark } from '../checksums.ts';
import type { NamedRule, TokenRule } from '../rule.ts';

/** Monitoring, logging, analytics. */
export const observabilityTokens: readonly TokenRule[] = [
  {
    kind: 'grafana-service-token',
    anchors: ['glsa_'],
    shape: /glsa_[A-Za-z0-9]{32}_[a-fA-F0-9]{8}/,
    judge: judgeCrcBehindMark,
  },
  {
    kind: 'grafana-cloud-token',
    anchors: ['glc_eyJ'],
    shape: /glc_eyJ[A-Za-z0-9+/]{30,400}={0,2}/,
    notBefore: /[A-Za-z0-9+/=]/,
  },
  { kind: 'grafana-key', anchors: ['eyJrIjoi'], shape: /eyJrIjoi[A-Za-z0-9]{60,400}={0,2}/ },
  { kind: 'new-relic-user-key', anchors: ['NRAK-'], shape: /NRAK-[A-Z0-9]{27}/ },
  { kind: 'new-relic-insert-key', anchors: ['NRII-', 'NRIQ-'], shape: /NRI[IQ]-[A-Za-z0-9_-]{32}/ },
  { kind: 'new-relic-admin-key', anchors: ['NRAA-', 'NRRA-'], shape: /NR(?:AA|RA)-[a-f0-9]{27,42}/ },
  { kind: 'new-relic-license-key', anchors: ['NRAL'], before: [36], shape: /[a-f0-9]{32}(?:[a-f0-9]{4}|FFFF)NRAL/ },
  { kind: 'sentry-org-token', anchors: ['sntrys_'], shape: /sntrys_eyJ[A-Za-z0-9+/=_-]{80,500}/ },
  { kind: 'sentry-user-token', anchors: ['sntryu_', 'sntrya_', 'sntryi_'], shape: /sntry[uai]_[a-f0-9]{64}/ },
  {
    kind: 'honeycomb-key',
    anchors: [
      'hcaik_',
      'hcbik_',
      'hcxik_',
      'hcaic_',
      'hcbic_',
      'hcxic_',
      'hcalk_',
      'hcblk_',
      'hcxlk_',
      'hcamk_',
      'hcbmk_',
      'hcxmk_',
    ],
    shape: /hc[abx](?:ik|ic|lk|mk)_[a-z0-9]{32,64}/,
  },
  {
    kind: 'dynatrace-token',
    anchors: ['dt0c01.', 'dt0s01.', 'dt0s02.', 'dt0s16.', 'dt0s08.'],
    shape: /dt0(?:c01|s01|s02|s08|s16)\.[A-Z0-9]{8,24}\.[A-Z0-9]{64}/,
  },
  {
    kind: 'axiom-token',
    anchors: ['xaat-', 'xapt-'],
    shape: /xa[ap]t-[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/,
  },
  { kind: 'posthog-key', anchors: ['phx_', 'phs_', 'pha_', 'phr_'], shape: /ph[xsar]_[A-Za-z0-9]{43,47}/ },
  { kind: 'datadog-token', anchors: ['ddapp_', 'ddpat_', 'ddapi_'], shape: /dd(?:app|pat|api)_[A-Za-z0-9]{34,60}/ },
  { kind: 'logfire-token', anchors: ['pylf_v'], shape: /pylf_v\d_[a-z]{2}_[A-Za-z0-9]{40,50}/ },
  { kind: 'incident-io-key', anchors: ['inc_'], shape: /inc_[A-Za-z0-9]{40,64}/, confidence: 'likely' },
  { kind: 'highlight-key', anchors: ['hlkey_'], shape: /hlkey_[A-Za-z0-9]{24,64}/, confidence: 'likely' },
];

export const observabilityNames: readonly NamedRule[] = [
  { kind: 'datadog-key', names: ['datadog', 'dd api', 'dd app'], shape: /^(?:[a-f0-9]{32}|[a-f0-9]{40})$/ },
  { kind: 'sumo-logic-key', names: ['sumo', 'sumologic'], shape: /^[A-Za-z0-9]{64}$/ },
  { kind: 'sumo-logic-access-id', names: ['sumo', 'sumologic'], shape: /^su[A-Za-z0-9]{12}$/ },
  {
    kind: 'splunk-token',
    names: ['splunk', 'hec token'],
    shape: /^[0-9a-fA-F]{8}-(?:[0-9a-fA-F]{4}-){3}[0-9a-fA-F]{12}$/,
  },
  { kind: 'new-relic-key', names: ['new relic', 'newrelic'], shape: /^(?:[a-f0-9]{40}|[A-Za-z0-9_-]{32,64})$/ },
  { kind: 'sentry-token', names: ['sentry'], shape: /^[a-f0-9]{64}$/ },
  { kind: 'rollbar-token', names: ['rollbar'], shape: /^[a-f0-9]{32}$/ },
  {
    kind: 'pagerduty-key',
    names: ['pagerduty', 'pager duty'],
    shape: /^(?:u\+[A-Za-z0-9_+-]{18}|[A-Za-z0-9_+-]{20}|[a-f0-9]{32})$/,
  },
  { kind: 'opsgenie-key', names: ['opsgenie'], shape: /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/ },
  { kind: 'segment-key', names: ['segment'], shape: /^(?:[A-Za-z0-9]{32}|sgp_[A-Za-z0-9]{64})$/ },
  { kind: 'logzio-token', names: ['logz', 'logzio'], shape: /^[A-Za-z]{32}$/ },
  { kind: 'honeycomb-key', names: ['honeycomb'], shape: /^(?:[A-Za-z0-9]{22}|[a-f0-9]{32})$/ },
];
