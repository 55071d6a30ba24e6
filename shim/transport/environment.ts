/** The launcher puts this in front of the names of variables that are for the server alone. */
export const keptPrefix = 'SALLYPORT_KEPT_';

/** The environment the server would have had without us; null when it is the one we have. */
export function serverEnvironment(own: NodeJS.ProcessEnv): NodeJS.ProcessEnv | null {
  const all = Object.entries(own);
  const kept = all.filter(([name]) => name.startsWith(keptPrefix));
  return kept.length === 0
    ? null
    : Object.fromEntries([
        ...all.filter(([name]) => !name.startsWith(keptPrefix)),
        ...kept.map(([name, value]) => [name.slice(keptPrefix.length), value] as const),
      ]);
}
