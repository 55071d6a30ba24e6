import { pypiName } from './package-of.ts';
import type { Package } from './package-of.ts';

/**
 * Packages of MCP servers and bridges that many people install, so that a name close to one of them is worth a second look.
 * Being listed says only that the name is real and well known: it is no approval.
 */
const npm = `
@modelcontextprotocol/server-aws-kb-retrieval @modelcontextprotocol/server-brave-search @modelcontextprotocol/server-everart
@modelcontextprotocol/server-everything @modelcontextprotocol/server-filesystem @modelcontextprotocol/server-gdrive
@modelcontextprotocol/server-github @modelcontextprotocol/server-gitlab @modelcontextprotocol/server-google-maps
@modelcontextprotocol/server-memory @modelcontextprotocol/server-postgres @modelcontextprotocol/server-puppeteer
@modelcontextprotocol/server-redis @modelcontextprotocol/server-sequential-thinking @modelcontextprotocol/server-slack
@modelcontextprotocol/inspector
mcp-remote supergateway mcp-proxy @smithery/cli @modelcontextprotocol/create-server
@upstash/context7-mcp @playwright/mcp @executeautomation/playwright-mcp-server @executeautomation/database-server
chrome-devtools-mcp @browsermcp/mcp @browserbasehq/mcp @browserbasehq/mcp-server-browserbase @agentdeskai/browser-tools-mcp
@agentdeskai/browser-tools-server puppeteer-mcp-server hyperbrowser-mcp fetcher-mcp
firecrawl-mcp tavily-mcp exa-mcp-server @brave/brave-search-mcp-server @perplexity-ai/mcp-server @brightdata/mcp mcp-searxng
@apify/actors-mcp-server @mzxrai/mcp-webresearch
@notionhq/notion-mcp-server @suekou/mcp-notion-server figma-developer-mcp cursor-talk-to-figma-mcp mcp-obsidian obsidian-mcp-server
@taazkareem/clickup-mcp-server @delorenj/mcp-server-trello @roychri/mcp-server-asana linear-mcp-server @tacticlaunch/mcp-linear
@aashari/mcp-server-atlassian-jira @aashari/mcp-server-atlassian-confluence @aashari/mcp-server-atlassian-bitbucket
@gongrzhe/server-gmail-autoauth-mcp @cocal/google-calendar-mcp @isaacphi/mcp-gdrive @larksuiteoapi/lark-mcp @line/line-bot-mcp-server
@zereight/mcp-gitlab @cyanheads/git-mcp-server @azure-devops/mcp @circleci/mcp-server-circleci @sentry/mcp-server
@azure/mcp @cloudflare/mcp-server-cloudflare @google-cloud/cloud-run-mcp @google-cloud/gcloud-mcp @heroku/mcp-server @netlify/mcp
@digitalocean/mcp @railway/mcp-server mcp-server-kubernetes kubernetes-mcp-server @strowk/mcp-k8s @dynatrace-oss/dynatrace-mcp-server
@launchdarkly/mcp-server @auth0/auth0-mcp-server @postman/postman-mcp-server @winor30/mcp-server-datadog
@supabase/mcp-server-supabase @supabase/mcp-server-postgrest @neondatabase/mcp-server-neon mongodb-mcp-server @bytebase/dbhub
@benborla29/mcp-server-mysql @f4ww4z/mcp-mysql-server @henkey/postgres-mcp-server @elastic/mcp-server-elasticsearch
@pinecone-database/mcp @toolbox-sdk/server
@stripe/mcp @paypal/mcp @shopify/dev-mcp @xeroapi/xero-mcp-server @chargebee/mcp @hubspot/mcp-server @salesforce/mcp @twilio-alpha/mcp
@contentful/mcp-server @sanity/mcp-server webflow-mcp-server @mapbox/mcp-server @amap/amap-maps-mcp-server
@baidumap/mcp-server-baidu-map @openbnb/mcp-server-airbnb 12306-mcp
@wonderwhy-er/desktop-commander mcp-server-commands mcp-server-code-runner @steipete/claude-code-mcp @steipete/peekaboo-mcp
@steipete/macos-automator-mcp @jetbrains/mcp-proxy @mobilenext/mobile-mcp appium-mcp ios-simulator-mcp xcodebuildmcp nx-mcp @eslint/mcp
@sveltejs/mcp @mui/mcp @21st-dev/magic @magicuidesign/mcp @jpisnice/shadcn-ui-mcp-server @antv/mcp-server-chart mcp-mermaid
@mastra/mcp-docs-server @arabold/docs-mcp-server @ivotoby/openapi-mcp-server @e2b/mcp-server @negokaz/excel-mcp-server
@anaisbetts/mcp-installer @anaisbetts/mcp-youtube @kimtaeyoon83/mcp-server-youtube-transcript @translated/lara-mcp @ui5/mcp-server
task-master-ai claude-flow n8n-mcp gemini-mcp-tool @samanhappy/mcphub @metamcp/mcp-server-metamcp @microsoft/clarity-mcp-server
@microsoft/m365agentstoolkit-mcp @cloudbase/cloudbase-mcp
`;

const pypi = `
mcp fastmcp mcp-proxy mcp-server-fetch mcp-server-git mcp-server-time mcp-server-sqlite mcp-server-sentry
mcp-atlassian markitdown-mcp mcp-obsidian basic-memory serena-agent workspace-mcp mcp-gsuite zotero-mcp-server
mcp-server-qdrant chroma-mcp mcp-neo4j-cypher mcp-neo4j-memory postgres-mcp redis-mcp-server mysql-mcp-server mcp-clickhouse
mcp-server-motherduck mcp-snowflake-server snowflake-labs-mcp mcp-server-bigquery dbt-mcp
arxiv-mcp-server duckduckgo-mcp-server kagimcp perplexity-mcp oxylabs-mcp mcp-server-browser-use
blender-mcp elevenlabs-mcp minimax-mcp ida-pro-mcp jupyter-mcp-server office-word-mcp-server excel-mcp-server mcp-pandoc
mcp-server-docker mcp-server-tree-sitter mcp-run-python mcp-text-editor mcp-server-calculator semgrep-mcp pagerduty-mcp
hass-mcp ha-mcp alpaca-mcp-server mcp-alchemy context-portal-mcp cognee-mcp computer-control-mcp mcp-server-reddit
awslabs.core-mcp-server awslabs.aws-api-mcp-server awslabs.aws-documentation-mcp-server awslabs.aws-diagram-mcp-server
awslabs.cdk-mcp-server awslabs.cfn-mcp-server awslabs.terraform-mcp-server awslabs.ecs-mcp-server awslabs.eks-mcp-server
awslabs.lambda-tool-mcp-server awslabs.bedrock-kb-retrieval-mcp-server awslabs.nova-canvas-mcp-server awslabs.dynamodb-mcp-server
awslabs.postgres-mcp-server awslabs.mysql-mcp-server awslabs.cloudwatch-mcp-server awslabs.frontend-mcp-server
awslabs.git-repo-research-mcp-server awslabs.openapi-mcp-server awslabs.aws-pricing-mcp-server
`;

export const knownNames: Readonly<Record<Package['ecosystem'], ReadonlySet<string>>> = {
  npm: new Set(words(npm)),
  pypi: new Set(words(pypi).map(pypiName)),
};

function words(text: string): readonly string[] {
  return text.trim().split(/\s+/);
}
