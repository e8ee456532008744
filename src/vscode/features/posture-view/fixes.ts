import * as vscode from 'vscode';
import type { Failure } from '../../../tenant/assessment/assess.ts';
import type { Check } from '../../../tenant/assessment/check.ts';
import type { CloudEndpoints } from '../../../tenant/clouds.ts';
import type { Identity } from '../../../tenant/model/identity.ts';
import { isLive } from '../../../tenant/model/lifetime.ts';

/** Something that helps against a failure. */
export interface FixChoice extends vscode.QuickPickItem {
  readonly command: string;
  readonly arguments: readonly unknown[];
}

export interface FixContext {
  readonly check: Check;
  readonly failure: Failure;
  /** Undefined for the tenant. */
  readonly identity: Identity | undefined;
  readonly endpoints: CloudEndpoints;
  readonly tenantId: string;
  /** Whether it is a tenant somebody is signed in to: only there can anything be changed. */
  readonly isLive: boolean;
  /** The commands that there are. */
  readonly commands: ReadonlySet<string>;
  /** Milliseconds since 1970. */
  readonly now: number;
}

/** What fits a failure, the most thorough first. */
export function fixesFor(context: FixContext): readonly FixChoice[] {
  const { identity } = context;
  const own = identity ? [...trustFixes(context, identity), ...secretFixes(context, identity)] : [];
  const pages = identity ? identityPages(context, identity) : tenantPages(context);
  return [...own.filter(({ command }) => context.commands.has(command)), ...pages];
}

/** Credentials that a message names. */
function trustFixes({ check, failure }: FixContext, identity: Identity): readonly FixChoice[] {
  const { t } = vscode.l10n;
  const isBroad = check.id === 'broad-federation';
  if (!isBroad && check.id !== 'mutable-federation') return [];
  return identity.federatedCredentials
    .filter(({ name }) => failure.message.includes(`"${name}"`))
    .map((trust) => ({
      label: isBroad
        ? t('$(fold) Narrow "{0}"…', trust.name)
        : t('$(key) Migrate "{0}" to Immutable Subject…', trust.name),
      detail: trust.subject ?? trust.expression ?? '',
      command: isBroad ? 'keyless.narrowFederatedCredential' : 'keyless.migrateToImmutableSubject',
      arguments: [{ identity, trust }],
    }));
}

/** Checks whose failures end with the secrets they are about. */
const ABOUT_SECRETS = /secret|credential|long-lived|policy-|conditional-access/;
/** Checks about credentials that nobody needs any more. */
const LEFT_OVER = new Set([
  'expired-credential',
  'unused-credential',
  'several-secrets',
  'microsoft-principal-credential',
]);

function secretFixes({ check, failure, now, isLive: canChange }: FixContext, identity: Identity): readonly FixChoice[] {
  const { t } = vscode.l10n;
  const hasSecret = identity.keyCredentials.some((each) => each.kind === 'client-secret' && isLive(each, now));
  const plan: readonly FixChoice[] =
    hasSecret && ABOUT_SECRETS.test(check.id)
      ? [
          {
            label: t('$(checklist) Plan Migration…'),
            detail: t('From its client secrets to managed identities or federated credentials, step by step'),
            command: 'keyless.planMigration',
            arguments: [identity.clientId],
          },
        ]
      : [];
  if (!canChange || !LEFT_OVER.has(check.id)) return plan;
  const removals = identity.keyCredentials
    .filter(({ keyId }) => keyId !== undefined && failure.keyIds.includes(keyId))
    .map((credential) => ({
      label: t('$(trash) Remove "{0}"…', credential.displayName ?? credential.keyId ?? ''),
      detail: credential.kind === 'client-secret' ? t('client secret') : t('certificate'),
      command: credential.kind === 'client-secret' ? 'keyless.removeSecret' : 'keyless.removeCertificate',
      arguments: [{ clientId: identity.clientId, identity, credential }],
    }));
  return [...removals, ...plan];
}

/** Pages of an application in the Entra admin center, by what a check is about. */
function bladeOf({ id, area }: Check): string {
  if (/owner/.test(id)) return 'Owners';
  if (area === 'credentials' || area === 'federation') return 'Credentials';
  return area === 'privilege' ? 'CallAnAPI' : 'Overview';
}

function identityPages({ check, endpoints, tenantId }: FixContext, identity: Identity): readonly FixChoice[] {
  const { t } = vscode.l10n;
  const { clientId, applicationId, servicePrincipalId, managedIdentity } = identity;
  const resource = managedIdentity?.resourceId;
  const { entraAdminCenter, azurePortal } = endpoints;
  return [
    ...(resource === undefined
      ? []
      : [page(t('$(link-external) Open in Azure Portal'), `${azurePortal}/#@${tenantId}/resource${resource}`)]),
    ...(applicationId === undefined
      ? []
      : [
          page(
            t('$(link-external) Open in Entra Admin Center'),
            `${entraAdminCenter}/#view/Microsoft_AAD_RegisteredApps/ApplicationMenuBlade/~/${bladeOf(check)}/appId/${clientId}`,
          ),
        ]),
    ...(servicePrincipalId === undefined || applicationId !== undefined || resource !== undefined
      ? []
      : [
          page(
            t('$(link-external) Open in Entra Admin Center'),
            `${entraAdminCenter}/#view/Microsoft_AAD_IAM/ManagedAppMenuBlade/~/Overview/objectId/${servicePrincipalId}/appId/${clientId}`,
          ),
        ]),
  ];
}

function tenantPages({ endpoints }: FixContext): readonly FixChoice[] {
  return [page(vscode.l10n.t('$(link-external) Open Entra Admin Center'), `${endpoints.entraAdminCenter}/`)];
}

function page(label: string, url: string): FixChoice {
  return { label, detail: url, command: 'vscode.open', arguments: [vscode.Uri.parse(url, true)] };
}
