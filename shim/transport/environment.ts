/** The launcher puts this in front of the names of variables that are for the server's Node and not for ours. */
export const keptPrefix = 'SALLYPORT_KEPT_';

/** The environment the server would have had without us; null when it is the one we have. */
export function serverEnvironment(own: NodeJS.ProcessEnv): NodeJS.ProcessEnv | null {
  const kept = Object.keys(own).filter((name) => name.startsWith(keptPrefix));
  if (kept.length === 0) {
    return null;
  }
  const env = { ...own };
  for (const name of kept) {
    const value = env[name];
    delete env[name];
    if (value !== undefined) {
      env[name.slice(keptPrefix.length)] = value;
    }
  }
  return env;
}
