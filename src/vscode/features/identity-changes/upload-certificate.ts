import * as vscode from 'vscode';
import { type IdentityChange, previewChange } from '../../../migrate/execute/identity-change.ts';
import {
  type CertificateFacts,
  type CertificateReader,
  checkCertificate,
  commonName,
  keyText,
} from '../../../tenant/change/certificate-check.ts';
import {
  CertificateFileError,
  certificatesIn,
  isPrivateKeyName,
  MAX_FILE_BYTES,
} from '../../../tenant/change/certificate-file.ts';
import type { Identity } from '../../../tenant/model/identity.ts';
import type { InventoryStore } from '../../../tenant/store/inventory-store.ts';
import { OperationError, UserCancelledError } from '../../infrastructure/errors.ts';
import { pick } from '../../infrastructure/prompts.ts';
import { type Begun, showAction } from './begin-change.ts';
import { confirmChange } from './confirm-change.ts';
import { explainRead } from './explain-read.ts';
import { certificateReader } from './read-certificate.ts';
import { runChange } from './run-change.ts';

interface Certificate {
  readonly der: Uint8Array<ArrayBuffer>;
  readonly facts: CertificateFacts;
}

/** Graph takes at most so many characters as the name of a key (`keyCredential`). */
const MAX_NAME = 90;

/** Adds the public part of a certificate to an application. @throws OperationError, UserCancelledError */
export async function uploadCertificate(begun: Begun, file: unknown): Promise<void> {
  const { t } = vscode.l10n;
  const reader = certificateReader();
  if (!reader) {
    throw new OperationError(
      t(
        'In a browser Keyless cannot read certificates. Use VS Code on a desktop or with a remote, or the Entra admin center.',
      ),
    );
  }
  const { identity, clients, live } = begun;
  const { applicationId, displayName } = identity;
  if (applicationId === undefined) {
    throw new OperationError(
      t('{0} is not registered in this tenant: only its own tenant can give it a certificate.', displayName),
    );
  }
  const { der, facts } = await readFile(
    file instanceof vscode.Uri ? file : await chooseFile(displayName),
    reader,
    identity,
  );
  const { obstacles, remarks } = checkCertificate(facts, identity, policiesOf(live.source), Date.now());
  if (obstacles.length > 0) {
    const message = t('The certificate "{0}" was not uploaded. {1}', commonName(facts.subject), plain(obstacles));
    throw new OperationError(message, { actions: [showAction(identity)] });
  }
  const name = commonName(facts.subject).slice(0, MAX_NAME);
  const keyId = crypto.randomUUID();
  const change: IdentityChange = {
    operation: 'add-certificate',
    holder: { kind: 'application', objectId: applicationId },
    certificate: {
      keyId,
      displayName: name,
      start: new Date(facts.start).toISOString(),
      end: new Date(facts.end).toISOString(),
      key: base64Of(der),
    },
  };
  const preview = await explainRead(identity, () => previewChange(change, clients));
  await confirmChange(begun, change, preview, {
    message: t('Upload the certificate "{0}" to {1}?', name, displayName),
    facts: factsOf(facts),
    consequences: [
      ...remarks,
      t(
        'Whoever holds its private key can sign in as {0}, with all that it may do. The key itself is not read, and stays where it is.',
        displayName,
      ),
    ],
    action: t('Upload'),
  });
  await runChange(begun, change, {
    title: t('Upload certificate "{0}" ({1}) as {2}', name, facts.thumbprint, keyId),
    done: t('{0} can sign in with the certificate "{1}" now.', displayName, name),
    acknowledged: [],
  });
}

async function chooseFile(displayName: string): Promise<vscode.Uri> {
  const { t } = vscode.l10n;
  const chosen = await vscode.window.showOpenDialog({
    title: t('Certificate for {0}: its public part, without a private key', displayName),
    openLabel: t('Check Certificate'),
    filters: { [t('Certificate')]: ['cer', 'crt', 'pem', 'der'] },
  });
  if (!chosen?.[0]) throw new UserCancelledError();
  return chosen[0];
}

/** The certificate of a file, or the one of several that a person chooses. */
async function readFile(uri: vscode.Uri, reader: CertificateReader, identity: Identity): Promise<Certificate> {
  const name = uri.path.slice(uri.path.lastIndexOf('/') + 1);
  try {
    if (isPrivateKeyName(uri.path)) throw new CertificateFileError('private-key');
    const { size } = await vscode.workspace.fs.stat(uri);
    if (size > MAX_FILE_BYTES) throw new CertificateFileError('too-large');
    const bytes = new Uint8Array(await vscode.workspace.fs.readFile(uri));
    const found = certificatesIn(bytes).map((der) => ({ der, facts: reader(der) }));
    const [only, ...more] = found;
    return only && more.length === 0 ? only : await chooseCertificate(found, name, identity);
  } catch (error) {
    if (!(error instanceof CertificateFileError)) throw error;
    throw new OperationError(`${name}: ${error.message}`);
  }
}

/** That of the program is the one which has issued none of the others: it stands first. */
function chooseCertificate(
  found: readonly Certificate[],
  file: string,
  { displayName }: Identity,
): Promise<Certificate> {
  const { t } = vscode.l10n;
  const issuers = new Set(found.filter(({ facts }) => facts.issuer !== facts.subject).map(({ facts }) => facts.issuer));
  const isOwn = ({ facts }: Certificate) => !issuers.has(facts.subject) && !facts.isAuthority;
  const items = [...found.filter(isOwn), ...found.filter((each) => !isOwn(each))].map((certificate) => ({
    label: commonName(certificate.facts.subject),
    description: isOwn(certificate) ? '' : t('certificate authority'),
    detail: factsOf(certificate.facts).join(' · '),
    certificate,
  }));
  const title = t('{0} Holds {1} Certificates', file, found.length);
  return pick(items, { title, placeHolder: t('With which one does {0} sign in?', displayName) }).then(
    ({ certificate }) => certificate,
  );
}

function factsOf({ thumbprint, start, end, ...key }: CertificateFacts): readonly string[] {
  const { t } = vscode.l10n;
  return [
    t('Valid: {0} to {1}', dateOf(start), dateOf(end)),
    t('Key: {0}', keyText(key)),
    t('Thumbprint: {0}', thumbprint),
  ];
}

/** Undefined where they were not read, or not all of them. */
function policiesOf({ header }: InventoryStore) {
  const section = header?.sections['app-management-policies'];
  return header && section?.asOf !== undefined && section.problem === undefined ? header.policies : undefined;
}

/** Code marks are for Markdown. */
function plain(sentences: readonly string[]): string {
  return sentences.join(' ').replaceAll('`', '');
}

function dateOf(milliseconds: number): string {
  return new Date(milliseconds).toISOString().slice(0, 10);
}

function base64Of(bytes: Uint8Array): string {
  return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''));
}
