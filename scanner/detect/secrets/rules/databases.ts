import type { NamedRule, TokenRule } from '../rule.ts';

/** Databases and storage; connection strings are read in `urls.ts`. */
export const databaseTokens: readonly TokenRule[] = [
  { kind: 'databricks-token', anchors: ['dapi'], shape: /dapi[a-fA-F0-9]{32}(?:-\d)?/ },
  { kind: 'databricks-oauth-secret', anchors: ['dose'], shape: /dose[a-f0-9]{32}/ },
  { kind: 'xata-key', anchors: ['xau_'], shape: /xau_[A-Za-z0-9]{36,64}/ },
  {
    kind: 'planetscale-token',
    anchors: ['pscale_tkn_', 'pscale_oauth_'],
    shape: /pscale_(?:tkn|oauth)_[A-Za-z0-9_.=-]{32,64}/,
  },
  { kind: 'planetscale-password', anchors: ['pscale_pw_'], shape: /pscale_pw_[A-Za-z0-9_.=-]{32,64}/ },
  { kind: 'supabase-token', anchors: ['sbp_'], shape: /sbp_(?:v0_)?[a-f0-9]{40}/ },
  { kind: 'supabase-secret-key', anchors: ['sb_secret_'], shape: /sb_secret_[A-Za-z0-9_-]{31,40}/ },
  { kind: 'neon-key', anchors: ['napi_'], shape: /napi_[a-z0-9]{64}/ },
  { kind: 'mongodb-atlas-secret', anchors: ['mdb_sa_sk_'], shape: /mdb_sa_sk_[A-Za-z0-9_-]{40}/ },
  { kind: 'aiven-password', anchors: ['AVNS_'], shape: /AVNS_[A-Za-z0-9_-]{19,24}/ },
  {
    kind: 'elastic-cloud-key',
    anchors: ['essu_'],
    shape: /essu_[A-Za-z0-9+/]{60,200}={0,2}/,
    notBefore: /[A-Za-z0-9+/=]/,
  },
  {
    kind: 'clickhouse-key',
    anchors: ['4b1d'],
    shape: /4b1d[A-Za-z0-9]{38}/,
    judge: (value) => (/[A-Z]/.test(value) && /[g-z]/.test(value) ? 'certain' : null),
  },
  { kind: 'cockroach-key', anchors: ['CCDB1_'], shape: /CCDB1_[A-Za-z0-9]{22}_[A-Za-z0-9]{40}/ },
  { kind: 'hasura-token', anchors: ['hasura_'], shape: /hasura_[A-Za-z0-9]{40,80}/, confidence: 'likely' },
  { kind: 'dbt-token', anchors: ['dbtc_', 'dbtu_', 'dbts_'], shape: /dbt[cus]_[A-Za-z0-9_-]{36,48}/ },
  { kind: 'fauna-key', anchors: ['fnAE', 'fnAF'], shape: /fnA[EF][A-Za-z0-9_-]{36}/ },
];

export const databaseNames: readonly NamedRule[] = [
  {
    kind: 'confluent-secret',
    names: ['confluent', 'kafka', 'schema registry'],
    shape: /^(?:[A-Za-z0-9+/]{64}|[A-Z0-9]{16})$/,
  },
  { kind: 'upstash-token', names: ['upstash'], shape: /^[A-Za-z0-9_=-]{50,120}$/ },
  {
    kind: 'mongodb-atlas-key',
    names: ['mdb mcp api', 'atlas private', 'mongodb atlas'],
    shape: /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/,
  },
  { kind: 'elastic-key', names: ['elastic', 'elasticsearch', 'es api'], shape: /^[A-Za-z0-9_-]{58,62}={0,2}$/ },
  { kind: 'clickhouse-key', names: ['clickhouse'], shape: /^[A-Za-z0-9_.~-]{12,64}$/ },
  { kind: 'qdrant-key', names: ['qdrant'], shape: /^[A-Za-z0-9_-]{40,64}$/ },
];
