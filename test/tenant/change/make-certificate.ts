import { generateKeyPairSync, type KeyObject, randomBytes, sign } from 'node:crypto';

export interface CertificateOptions {
  readonly subject?: string;
  readonly issuer?: string;
  readonly start?: Date;
  readonly end?: Date;
  /** Bits of an RSA key, or a kind of another. */
  readonly key?: number | 'ec' | 'ed25519';
  readonly isAuthority?: boolean;
}

export interface MadeCertificate {
  readonly der: Uint8Array<ArrayBuffer>;
  readonly pem: string;
  /** PKCS #8. Made for one test, and worth nothing. */
  readonly privateKeyPem: string;
}

const DAY = 86_400_000;

/** A self-signed certificate, valid from yesterday for 90 days. RFC 5280, 4.1. */
export function makeCertificate(options: CertificateOptions = {}): MadeCertificate {
  const { subject = 'test', issuer = subject, key = 2048, isAuthority = false } = options;
  const { start = new Date(Date.now() - DAY), end = new Date(start.getTime() + 90 * DAY) } = options;
  const { publicKey, privateKey } = keysOf(key);
  const algorithm = typeof key === 'number' ? RSA_SHA256 : key === 'ec' ? ECDSA_SHA256 : ED25519;
  const extensions = isAuthority
    ? [element(0xa3, sequence(sequence(BASIC_CONSTRAINTS, element(0x04, sequence(element(0x01, bytes(0xff)))))))]
    : [];
  const body = sequence(
    element(0xa0, element(0x02, bytes(2))),
    element(0x02, bytes(1, ...randomBytes(8))),
    algorithm,
    nameOf(issuer),
    sequence(time(start), time(end)),
    nameOf(subject),
    publicKey.export({ type: 'spki', format: 'der' }),
    ...extensions,
  );
  const signature = sign(key === 'ed25519' ? null : 'sha256', body, privateKey);
  const der = new Uint8Array(sequence(body, algorithm, element(0x03, Buffer.concat([bytes(0), signature]))));
  const base64 = Buffer.from(der).toString('base64').replaceAll(/.{64}/g, '$&\n').trimEnd();
  return {
    der,
    pem: `-----BEGIN CERTIFICATE-----\n${base64}\n-----END CERTIFICATE-----\n`,
    privateKeyPem: privateKey.export({ type: 'pkcs8', format: 'pem' }) as string,
  };
}

const RSA_SHA256 = sequence(bytes(0x06, 9, 0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 1, 1, 11), bytes(5, 0));
const ECDSA_SHA256 = sequence(bytes(0x06, 8, 0x2a, 0x86, 0x48, 0xce, 0x3d, 4, 3, 2));
const ED25519 = sequence(bytes(0x06, 3, 0x2b, 0x65, 0x70));
const COMMON_NAME = bytes(0x06, 3, 0x55, 0x04, 0x03);
const BASIC_CONSTRAINTS = bytes(0x06, 3, 0x55, 0x1d, 0x13);

function keysOf(key: NonNullable<CertificateOptions['key']>): {
  readonly publicKey: KeyObject;
  readonly privateKey: KeyObject;
} {
  if (typeof key === 'number') return generateKeyPairSync('rsa', { modulusLength: key });
  return key === 'ec' ? generateKeyPairSync('ec', { namedCurve: 'P-256' }) : generateKeyPairSync('ed25519');
}

function nameOf(commonName: string): Buffer {
  return sequence(element(0x31, sequence(COMMON_NAME, element(0x0c, Buffer.from(commonName)))));
}

/** GeneralizedTime, for any year. */
function time(date: Date): Buffer {
  return element(0x18, Buffer.from(`${date.toISOString().slice(0, 19).replaceAll(/\D/g, '')}Z`));
}

function sequence(...parts: readonly Buffer[]): Buffer {
  return element(0x30, Buffer.concat(parts));
}

function element(tag: number, content: Buffer): Buffer {
  const { length } = content;
  const size = length < 0x80 ? [length] : length < 0x100 ? [0x81, length] : [0x82, length >> 8, length & 0xff];
  return Buffer.concat([bytes(tag, ...size), content]);
}

function bytes(...values: readonly number[]): Buffer {
  return Buffer.from(values);
}
