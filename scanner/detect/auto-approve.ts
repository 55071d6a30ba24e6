import type { Detector } from './detector.ts';
import { shown } from './shown.ts';

/** Words in a tool's name that say it changes, runs or sends something. */
const ACTING =
  /(?<![a-z])(?:exec|execute|run|shell|bash|terminal|command|eval|write|edit|delete|remove|drop|kill|send|post|push|merge|publish|deploy|transfer|pay|purchase|upload|overwrite|apply)(?![a-z])/i;

/** Tools of this server that the client runs without asking. */
export const detectAutoApprove: Detector = ({ entry }) => {
  const { autoApprove, autoApproveAt } = entry.switches;
  const where = autoApproveAt ?? entry.pointer;
  if (autoApprove === 'all') {
    return [
      {
        rule: 'config/auto-approve',
        severity: 'medium',
        confidence: 'certain',
        where,
        message: 'every tool of this server runs without asking, those it adds later included',
        remedy: 'Name the tools that may run without asking.',
      },
    ];
  }
  if (autoApprove.length === 0) {
    return [];
  }
  const acting = autoApprove.filter((tool) => ACTING.test(inWords(tool)));
  return [
    acting.length > 0
      ? {
          rule: 'config/auto-approve',
          severity: 'medium',
          confidence: 'likely',
          where,
          message: `without asking, the client runs tools that act rather than read: ${listed(acting)}`,
          remedy: 'Take tools that change, run or send something off the list.',
        }
      : {
          rule: 'config/auto-approve',
          severity: 'low',
          confidence: 'certain',
          where,
          message: `${autoApprove.length} ${autoApprove.length === 1 ? 'tool runs' : 'tools run'} without asking`,
          remedy: 'Keep only tools on the list that merely read.',
        },
  ];
};

/** `executeSql` and `execute_sql` are the same words. */
function inWords(tool: string): string {
  return tool.replaceAll(/([a-z\d])([A-Z])/g, '$1_$2');
}

function listed(tools: readonly string[]): string {
  const names = tools.slice(0, 3).map((tool) => shown(tool, 40));
  return tools.length > names.length ? `${names.join(', ')} and ${tools.length - names.length} more` : names.join(', ');
}
