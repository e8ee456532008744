import * as vscode from 'vscode';
import { BREADTH_CLASSES } from '../../../federation/breadth/breadth-class.ts';
import { lastSignIn } from '../../../tenant/model/activity.ts';
import type { FederatedTrust, KeyCredential } from '../../../tenant/model/credential.ts';
import { trustBreadth, trustScenario } from '../../../tenant/model/federated-trust.ts';
import type { Identity } from '../../../tenant/model/identity.ts';
import type { InventoryHeader } from '../../../tenant/model/inventory.ts';
import { credentialState, daysLeft, lifetimeDays } from '../../../tenant/model/lifetime.ts';
import { isRead, type SectionName, type Sections } from '../../../tenant/model/section.ts';
import { type Content, type Html, html } from '../../../text/html.ts';
import type { Use } from '../../infrastructure/tenant/workspace-uses.ts';

export interface DetailsContext {
  /** Milliseconds since 1970. */
  readonly now: number;
  readonly sections: Sections;
  readonly header: InventoryHeader | undefined;
  readonly uses: readonly Use[];
  /** Lets in the style of the page and nothing else: random letters and digits. */
  readonly nonce: string;
}

type Row = readonly Content[];

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
  const days = daysLeft(credential, now) ?? 0;
  switch (credentialState(credential, now)) {
    case 'expired':
      return state('error', vscode.l10n.t('expired'));
    case 'expiring':
      return state('warning', vscode.l10n.t('expires in {0} d', days));
    case 'never-expires':
      return state('warning', vscode.l10n.t('never expires'));
    case 'not-yet-valid':
      return state('plain', vscode.l10n.t('not yet valid'));
    case 'valid':
      return state('plain', vscode.l10n.t('valid'));
  }
}

/** A state in words; its colour says the same once more. */
function state(weight: 'error' | 'warning' | 'plain', text: string): Html {
  return html`<span class="${weight}">${text}</span>`;
}

function lifetimeText(credential: KeyCredential): string {
  const days = lifetimeDays(credential);
  return days === undefined ? '' : vscode.l10n.t('{0} d', Math.round(days));
}

function table(caption: string, columns: readonly string[], rows: readonly Row[], problem: string | undefined): Html {
  const none = html`<p class="none">${problem ?? vscode.l10n.t('None')}</p>`;
  const head = columns.map((column) => html`<th scope="col">${column}</th>`);
  const line = ([first, ...others]: Row) =>
    html`<tr><th scope="row">${first}</th>${others.map((cell) => html`<td>${cell}</td>`)}</tr>`;
  const body = html`<div class="wide" tabindex="0" role="region" aria-label="${caption}">
<table><thead><tr>${head}</tr></thead><tbody>${rows.map(line)}</tbody></table></div>
${problem !== undefined && html`<p class="none">${problem}</p>`}`;
  return html`<section><h2>${caption} <span class="count">${rows.length}</span></h2>${rows.length === 0 ? none : body}</section>`;
}

/** Why rows may be missing. */
function missing(names: readonly SectionName[], identity: Identity, { sections }: DetailsContext): string | undefined {
  const problem = names.map((name) => identity.problems?.[name] ?? sections[name]?.problem).find(Boolean);
  if (problem) {
    return problem.needs.length === 0
      ? vscode.l10n.t('Not all of it could be read.')
      : vscode.l10n.t('Needs {0}', problem.needs.join(vscode.l10n.t(' or ')));
  }
  return names.every((name) => isRead(sections[name])) ? undefined : vscode.l10n.t('Not read yet.');
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

function code(text: string | undefined): Html | undefined {
  return text === undefined || text === '' ? undefined : html`<code>${text}</code>`;
}

function day(time: string | undefined): Html | undefined {
  return time === undefined ? undefined : html`<time datetime="${time}">${time.slice(0, 10)}</time>`;
}

const STYLE = html`
body { color: var(--vscode-foreground); background: var(--vscode-editor-background); font: var(--vscode-font-size)/1.5 var(--vscode-font-family); padding: 0; }
main { max-width: 72rem; margin: 0 auto; padding: 1rem 1.5rem 2rem; }
h1 { font-size: 1.6em; font-weight: 600; margin: 0; overflow-wrap: anywhere; }
header p { color: var(--vscode-descriptionForeground); margin: .2em 0 .6em; }
nav a { margin-inline-end: 1.5em; }
a { color: var(--vscode-textLink-foreground); }
a:focus-visible, .wide:focus-visible { outline: 1px solid var(--vscode-focusBorder); outline-offset: 2px; }
dl { display: grid; grid-template-columns: max-content 1fr; gap: .25em 1.5em; margin: 1.2em 0; }
dl > div { display: contents; }
dt { color: var(--vscode-descriptionForeground); }
dd { margin: 0; overflow-wrap: anywhere; }
h2 { font-size: 1.15em; font-weight: 600; margin: 1.8em 0 .4em; }
.count, .none, footer { color: var(--vscode-descriptionForeground); font-weight: normal; }
.none { margin: .2em 0; }
.wide { overflow-x: auto; }
table { border-collapse: collapse; width: 100%; }
th, td { text-align: start; vertical-align: top; padding: .35em 1.2em .35em 0; border-bottom: 1px solid var(--vscode-panel-border, var(--vscode-contrastBorder, transparent)); }
th { font-weight: 600; white-space: nowrap; }
tbody th { font-weight: normal; white-space: normal; }
td:has(code) { min-width: 16ch; }
time { white-space: nowrap; }
code { font-family: var(--vscode-editor-font-family); font-size: .95em; background: none; color: inherit; overflow-wrap: anywhere; }
.error { color: var(--vscode-errorForeground); font-weight: 600; }
.warning { color: var(--vscode-editorWarning-foreground); font-weight: 600; }
`;
