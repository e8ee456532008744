import * as vscode from 'vscode';
import type { Identity } from '../../../tenant/model/identity.ts';
import type { Commands } from '../../infrastructure/commands.ts';
import { Disposable } from '../../infrastructure/disposable.ts';
import type { TenantSession } from '../../infrastructure/tenant/tenant-session.ts';

type Loaded = typeof import('../../policies.ts');
type Policies = InstanceType<Loaded['Policies']>;

/** A row of the tree, or whatever else names an identity. */
interface Target {
  readonly clientId?: string;
  readonly identity?: Identity;
  readonly parent?: Target;
}

/** What policies would do to a tenant, and writing them: app management policies and Conditional Access. */
export function activatePolicies(
  context: vscode.ExtensionContext,
  tenant: TenantSession,
  commands: Commands,
  load: () => Promise<Loaded>,
): Disposable {
  const feature = new Disposable();
  let policies: Promise<Policies> | undefined;
  const loaded = () => {
    policies ??= load().then((module) => feature.register(new module.Policies(tenant, context.globalState)));
    return policies;
  };
  const identityOf = (target: Target | string | undefined): Identity | undefined => {
    for (let each = typeof target === 'object' ? target : undefined; each !== undefined; each = each.parent) {
      const clientId = each.clientId ?? each.identity?.clientId;
      const identity = clientId === undefined ? undefined : tenant.source?.identity(clientId);
      if (identity) return identity;
    }
    return undefined;
  };
  commands.add('keyless.simulatePolicy', vscode.l10n.t('Simulate Credential Policy'), async (target?: Target) =>
    (await loaded()).simulate(identityOf(target)),
  );
  commands.add('keyless.writePolicy', vscode.l10n.t('Write Credential Policy'), async (target?: Target | 'simulated') =>
    (await loaded()).write(target === 'simulated' ? target : identityOf(target)),
  );
  commands.add(
    'keyless.writeConditionalAccessPolicy',
    vscode.l10n.t('Write Conditional Access Policy'),
    async (target?: Target) => (await loaded()).writeConditionalAccess(identityOf(target)),
  );
  commands.add('keyless.enforceConditionalAccessPolicy', vscode.l10n.t('Turn On Conditional Access Policy'), async () =>
    (await loaded()).enforceConditionalAccess(),
  );
  commands.add('keyless.rollBackPolicy', vscode.l10n.t('Roll Back Policy'), async () => (await loaded()).rollBack());
  commands.add('keyless.policies.undo', vscode.l10n.t('Undo'), async (id: string) => (await loaded()).undo(id));
  commands.add(
    'keyless.policies.saveSimulation',
    vscode.l10n.t('Save Policy Simulation'),
    async (format?: 'csv' | 'markdown') => (await loaded()).save(format ?? 'csv'),
  );
  return feature;
}
