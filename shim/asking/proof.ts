import type { JsonObject } from '../framing/message.ts';
import { canonical } from '../record/argument-hash.ts';
import { cryptography } from '../record/chain.ts';

/** Numbers that each side has drawn for this connection: an answer to one can not be used for another. */
export interface Nonces {
  readonly daemon: string;
  readonly peer: string;
}

export function drawNonce(): string {
  return cryptography().randomBytes(32).toString('hex');
}

/** Shows that its maker holds the key, without saying anything about it. */
export function proofOf(key: Buffer, maker: 'daemon' | 'peer', { daemon, peer }: Nonces): string {
  return cryptography().createHmac('sha256', key).update(`sallyport ${maker}\n${daemon}\n${peer}`).digest('hex');
}

/** Of what stands in a file: shows that whoever wrote it holds the key. @param kind of file, so that one is no other */
export function sealOf(key: Buffer, kind: string, fields: JsonObject): string {
  return cryptography()
    .createHmac('sha256', key)
    .update(`${kind}\n${canonical(fields)}`)
    .digest('hex');
}

export function isEqual(expected: string, given: unknown): boolean {
  const one = Buffer.from(expected);
  const other = Buffer.from(typeof given === 'string' ? given : '');
  return one.length === other.length && cryptography().timingSafeEqual(one, other);
}
