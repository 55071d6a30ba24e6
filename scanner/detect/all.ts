import { detectAutoApprove } from './auto-approve.ts';
import { detectBroadFileAccess } from './broad-file-access.ts';
import { detectCleartextRemote } from './cleartext-remote.ts';
import { detectClientNotInstalled } from './client-not-installed.ts';
import { detectCodeFetchedAtStart } from './code-fetched-at-start.ts';
import { detectAddedCapabilities } from './container-capabilities.ts';
import { detectContainerDevices } from './container-devices.ts';
import { detectContainerMounts } from './container-mounts.ts';
import { detectHostNetwork } from './container-network.ts';
import { detectPrivilegedContainer } from './container-privileged.ts';
import { detectDeceptiveName } from './deceptive-name.ts';
import type { Detector } from './detector.ts';
import { detectElevatedStart } from './elevated-start.ts';
import { detectEnvChangesCode } from './env-changes-code.ts';
import { detectHeadersHelper } from './headers-helper.ts';
import { detectInlineCode } from './inline-code.ts';
import { detectListensOnAllInterfaces } from './listens-on-all-interfaces.ts';
import { detectMalformedEntry } from './malformed-entry.ts';
import { detectMissingOnDisk } from './missing-on-disk.ts';
import { detectMutableImage } from './mutable-image.ts';
import { detectRunsFromTemp } from './runs-from-temp.ts';
import { detectSandboxOff } from './sandbox-off.ts';
import { detectShellCommand } from './shell-command.ts';
import { detectTyposquat } from './typosquat.ts';
import { detectUncheckedCertificates } from './unchecked-certificates.ts';
import { detectUnidentified } from './unidentified.ts';
import { detectUnpinnedPackage } from './unpinned-package.ts';
import { detectWritableByOthers } from './writable-by-others.ts';

/** Every detector that judges one entry by its configuration. Order does not matter: findings are sorted by severity later. */
export const detectors: readonly Detector[] = [
  detectMalformedEntry,
  detectDeceptiveName,
  detectUnidentified,
  detectUnpinnedPackage,
  detectTyposquat,
  detectCodeFetchedAtStart,
  detectShellCommand,
  detectInlineCode,
  detectEnvChangesCode,
  detectElevatedStart,
  detectRunsFromTemp,
  detectMissingOnDisk,
  detectWritableByOthers,
  detectCleartextRemote,
  detectUncheckedCertificates,
  detectListensOnAllInterfaces,
  detectHeadersHelper,
  detectAutoApprove,
  detectSandboxOff,
  detectBroadFileAccess,
  detectClientNotInstalled,
  detectPrivilegedContainer,
  detectContainerMounts,
  detectContainerDevices,
  detectHostNetwork,
  detectAddedCapabilities,
  detectMutableImage,
];
