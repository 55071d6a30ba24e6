import type { RiskySwitch } from './client.ts';
import { is, skipsPermissions } from './switches.ts';

/** Switches that count in any settings file, one from a repository included. */
export const projectSwitches: readonly RiskySwitch[] = [
  skipsPermissions(['permissions', 'defaultMode'], is('bypassPermissions'), {
    message: 'Claude Code starts in bypassPermissions mode: every tool runs without asking',
    remedy: 'Set permissions.defaultMode to "default" or remove it.',
  }),
  skipsPermissions(['enableAllProjectMcpServers'], is(true), {
    severity: 'medium',
    message: 'Claude Code starts the servers of every project without asking first',
    remedy: 'Remove enableAllProjectMcpServers and approve each server by name.',
  }),
];

/** Claude Code ignores the last one in a repository's shared file. */
export const personalSwitches: readonly RiskySwitch[] = [
  ...projectSwitches,
  skipsPermissions(['skipDangerousModePermissionPrompt'], is(true), {
    severity: 'medium',
    message: 'Claude Code no longer warns before it enters the mode that runs every tool without asking',
    remedy: 'Remove skipDangerousModePermissionPrompt.',
  }),
];
