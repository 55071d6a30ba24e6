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

/** Whether the daemon answers; null until the first connection stands or a first try has failed. */
export function useIsConnected(): boolean | null {
  const { api } = useApi();
  const [isConnected, setConnected] = useState<boolean | null>(null);
  useEffect(
    () =>
      api.onConnection((state) =>
        setConnected((before) => (state === 'connected' ? true : before === null ? null : false)),
      ),
    [api],
  );
  return isConnected;
}
