import type { Severity } from '../model/finding.ts';
import type { Detector } from './detector.ts';
import { argumentPlace } from './place.ts';
import { shown } from './shown.ts';

interface Reach {
  readonly devices: RegExp;
  readonly what: string;
  readonly severity: Severity;
}

/** First match counts. What servers are given every day (graphics, sound, cameras, serial ports) is not among them. */
const reaches: readonly Reach[] = [
  { devices: /^\/dev\/?$/, what: 'every device of the machine', severity: 'high' },
  {
    devices:
      /^\/dev\/(?:[shv]d[a-z]|xvd[a-z]|nvme\d|mmcblk\d|r?disk\d|dm-\d|md\d|loop\d|sg\d|bsg\/|mapper(?:\/|$)|block(?:\/|$)|disk(?:\/|$)|zd\d|nbd\d)/,
    what: 'a disk of the machine past its file permissions',
    severity: 'high',
  },
  {
    devices: /^\/dev\/(?:k?mem|port|kmsg|cpu\/\d+\/msr)/,
    what: 'the memory or kernel of the machine',
    severity: 'high',
  },
  // A rule for all devices, for all block devices, or for the character devices of the memory.
  { devices: /^(?:a\b|b\s|c\s+(?:1|\*):)/, what: 'devices of the machine by their number', severity: 'high' },
  { devices: /^\/dev\/(?:u?input|uhid|hidraw)/, what: 'keyboard and mouse', severity: 'medium' },
];

/** Devices through which a container gets past its confinement: a raw disk shows every file of the machine. */
export const detectContainerDevices: Detector = ({ entry, resolved: { runs } }) =>
  (runs.kind === 'container' ? runs.options.devices : []).flatMap((device) => {
    const reach = reaches.find(({ devices }) => devices.test(device.trim()));
    return reach === undefined
      ? []
      : [
          {
            rule: 'container/host-device',
            severity: reach.severity,
            confidence: 'certain',
            where: argumentPlace(entry, (argument) => argument.includes(device)),
            message: `the container is given ${reach.what} (${shown(device)})`,
            remedy: 'Remove the device, or give the server the one folder or port it needs.',
          } as const,
        ];
  });
