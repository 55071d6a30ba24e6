import { staleAfterDays } from './facts.ts';
import { settingTypes } from './intune-compliance.ts';

/** The rules file that belongs to the discovery script. Its link is a placeholder for the organisation's own page. */
export function intuneRules(): string {
  return `${JSON.stringify({ Rules: rules.map(ruleEntry) }, null, 2)}\n`;
}

interface Rule {
  readonly setting: keyof typeof settingTypes;
  readonly operator: 'IsEquals' | 'LessEquals';
  readonly operand: string | number;
  readonly title: string;
  readonly description: string;
}

const rules: readonly Rule[] = [
  {
    setting: 'ScanStatus',
    operator: 'IsEquals',
    operand: 'ok',
    title: 'The scan of MCP servers must be recent and complete. It is: {ActualValue}.',
    description: 'Run "sallyport scan" and follow what it says about places that could not be read.',
  },
  {
    setting: 'ScanAgeDays',
    operator: 'LessEquals',
    operand: staleAfterDays,
    title: `The last scan of MCP servers must be at most ${staleAfterDays} days old. It is {ActualValue}.`,
    description: 'Run "sallyport scan".',
  },
  {
    setting: 'MaliciousServers',
    operator: 'IsEquals',
    operand: 0,
    title: 'No malicious MCP server may be configured. Found: {ActualValue}.',
    description: 'Run "sallyport scan", remove each malicious server, and replace the credentials it could see.',
  },
  {
    setting: 'BannedServers',
    operator: 'IsEquals',
    operand: 0,
    title: 'No banned MCP server may be configured. Found: {ActualValue}.',
    description: 'Run "sallyport scan" and remove each banned server.',
  },
  {
    setting: 'CriticalFindings',
    operator: 'IsEquals',
    operand: 0,
    title: 'MCP servers must be free of critical findings. Found: {ActualValue}.',
    description: 'Run "sallyport scan" and follow the remedy of each critical finding.',
  },
];

function ruleEntry({ setting, operator, operand, title, description }: Rule): unknown {
  return {
    SettingName: setting,
    Operator: operator,
    DataType: settingTypes[setting],
    Operand: operand,
    MoreInfoUrl: 'https://example.com/sallyport',
    RemediationStrings: [{ Language: 'en_US', Title: title, Description: description }],
  };
}
