import { type Breadth, breadth, bySeverity } from '../federation/breadth/breadth.ts';
import { BREADTH_CLASSES } from '../federation/breadth/breadth-class.ts';
import type { Pipeline } from '../model/pipeline/pipeline.ts';
import { loginsIn } from './federation/job-logins.ts';
import { credentialsOfIdentity, type TenantCredential } from './federation/known-credentials.ts';
import { resolveId } from './federation/login-ids.ts';
import { trustText } from './federation/trust-of-job.ts';
import type { InventoryIdentity, InventoryView } from './inventory-view.ts';
import { defineRule, type Report, type RuleContext } from './rule.ts';
import { dayOf } from './support/pipelines.ts';

type Message = 'outsiders' | 'others' | 'otherOwner';
type Context = RuleContext<Message>;

/**
 * A job that shares its identity with whoever the identity's other federated credentials let in. Decided by
 * src/federation on the credentials that the tenant holds; those that code declares are reported where they stand.
 */
export const strangerTrust = defineRule<Message>({
  id: 'stranger-trust',
  title: 'Login as an identity that strangers can use too',
  severity: 'warning',
  tags: ['CWE-284', 'CICD-SEC-2', 'CICD-SEC-6'],
  messages: {
    outsiders:
      'Outsiders can sign in as "{identity}", the identity of this job: its federated credential "{credential}" ' +
      '(`{trusted}`) matches {reach}, for example `{witness}` (inventory of {day}). Narrow or remove that credential.',
    others:
      'This job shares "{identity}" with {reach}: the federated credential "{credential}" (`{trusted}`) matches, for ' +
      'example, `{witness}` (inventory of {day}). Narrow that credential, or give this job an identity of its own.',
    otherOwner:
      'Repositories of {owner} can sign in as "{identity}", the identity of this job, by the federated credential ' +
      '"{credential}" (`{trusted}`; inventory of {day}). Remove the credential unless that account is yours too.',
  },
  checks: {
    pipeline(pipeline, context) {
      const { inventory } = context;
      if (inventory) checkPipeline(pipeline, inventory, context);
    },
  },
});

function checkPipeline(pipeline: Pipeline, inventory: InventoryView, context: Context): void {
  const reported = new Set<string>();
  for (const { job, step, method, clientId } of loginsIn(pipeline)) {
    const id = method === 'token' ? resolveId(clientId, step, job, context.repository).id : undefined;
    const identity = id === undefined ? undefined : inventory.byClientId(id);
    // What is wrong with an identity is said once a file.
    if (!identity || reported.has(identity.clientId)) continue;
    reported.add(identity.clientId);
    const report = worst(identity, inventory, context);
    if (report) context.report({ ...report, range: clientId.range });
  }
}

type Judgement = Omit<Report<Message>, 'range'>;
const ORDER: readonly Message[] = ['outsiders', 'others', 'otherOwner'];

function worst(identity: InventoryIdentity, { asOf }: InventoryView, context: Context): Judgement | undefined {
  const owner = context.repository.fullName?.split('/')[0]?.toLowerCase();
  const judged = credentialsOfIdentity(identity).flatMap((credential) => judge(credential, owner) ?? []);
  const [found] = judged.sort((a, b) => ORDER.indexOf(a.messageId) - ORDER.indexOf(b.messageId));
  return found && { ...found, data: { ...found.data, identity: identity.displayName, day: dayOf(asOf) } };
}

function judge(credential: TenantCredential, owner: string | undefined): Judgement | undefined {
  const [known] = credential.alternatives;
  const found = known && breadth(known);
  if (!found) return undefined;
  const data = { credential: credential.name, trusted: trustText(credential) };
  const [broadest] = [...found.findings].sort((a, b) => bySeverity(a.severity, b.severity));
  if (broadest && (broadest.severity === 'critical' || broadest.severity === 'high')) {
    const isCritical = broadest.severity === 'critical';
    return {
      messageId: isCritical ? 'outsiders' : 'others',
      data: { ...data, reach: BREADTH_CLASSES[broadest.class].reach, witness: broadest.witness },
      severity: isCritical ? 'error' : 'warning',
      confidence: 'high',
    };
  }
  const other = ownerOf(found, credential.credential.subject);
  if (owner === undefined || other === undefined || other.toLowerCase() === owner) return undefined;
  return { messageId: 'otherOwner', data: { ...data, owner: other }, severity: 'information', confidence: 'medium' };
}

/** The account in an exact subject of GitHub, in its usual forms. */
function ownerOf({ issuer }: Breadth, subject = ''): string | undefined {
  return issuer.platform.id === 'github' ? /^repo:([^/@:*?]+)[/@]/u.exec(subject)?.[1] : undefined;
}
