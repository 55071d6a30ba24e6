import type { RiskySwitch } from './client.ts';
import { is, skipsPermissions } from './switches.ts';

const olderName: RiskySwitch = skipsPermissions(['chat.tools.autoApprove'], is(true), {
  confidence: 'likely',
  message: 'agents in this editor run every tool without asking, in versions that still know this setting',
  remedy: 'Remove chat.tools.autoApprove and approve tools one by one.',
});

/** In a person's own settings. */
export const userSwitches: readonly RiskySwitch[] = [
  skipsPermissions(['chat.tools.global.autoApprove'], is(true), {
    message: 'agents in this editor run every tool in every workspace without asking',
    remedy: 'Set chat.tools.global.autoApprove to false and approve tools one by one.',
  }),
  skipsPermissions(['chat.permissions.default'], is('autoApprove', 'autopilot'), {
    message: 'new chats in this editor start with every tool allowed',
    remedy: 'Set chat.permissions.default to "default".',
  }),
  olderName,
];

/** In a workspace's settings: current versions ignore it there, older ones let a repository switch its own approval on. */
export const workspaceSwitches: readonly RiskySwitch[] = [
  { ...olderName, finding: { ...olderName.finding, confidence: 'possible' } },
];
