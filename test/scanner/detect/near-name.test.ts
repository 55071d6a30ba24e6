import { describe, expect, it } from 'vitest';
import { knownNames } from '../../../scanner/detect/known-names.ts';
import { nearName } from '../../../scanner/detect/near-name.ts';

describe('a name close to a well-known one', () => {
  it.each([
    ['npm', 'mcp_remote', 'look-alike', 'mcp-remote'],
    ['npm', 'mcp-rernote', 'look-alike', 'mcp-remote'],
    ['npm', 'firecraw1-mcp', 'look-alike', 'firecrawl-mcp'],
    ['npm', 'tаvily-mcp', 'look-alike', 'tavily-mcp'],
    ['npm', '@model-context-protocol/server-filesystem', 'look-alike', '@modelcontextprotocol/server-filesystem'],
    ['npm', '@modelcontextprotocl/server-filesystem', 'scope', '@modelcontextprotocol/server-filesystem'],
    ['npm', '@upstahs/context7-mcp', 'scope', '@upstash/context7-mcp'],
    ['npm', 'firecrwal-mcp', 'slip', 'firecrawl-mcp'],
    ['npm', 'firecrawl-mpc', 'slip', 'firecrawl-mcp'],
    ['npm', 'mcp-remotee', 'slip', 'mcp-remote'],
    ['pypi', 'mcp-sever-git', 'slip', 'mcp-server-git'],
    ['pypi', 'mcp-atlasian', 'slip', 'mcp-atlassian'],
    ['pypi', 'mcp-server-gti', 'close', 'mcp-server-git'],
    ['npm', 'playwright-mcp', 'close', '@playwright/mcp'],
    ['npm', 'mcp-server-fetch', 'other-ecosystem', 'mcp-server-fetch'],
    ['npm', '@someone/server-filesystem', 'copied', '@modelcontextprotocol/server-filesystem'],
  ] as const)('%s %s is a %s of %s', (ecosystem, name, how, known) => {
    expect(nearName({ ecosystem, name })).toEqual({ known, how });
  });
});

describe('a name that is not suspicious', () => {
  it.each([
    ['another spelling of the same PyPI name', 'pypi', 'MCP_Server.Git'],
    ['another well-known name one letter away', 'pypi', 'awslabs.eks-mcp-server'],
    ['a package in a scope only its owner can publish in', 'npm', '@modelcontextprotocol/server-filesytem'],
    ['another server with the same frame', 'npm', 'motion-mcp-server'],
    ['a short word one letter away', 'pypi', 'mcp-server-tide'],
    ['other words around the same subject', 'npm', 'github-mcp-server'],
    ['a plural', 'pypi', 'mcp-atlassians'],
    ['a longer name that begins alike', 'npm', 'n8n-mcp-server'],
    ['a scope of its own with an everyday base', 'npm', '@acme/mcp-server'],
    ['something else altogether', 'npm', '@acme/payroll-tools'],
  ] as const)('is %s', (_, ecosystem, name) => {
    expect(nearName({ ecosystem, name })).toBeNull();
  });

  it('is each well-known name, near as some are to each other', () => {
    const accused = (['npm', 'pypi'] as const).flatMap((ecosystem) =>
      [...knownNames[ecosystem]].filter((name) => nearName({ ecosystem, name }) !== null),
    );

    expect(accused).toEqual([]);
  });
});
