import type { CertificateReader } from '../../../tenant/change/certificate-check.ts';
import { CertificateFileError } from '../../../tenant/change/certificate-file.ts';

/** What is used of Node's `node:crypto`, which the web worker host has not; so it is asked for and not imported. */
interface Crypto {
  readonly X509Certificate: new (
    der: Uint8Array,
  ) => {
    readonly subject: string;
    readonly issuer: string;
    readonly validFrom: string;
    readonly validTo: string;
    readonly fingerprint: string;
    readonly ca: boolean;
    readonly publicKey: {
      readonly asymmetricKeyType?: string;
      readonly asymmetricKeyDetails?: { readonly modulusLength?: number };
    };
  };
}

/** Reads certificates with the host's own cryptography; undefined where there is none. */
export function certificateReader(): CertificateReader | undefined {
  const crypto =
    typeof process !== 'undefined' && typeof process.getBuiltinModule === 'function'
      ? (process.getBuiltinModule('node:crypto') as unknown as Crypto | undefined)
      : undefined;
  if (!crypto?.X509Certificate) return undefined;
  return (der) => {
    try {
      const certificate = new crypto.X509Certificate(der);
      const { asymmetricKeyType, asymmetricKeyDetails } = certificate.publicKey;
      return {
        subject: certificate.subject,
        issuer: certificate.issuer,
        start: Date.parse(certificate.validFrom),
        end: Date.parse(certificate.validTo),
        thumbprint: certificate.fingerprint.replaceAll(':', ''),
        keyType: asymmetricKeyType ?? 'unknown',
        keyBits: asymmetricKeyDetails?.modulusLength,
        isAuthority: certificate.ca,
      };
    } catch {
      // What it says of the bytes is for nobody's log.
      throw new CertificateFileError('damaged');
    }
  };
}
