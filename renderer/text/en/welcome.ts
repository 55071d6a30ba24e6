import { counted } from './counted.ts';

export const welcome = {
  title: 'This is what your AI clients can start',
  looking: 'Looking at the configs of your AI clients. Nothing is started, nothing is changed.',
  found: (servers: number, clients: number): string =>
    `${counted(servers, 'MCP server', 'MCP servers')} in ${counted(clients, 'client', 'clients')}`,
  foundNone: 'No MCP servers are configured on this laptop. Sallyport keeps watching.',
  malicious: (count: number): string => `${counted(count, 'server is', 'servers are')} known to be malicious`,
  risky: (count: number): string => `${counted(count, 'finding is', 'findings are')} critical or high`,
  open: (count: number): string => `${counted(count, 'server starts', 'servers start')} without any guard`,
  shadow: (count: number): string => `${counted(count, 'server was', 'servers were')} approved by nobody`,
  look: 'Look at the servers',
  protect: 'Plan the protection …',
  protectWords: 'You see each change before it is made, and can take it back to the byte.',
  done: 'Go on to the overview',
  promise: 'No account. Nothing leaves this laptop. No server is started to look at it.',
};
