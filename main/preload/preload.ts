import { contextBridge, ipcRenderer, type IpcRendererEvent } from 'electron';
import { type Bridge, bridgeName, callChannel, eventChannel } from '../contract/bridge.ts';

const bridge: Bridge = {
  call: ({ name, input, confirmed }) => ipcRenderer.invoke(callChannel, { name, input, confirmed }),
  on: (listener) => {
    // The page gets the value alone: the event object would lead it to Electron's own parts.
    const tell = (_: IpcRendererEvent, value: unknown): void => listener(value);
    ipcRenderer.on(eventChannel, tell);
    return () => void ipcRenderer.removeListener(eventChannel, tell);
  },
};
contextBridge.exposeInMainWorld(bridgeName, bridge);
