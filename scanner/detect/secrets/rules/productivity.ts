import type { NamedRule, TokenRule } from '../rule.ts';

/** Work, design and content services. */
export const productivityTokens: readonly TokenRule[] = [
  { kind: 'notion-token', anchors: ['ntn_'], shape: /ntn_\d{11}[A-Za-z0-9]{35}/ },
  { kind: 'notion-token', anchors: ['secret_'], shape: /secret_[A-Za-z0-9]{43}/, confidence: 'likely' },
  { kind: 'linear-key', anchors: ['lin_api_'], shape: /lin_api_[A-Za-z0-9]{40}/ },
  { kind: 'linear-oauth-token', anchors: ['lin_oauth_'], shape: /lin_oauth_[a-f0-9]{64}/ },
  { kind: 'airtable-token', anchors: ['pat'], shape: /pat[A-Za-z0-9]{14}\.[a-f0-9]{64}/ },
  { kind: 'asana-token', anchors: ['1/1', '2/1'], shape: /[12]\/1\d{12,16}(?:\/\d{13,17})?:[a-f0-9]{32}/ },
  { kind: 'clickup-token', anchors: ['pk_'], shape: /pk_\d{5,12}_[A-Z0-9]{32}/ },
  { kind: 'trello-token', anchors: ['ATTA'], shape: /ATTA[a-f0-9]{56}[A-F0-9]{8}/ },
  {
    kind: 'figma-token',
    anchors: ['figd_', 'figo_', 'figu_', 'figor_'],
    shape: /fig(?:d|o|u|or)_[A-Za-z0-9_-]{40,52}/,
  },
  {
    kind: 'hubspot-token',
    anchors: ['pat-na', 'pat-eu', 'pat-ap'],
    shape: /pat-(?:na|eu|ap)\d-[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/,
  },
  { kind: 'contentful-token', anchors: ['CFPAT-'], shape: /CFPAT-[A-Za-z0-9_-]{43}/ },
  { kind: 'typeform-token', anchors: ['tfp_'], shape: /tfp_[A-Za-z0-9_.=-]{40,60}/ },
  { kind: 'frameio-token', anchors: ['fio-u-'], shape: /fio-u-[A-Za-z0-9_=-]{64}/ },
  {
    kind: 'shortcut-token',
    anchors: ['sct_rw_', 'sct_ro_'],
    shape: /sct_r[wo]_[a-z0-9-]{2,40}_[A-Za-z0-9_-]{30,60}/,
    confidence: 'likely',
  },
  { kind: 'zendesk-oauth-token', anchors: ['zdt_'], shape: /zdt_[A-Za-z0-9_-]{30,80}/, confidence: 'likely' },
  {
    kind: 'salesforce-session',
    anchors: ['00D'],
    shape: /00D[A-Za-z0-9]{12}(?:[A-Za-z0-9]{3})?![A-Za-z0-9._]{80,120}/,
  },
  { kind: 'salesforce-refresh-token', anchors: ['5Aep861'], shape: /5Aep861[A-Za-z0-9._]{60,100}/ },
  { kind: 'adobe-client-secret', anchors: ['p8e-'], shape: /p8e-[A-Za-z0-9_-]{32}/ },
  { kind: 'mapbox-secret-token', anchors: ['sk.eyJ'], shape: /sk\.eyJ[A-Za-z0-9_-]{60,120}\.[A-Za-z0-9_-]{20,24}/ },
  { kind: 'intra42-secret', anchors: ['s-s4t2ud-', 's-s4t2af-'], shape: /s-s4t2(?:ud|af)-[a-f0-9]{64}/ },
  { kind: 'planning-center-token', anchors: ['pco_pat_'], shape: /pco_pat_[a-f0-9]{64,72}/, confidence: 'likely' },
  { kind: 'maxmind-key', anchors: ['_mmk'], before: [36], shape: /[A-Za-z0-9]{6}_[A-Za-z0-9]{29}_mmk/ },
];

export const productivityNames: readonly NamedRule[] = [
  { kind: 'jira-token', names: ['jira', 'confluence', 'atlassian'], shape: /^[A-Za-z0-9]{24}$/ },
  { kind: 'asana-token', names: ['asana'], shape: /^[a-z0-9]{32}$/ },
  { kind: 'trello-secret', names: ['trello'], shape: /^(?:[a-f0-9]{32}|[a-f0-9]{64})$/ },
  { kind: 'freshdesk-key', names: ['freshdesk', 'freshservice'], shape: /^[A-Za-z0-9]{20}$/ },
  { kind: 'zendesk-key', names: ['zendesk'], shape: /^[A-Za-z0-9]{40}$/ },
  { kind: 'algolia-key', names: ['algolia'], shape: /^[a-f0-9]{32}$/ },
  { kind: 'maxmind-key', names: ['maxmind', 'geolite'], shape: /^[A-Za-z0-9]{16}$/ },
  {
    kind: 'alchemy-or-infura-key',
    names: ['alchemy', 'infura', 'etherscan'],
    shape: /^(?:[A-Za-z0-9_-]{32}|[a-f0-9]{32}|[A-Z0-9]{34})$/,
  },
  { kind: 'dropbox-secret', names: ['dropbox'], shape: /^[a-z0-9]{15}$/ },
  { kind: 'beamer-key', names: ['beamer'], shape: /^b_[a-z0-9_=-]{44}$/ },
];
