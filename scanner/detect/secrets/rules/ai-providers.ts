import type { NamedRule, TokenRule } from '../rule.ts';

/** Providers of models, search and agents. */
export const aiTokens: readonly TokenRule[] = [
  {
    kind: 'openai-key',
    anchors: ['T3BlbkFJ'],
    before: [20, 23],
    shape: /sk-(?:[A-Za-z0-9]{20}|[A-Za-z0-9]{17})T3BlbkFJ[A-Za-z0-9]{20,24}/,
  },
  {
    kind: 'openai-key',
    anchors: ['sk-proj-', 'sk-svcacct-', 'sk-admin-', 'sk-None-'],
    shape: /sk-(?:proj|svcacct|admin|None)-[A-Za-z0-9_-]{20,170}/,
    judge: (value) => (value.includes('T3BlbkFJ') ? 'certain' : null),
  },
  {
    kind: 'anthropic-key',
    anchors: ['sk-ant-'],
    shape: /sk-ant-(?:api|admin)\d{2}-[A-Za-z0-9_-]{80,110}/,
    judge: (value) =>
      /^sk-ant-(?:api|admin)\d{2}-[A-Za-z0-9_-]{93}AA$/.test(value)
        ? 'certain'
        : value.endsWith('AA')
          ? 'likely'
          : null,
  },
  {
    kind: 'anthropic-oauth-token',
    anchors: ['sk-ant-o', 'sk-ant-sid'],
    shape: /sk-ant-(?:oat|ort|sid)\d{2}-[A-Za-z0-9_-]{80,140}/,
  },
  { kind: 'hugging-face-token', anchors: ['hf_'], shape: /hf_[A-Za-z]{34}/ },
  { kind: 'hugging-face-org-token', anchors: ['api_org_'], shape: /api_org_[A-Za-z]{34}/ },
  { kind: 'groq-key', anchors: ['gsk_'], shape: /gsk_[A-Za-z0-9]{52}/ },
  { kind: 'perplexity-key', anchors: ['pplx-'], shape: /pplx-[A-Za-z0-9]{48}/ },
  { kind: 'replicate-token', anchors: ['r8_'], shape: /r8_[A-Za-z0-9]{37}/ },
  { kind: 'xai-key', anchors: ['xai-'], shape: /xai-[A-Za-z0-9]{80}/ },
  { kind: 'openrouter-key', anchors: ['sk-or-v1-'], shape: /sk-or-v1-[a-f0-9]{64}/ },
  { kind: 'deepseek-key', anchors: ['sk-'], shape: /sk-[a-f0-9]{32}/, confidence: 'likely' },
  { kind: 'model-provider-key', anchors: ['sk-'], shape: /sk-[A-Za-z0-9]{48,51}/, confidence: 'likely' },
  {
    kind: 'langfuse-key',
    anchors: ['sk-lf-'],
    shape: /sk-lf-[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/,
  },
  {
    kind: 'helicone-key',
    anchors: ['sk-helicone-'],
    shape: /sk-helicone-[a-z0-9]{7}-[a-z0-9]{7}-[a-z0-9]{7}-[a-z0-9]{7}/,
  },
  { kind: 'langsmith-key', anchors: ['lsv2_pt_', 'lsv2_sk_'], shape: /lsv2_(?:pt|sk)_[a-f0-9]{32}_[a-f0-9]{10}/ },
  { kind: 'fireworks-key', anchors: ['fw_'], shape: /fw_[A-Za-z0-9]{22,24}/, confidence: 'likely' },
  { kind: 'together-key', anchors: ['tgp_v1_'], shape: /tgp_v1_[A-Za-z0-9_-]{43}/ },
  { kind: 'cerebras-key', anchors: ['csk-'], shape: /csk-[a-z0-9]{48}/ },
  { kind: 'tavily-key', anchors: ['tvly-'], shape: /tvly-(?:dev-|prod-)?[A-Za-z0-9]{32}/ },
  { kind: 'firecrawl-key', anchors: ['fc-'], shape: /fc-[a-f0-9]{32}/ },
  { kind: 'brave-search-key', anchors: ['BSA'], shape: /BSA[A-Za-z0-9_-]{27,28}/, confidence: 'likely' },
  { kind: 'jina-key', anchors: ['jina_'], shape: /jina_[A-Za-z0-9_-]{60}/ },
  {
    kind: 'voyage-key',
    anchors: ['pa-', 'al-'],
    shape: /(?:pa|al)-[A-Za-z0-9_-]{43}/,
    judge: (value) => (/\d/.test(value) && /[A-Z]/.test(value) ? 'likely' : null),
  },
  { kind: 'pinecone-key', anchors: ['pcsk_'], shape: /pcsk_[A-Za-z0-9]{5,6}_[A-Za-z0-9]{63}/ },
  { kind: 'elevenlabs-key', anchors: ['sk_'], shape: /sk_[a-f0-9]{48}/ },
  { kind: 'nvidia-key', anchors: ['nvapi-'], shape: /nvapi-[A-Za-z0-9_-]{60,70}/ },
  { kind: 'llamacloud-key', anchors: ['llx-'], shape: /llx-[A-Za-z0-9]{48}/ },
  { kind: 'cursor-key', anchors: ['key_'], shape: /key_[a-f0-9]{64}/ },
  { kind: 'browserbase-key', anchors: ['bb_live_'], shape: /bb_live_[A-Za-z0-9_-]{20,40}/ },
  { kind: 'e2b-key', anchors: ['e2b_'], shape: /e2b_[a-f0-9]{40}/ },
  {
    kind: 'context7-key',
    anchors: ['ctx7sk-'],
    shape: /ctx7sk-[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/,
  },
  { kind: 'apify-token', anchors: ['apify_api_'], shape: /apify_api_[A-Za-z0-9]{36}/ },
  { kind: 'wandb-key', anchors: ['wandb_v1_'], shape: /wandb_v1_[A-Za-z0-9_]{40,90}/ },
  { kind: 'zapier-mcp-key', anchors: ['sk-ak-'], shape: /sk-ak-[A-Za-z0-9_-]{16,64}/ },
];

export const aiNames: readonly NamedRule[] = [
  { kind: 'cohere-key', names: ['cohere', 'co api key'], shape: /^[A-Za-z0-9]{40}$/ },
  { kind: 'mistral-key', names: ['mistral', 'codestral'], shape: /^[A-Za-z0-9]{32}$/ },
  {
    kind: 'azure-openai-key',
    names: ['azure openai', 'azure ai', 'azure cognitive', 'azure speech'],
    shape: /^[a-f0-9]{32}$/,
  },
  { kind: 'wandb-key', names: ['wandb', 'weights biases'], shape: /^[a-f0-9]{40}$/ },
  { kind: 'deepgram-key', names: ['deepgram'], shape: /^[a-f0-9]{40}$/ },
  { kind: 'assemblyai-key', names: ['assemblyai', 'assembly ai'], shape: /^[a-f0-9]{32}$/ },
  { kind: 'exa-key', names: ['exa'], shape: /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/ },
  { kind: 'serpapi-key', names: ['serpapi', 'serp api', 'serper'], shape: /^(?:[a-f0-9]{64}|[a-f0-9]{40})$/ },
  { kind: 'pinecone-key', names: ['pinecone'], shape: /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/ },
  { kind: 'privateai-key', names: ['privateai', 'private ai'], shape: /^[a-z0-9]{32}$/ },
  { kind: 'smithery-key', names: ['smithery'], shape: /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/ },
];
