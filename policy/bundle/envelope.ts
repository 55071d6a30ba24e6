import { listOf, objectOf, textOf } from '../cedar/json-form.ts';
import { PolicyRefused } from '../cedar/fault.ts';

/** A bundle as it travels: its exact bytes, and signatures over them. */
export interface Envelope {
  readonly payload: Uint8Array;
  readonly signatures: readonly Signature[];
}

export interface Signature {
  readonly keyId: string;
  readonly bytes: Uint8Array;
}

export const largestBundleBytes = 16_000_000;
/** Each one costs a check, and whoever carries a bundle can add some. */
const mostSignatures = 64;
const payloadType = 'application/vnd.sallyport.policy+json';

/** One JSON document, so that any web server, share or management tool can carry it. */
export function pack({ payload, signatures }: Envelope): Uint8Array {
  const document = {
    payloadType,
    payload: Buffer.from(payload).toString('base64'),
    signatures: signatures.map(({ keyId, bytes }) => ({ keyid: keyId, sig: Buffer.from(bytes).toString('base64') })),
  };
  return Buffer.from(`${JSON.stringify(document)}\n`);
}

/** @throws PolicyRefused for what is too large, cut off, or of another kind; nothing is parsed before its size is known */
export function unpack(bytes: Uint8Array): Envelope {
  if (bytes.length > largestBundleBytes) {
    throw new PolicyRefused(`the bundle is larger than ${largestBundleBytes} bytes`);
  }
  const document = objectOf(parse(bytes), 'the bundle file');
  if (document['payloadType'] !== payloadType) {
    throw new PolicyRefused('the file holds something else than a policy bundle');
  }
  return {
    payload: bytesOf(document['payload'], 'the payload'),
    signatures: signaturesOf(listOf(document['signatures'], 'the signatures')),
  };
}

/** What is signed: length and type go in, so that no other document of ours can be taken for a bundle. */
export function signedBytes(payload: Uint8Array): Uint8Array {
  return Buffer.concat([Buffer.from(`DSSEv1 ${payloadType.length} ${payloadType} ${payload.length} `), payload]);
}

function parse(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(Buffer.from(bytes).toString('utf8')) as unknown;
  } catch (cause) {
    throw new PolicyRefused('the bundle file is cut off or no bundle at all', { cause });
  }
}

function signaturesOf(list: readonly unknown[]): readonly Signature[] {
  if (list.length > mostSignatures) {
    throw new PolicyRefused(`the bundle has more than ${mostSignatures} signatures`);
  }
  const signatures = list.map((signature) => {
    const { keyid, sig } = objectOf(signature, 'a signature');
    return { keyId: textOf(keyid, 'the id of a key'), bytes: bytesOf(sig, 'a signature') };
  });
  if (new Set(signatures.map(({ keyId }) => keyId)).size < signatures.length) {
    throw new PolicyRefused('the bundle is signed twice by one key');
  }
  return signatures;
}

function bytesOf(value: unknown, what: string): Uint8Array {
  const text = textOf(value, what);
  const bytes = Buffer.from(text, 'base64');
  // Node skips what is no base64, and two different files must not be one bundle.
  if (bytes.toString('base64') !== text) {
    throw new PolicyRefused(`${what} is no base64`);
  }
  return bytes;
}
