/** Why a file gives no certificate. `private-key`: it holds one, and nothing more of it was looked at. */
export type CertificateFileProblem = 'private-key' | 'too-large' | 'bundle' | 'no-certificate' | 'damaged';

/** Its message is fit for a person; it quotes nothing of the file. */
export class CertificateFileError extends Error {
  readonly problem: CertificateFileProblem;

  constructor(problem: CertificateFileProblem) {
    super(MESSAGES[problem]);
    this.name = 'CertificateFileError';
    this.problem = problem;
  }
}

const MESSAGES: Readonly<Record<CertificateFileProblem, string>> = {
  'private-key':
    'The file holds a private key. It was not read any further. A private key must not leave the machine it was made on: export the certificate alone, as .cer or .pem, and choose that file.',
  'too-large': 'The file is too large for a certificate.',
  bundle: 'The file is a PKCS #7 bundle. Export the one certificate as .cer or .pem, and choose that file.',
  'no-certificate': 'The file holds no certificate. Choose one in PEM or DER form: .cer, .crt, .pem or .der.',
  damaged: 'The certificate in the file is damaged or incomplete.',
};

/** A chain of ten certificates is 20 kB. */
export const MAX_FILE_BYTES = 256 * 1024;

/** The usual names of files with private keys, which are not even opened. */
export function isPrivateKeyName(path: string): boolean {
  return /\.(?:pfx|p12|key|p8|pk8|pvk|snk|ppk|jks|keystore|bks)$/iu.test(path);
}

/**
 * The certificates in a file in DER form, in their order: PEM with one or several, or DER with one.
 * @throws CertificateFileError also for every kind of file that may hold a private key
 */
export function certificatesIn(bytes: Uint8Array<ArrayBuffer>): readonly Uint8Array<ArrayBuffer>[] {
  if (bytes.length > MAX_FILE_BYTES) throw new CertificateFileError('too-large');
  if (bytes[0] === SEQUENCE) return [derCertificate(bytes)];
  const text = textOf(bytes);
  if (PRIVATE_KEY.test(text)) throw new CertificateFileError('private-key');
  if (/-----BEGIN (?:PKCS7|CMS)-----/u.test(text)) throw new CertificateFileError('bundle');
  const blocks = [...text.matchAll(CERTIFICATE)];
  const begun = text.match(/-----BEGIN (?:X509 |TRUSTED )?CERTIFICATE-----/gu)?.length ?? 0;
  if (blocks.length !== begun) throw new CertificateFileError('damaged');
  if (blocks.length === 0) throw new CertificateFileError('no-certificate');
  return blocks.map(([, base64 = '']) => derCertificate(bytesOf(base64)));
}

/** PEM of every tool, PuTTY's and .NET's XML form, and JSON Web Keys. */
const PRIVATE_KEY = /PRIVATE KEY|PuTTY-User-Key-File|<RSAKeyValue>|"d"\s*:\s*"/iu;
const CERTIFICATE = /-----BEGIN (?:X509 )?CERTIFICATE-----([A-Za-z0-9+/=\s]*)-----END (?:X509 )?CERTIFICATE-----/gu;
const SEQUENCE = 0x30;
const INTEGER = 0x02;
const OBJECT_IDENTIFIER = 0x06;

/** A certificate is a sequence that begins with one; what begins with a version is a key or a PKCS #12 store. */
function derCertificate(der: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer> {
  const outer = headerAt(der, 0);
  const first = der[outer?.start ?? der.length];
  if (first === INTEGER) throw new CertificateFileError('private-key');
  if (first === OBJECT_IDENTIFIER) throw new CertificateFileError('bundle');
  const inner = outer && headerAt(der, outer.start);
  if (!outer || !inner || first !== SEQUENCE || outer.end !== der.length || inner.end > outer.end) {
    throw new CertificateFileError('damaged');
  }
  return der;
}

/** Where the content of an element begins and ends; undefined for a length that is none. X.690, 8.1.3. */
function headerAt(der: Uint8Array, at: number): { readonly start: number; readonly end: number } | undefined {
  const length = der[at + 1];
  if (length === undefined) return undefined;
  if (length < 0x80) return { start: at + 2, end: at + 2 + length };
  const count = length & 0x7f;
  if (count === 0 || count > 4 || at + 2 + count > der.length) return undefined;
  const size = der.subarray(at + 2, at + 2 + count).reduce((sum, byte) => sum * 256 + byte, 0);
  return { start: at + 2 + count, end: at + 2 + count + size };
}

/** PowerShell writes UTF-16. */
function textOf(bytes: Uint8Array): string {
  const encoding = bytes[0] === 0xff && bytes[1] === 0xfe ? 'utf-16le' : bytes[0] === 0xfe ? 'utf-16be' : 'utf-8';
  return new TextDecoder(encoding).decode(bytes);
}

function bytesOf(base64: string): Uint8Array<ArrayBuffer> {
  try {
    return Uint8Array.from(atob(base64.replaceAll(/\s/gu, '')), (each) => each.charCodeAt(0));
  } catch {
    throw new CertificateFileError('damaged');
  }
}
