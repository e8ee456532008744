import { modelOf } from '../../model/model.ts';
import { exactText } from '../../model/patterns.ts';
import { unique } from '../../rules/support/words.ts';
import type { Identity } from '../../tenant/model/identity.ts';
import type { TenantPolicies } from '../../tenant/model/policies.ts';
import { markdown } from '../document/markdown.ts';
import type { Found } from '../evidence/evidence.ts';
import { isLiveSecret } from '../evidence/keys.ts';
import { isCreation } from '../evidence/places.ts';
import type { Edit, KeyUse, Step } from '../plan.ts';
import { forbidsSecrets, hasOtherPolicy } from '../policies.ts';
import { documentsOf, type PlanSources } from '../sources.ts';
import { claim, shellText, step } from './step.ts';

/** Nobody signs in with the secrets any more. */
export function verifySteps(identity: Identity, keys: readonly KeyUse[], quietDays: number): readonly Step[] {
  const live = keys.filter((key) => isLiveSecret(key) && key.keyId !== undefined);
  if (live.length === 0) return [];
  return [
    step('verify', {
      id: 'quiet',
      title: `Wait until nobody has signed in with the secret for ${quietDays} days`,
      by: 'person',
      changes: 'Nothing.',
      commands: [
        `az rest --url "https://graph.microsoft.com/beta/reports/appCredentialSignInActivities?\\$filter=appId eq '${identity.clientId}'"`,
      ],
      tasks: [
        'Read the inventory again, and run `keyless verify` with it.',
        'Where there still are sign-ins, the sign-in logs of service principals (`AADServicePrincipalSignInLogs`) tell from which address, for which resource and with which key.',
      ],
      claims: live.map(({ keyId }) => claim('key-quiet', withKey(identity.clientId, keyId))),
      undo: 'Nothing to undo.',
      breaks: [
        'Entra ID reports sign-ins with a delay of some hours, and jobs that run once a quarter are quiet for long.',
      ],
    }),
  ];
}

/** The secrets go: first where code makes them, then in the tenant, then the copies of CI platforms. */
export function removeSteps(identity: Identity, found: Found, keys: readonly KeyUse[]): readonly Step[] {
  return [...fromCode(found), ...keys.map((key) => fromTenant(identity, key)), ...copies(found)];
}

function fromCode({ findings }: Found): readonly Step[] {
  const creations = findings.filter(isCreation);
  return unique(creations.map(({ document }) => document.path)).map((path) => {
    const here = creations.filter(({ document }) => document.path === path);
    const edits = here.flatMap(({ finding, fingerprint }): Edit[] => {
      const [fix] = finding.fixes;
      return fix ? [{ path, finding: fingerprint, fix: fix.title }] : [];
    });
    return step('remove', {
      id: path,
      title: `Take the secret out of ${path}`,
      by: edits.length > 0 ? 'keyless' : 'person',
      changes: edits.length > 0 ? `${path}: ${unique(edits.map(({ fix }) => fix)).join('; ')}.` : `${path}, by hand.`,
      edits,
      tasks: [
        ...(edits.length < here.length ? [`Something reads the secret that ${path} makes: change that first.`] : []),
        'Deploy the change: otherwise the next deployment makes the secret again.',
      ],
      claims: [claim('code-clean', { path, findings: here.map(({ fingerprint }) => fingerprint) })],
      undo: 'Revert the change of the file and deploy it: that makes a new secret, which callers do not know.',
      breaks: [],
    });
  });
}

function fromTenant(identity: Identity, key: KeyUse): Step {
  const { keyId, origin, displayName, end, use } = key;
  const objectId = origin === 'application' ? identity.applicationId : identity.servicePrincipalId;
  const label = displayName === undefined ? (keyId ?? 'without an id') : `"${displayName}"`;
  const until = end === undefined ? '' : `, valid until ${end.slice(0, 10)}`;
  const canCall = keyId !== undefined && objectId !== undefined;
  const option =
    origin === 'application'
      ? `az ad app credential delete --id ${identity.clientId}`
      : `az ad sp credential delete --id ${objectId ?? '<object id>'}`;
  return step('remove', {
    id: keyId ?? `${origin}-${displayName ?? ''}-${end ?? ''}`,
    title: `Remove the client secret ${label} of ${identity.displayName}`,
    by: canCall ? 'keyless' : 'other',
    changes: `The ${use === 'expired' ? 'expired ' : ''}client secret ${keyId ?? ''} of the ${origin.replace('-', ' ')}${until}. Other secrets stay.`,
    ...(canCall
      ? { call: { operation: 'remove-secret', object: origin, clientId: identity.clientId, objectId, keyId } as const }
      : {}),
    commands: keyId === undefined ? [] : [`${option} --key-id ${keyId}`],
    tasks: keyId === undefined ? ['The directory gives this secret no id: remove it in the Entra admin center.'] : [],
    claims: keyId === undefined ? [claim('confirmed')] : [claim('no-key', withKey(identity.clientId, keyId))],
    undo: 'None: a removed secret does not come back. A new one can be made, and every caller has to be told.',
    breaks: use === 'expired' ? [] : ['Whatever still signs in with it fails at once with AADSTS7000215.'],
  });
}

function copies({ callers }: Found): readonly Step[] {
  const names = unique(callers.flatMap(({ secretNames }) => secretNames));
  const isOnGithub = callers.some(({ document }) => document.kind === 'github-workflow');
  if (names.length === 0) return [];
  return [
    step('remove', {
      id: `copies-${names.join('-')}`,
      title: `Delete ${names.join(', ')} where the CI platform keeps it`,
      by: 'person',
      changes: 'Secrets of the repository and its environments on the CI platform.',
      commands: isOnGithub ? names.map((name) => `gh secret delete ${shellText(name)}`) : [],
      tasks: [
        'Delete it in each environment that has it, too (`gh secret delete NAME --env ENVIRONMENT`), and in the organization.',
      ],
      claims: [claim('confirmed')],
      undo: 'None, and none is needed: the secret opens nothing any more.',
      breaks: [],
    }),
  ];
}

/** Keys of services that callers used beside the secret. */
export function closeSteps({ findings }: Found, { workspace }: PlanSources): readonly Step[] {
  if (!findings.some(({ finding }) => finding.messageId === 'backendKey')) return [];
  const accounts = documentsOf(workspace)
    .flatMap((document) => modelOf(document, workspace).infrastructure?.resources ?? [])
    .filter(({ mode }) => mode === 'backend')
    .flatMap((resource) => resource.find('storage_account_name'))
    .flatMap(({ value }) => value.patterns.flatMap((pattern) => exactText(pattern) ?? []));
  return unique(accounts).map((account) =>
    step('close', {
      id: account,
      title: `Close the account keys of ${account}`,
      by: 'other',
      changes: `The storage account ${account}: requests that are signed with a key or a SAS token made of one are refused.`,
      commands: [`az storage account update --name ${shellText(account)} --allow-shared-key-access false`],
      tasks: [
        'Make sure that nothing else opens the account with a key: its metrics show requests by kind of authentication.',
      ],
      claims: [claim('confirmed')],
      undo: `az storage account update --name ${shellText(account)} --allow-shared-key-access true`,
      breaks: ['Whatever still opens the account with a key or an account SAS.'],
    }),
  );
}

/** No new secret takes the place of the old one. */
export function forbidSteps(identity: Identity, policies: TenantPolicies): readonly Step[] {
  const { applicationId, clientId, displayName } = identity;
  if (applicationId === undefined || identity.ownership !== 'own') return [];
  const isForbidden = forbidsSecrets(identity, policies);
  const other = hasOtherPolicy(identity, policies);
  const canCall = !isForbidden && other === undefined;
  return [
    step('forbid', {
      id: 'secrets',
      title: `Forbid new client secrets of ${displayName}`,
      state: isForbidden ? 'done' : 'open',
      by: isForbidden || canCall ? 'keyless' : 'other',
      changes: `An app management policy with the restriction passwordAddition, which refuses new client secrets, assigned to ${displayName}. It takes an Application Administrator and the permission Policy.ReadWrite.ApplicationConfiguration.`,
      ...(canCall
        ? { call: { operation: 'forbid-secrets', object: 'application', clientId, objectId: applicationId } as const }
        : {}),
      tasks:
        other === undefined
          ? []
          : [
              `The policy "${markdown(other)}" holds for it already, and an application has one policy only: add the restriction passwordAddition to that one, or leave this step out.`,
            ],
      claims: [claim('secrets-forbidden', { clientId })],
      undo: 'Take the policy off the application.',
      breaks: ['Programs and people that renew secrets of this application by themselves fail.'],
    }),
  ];
}

function withKey(clientId: string, keyId: string | undefined) {
  return keyId === undefined ? { clientId } : { clientId, keyId };
}
