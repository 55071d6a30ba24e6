import { networkInterfaces } from 'node:os';

const keptMs = 5000;
const virtual = /^(?:docker|br-|veth|virbr|vmnet|vboxnet|lxc|lxd|cni|flannel|podman|zt)/;

let kept: { readonly ip: string | null; readonly untilMs: number } | null = null;

/**
 * This laptop's own address: the first that is neither loopback nor link-local and that belongs to no virtual machine or
 * container, IPv4 before IPv6. Kept for five seconds; null without a network.
 */
export function ownAddress(nowMs: number): string | null {
  if (kept === null || nowMs > kept.untilMs) {
    kept = { ip: lookUp(), untilMs: nowMs + keptMs };
  }
  return kept.ip;
}

function lookUp(): string | null {
  const all = Object.entries(networkInterfaces())
    .filter(([name]) => !virtual.test(name))
    .flatMap(([, addresses]) => addresses ?? [])
    .filter(({ internal, address }) => !internal && !/^(?:fe80:|169\.254\.)/i.test(address));
  return (all.find(({ family }) => family === 'IPv4') ?? all[0])?.address ?? null;
}
