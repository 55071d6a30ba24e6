import { judgeCrcInBase36, judgeCrcTail } from '../checksums.ts';
import type { NamedRule, TokenRule } from '../rule.ts';

/** Code hosts, builds and delivery. */
export const codeHostTokens: readonly TokenRule[] = [
  {
    kind: 'github-token',
    anchors: ['ghp_', 'gho_', 'ghu_', 'ghs_', 'ghr_'],
    shape: /gh[pousr]_[A-Za-z0-9]{36}/,
    judge: judgeCrcTail(4, 6),
  },
  { kind: 'github-refresh-token', anchors: ['ghr_'], shape: /ghr_[A-Za-z0-9]{76}/ },
  {
    kind: 'github-app-token',
    anchors: ['ghs_'],
    shape: /ghs_\d{1,12}_eyJ[A-Za-z0-9_-]{10,400}\.[A-Za-z0-9_-]{10,800}\.[A-Za-z0-9_-]{20,800}/,
  },
  { kind: 'github-fine-grained-token', anchors: ['github_pat_'], shape: /github_pat_[A-Za-z0-9]{22}_[A-Za-z0-9]{59}/ },
  {
    kind: 'gitlab-token',
    anchors: ['glpat-', 'gldt-', 'glrt-', 'glft-', 'glimt-', 'glsoat-', 'glffct-', 'glcbt-', 'glrtr-'],
    shape:
      /gl(?:pat|dt|rt|ft|soat|ffct|rtr)-[A-Za-z0-9_-]{20}|glimt-[A-Za-z0-9_-]{25}|glcbt-(?:[A-Za-z0-9]{1,5}_)?[A-Za-z0-9_-]{20}/,
  },
  {
    kind: 'gitlab-token',
    anchors: ['glpat-', 'glrt-', 'glrtr-', 'gldt-', 'glft-', 'glcbt-', 'glptt-', 'glsoat-'],
    shape: /gl(?:pat|rtr?|dt|ft|cbt|ptt|soat)-(?:t\d_)?[A-Za-z0-9_-]{27,300}\.(?:[0-9a-z]{2}\.)?[0-9a-z]{9}/,
    judge: judgeCrcInBase36,
  },
  { kind: 'gitlab-workspace-token', anchors: ['glwt-'], shape: /glwt-[A-Za-z0-9_-]{20,60}/ },
  { kind: 'gitlab-trigger-token', anchors: ['glptt-'], shape: /glptt-[A-Za-z0-9_-]{40}/ },
  { kind: 'gitlab-agent-token', anchors: ['glagent-'], shape: /glagent-[A-Za-z0-9_-]{50,1024}/ },
  { kind: 'gitlab-oauth-secret', anchors: ['gloas-'], shape: /gloas-[A-Za-z0-9_-]{64}/ },
  { kind: 'gitlab-runner-token', anchors: ['GR1348941'], shape: /GR1348941[A-Za-z0-9_-]{20,50}/ },
  { kind: 'bitbucket-app-password', anchors: ['ATBB'], shape: /ATBB[A-Za-z0-9]{32}/ },
  {
    kind: 'atlassian-token',
    anchors: ['ATATT3', 'ATCTT3', 'ATSTT3'],
    shape: /AT[ACS]TT3[A-Za-z0-9_=-]{60,600}[A-F0-9]{8}/,
  },
  { kind: 'sourcegraph-token', anchors: ['sgp_'], shape: /sgp_(?:(?:local|[A-Fa-f0-9]{16})_)?[A-Fa-f0-9]{40}/ },
  { kind: 'sourcegraph-token', anchors: ['sgd_', 'slk_'], shape: /(?:sgd|slk)_[a-f0-9]{64}/ },
  { kind: 'sonar-token', anchors: ['sqp_', 'squ_', 'sqa_'], shape: /sq[pua]_[a-f0-9]{40}/ },
  { kind: 'circleci-token', anchors: ['CCIPAT_', 'CCIPRJ_'], shape: /CCIP(?:AT|RJ)_[A-Za-z0-9]{22}_[a-f0-9]{40}/ },
  { kind: 'buildkite-token', anchors: ['bkua_', 'bkct_', 'bkpt_'], shape: /bk(?:ua|ct|pt)_[A-Za-z0-9]{40,64}/ },
  {
    kind: 'harness-token',
    anchors: ['pat.', 'sat.'],
    shape: /[ps]at\.[A-Za-z0-9_-]{22}\.[a-f0-9]{24}\.[A-Za-z0-9]{20}/,
  },
  {
    kind: 'octopus-key',
    anchors: ['API-'],
    shape: /API-[A-Z0-9]{26,32}/,
    judge: (value) =>
      /\d.*[A-Z]|[A-Z].*\d/.test(value.slice(4)) && !/^[0-9A-F]{32}$/.test(value.slice(4)) ? 'likely' : null,
  },
  {
    kind: 'launchdarkly-key',
    anchors: ['sdk-', 'api-', 'mob-'],
    shape: /(?:sdk|api|mob)-[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}/,
    confidence: 'likely',
  },
  {
    kind: 'snyk-token',
    anchors: ['snyk_uat.', 'snyk_sat.'],
    shape: /snyk_[us]at\.[a-f0-9]{8}\.eyJ[A-Za-z0-9_-]{40,400}\.[A-Za-z0-9_-]{20,200}/,
  },
  { kind: 'deno-deploy-token', anchors: ['ddp_', 'ddo_'], shape: /dd[po]_[A-Za-z0-9]{36}/ },
  { kind: 'prefect-key', anchors: ['pnu_', 'pnb_'], shape: /pn[ub]_[A-Za-z0-9]{36}/ },
  { kind: 'pulumi-token', anchors: ['pul-'], shape: /pul-[a-f0-9]{40}/ },
  {
    kind: 'terraform-token',
    anchors: ['.atlasv1.'],
    before: [14],
    shape: /[A-Za-z0-9]{14}\.atlasv1\.[A-Za-z0-9_=-]{60,70}/,
  },
  {
    kind: 'doppler-token',
    anchors: ['dp.pt.', 'dp.st.', 'dp.ct.', 'dp.sa.', 'dp.scim.', 'dp.audit.'],
    shape: /dp\.(?:pt|ct|sa|scim|audit|st(?:\.[a-z0-9_-]{2,35})?)\.[A-Za-z0-9]{40,44}/,
  },
  {
    kind: 'vault-token',
    anchors: ['hvs.', 'hvb.', 'hvr.'],
    shape: /hv[sbr]\.[A-Za-z0-9_-]{24,300}/,
    judge: (value) => (value.length >= 90 ? 'certain' : 'likely'),
  },
  { kind: 'infisical-token', anchors: ['st.'], shape: /st\.[a-f0-9]{24}\.[a-f0-9]{32}\.[a-f0-9]{32}/ },
  { kind: 'spacelift-secret', anchors: ['spacelift_'], shape: /spacelift_[A-Za-z0-9]{40,64}/ },
  {
    kind: 'infracost-key',
    anchors: ['ico-'],
    shape: /ico-[A-Za-z0-9]{32}/,
    judge: (value) => (/[A-Z]/.test(value) ? 'certain' : null),
  },
  { kind: 'semgrep-token', anchors: ['sgc_'], shape: /sgc_[A-Za-z0-9]{40,64}/, confidence: 'likely' },
  { kind: 'postman-key', anchors: ['PMAK-'], shape: /PMAK-[a-f0-9]{24}-[a-f0-9]{34}/ },
  { kind: 'postman-collection-key', anchors: ['PMAT-'], shape: /PMAT-[A-Z0-9]{26}/ },
  { kind: 'readme-key', anchors: ['rdme_'], shape: /rdme_[a-z0-9]{70}/ },
  { kind: 'docker-token', anchors: ['dckr_pat_', 'dckr_oat_'], shape: /dckr_(?:pat|oat)_[A-Za-z0-9_-]{27,32}/ },
];

export const codeHostNames: readonly NamedRule[] = [
  { kind: 'vault-token', names: ['vault', 'token'], shape: /^s\.(?=[A-Za-z]{0,23}\d)[A-Za-z0-9]{24}$/ },
  { kind: 'gitea-token', names: ['gitea', 'forgejo', 'codeberg', 'gogs'], shape: /^[0-9a-f]{40}$/ },
  {
    kind: 'azure-devops-token',
    names: ['azure devops', 'azdo', 'ado pat', 'system accesstoken', 'vsts'],
    shape: /^[a-z2-7]{52}$/,
  },
  { kind: 'sonar-token', names: ['sonar'], shape: /^[0-9a-zA-Z]{40}$/ },
  { kind: 'sourcegraph-token', names: ['sourcegraph', 'src access'], shape: /^[0-9a-fA-F]{40}$/ },
  { kind: 'snyk-token', names: ['snyk'], shape: /^[0-9a-fA-F]{8}-(?:[0-9a-fA-F]{4}-){3}[0-9a-fA-F]{12}$/ },
  {
    kind: 'codecov-token',
    names: ['codecov'],
    shape: /^(?:[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}|[a-z0-9]{32})$/,
  },
  { kind: 'travis-token', names: ['travis'], shape: /^[A-Za-z0-9_-]{22}$/ },
  { kind: 'drone-token', names: ['drone'], shape: /^[A-Za-z0-9]{32}$/ },
  { kind: 'jenkins-token', names: ['jenkins'], shape: /^11[0-9a-f]{32}$/ },
  { kind: 'circleci-token', names: ['circle ci', 'circleci', 'circle token'], shape: /^[a-f0-9]{40}$/ },
];
