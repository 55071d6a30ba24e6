import type { NamedRule, TokenRule } from '../rule.ts';
import { aiNames, aiTokens } from './ai-providers.ts';
import { chatNames, chatTokens } from './chat.ts';
import { cloudNames, cloudTokens } from './clouds.ts';
import { codeHostNames, codeHostTokens } from './code-hosts.ts';
import { databaseNames, databaseTokens } from './databases.ts';
import { identityNames, identityTokens } from './identity-providers.ts';
import { keyNames, keyTokens } from './keys.ts';
import { mailNames, mailTokens } from './mail.ts';
import { observabilityNames, observabilityTokens } from './observability.ts';
import { packageNames, packageTokens } from './packages.ts';
import { paymentNames, paymentTokens } from './payment.ts';
import { productivityNames, productivityTokens } from './productivity.ts';

export const tokenRules: readonly TokenRule[] = [
  ...cloudTokens,
  ...codeHostTokens,
  ...aiTokens,
  ...chatTokens,
  ...paymentTokens,
  ...productivityTokens,
  ...observabilityTokens,
  ...mailTokens,
  ...databaseTokens,
  ...identityTokens,
  ...packageTokens,
  ...keyTokens,
];

export const namedRules: readonly NamedRule[] = [
  ...cloudNames,
  ...codeHostNames,
  ...aiNames,
  ...chatNames,
  ...paymentNames,
  ...productivityNames,
  ...observabilityNames,
  ...mailNames,
  ...databaseNames,
  ...identityNames,
  ...packageNames,
  ...keyNames,
];
