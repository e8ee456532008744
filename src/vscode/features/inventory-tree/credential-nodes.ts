import * as vscode from 'vscode';
import type { Breadth } from '../../../federation/breadth/breadth.ts';
import { BREADTH_CLASSES } from '../../../federation/breadth/breadth-class.ts';
import type { FederatedTrust, KeyCredential } from '../../../tenant/model/credential.ts';
import { trustBreadth, trustScenario } from '../../../tenant/model/federated-trust.ts';
import type { Identity } from '../../../tenant/model/identity.ts';
import { lifetimeDays } from '../../../tenant/model/lifetime.ts';
import type { TrustedJob } from '../../infrastructure/federation/trusted-jobs.ts';
import { ATTENTIONS, type Attention, agoText, dateOf, expiryOf } from '../../infrastructure/tenant/expiry-text.ts';
import { type InventoryNode, PlainNode } from './node.ts';

/** A client secret or a certificate. */
export class CredentialNode extends PlainNode {
  readonly identity: Identity;
  readonly credential: KeyCredential;

  constructor(parent: InventoryNode, id: string, identity: Identity, credential: KeyCredential, now: number) {
    const expiry = expiryOf(credential, now);
    const isSecret = credential.kind === 'client-secret';
    super(parent, id, {
      label: nameOf(credential),
      description: [expiry.text, purposeText(credential), originText(credential)].filter(Boolean).join(' · '),
      tooltip: tooltipOf(credential, expiry.text, now),
      icon: isSecret ? 'key' : 'verified',
      attention: expiry.attention,
      concern: expiry.concern,
      context: `credential ${credential.kind} ${credential.origin}`,
    });
    this.identity = identity;
    this.credential = credential;
  }
}

/** The jobs of the workspace that a credential accepts; undefined where nobody has looked yet. */
export type JobsOf = (trust: FederatedTrust) => readonly TrustedJob[] | undefined;

/** A federated credential, with what it accepts below. */
export class TrustNode extends PlainNode {
  readonly identity: Identity;
  readonly trust: FederatedTrust;

  constructor(parent: InventoryNode, id: string, identity: Identity, trust: FederatedTrust, jobsOf: JobsOf) {
    const verdict = trustBreadth(trust);
    const attention = attentionOf(verdict);
    super(parent, id, {
      label: trust.name,
      description: [
        attention === 'none' ? undefined : vscode.l10n.t('too broad'),
        trustScenario(trust).product,
        trust.subject ?? trust.expression,
      ]
        .filter((part) => part !== undefined)
        .join(' · '),
      tooltip: [trust.description, trust.subject ?? trust.expression].filter(Boolean).join('\n'),
      icon: 'link',
      attention,
      concern: attention === 'none' ? undefined : 'broad',
      context: 'federatedCredential',
      children: () => [...partsOf(this, id, trust, verdict), ...usedByNode(this, id, trust, jobsOf)],
    });
    this.identity = identity;
    this.trust = trust;
  }
}

function partsOf(parent: TrustNode, id: string, trust: FederatedTrust, verdict: Breadth | undefined): InventoryNode[] {
  const row = (name: string, label: string, value: string, icon: string) =>
    new PlainNode(parent, `${id}/${name}`, { label, description: value, tooltip: value, icon, context: 'copyable' });
  return [
    row('issuer', vscode.l10n.t('Issuer'), trust.issuer, 'globe'),
    ...(trust.subject === undefined ? [] : [row('subject', vscode.l10n.t('Subject'), trust.subject, 'person')]),
    ...(trust.expression === undefined
      ? []
      : [row('expression', vscode.l10n.t('Claims matching expression'), trust.expression, 'regex')]),
    ...trust.audiences.map((audience, index) =>
      row(`audience${index}`, vscode.l10n.t('Audience'), audience, 'broadcast'),
    ),
    ...(attentionOf(verdict) === 'none' ? [] : (verdict?.findings ?? [])).map(
      (finding) =>
        new PlainNode(parent, `${id}/breadth/${finding.class}`, {
          label: vscode.l10n.t('Lets in'),
          description: BREADTH_CLASSES[finding.class].reach,
          tooltip: vscode.l10n.t('For example {0}', finding.witness),
          icon: 'warning',
          attention: attentionOf(verdict),
        }),
    ),
  ];
}

/** Of platforms whose jobs stand in files that are looked at. */
function usedByNode(parent: TrustNode, id: string, trust: FederatedTrust, jobsOf: JobsOf): InventoryNode[] {
  const { platform } = trustScenario(trust);
  const jobs = platform === 'github' || platform === 'gitlab' ? jobsOf(trust) : undefined;
  if (!jobs) return [];
  const node: PlainNode = new PlainNode(parent, `${id}/used-by`, {
    label: vscode.l10n.t('Used by'),
    description: jobs.length === 0 ? vscode.l10n.t('no job of this workspace') : String(jobs.length),
    icon: 'references',
    context: 'usedBy',
    children: jobs.map(
      ({ uri, path, jobId, range, isForSome }) =>
        new PlainNode(parent, `${id}/used-by/${path}/${jobId}`, {
          label: jobId,
          description: isForSome ? vscode.l10n.t('{0} · some runs', path) : path,
          icon: 'play-circle',
          command: {
            command: 'vscode.open',
            title: vscode.l10n.t('Open'),
            arguments: [uri, { selection: range } satisfies vscode.TextDocumentShowOptions],
          },
        }),
    ),
  });
  return [node];
}

function attentionOf(verdict: Breadth | undefined): Attention {
  const severity = verdict?.severity;
  if (severity === 'critical' || severity === 'high') return 'error';
  return severity === 'medium' ? 'warning' : 'none';
}

/** The heaviest of what is below. */
export function worst(attentions: Iterable<Attention>): Attention {
  const found = new Set(attentions);
  return ATTENTIONS.find((each) => found.has(each)) ?? 'none';
}

function nameOf({ displayName, hint, thumbprint, keyId }: KeyCredential): string {
  if (displayName !== undefined) return displayName;
  if (hint !== undefined) return `${hint}…`;
  return thumbprint ?? keyId ?? vscode.l10n.t('Without a name');
}

function purposeText({ purpose }: KeyCredential): string {
  if (purpose === 'saml-signing') return vscode.l10n.t('signs SAML assertions');
  return purpose === 'platform' ? vscode.l10n.t('kept by Azure') : '';
}

function originText({ origin, purpose }: KeyCredential): string {
  return origin === 'service-principal' && purpose === undefined ? vscode.l10n.t('on the service principal') : '';
}

function tooltipOf(credential: KeyCredential, expiry: string, now: number): string {
  const { kind, hint, keyId, thumbprint, start, end, lastUsed } = credential;
  const lifetime = lifetimeDays(credential);
  return [
    kind === 'client-secret' ? vscode.l10n.t('Client secret, {0}', expiry) : vscode.l10n.t('Certificate, {0}', expiry),
    hint === undefined ? undefined : vscode.l10n.t('Begins with: {0}', hint),
    thumbprint === undefined ? undefined : vscode.l10n.t('Thumbprint: {0}', thumbprint),
    keyId === undefined ? undefined : vscode.l10n.t('Key ID: {0}', keyId),
    start === undefined ? undefined : vscode.l10n.t('From: {0}', dateOf(start)),
    end === undefined ? undefined : vscode.l10n.t('To: {0}', dateOf(end)),
    lifetime === undefined ? undefined : vscode.l10n.t('Lifetime: {0} days', Math.round(lifetime)),
    lastUsed === undefined ? undefined : vscode.l10n.t('Last used: {0}', agoText(lastUsed, now)),
  ]
    .filter((line) => line !== undefined)
    .join('\n');
}
