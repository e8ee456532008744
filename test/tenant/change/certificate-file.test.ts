import { generateKeyPairSync, X509Certificate } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  CertificateFileError,
  certificatesIn,
  isPrivateKeyName,
  MAX_FILE_BYTES,
} from '../../../src/tenant/change/certificate-file.ts';
import { certificateReader } from '../../../src/vscode/features/identity-changes/read-certificate.ts';
import { makeCertificate } from './make-certificate.ts';

const MADE = makeCertificate({ subject: 'payments' });
const OTHER = makeCertificate({ subject: 'ledger' });
const { privateKey: RSA } = generateKeyPairSync('rsa', { modulusLength: 2048 });
const { privateKey: EC } = generateKeyPairSync('ec', { namedCurve: 'P-256' });

function bytes(content: string | Uint8Array): Uint8Array<ArrayBuffer> {
  return typeof content === 'string' ? new TextEncoder().encode(content) : new Uint8Array(content);
}

function problemOf(content: string | Uint8Array): string {
  try {
    certificatesIn(bytes(content));
  } catch (error) {
    if (error instanceof CertificateFileError) return error.problem;
    throw error;
  }
  return 'none';
}

function subjects(content: string | Uint8Array): readonly string[] {
  return certificatesIn(bytes(content)).map((der) => new X509Certificate(der).subject);
}

describe('a file with certificates', () => {
  it.each([
    ['DER', MADE.der],
    ['PEM', MADE.pem],
    ['PEM with CRLF', MADE.pem.replaceAll('\n', '\r\n')],
    ['PEM with a byte order mark', `\ufeff${MADE.pem}`],
    ['PEM with old Mac line ends', MADE.pem.replaceAll('\n', '\r')],
    ['PEM after what openssl says of it', `Bag Attributes\n    friendlyName: x\nsubject=CN=x\n${MADE.pem}`],
    ['PEM on one line', MADE.pem.replaceAll(/(?<=[^-])\n(?=[^-])/g, '')],
    ['PEM without a last line end', MADE.pem.trimEnd()],
    ['X509 PEM', MADE.pem.replaceAll('CERTIFICATE', 'X509 CERTIFICATE')],
    ['PEM in UTF-16, as PowerShell writes it', Buffer.from(`\ufeff${MADE.pem}`, 'utf16le')],
  ])('is read as %s', (_, content) => {
    expect(subjects(content)).toEqual(['CN=payments']);
  });

  it('gives all of them in their order', () => {
    expect(subjects(`${MADE.pem}\n# the authority\n${OTHER.pem}`)).toEqual(['CN=payments', 'CN=ledger']);
  });
});

describe('a private key', () => {
  it.each([
    ['PKCS #8', MADE.privateKeyPem],
    ['after the certificate', `${MADE.pem}${MADE.privateKeyPem}`],
    ['ahead of it', `${MADE.privateKeyPem}${MADE.pem}`],
    ['PKCS #1', RSA.export({ type: 'pkcs1', format: 'pem' }) as string],
    ['SEC 1', EC.export({ type: 'sec1', format: 'pem' }) as string],
    ['encrypted', RSA.export({ type: 'pkcs8', format: 'pem', cipher: 'aes-256-cbc', passphrase: 'x' }) as string],
    ['OpenSSH', '-----BEGIN OPENSSH PRIVATE KEY-----\nb3Bl\n-----END OPENSSH PRIVATE KEY-----\n'],
    ['PGP', '-----BEGIN PGP PRIVATE KEY BLOCK-----\n\nlQ\n-----END PGP PRIVATE KEY BLOCK-----\n'],
    ['PuTTY', 'PuTTY-User-Key-File-3: ssh-rsa\nEncryption: none\n'],
    ['XML of .NET', '<RSAKeyValue><Modulus>x</Modulus><D>x</D></RSAKeyValue>'],
    ['a JSON Web Key', JSON.stringify(RSA.export({ format: 'jwk' }))],
    ['in UTF-16', Buffer.from(`\ufeff${MADE.pem}${MADE.privateKeyPem}`, 'utf16le')],
    ['cut off', MADE.privateKeyPem.slice(0, 40)],
    ['DER, PKCS #8', RSA.export({ type: 'pkcs8', format: 'der' })],
    ['DER, PKCS #1', RSA.export({ type: 'pkcs1', format: 'der' })],
    ['DER, SEC 1', EC.export({ type: 'sec1', format: 'der' })],
    // SEQUENCE { INTEGER 3, SEQUENCE ... }: the head of a PKCS #12 store.
    ['a PKCS #12 store with another ending', Buffer.from('308209b002010330820976', 'hex')],
  ])('is refused as such: %s', (_, content) => {
    expect(problemOf(content)).toBe('private-key');
  });

  it('is told by the name of its file, before that is opened', () => {
    const names = ['a.pfx', 'A.P12', 'x/y.key', 'id.ppk', 'store.jks', 'k.pk8'];
    expect(names.filter((name) => !isPrivateKeyName(name))).toEqual([]);
    expect(['a.cer', 'a.crt', 'a.pem', 'a.der', 'pfx', 'a.pfx.cer'].filter(isPrivateKeyName)).toEqual([]);
  });

  it('is nowhere in what is said of it', () => {
    const secret = RSA.export({ type: 'pkcs1', format: 'pem' }) as string;
    let said = '';
    try {
      certificatesIn(bytes(secret));
    } catch (error) {
      said = `${String(error)} ${(error as Error).stack} ${JSON.stringify(error)} ${String((error as Error).cause)}`;
    }
    expect(said).toContain('private key');
    for (const line of secret.split('\n').slice(1, -2)) expect(said).not.toContain(line);
  });
});

describe('what is no certificate', () => {
  it.each([
    ['nothing', '', 'no-certificate'],
    ['text', 'hello', 'no-certificate'],
    [
      'a request for one',
      '-----BEGIN CERTIFICATE REQUEST-----\nMIIB\n-----END CERTIFICATE REQUEST-----',
      'no-certificate',
    ],
    ['a public key', '-----BEGIN PUBLIC KEY-----\nMIIB\n-----END PUBLIC KEY-----', 'no-certificate'],
    ['one without an end', MADE.pem.slice(0, -30), 'damaged'],
    ['one with a foreign letter', MADE.pem.replace(/\nM/, '\n*'), 'damaged'],
    ['one beside a whole one', `${OTHER.pem}${MADE.pem.slice(0, 200)}`, 'damaged'],
    ['one with trust settings', MADE.pem.replaceAll('CERTIFICATE', 'TRUSTED CERTIFICATE'), 'damaged'],
    ['an empty one', '-----BEGIN CERTIFICATE-----\n-----END CERTIFICATE-----', 'damaged'],
    ['PKCS #7', '-----BEGIN PKCS7-----\nMIIB\n-----END PKCS7-----', 'bundle'],
    ['PKCS #7 in DER', Buffer.from('300d06092a864886f70d010702a000', 'hex'), 'bundle'],
    ['half of a DER', MADE.der.slice(0, 300), 'damaged'],
    ['a DER with more behind it', Buffer.concat([MADE.der, Buffer.from('00', 'hex')]), 'damaged'],
    ['a length without an end', Buffer.from('3080308000', 'hex'), 'damaged'],
    ['a length of a hundred bytes', Buffer.from('30e4', 'hex'), 'damaged'],
    ['one byte', Buffer.from('30', 'hex'), 'damaged'],
    ['far too much', 'x'.repeat(MAX_FILE_BYTES + 1), 'too-large'],
  ])('is said to be so: %s', (_, content, problem) => {
    expect(problemOf(content)).toBe(problem);
  });

  it('never fails in another way', () => {
    const piece = fc.oneof(
      fc.uint8Array({ maxLength: 60 }),
      fc.constantFrom(
        MADE.der,
        bytes(MADE.pem),
        bytes('-----BEGIN CERTIFICATE-----\n'),
        bytes('-----END CERTIFICATE-----'),
      ),
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 4 }), (pieces) => {
        expect(() => problemOf(Buffer.concat(pieces))).not.toThrow();
      }),
    );
  });
});

describe('the reader of Node', () => {
  const read = certificateReader();

  it.each([
    [2048, 'rsa', 2048],
    ['ec', 'ec', undefined],
    ['ed25519', 'ed25519', undefined],
  ] as const)('tells what a certificate with a key %s says', (key, keyType, keyBits) => {
    const start = new Date('2026-02-03T04:05:06Z');
    const end = new Date('2061-02-03T04:05:06Z');
    const made = makeCertificate({ subject: 'payments', issuer: 'authority', start, end, key, isAuthority: true });
    expect(read?.(made.der)).toEqual({
      subject: 'CN=payments',
      issuer: 'CN=authority',
      start: start.getTime(),
      end: end.getTime(),
      thumbprint: new X509Certificate(made.der).fingerprint.replaceAll(':', ''),
      keyType,
      keyBits,
      isAuthority: true,
    });
  });

  it('says no more of other bytes than that they are damaged', () => {
    const other = new Uint8Array([0x30, 0x03, 0x30, 0x01, 0x00]);
    expect(() => read?.(other)).toThrow('The certificate in the file is damaged or incomplete.');
  });
});
