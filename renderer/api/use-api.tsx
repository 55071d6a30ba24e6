import { createContext, type ReactNode, useContext, useEffect, useState } from 'react';
import type { Api } from '../../main/contract/api.ts';

export interface Connection {
  readonly api: Api;
  /** What this window may do; actions it may not do are not offered. */
  readonly granted: ReadonlySet<string>;
}

const ConnectionContext = createContext<Connection | null>(null);

export function ApiProvider({
  connection,
  children,
}: {
  readonly connection: Connection;
  readonly children: ReactNode;
}) {
  return <ConnectionContext value={connection}>{children}</ConnectionContext>;
}

export function useApi(): Connection {
  const connection = useContext(ConnectionContext);
  if (connection === null) {
    throw new Error('useApi outside of ApiProvider');
  }
  return connection;
}

/** Whether the daemon answers. */
export function useIsConnected(): boolean {
  const { api } = useApi();
  const [isConnected, setConnected] = useState(false);
  useEffect(() => api.onConnection((state) => setConnected(state === 'connected')), [api]);
  return isConnected;
}
