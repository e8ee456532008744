import type { KeyCredential } from '../../../tenant/model/credential.ts';
import { Disposable } from '../../infrastructure/disposable.ts';
import type { TenantSession } from '../../infrastructure/tenant/tenant-session.ts';
import { beginChange } from './begin-change.ts';
import type { Target } from './index.ts';
import { removeCredential } from './remove-credential.ts';
import { RequestDocuments } from './request-documents.ts';
import { setEnabled } from './set-enabled.ts';
import { uploadCertificate } from './upload-certificate.ts';

/** Changes of one identity; each rejects with an `OperationError`, or a `UserCancelledError`. */
export class IdentityChanges extends Disposable {
  readonly #session: TenantSession;
  readonly #requests = this.register(new RequestDocuments());

  constructor(session: TenantSession) {
    super();
    this.#session = session;
  }

  async uploadCertificate(target: Target | string | undefined, file: unknown): Promise<void> {
    await uploadCertificate(await this.#begin(target), file);
  }

  async removeCredential(kind: KeyCredential['kind'], target: Target | string | undefined): Promise<void> {
    const given = typeof target === 'object' ? target.credential : undefined;
    await removeCredential(await this.#begin(target), kind, given);
  }

  async setEnabled(isEnabled: boolean, target: Target | string | undefined): Promise<void> {
    await setEnabled(await this.#begin(target), isEnabled);
  }

  #begin(target: Target | string | undefined) {
    return beginChange(this.#session, this.#requests, target);
  }
}
