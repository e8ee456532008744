import * as vscode from 'vscode';
import { azCommands, graphJson, terraformCode } from '../../../tenant/policy-writing/code.ts';
import type { PolicyChange } from '../../../tenant/policy-writing/policy-change.ts';
import { pick } from '../../infrastructure/prompts.ts';
import type { TenantSession } from '../../infrastructure/tenant/tenant-session.ts';

export type PolicyForm = 'tenant' | 'json' | 'terraform' | 'az';

/** @param name of the policy */
export async function chooseForm({ current }: TenantSession, name: string): Promise<PolicyForm> {
  const { t } = vscode.l10n;
  const items: (vscode.QuickPickItem & { readonly form: PolicyForm })[] = [
    {
      form: 'tenant',
      label: t('$(cloud-upload) In the tenant'),
      detail:
        current?.kind === 'live'
          ? t('Changes {0} after you have seen the difference and confirmed it.', current.name)
          : t('Needs a sign-in: what is open is no live tenant.'),
    },
    { form: 'json', label: t('$(json) As Graph JSON'), detail: t('The body that Microsoft Graph takes.') },
    {
      form: 'terraform',
      label: t('$(file-code) As Terraform'),
      detail: t('Resources of the msgraph provider. Bicep and azuread have none for app management policies.'),
    },
    { form: 'az', label: t('$(terminal) As az commands'), detail: t('To be read, and given to somebody who may.') },
  ];
  return (await pick(items, { title: t('Write {0}', name), placeHolder: t('In what form?') })).form;
}

/** Shows a policy as code, unsaved. */
export async function openCode(
  form: Exclude<PolicyForm, 'tenant'>,
  change: PolicyChange,
  session: TenantSession,
): Promise<void> {
  const { endpointsOf } = await session.services();
  const { graph } = endpointsOf(session.source?.header?.tenant.cloud ?? 'public');
  const [language, content] = {
    json: () => ['json', graphJson(change)] as const,
    terraform: () => ['terraform', terraformCode(change)] as const,
    az: () => ['shellscript', azCommands(change, graph)] as const,
  }[form]();
  await vscode.window.showTextDocument(await vscode.workspace.openTextDocument({ language, content }));
}
