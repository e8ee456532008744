import * as vscode from 'vscode';
import type { Workload } from '../../../migrate/decision.ts';
import type { ToldPlace } from '../../../migrate/evidence/callers.ts';
import { makePlan, type PlanOptions } from '../../../migrate/make-plan.ts';
import type { Plan } from '../../../migrate/plan.ts';
import type { PlanSources } from '../../../migrate/sources.ts';
import type { Identity } from '../../../tenant/model/identity.ts';
import { input, pick } from '../../infrastructure/prompts.ts';

/**
 * Makes a plan, and asks for what neither files nor tenant tell where the plan would be another one with it. Each
 * question can be left open: then the plan says what is missing.
 * @throws UserCancelledError
 */
export async function planWithAnswers(
  identity: Identity,
  sources: PlanSources,
  given: PlanOptions,
  cursor: ToldPlace | undefined,
): Promise<Plan> {
  let options = given;
  let plan = makePlan(identity, sources, options);
  const again = (more: PlanOptions) => {
    options = { ...options, ...more };
    plan = makePlan(identity, sources, options);
  };
  const isOwn = identity.ownership === 'own' && identity.applicationId !== undefined;
  if (plan.decision.way === 'ask-owner' && isOwn && options.runsOn === undefined) {
    const answer = await askWhereItRuns(plan, cursor);
    if (typeof answer === 'object') again({ told: [...(options.told ?? []), answer] });
    else if (answer !== undefined) again({ runsOn: answer });
  }
  if (plan.decision.way === 'managed-identity-as-credential' && options.managedIdentity === undefined) {
    const managedIdentity = await askManagedIdentity(identity, sources);
    if (managedIdentity !== undefined) again({ managedIdentity });
  }
  if (options.clusterIssuer === undefined && plan.steps.some(lacksIssuer)) {
    const clusterIssuer = await askClusterIssuer();
    if (clusterIssuer !== undefined) again({ clusterIssuer });
  }
  return plan;
}

function lacksIssuer({ claims }: Plan['steps'][number]): boolean {
  return claims.some(({ kind, issuer }) => kind === 'trust' && issuer?.startsWith('<'));
}

type Answer = Workload | ToldPlace | undefined;

async function askWhereItRuns({ identity, decision }: Plan, cursor: ToldPlace | undefined): Promise<Answer> {
  const { t } = vscode.l10n;
  const items: (vscode.QuickPickItem & { readonly workload: Answer })[] = [
    ...(cursor
      ? [
          {
            workload: cursor,
            label: t('At the cursor: {0}', `${cursor.path}:${cursor.line}`),
            detail: t('What stands there signs in as it, although the file does not say so'),
          },
        ]
      : []),
    { workload: 'azure', label: t('In Azure'), detail: t('App Service, Functions, Container Apps, a virtual machine') },
    { workload: 'kubernetes', label: t('In Kubernetes') },
    { workload: 'github', label: t('In GitHub Actions, of another repository') },
    { workload: 'gitlab', label: t('In GitLab CI, of another project') },
    { workload: 'azure-devops', label: t('In Azure Pipelines, of another project') },
    { workload: 'cloud', label: t('In AWS, Google Cloud or another one that issues OIDC tokens') },
    { workload: 'elsewhere', label: t('Elsewhere'), detail: t('On a server or a machine without any of these') },
    { workload: undefined, label: t('I do not know'), detail: t('The plan begins with finding it out.') },
  ];
  const { workload } = await pick(items, {
    title: t('Where does {0} run?', identity.displayName),
    placeHolder: decision.reasons[0] ?? '',
  });
  return workload;
}

async function askManagedIdentity({ displayName }: Identity, sources: PlanSources): Promise<string | undefined> {
  const { t } = vscode.l10n;
  const { inventory, now } = sources;
  const { rows } = inventory.query({ kind: 'managed-identity', now: now.getTime() });
  const userAssigned = rows
    .flatMap(({ clientId }) => inventory.identity(clientId) ?? [])
    .filter(({ managedIdentity }) => managedIdentity?.assignment === 'user-assigned');
  const items: (vscode.QuickPickItem & { readonly clientId: string | undefined })[] = [
    { clientId: undefined, label: t('$(circle-large-outline) None yet'), detail: t('The plan has a gap to fill in.') },
    ...userAssigned.map(({ clientId, displayName: label, managedIdentity }) => ({
      clientId,
      label,
      description: clientId,
      detail: managedIdentity?.resourceId ?? '',
    })),
  ];
  const { clientId } = await pick(items, {
    title: t('Credential of {0}', displayName),
    placeHolder: t('Which user-assigned managed identity of its host shall be its credential?'),
  });
  return clientId;
}

async function askClusterIssuer(): Promise<string | undefined> {
  const { t } = vscode.l10n;
  const value = await input({
    title: t('OIDC issuer of the cluster'),
    prompt: t('As "az aks show --query oidcIssuerProfile.issuerUrl" prints it. Leave it empty to fill it in later.'),
    placeHolder: 'https://westeurope.oic.prod-aks.azure.com/…/',
    validateInput: (text) =>
      text.trim() === '' || /^https:\/\/[^\s<>"']+$/u.test(text.trim()) ? undefined : t('This is no https address.'),
  });
  return value.trim() === '' ? undefined : value.trim();
}
