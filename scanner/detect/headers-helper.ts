import type { Detector } from './detector.ts';

/** The client runs a further program to make the headers of a remote server. The program is not judged here. */
export const detectHeadersHelper: Detector = ({ entry }) =>
  !('problem' in entry.launch) && entry.launch.transport !== 'stdio' && entry.launch.headersHelper !== null
    ? [
        {
          rule: 'config/headers-helper',
          severity: 'low',
          confidence: 'certain',
          where: entry.pointer,
          message: 'the client runs a program on this machine to make the headers for this server',
          remedy: 'Check what the program does, and keep it where only you may write it.',
        },
      ]
    : [];
