import * as vscode from 'vscode';
import { BREADTH_CLASSES } from '../../../federation/breadth/breadth-class.ts';
import { lastSignIn } from '../../../tenant/model/activity.ts';
import type { FederatedTrust, KeyCredential } from '../../../tenant/model/credential.ts';
import { trustBreadth, trustScenario } from '../../../tenant/model/federated-trust.ts';
import type { Identity } from '../../../tenant/model/identity.ts';
import type { InventoryHeader } from '../../../tenant/model/inventory.ts';
import { lifetimeDays } from '../../../tenant/model/lifetime.ts';
import type { Sections } from '../../../tenant/model/section.ts';
import { type Content, type Html, html } from '../../../text/html.ts';
import { expiryOf } from '../../infrastructure/tenant/expiry-text.ts';
import type { IdentityPosture } from '../../infrastructure/tenant/posture-assessment.ts';
import type { Use } from '../../infrastructure/tenant/workspace-uses.ts';
import { code, day, missing, type Row, state, table } from './page-parts.ts';
import { STYLE } from './page-style.ts';
import { postureSection } from './posture-section.ts';

export interface DetailsContext {
  /** Milliseconds since 1970. */
  readonly now: number;
  readonly sections: Sections;
  readonly header: InventoryHeader | undefined;
  readonly uses: readonly Use[];
  /** What the assessment says of it; undefined where nothing was read yet. */
  readonly posture: IdentityPosture | undefined;
  /** Lets in the style of the page and nothing else: random letters and digits. */
  readonly nonce: string;
}

/** The page of one identity: headings and tables, in the colours of the theme, without a script. */
export function detailsPage(identity: Identity | undefined, context: DetailsContext): string {
  const body = identity
    ? identityBody(identity, context)
    : html`<p>${vscode.l10n.t('This identity is not in the inventory that is open.')}</p>`;
  const { nonce } = context;
  return html`<!DOCTYPE html>
<html lang="${vscode.env.language}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'nonce-${nonce}'">
<meta name="viewport" content="width=device-width">
<title>${identity?.displayName ?? vscode.l10n.t('Identity')}</title>
<style nonce="${nonce}">${STYLE}</style>
</head>
<body><main>${body}</main></body>
</html>`.text;
}

function identityBody(identity: Identity, context: DetailsContext): Html {
  const { now, uses } = context;
  const { managedIdentity } = identity;
  const argument = encodeURIComponent(JSON.stringify([identity.clientId]));
  const facts: readonly (readonly [string, Content])[] = [
    [vscode.l10n.t('Client ID'), code(identity.clientId)],
    [vscode.l10n.t('Object ID (application)'), code(identity.applicationId)],
    [vscode.l10n.t('Object ID (service principal)'), code(identity.servicePrincipalId)],
    [vscode.l10n.t('Tenant'), code(context.header?.tenant.id)],
    [vscode.l10n.t('Home tenant'), identity.ownership === 'own' ? undefined : code(identity.homeTenantId)],
    [vscode.l10n.t('State'), identity.isEnabled ? vscode.l10n.t('enabled') : vscode.l10n.t('disabled')],
    [vscode.l10n.t('Who can sign in'), identity.audience],
    [vscode.l10n.t('Created'), day(identity.created)],
    [vscode.l10n.t('Last sign-in'), day(lastSignIn(identity.signIns))],
    [vscode.l10n.t('Resource'), code(managedIdentity?.resourceId)],
    [vscode.l10n.t('Tags'), identity.tags.join(', ')],
  ];
  return html`<header>
<h1>${identity.displayName}</h1>
<p>${kindOf(identity)}</p>
<nav aria-label="${vscode.l10n.t('Actions')}">
<a href="command:keyless.inventory.reveal?${argument}">${vscode.l10n.t('Show in Workload Identities')}</a>
<a href="command:keyless.showIdentityAsJson?${argument}">${vscode.l10n.t('Show as JSON')}</a>
</nav>
</header>
<dl>${facts.map(([name, value]) => value && html`<div><dt>${name}</dt><dd>${value}</dd></div>`)}</dl>
${postureSection(context.posture)}
${credentialTable(identity, context)}
${trustTable(identity, context)}
${table(
  vscode.l10n.t('Role Assignments'),
  [vscode.l10n.t('Role'), vscode.l10n.t('Scope'), vscode.l10n.t('Remarks')],
  [
    ...identity.azureRoles.map(
      (role): Row => [
        role.roleName ?? role.roleId,
        code(role.scope),
        role.condition === undefined ? '' : vscode.l10n.t('with a condition'),
      ],
    ),
    ...identity.directoryRoles.map(
      (role): Row => [
        role.roleName ?? role.roleId,
        role.scope === '/' ? vscode.l10n.t('the directory') : code(role.scope),
        role.assignment === 'eligible' ? vscode.l10n.t('eligible') : '',
      ],
    ),
  ],
  missing(['azure-roles', 'directory-roles'], identity, context),
)}
${table(
  vscode.l10n.t('API Permissions'),
  [vscode.l10n.t('Permission'), vscode.l10n.t('API'), vscode.l10n.t('Kind')],
  [
    ...identity.applicationPermissions.map(
      (each): Row => [each.value ?? each.appRoleId, each.resourceName ?? each.resourceId, vscode.l10n.t('application')],
    ),
    ...identity.delegatedGrants.map(
      (each): Row => [
        each.scopes.join(' '),
        each.resourceName ?? each.resourceId,
        each.userId === undefined ? vscode.l10n.t('delegated, for everyone') : vscode.l10n.t('delegated, for one user'),
      ],
    ),
  ],
  missing(['application-permissions', 'delegated-grants'], identity, context),
)}
${table(
  vscode.l10n.t('Owners'),
  [vscode.l10n.t('Name'), vscode.l10n.t('Account')],
  identity.owners.map((owner): Row => [owner.displayName ?? owner.objectId, owner.userPrincipalName]),
  missing(['owners'], identity, context),
)}
${
  managedIdentity &&
  table(
    vscode.l10n.t('Source Resources'),
    [vscode.l10n.t('Resource')],
    managedIdentity.hosts.map((host): Row => [code(host)]),
    missing(['hosts'], identity, context),
  )
}
${
  identity.risk &&
  table(
    vscode.l10n.t('Risk'),
    [vscode.l10n.t('Detection'), vscode.l10n.t('Detected')],
    [
      [`${identity.risk.level}, ${identity.risk.state}`, day(identity.risk.updated)],
      ...identity.risk.detections.map((each): Row => [each.type, day(each.detected)]),
    ],
    undefined,
  )
}
${table(
  vscode.l10n.t('Used in Workspace'),
  [vscode.l10n.t('Place'), vscode.l10n.t('Line')],
  uses.map(({ path, range, line }): Row => [`${path}:${range.start.line + 1}`, code(line)]),
  undefined,
)}
<footer><p>${vscode.l10n.t('As of {0}', new Date(context.header?.asOf ?? now).toLocaleString(vscode.env.language))}</p></footer>`;
}

function credentialTable(identity: Identity, context: DetailsContext): Html {
  const rows = identity.keyCredentials.map(
    (each): Row => [
      each.displayName ?? each.hint ?? each.thumbprint ?? each.keyId ?? '',
      each.kind === 'client-secret' ? vscode.l10n.t('client secret') : vscode.l10n.t('certificate'),
      stateOf(each, context.now),
      day(each.start),
      day(each.end),
      lifetimeText(each),
      day(each.lastUsed),
    ],
  );
  const section = identity.kind === 'application' ? 'applications' : 'service-principals';
  return table(
    vscode.l10n.t('Client Secrets and Certificates'),
    [
      vscode.l10n.t('Name'),
      vscode.l10n.t('Kind'),
      vscode.l10n.t('State'),
      vscode.l10n.t('From'),
      vscode.l10n.t('To'),
      vscode.l10n.t('Lifetime'),
      vscode.l10n.t('Last used'),
    ],
    rows,
    missing([section], identity, context),
  );
}

function trustTable(identity: Identity, context: DetailsContext): Html {
  return table(
    vscode.l10n.t('Federated Credentials'),
    [
      vscode.l10n.t('Name'),
      vscode.l10n.t('Platform'),
      vscode.l10n.t('Issuer'),
      vscode.l10n.t('Subject or expression'),
      vscode.l10n.t('Audience'),
      vscode.l10n.t('Lets in'),
    ],
    identity.federatedCredentials.map(
      (trust): Row => [
        trust.name,
        trustScenario(trust).product,
        code(trust.issuer),
        code(trust.subject ?? trust.expression),
        code(trust.audiences.join(', ')),
        reachOf(trust),
      ],
    ),
    missing(['federated-credentials'], identity, context),
  );
}

function reachOf(trust: FederatedTrust): Content {
  const { severity, findings = [] } = trustBreadth(trust) ?? {};
  const reach = findings.map((finding) => BREADTH_CLASSES[finding.class].reach).join('; ');
  if (severity === 'critical' || severity === 'high') return state('error', reach);
  return severity === 'medium' ? state('warning', reach) : reach;
}

function stateOf(credential: KeyCredential, now: number): Html {
  const { text, attention } = expiryOf(credential, now);
  return state(attention === 'none' ? 'plain' : attention, text);
}

function lifetimeText(credential: KeyCredential): string {
  const days = lifetimeDays(credential);
  return days === undefined ? '' : vscode.l10n.t('{0} d', Math.round(days));
}

function kindOf({ kind, agent, ownership, managedIdentity }: Identity): string {
  if (agent === 'identity') return vscode.l10n.t('Agent identity');
  if (agent !== undefined) return vscode.l10n.t('Agent identity blueprint');
  if (kind === 'application') return vscode.l10n.t('Application');
  if (kind === 'managed-identity') {
    return managedIdentity?.assignment === 'system-assigned'
      ? vscode.l10n.t('System-assigned managed identity')
      : vscode.l10n.t('User-assigned managed identity');
  }
  return ownership === 'microsoft'
    ? vscode.l10n.t('Service principal of Microsoft')
    : vscode.l10n.t('Service principal');
}
