import type { Identity } from '../tenant/model/identity.ts';
import { isLiveSecret } from './evidence/keys.ts';
import type { Caller, Decision, Evidence, KeyUse } from './plan.ts';

export const WORKLOADS = ['azure', 'kubernetes', 'github', 'gitlab', 'azure-devops', 'cloud', 'elsewhere'] as const;
/** Where a person says that the identity's programs run. `cloud`: AWS, Google Cloud or another one with OIDC tokens. */
export type Workload = (typeof WORKLOADS)[number];

/** What takes the place of an identity's secrets, and why. */
export function decide(identity: Identity, evidence: Evidence, told: Workload | undefined): Decision {
  const secrets = evidence.keys.filter(({ kind }) => kind === 'client-secret');
  const callers = evidence.callers.filter(({ method }) => method === 'secret');
  if (secrets.length === 0 && callers.length === 0) {
    return { way: 'nothing', reasons: ['It has no client secret, and nothing in the workspace signs in with one.'] };
  }
  if (told === undefined && callers.length === 0 && secrets.every(isOver)) {
    return { way: 'delete', reasons: unusedReasons(secrets) };
  }
  if (identity.ownership !== 'own' || identity.applicationId === undefined) return foreign(identity, secrets);
  return replacement(identity, callers, secrets, told);
}

function isOver({ use }: KeyUse): boolean {
  return use === 'unused' || use === 'expired';
}

function unusedReasons(secrets: readonly KeyUse[]): readonly string[] {
  const live = secrets.filter(isLiveSecret);
  const used = live.flatMap(({ lastUsed }) => (lastUsed === undefined ? [] : [lastUsed.slice(0, 10)])).sort();
  const last = used.at(-1);
  return [
    ...(live.length === 0 ? ['All its client secrets have expired.'] : []),
    ...(live.length > 0 && last === undefined ? ['No sign-in with its client secrets is on record.'] : []),
    ...(last === undefined ? [] : [`The last sign-in with one of its client secrets was on ${last}.`]),
    'Nothing in the workspace signs in with one.',
  ];
}

/** The registration is elsewhere: only there can it be told to trust anything. */
function foreign({ ownership, displayName }: Identity, secrets: readonly KeyUse[]): Decision {
  const whose = ownership === 'own' ? 'has no registration in this tenant' : 'is registered in another tenant';
  const certificate =
    'Where its owner cannot do that, a certificate on the service principal is better than a secret: its private key need not leave the machine.';
  return {
    way: 'ask-owner',
    reasons: [
      `${displayName} ${whose}, and federated credentials can be added to a registration only.`,
      ...(secrets.some(({ origin }) => origin === 'service-principal')
        ? ['Its secret was put on the service principal in this tenant, so this tenant can take it away.']
        : []),
      certificate,
    ],
  };
}

function replacement(
  identity: Identity,
  callers: readonly Caller[],
  secrets: readonly KeyUse[],
  told: Workload | undefined,
): Decision {
  const kinds = new Set(callers.map(({ kind }) => kind));
  const onAzure = kinds.has('host') || told === 'azure';
  const stays = stayReasons(identity);
  if (onAzure && !kinds.has('job') && !kinds.has('pod')) {
    const host = callers.find(({ kind }) => kind === 'host')?.name;
    const runs = `${host ?? 'What uses it'} runs in Azure, where a managed identity signs in without any credential.`;
    if (stays.length === 0) return { way: 'managed-identity', reasons: [runs, 'Nothing makes it an application.'] };
    const how = 'It trusts a user-assigned managed identity of its host in place of a secret.';
    return { way: 'managed-identity-as-credential', reasons: [runs, ...stays, how] };
  }
  const platforms = federating(kinds, told);
  if (platforms.length > 0) return { way: 'federation', reasons: [...platforms, ...stays] };
  if (told === 'elsewhere') {
    return {
      way: 'certificate',
      reasons: [
        'It runs where no managed identity exists and no platform issues tokens that Entra ID could trust.',
        'A certificate whose private key stays in a TPM, an HSM or the certificate store of the machine cannot be copied like a secret.',
        ...stays,
      ],
    };
  }
  const last = secrets
    .map(({ lastUsed }) => lastUsed ?? '')
    .sort()
    .at(-1);
  return {
    way: 'ask-owner',
    reasons: [
      last
        ? `Somebody signed in with its client secret on ${last.slice(0, 10)}, and nothing in this workspace does.`
        : 'Whether its client secrets are used is not known, and nothing in this workspace uses them.',
      'Find out from where, then plan again and say so: the way off a secret depends on where the program runs.',
    ],
  };
}

function federating(kinds: ReadonlySet<Caller['kind']>, told: Workload | undefined): readonly string[] {
  const reasons: string[] = [];
  if (kinds.has('job') || told === 'github' || told === 'gitlab') {
    reasons.push('Jobs of a CI platform sign in as it, and that issues a token to each of them.');
  }
  if (kinds.has('terraform')) reasons.push('Terraform can sign in with the token of the job that runs it.');
  if (kinds.has('connection') || told === 'azure-devops') {
    reasons.push('Service connections of Azure DevOps can sign in with a token in place of a secret.');
  }
  if (kinds.has('pod') || told === 'kubernetes') {
    reasons.push('The cluster issues tokens to the service accounts of its pods.');
  }
  if (told === 'cloud') reasons.push('The other cloud issues tokens to its workloads that Entra ID can trust.');
  return reasons;
}

/** Why an application cannot become a managed identity: those sign in as themselves only, in one tenant. */
function stayReasons({ audience, delegatedGrants, signIns }: Identity): readonly string[] {
  return [
    ...(audience !== undefined && audience !== 'AzureADMyOrg'
      ? ['It has to stay an application: it signs in to other tenants, too.']
      : []),
    ...(delegatedGrants.length > 0 || signIns?.delegated !== undefined
      ? ['It has to stay an application: users sign in to it.']
      : []),
    ...(signIns?.applicationResource !== undefined || signIns?.delegatedResource !== undefined
      ? ['It has to stay an application: others ask for tokens to call it.']
      : []),
  ];
}
