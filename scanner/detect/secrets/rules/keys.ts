import type { NamedRule, TokenRule } from '../rule.ts';

/** Private keys in one line; armoured ones are read in `private-keys.ts`. */
export const keyTokens: readonly TokenRule[] = [
  // Hashes of passwords as `crypt` makes them (crypt(5)): SHA-256, SHA-512, yescrypt, bcrypt.
  {
    kind: 'password-hash',
    anchors: ['$5$'],
    shape: /\$5\$(?:rounds=\d{4,9}\$)?[./A-Za-z0-9]{4,16}\$[./A-Za-z0-9]{43}/,
    confidence: 'likely',
  },
  {
    kind: 'password-hash',
    anchors: ['$6$'],
    shape: /\$6\$(?:rounds=\d{4,9}\$)?[./A-Za-z0-9]{4,16}\$[./A-Za-z0-9]{86}/,
    confidence: 'likely',
  },
  {
    kind: 'password-hash',
    anchors: ['$y$'],
    shape: /\$y\$[./A-Za-z0-9]{3,8}\$[./A-Za-z0-9]{8,86}\$[./A-Za-z0-9]{43}/,
    confidence: 'likely',
  },
  {
    kind: 'password-hash',
    anchors: ['$2a$', '$2b$', '$2y$'],
    shape: /\$2[aby]\$[0-3]\d\$[./A-Za-z0-9]{53}/,
    confidence: 'likely',
  },
  {
    kind: 'age-secret-key',
    anchors: ['AGE-SECRET-KEY-1'],
    shape: /AGE-SECRET-KEY-1[QPZRY9X8GF2TVDW0S3JN54KHCE6MUA7L]{58}/,
  },
  {
    kind: 'age-secret-key',
    anchors: ['AGE-SECRET-KEY-PQ-1'],
    shape: /AGE-SECRET-KEY-PQ-1[QPZRY9X8GF2TVDW0S3JN54KHCE6MUA7L]{58,2000}/,
  },
  {
    kind: 'age-plugin-identity',
    anchors: ['AGE-PLUGIN-'],
    shape: /AGE-PLUGIN-[A-Z0-9-]{2,24}-1[QPZRY9X8GF2TVDW0S3JN54KHCE6MUA7L]{20,200}/,
    confidence: 'likely',
  },
  { kind: 'nostr-secret-key', anchors: ['nsec1'], shape: /nsec1[qpzry9x8gf2tvdw0s3jn54khce6mua7l]{58}/ },
  {
    kind: 'bitcoin-extended-key',
    anchors: ['xprv', 'yprv', 'zprv', 'tprv'],
    shape: /[xyzt]prv[A-HJ-NP-Za-km-z1-9]{107,108}/,
  },
  {
    kind: 'minisign-secret-key',
    anchors: ['RWRTY0Iy'],
    shape: /RWRTY0Iy[A-Za-z0-9+/]{200,212}={0,2}/,
    notBefore: /[A-Za-z0-9+/=]/,
  },
];

export const keyNames: readonly NamedRule[] = [
  {
    kind: 'wireguard-private-key',
    names: ['private key', 'privatekey', 'preshared key', 'presharedkey'],
    shape: /^[A-Za-z0-9+/]{42}[AEIMQUYcgkosw048]=$/,
  },
  {
    kind: 'ethereum-private-key',
    names: ['private key', 'privatekey', 'eth key', 'deployer', 'wallet', 'signer'],
    shape: /^(?:0x)?[0-9a-fA-F]{64}$/,
  },
  {
    kind: 'bitcoin-private-key',
    names: ['wif', 'private key', 'privatekey', 'wallet'],
    shape: /^[5KL][1-9A-HJ-NP-Za-km-z]{50,51}$/,
  },
  { kind: 'stellar-secret-seed', names: ['stellar', 'seed', 'secret'], shape: /^S[A-D][A-Z2-7]{54}$/ },
];
