/** Every kind of reason why an entry is not put behind the shim. */
export const obstacleKinds = [
  'managed',
  'plugin',
  'extension',
  'legacy',
  'project-file',
  'runs-elsewhere',
  'confined-client',
  'client-sandbox',
  'client-debugger',
  'remote',
  'client-sign-in',
  'foreign-guard',
  'malformed',
  'defined-elsewhere',
  'made-by-client',
  'not-editable',
  'needs-expansion',
  'shell-line',
  'too-long',
  'denied-by-policy',
  'not-allowed',
  'allow-list',
  'policy-unreadable',
] as const;

export type ObstacleKind = (typeof obstacleKinds)[number];
