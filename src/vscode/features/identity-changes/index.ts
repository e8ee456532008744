import * as vscode from 'vscode';
import type { KeyCredential } from '../../../tenant/model/credential.ts';
import type { Identity } from '../../../tenant/model/identity.ts';
import type { CommandId, Commands } from '../../infrastructure/commands.ts';
import { Disposable } from '../../infrastructure/disposable.ts';
import type { TenantSession } from '../../infrastructure/tenant/tenant-session.ts';
import type { IdentityChanges } from './identity-changes.ts';

/** A row of the tree, or whatever else names an identity, and perhaps one of its credentials. */
export interface Target {
  readonly clientId?: string;
  readonly identity?: Identity;
  readonly credential?: KeyCredential;
  readonly parent?: Target;
}

type Loaded = typeof import('../../changes.ts');

/** Changes of one identity in its tenant, each shown, confirmed and written down before it is sent. */
export function activateIdentityChanges(
  session: TenantSession,
  commands: Commands,
  load: () => Promise<Loaded>,
): Disposable {
  const { t } = vscode.l10n;
  const feature = new Disposable();
  let loaded: Promise<IdentityChanges> | undefined;
  const add = (
    id: CommandId,
    title: string,
    change: (changes: IdentityChanges, target: Target | string | undefined, more: unknown) => Promise<void>,
  ) =>
    commands.add(id, title, async (target?: Target | string, more?: unknown) => {
      loaded ??= load().then((changes) => feature.register(new changes.IdentityChanges(session)));
      await change(await loaded, target, more);
    });
  add('keyless.uploadCertificate', t('Upload Certificate'), (changes, target, file) =>
    changes.uploadCertificate(target, file),
  );
  add('keyless.removeSecret', t('Remove Client Secret'), (changes, target) =>
    changes.removeCredential('client-secret', target),
  );
  add('keyless.removeCertificate', t('Remove Certificate'), (changes, target) =>
    changes.removeCredential('certificate', target),
  );
  add('keyless.disableIdentity', t('Disable Identity'), (changes, target) => changes.setEnabled(false, target));
  add('keyless.enableIdentity', t('Enable Identity'), (changes, target) => changes.setEnabled(true, target));
  return feature;
}
