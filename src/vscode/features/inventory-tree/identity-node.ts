import * as vscode from 'vscode';
import { lastSignIn } from '../../../tenant/model/activity.ts';
import type { Identity } from '../../../tenant/model/identity.ts';
import { isRead, type SectionName, type Sections } from '../../../tenant/model/section.ts';
import type { InventorySource } from '../../../tenant/store/inventory-source.ts';
import { type IdentitySummary, NO_END } from '../../../tenant/store/summary.ts';
import { type Concern, tally, tallyAttention, tallyText } from '../../infrastructure/tenant/concerns.ts';
import { type Attention, agoText, expiryOf } from '../../infrastructure/tenant/expiry-text.ts';
import type { Use } from '../../infrastructure/tenant/workspace-uses.ts';
import { ownerNodes, permissionNodes, policyNodes, resourceNodes, roleNodes, signInNodes } from './access-nodes.ts';
import { CredentialNode, type JobsOf, TrustNode, worst } from './credential-nodes.ts';
import { type InventoryNode, PlainNode } from './node.ts';
import { problemNode } from './problem-node.ts';

/** What rows need to know beside the inventory. */
export interface TreeContext {
  readonly source: InventorySource;
  /** Milliseconds since 1970. */
  readonly now: number;
  /** Places in the workspace that name an identity; undefined where nobody has looked yet. */
  readonly usesOf: (identity: Identity) => readonly Use[] | undefined;
  readonly jobsOf: JobsOf;
}

const KIND_ICONS = {
  application: 'window',
  'managed-identity': 'shield',
  'service-principal': 'organization',
} as const;

/** An identity, with everything that is known of it below. */
export class IdentityNode extends PlainNode {
  readonly clientId: string;
  readonly summary: IdentitySummary;

  constructor(parent: InventoryNode, summary: IdentitySummary, context: TreeContext) {
    const { attention, text } = stateOf(summary, context.now);
    const id = `${parent instanceof PlainNode ? parent.id : ''}/${summary.clientId}`;
    super(parent, id, {
      label: summary.displayName,
      description: text,
      icon: summary.agent ? 'robot' : KIND_ICONS[summary.kind],
      attention,
      context: contextOf(summary),
      accessibility: [summary.displayName, kindName(summary), text].join(', '),
      children: () => {
        const identity = context.source.identity(summary.clientId);
        return identity ? sectionsOf(this, identity, context) : [];
      },
    });
    this.clientId = summary.clientId;
    this.summary = summary;
  }

  /** Made when a person rests on the row: it needs the whole identity. */
  tooltip({ source, now }: TreeContext): vscode.MarkdownString | undefined {
    const identity = source.identity(this.clientId);
    if (!identity) return undefined;
    const text = new vscode.MarkdownString();
    text.appendMarkdown('**').appendText(identity.displayName).appendMarkdown('**  \n');
    text.appendText(`${kindName(this.summary)}${identity.isEnabled ? '' : ` · ${vscode.l10n.t('disabled')}`}`);
    const rows: readonly (readonly [string, string | undefined])[] = [
      [vscode.l10n.t('Client ID'), identity.clientId],
      [vscode.l10n.t('Object ID'), identity.applicationId ?? identity.servicePrincipalId],
      [vscode.l10n.t('Home tenant'), identity.ownership === 'own' ? undefined : identity.homeTenantId],
      [vscode.l10n.t('Created'), identity.created?.slice(0, 10)],
      [vscode.l10n.t('Last sign-in'), lastSignInText(identity, source.sections, now)],
      [vscode.l10n.t('Resource'), identity.managedIdentity?.resourceId],
    ];
    text.appendMarkdown('\n\n');
    for (const [name, value] of rows) {
      if (value !== undefined)
        text.appendText(`${name}: `).appendMarkdown('`').appendText(value).appendMarkdown('`  \n');
    }
    return text;
  }
}

export function kindName({ kind, agent, ownership }: IdentitySummary): string {
  if (agent === 'identity') return vscode.l10n.t('agent identity');
  if (agent !== undefined) return vscode.l10n.t('agent identity blueprint');
  if (kind === 'application') return vscode.l10n.t('application');
  if (kind === 'managed-identity') return vscode.l10n.t('managed identity');
  return ownership === 'microsoft'
    ? vscode.l10n.t('service principal of Microsoft')
    : vscode.l10n.t('service principal');
}

/** What a person should see first: the end that comes first, and what the identity can sign in with. */
export function stateOf(
  summary: IdentitySummary,
  now: number,
): { readonly attention: Attention; readonly text: string } {
  const { ends, secrets, certificates, federatedCredentials } = summary;
  const parts: string[] = [];
  const concerns: (Concern | undefined)[] = [];
  if (summary.isRisky) {
    parts.push(vscode.l10n.t('at risk'));
    concerns.push('risky');
  }
  const expiries = ends.map((end) => expiryOf(end === NO_END ? {} : { end }, now));
  const expired = expiries.filter(({ concern }) => concern === 'expired');
  const next = expiries[expired.length];
  // One that has ended beside one that has not is clutter with a number; alone it is what the row is about.
  if (expired.length === 1 && !next) parts.push(...expired.map(({ text }) => text));
  else if (expired.length > 0) parts.push(tallyText({ expired: expired.length }));
  if (next) parts.push(next.text);
  concerns.push(...expiries.map(({ concern }) => concern));
  if (summary.isOrphaned) {
    parts.push(vscode.l10n.t('resource is gone'));
    concerns.push('orphaned');
  }
  if (secrets > 0) {
    parts.push(secrets === 1 ? vscode.l10n.t('1 client secret') : vscode.l10n.t('{0} client secrets', secrets));
  }
  if (certificates > 0) {
    parts.push(certificates === 1 ? vscode.l10n.t('1 certificate') : vscode.l10n.t('{0} certificates', certificates));
  }
  if (federatedCredentials > 0) parts.push(vscode.l10n.t('{0} federated', federatedCredentials));
  if (!summary.isEnabled) parts.push(vscode.l10n.t('disabled'));
  if (parts.length === 0 && summary.kind !== 'managed-identity') parts.push(vscode.l10n.t('no credentials'));
  return { attention: tallyAttention(tally(concerns)), text: parts.join(' · ') };
}

function contextOf({ kind, ownership, applicationId, servicePrincipalId, isEnabled }: IdentitySummary): string {
  const has = [applicationId && 'hasApplication', servicePrincipalId && 'hasServicePrincipal'].filter(Boolean);
  return ['identity', kind, ownership, ...has, isEnabled ? 'enabled' : 'disabled'].join(' ');
}

function sectionsOf(parent: IdentityNode, identity: Identity, context: TreeContext): InventoryNode[] {
  const { source, now } = context;
  const { sections } = source;
  const isManaged = identity.kind === 'managed-identity';
  const usable = (kind: 'client-secret' | 'certificate') =>
    identity.keyCredentials.filter((each) => each.kind === kind);
  const make = (
    name: string,
    label: string,
    icon: string,
    section: SectionName | readonly SectionName[],
    rows: (node: InventoryNode) => readonly InventoryNode[],
  ) => sectionNode(parent, name, label, icon, section, sections, identity, rows);
  const credentials = (kind: 'client-secret' | 'certificate') => (node: InventoryNode) =>
    usable(kind).map(
      (each, index) => new CredentialNode(node, `${parent.id}/${kind}/${each.keyId ?? index}`, identity, each, now),
    );
  const holder = identity.kind === 'application' ? 'applications' : 'service-principals';
  return [
    ...(isManaged && usable('client-secret').length === 0
      ? []
      : [make('secrets', vscode.l10n.t('Client Secrets'), 'key', holder, credentials('client-secret'))]),
    ...(isManaged && usable('certificate').length === 0
      ? []
      : [make('certificates', vscode.l10n.t('Certificates'), 'verified', holder, credentials('certificate'))]),
    make('federated', vscode.l10n.t('Federated Credentials'), 'link', 'federated-credentials', (node) =>
      identity.federatedCredentials.map(
        (trust) => new TrustNode(node, `${parent.id}/fic/${trust.name}`, identity, trust, context.jobsOf),
      ),
    ),
    make(
      'permissions',
      vscode.l10n.t('API Permissions'),
      'plug',
      ['application-permissions', 'delegated-grants'],
      (node) => permissionNodes(node, parent.id, identity),
    ),
    make(
      'roles',
      isManaged ? vscode.l10n.t('Target Services') : vscode.l10n.t('Role Assignments'),
      'lock',
      ['azure-roles', 'directory-roles'],
      (node) => roleNodes(node, parent.id, identity, source.header?.subscriptions ?? []),
    ),
    ...(isManaged
      ? [
          make('hosts', vscode.l10n.t('Source Resources'), 'server', ['hosts', 'managed-identities'], (node) =>
            resourceNodes(node, parent.id, identity),
          ),
        ]
      : [
          make('owners', vscode.l10n.t('Owners'), 'account', 'owners', (node) => ownerNodes(node, parent.id, identity)),
        ]),
    make('sign-ins', vscode.l10n.t('Sign-in Activity'), 'history', ['sign-ins', 'risk'], (node) =>
      signInNodes(node, parent.id, identity, now),
    ),
    ...(isManaged
      ? []
      : [
          make(
            'policies',
            vscode.l10n.t('Policies'),
            'law',
            ['app-management-policies', 'conditional-access'],
            (node) => policyNodes(node, parent.id, identity, source.header?.policies),
          ),
        ]),
    ...usesNode(parent, identity, context),
  ];
}

function usesNode(parent: IdentityNode, identity: Identity, { usesOf }: TreeContext): InventoryNode[] {
  const uses = usesOf(identity);
  if (uses === undefined) return [];
  const id = `${parent.id}/uses`;
  const rows = uses.map(
    ({ uri, path, range, line }, index) =>
      new PlainNode(parent, `${id}/${index}`, {
        label: `${path.slice(path.lastIndexOf('/') + 1)}:${range.start.line + 1}`,
        description: line,
        tooltip: path,
        icon: 'go-to-file',
        command: {
          command: 'vscode.open',
          title: vscode.l10n.t('Open'),
          arguments: [uri, { selection: range } satisfies vscode.TextDocumentShowOptions],
        },
      }),
  );
  return [
    new PlainNode(parent, id, {
      label: vscode.l10n.t('Used in Workspace'),
      description: String(uses.length),
      icon: 'references',
      context: 'uses',
      children: rows,
    }),
  ];
}

/** A part of an identity: its rows, or why they are not to be had. */
function sectionNode(
  parent: IdentityNode,
  name: string,
  label: string,
  icon: string,
  section: SectionName | readonly SectionName[],
  sections: Sections,
  identity: Identity,
  rows: (node: InventoryNode) => readonly InventoryNode[],
): InventoryNode {
  const names: readonly SectionName[] = typeof section === 'string' ? [section] : section;
  const id = `${parent.id}/${name}`;
  const stub = new PlainNode(parent, id, { label });
  const found = rows(stub);
  const problems = names.flatMap((each) => {
    const problem = identity.problems?.[each] ?? sections[each]?.problem;
    return problem ? [{ section: each, problem }] : [];
  });
  const isKnown = names.some((each) => isRead(sections[each])) || found.length > 0;
  const concerns = tallyText(tally(found.map((row) => (row instanceof PlainNode ? row.options.concern : undefined))));
  const missing = problems.length > 0 ? vscode.l10n.t('not available') : vscode.l10n.t('not read yet');
  const description = isKnown ? [found.length, concerns].filter((part) => part !== '').join(' · ') : missing;
  return new PlainNode(parent, id, {
    label,
    icon,
    description,
    context: `section ${name} ${identity.kind}`,
    attention: worst(found.map((row) => (row instanceof PlainNode ? row.attention : 'none'))),
    accessibility: `${label}, ${description}`,
    children: [...found, ...problems.map((each) => problemNode(stub, id, each.section, each.problem))],
  });
}

function lastSignInText(identity: Identity, sections: Sections, now: number): string | undefined {
  const last = lastSignIn(identity.signIns);
  if (last !== undefined) return agoText(last, now);
  return isRead(sections['sign-ins']) ? vscode.l10n.t('none on record') : undefined;
}
