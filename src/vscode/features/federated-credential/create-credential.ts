import * as vscode from 'vscode';
import type { CredentialToCreate } from '../../../rules/support/credential-code.ts';
import type { Identity } from '../../../tenant/model/identity.ts';
import type { Engine, FederationSession, JobTarget } from '../../infrastructure/federation/federation-session.ts';
import { input, pick } from '../../infrastructure/prompts.ts';
import type { TenantSession } from '../../infrastructure/tenant/tenant-session.ts';
import { addInTenant, announce } from './change-tenant.ts';
import { type Code, deliverCode } from './code-target.ts';
import { chooseSubject } from './copy-subject.ts';
import { type ChosenIdentity, chooseIdentity } from './pick-identity.ts';

/** From a job to the credential that trusts it: which subject, which identity, and in what form. */
export async function createCredential(
  session: FederationSession,
  tenant: TenantSession,
  target: JobTarget | undefined,
): Promise<void> {
  const { engine, job, sources } = await session.job(target);
  const federated = engine.federatedJob(job, sources);
  const { issuer, audience, subjects } = engine.subjectsToTrust(federated, sources);
  const subject = await completeSubject(await chooseSubject(job.id, subjects), engine);
  const known = federated.logins.flatMap(({ identity }) => identity?.clientId ?? []);
  const chosen = await chooseIdentity(tenant, known[0]);
  const credential = { issuer, audience, subject };
  const form = await chooseForm(credential, chosen, tenant);
  if (form === 'tenant' && chosen.identity) {
    const name = engine.credentialName(credential);
    await addInTenant(tenant, chosen.identity, { name, issuer, subject, audiences: [audience] });
    void announce(vscode.l10n.t('{0} trusts {1} now.', chosen.name, subject), chosen.identity);
    return;
  }
  await deliverCode(session, codeOf(form, credential, chosen, engine));
}

type Form = 'tenant' | 'bicep' | 'terraform' | 'az';

async function completeSubject(subject: string, engine: Engine): Promise<string> {
  if (!engine.isOpenSubject(subject)) return subject;
  return input({
    title: vscode.l10n.t('Subject'),
    prompt: vscode.l10n.t('Entra ID compares the subject as it is: put one value where the workflow leaves it open.'),
    value: subject,
    valueSelection: [subject.search(/[*?<{]/u), subject.length],
    validateInput: (value) => {
      if (value.trim() === '') return vscode.l10n.t('A subject is needed.');
      return engine.isOpenSubject(value) ? vscode.l10n.t('Wildcards and gaps match nothing.') : undefined;
    },
  });
}

async function chooseForm(
  { subject }: CredentialToCreate,
  { identity, name }: ChosenIdentity,
  tenant: TenantSession,
): Promise<Form> {
  const { t } = vscode.l10n;
  const inTenant = {
    form: 'tenant' as const,
    label: t('$(cloud-upload) In the tenant'),
    detail:
      tenant.current?.kind === 'live'
        ? t('Adds it to {0} after you have seen and confirmed the change.', name)
        : t('Needs a sign-in: what is open is no live tenant.'),
  };
  const items: (vscode.QuickPickItem & { readonly form: Form })[] = [
    { form: 'bicep', label: t('$(file-code) As Bicep'), detail: t('A resource to insert or copy.') },
    { form: 'terraform', label: t('$(file-code) As Terraform'), detail: t('A resource to insert or copy.') },
    {
      form: 'az',
      label: t('$(terminal) As an az command'),
      detail: t('A command to copy or to type into a terminal.'),
    },
    ...(identity ? [inTenant] : []),
  ];
  const { form } = await pick(items, {
    title: t('Create Federated Credential for {0}', name),
    placeHolder: t('Trust {0}', subject),
  });
  return form;
}

/** Where identities are declared, by language and kind. */
const DECLARATIONS = {
  bicep: {
    application: /^resource\s+(\w+)\s+'Microsoft\.Graph\/applications@/gmu,
    'managed identity': /^resource\s+(\w+)\s+'Microsoft\.ManagedIdentity\/userAssignedIdentities@/gmu,
  },
  terraform: {
    application: /^resource\s+"azuread_application"\s+"([\w-]+)"/gmu,
    'managed identity': /^resource\s+"azurerm_user_assigned_identity"\s+"([\w-]+)"/gmu,
  },
};

function codeOf(
  form: Form,
  credential: CredentialToCreate,
  { identity, clientId }: ChosenIdentity,
  engine: Engine,
): Code {
  const kind = kindOf(identity, form);
  const holder = { kind, clientId, resourceId: identity?.managedIdentity?.resourceId };
  const gap = kind === 'application' ? '<application>' : '<identity>';
  if (form === 'bicep') {
    const text = engine.bicepResource(credential, holder);
    return { language: 'bicep', extension: 'bicep', text, gap, declaration: DECLARATIONS.bicep[kind] };
  }
  if (form === 'terraform') {
    const text = engine.terraformResource(credential, holder);
    return { language: 'terraform', extension: 'tf', text, gap, declaration: DECLARATIONS.terraform[kind] };
  }
  const text = engine.azCommand(credential, holder);
  return { language: 'shellscript', extension: undefined, text, gap, declaration: /$^/gu };
}

/** Where nobody says what it is: in Bicep a managed identity, which needs no extension of the language. */
function kindOf(identity: Identity | undefined, form: Form): 'application' | 'managed identity' {
  if (identity) return identity.kind === 'managed-identity' ? 'managed identity' : 'application';
  return form === 'bicep' ? 'managed identity' : 'application';
}
