import { matches } from '../../federation/match/matches.ts';
import { exactly } from '../../federation/subject-set.ts';
import type { TokenSubject } from '../../federation/token-subject.ts';
import { modelOf } from '../../model/model.ts';
import type { Job } from '../../model/pipeline/pipeline.ts';
import { loginsOfJob } from '../../rules/federation/job-logins.ts';
import { type LoginTrust, trustOfJob } from '../../rules/federation/trust-of-job.ts';
import { accountNameOf } from '../../rules/kubernetes/workload.ts';
import {
  azCommand,
  bicepResource,
  type CredentialToCreate,
  credentialName,
  terraformResource,
} from '../../rules/support/credential-code.ts';
import { subjectOfJob } from '../../rules/support/job-subject.ts';
import { MAX_FEDERATED_CREDENTIALS } from '../../tenant/change/federated-credentials.ts';
import { type CredentialHolder, holderOf } from '../../tenant/change/holder.ts';
import { endpointsOf } from '../../tenant/clouds.ts';
import { federatedCredential } from '../../tenant/model/federated-trust.ts';
import type { Identity } from '../../tenant/model/identity.ts';
import { markdown } from '../document/markdown.ts';
import { makeEdits } from '../edits.ts';
import type { DeclaredApplication } from '../evidence/declared.ts';
import type { Found } from '../evidence/evidence.ts';
import type { NewTrust, Step, TenantCall, Way } from '../plan.ts';
import { type PlanSources, trustSources } from '../sources.ts';
import { claim, step } from './step.ts';

/** Tokens that an identity has to trust. */
export interface Need {
  readonly holder: Identity;
  readonly issuer: string;
  /** With `<name>` for what the workspace does not tell. */
  readonly subject: string;
  readonly audience: string;
  /** Whose tokens they are, for people. */
  readonly of: string;
}

export interface TrustOptions {
  /** The OIDC issuer of the cluster, where a person says it. */
  readonly clusterIssuer?: string | undefined;
  /** The managed identity that becomes the credential of an application: client id. */
  readonly managedIdentity?: string | undefined;
}

const AUDIENCES = {
  public: 'api://AzureADTokenExchange',
  'us-government': 'api://AzureADTokenExchangeUSGov',
  'us-government-dod': 'api://AzureADTokenExchangeUSGov',
  china: 'api://AzureADTokenExchangeChina',
} as const;

/** The federated credentials that callers need once they have changed; those that exist need no step. */
export function trustSteps(
  identity: Identity,
  found: Found,
  switches: readonly Step[],
  way: Way,
  sources: PlanSources,
  options: TrustOptions,
): { readonly steps: readonly Step[]; readonly others: readonly Identity[] } {
  if (way !== 'federation' && way !== 'managed-identity-as-credential') return { steps: [], others: [] };
  const after: PlanSources = { ...sources, workspace: makeEdits(switches, way, sources).workspace };
  const needs = [
    ...jobNeeds(identity, found, after),
    ...podNeeds(identity, found, after, options),
    ...(way === 'managed-identity-as-credential' ? managedIdentityNeeds(identity, sources, options) : []),
  ];
  const distinct = [
    ...new Map(needs.map((need) => [`${need.holder.clientId} ${need.issuer} ${need.subject}`, need])).values(),
  ];
  return {
    steps: distinct.map((need) =>
      trustStep(need, isSame(need.holder, identity) ? found.declared : undefined, identity),
    ),
    others: [...new Map(distinct.map(({ holder }) => [holder.clientId, holder])).values()].filter(
      (holder) => !isSame(holder, identity),
    ),
  };
}

/** A live tenant's store puts an identity together each time it is asked for. */
function isSame(a: Identity, b: Identity): boolean {
  return a.clientId.toLowerCase() === b.clientId.toLowerCase();
}

/** Whether a federated credential of the identity accepts these tokens in any case. */
export function isTrusted(identity: Identity, issuer: string, subject: string): boolean {
  const token: TokenSubject = {
    issuer,
    subject: exactly(subject),
    jobWorkflowRef: undefined,
    audience: undefined,
    confidence: 'certain',
    origin: 'plan',
  };
  return identity.federatedCredentials.some(
    (trust) => matches(federatedCredential(trust), [token])?.verdict === 'always',
  );
}

function jobNeeds(identity: Identity, found: Found, after: PlanSources): readonly Need[] {
  const { repository } = after.configuration;
  const names = found.callers.filter(({ caller }) => caller.kind === 'job').map(({ caller }) => caller);
  return names.flatMap(({ path, name }) => {
    const job = jobIn(path, name, after);
    if (!job || loginsOfJob(job).every(({ method }) => method !== 'token')) return [];
    const trust = trustOfJob(job, trustSources(after));
    const issuer = trust.subjects?.[0]?.issuer ?? 'https://token.actions.githubusercontent.com';
    const { subjects } = subjectOfJob(job, repository);
    return trust.logins
      .filter(({ login }) => login.method === 'token')
      .flatMap((login) => {
        const holder = holderOfLogin(login, identity, after);
        const audience = AUDIENCES[after.inventory.header?.tenant.cloud ?? 'public'];
        return subjects.map(
          (subject): Need => ({ holder, issuer, subject, audience, of: `the job ${name} (${path})` }),
        );
      });
  });
}

/** Whom a job signs in as once it has changed: a variable may hold the id of another identity than the secret's. */
function holderOfLogin({ client }: LoginTrust, identity: Identity, { inventory }: PlanSources): Identity {
  return (client.id === undefined ? undefined : inventory.identity(client.id)) ?? identity;
}

function jobIn(path: string, name: string, { workspace }: PlanSources): Job | undefined {
  const document = workspace.get(path);
  const pipeline = document && modelOf(document, workspace).pipeline;
  return pipeline?.jobs.find(({ id }) => id === name);
}

function podNeeds(
  identity: Identity,
  found: Found,
  after: PlanSources,
  { clusterIssuer }: TrustOptions,
): readonly Need[] {
  return found.callers
    .filter(({ caller }) => caller.kind === 'pod')
    .flatMap(({ caller, document: { path } }): Need[] => {
      const document = after.workspace.get(path);
      const objects = (document && modelOf(document, after.workspace).kubernetes?.objects) ?? [];
      const object = objects.find(({ kind, name }) => `${kind} ${name ?? ''}`.trim() === caller.name);
      const pod = object?.podTemplate;
      const account = object && pod && accountNameOf({ object, pod });
      if (account === undefined) return [];
      const subject = `system:serviceaccount:${object?.namespace ?? '<namespace>'}:${account}`;
      const issuer = clusterIssuer ?? '<OIDC issuer of the cluster>';
      const audience = AUDIENCES[after.inventory.header?.tenant.cloud ?? 'public'];
      return [{ holder: identity, issuer, subject, audience, of: `the service account ${account} (${path})` }];
    });
}

/** Learn, "Configure an application to trust a managed identity". */
function managedIdentityNeeds(identity: Identity, { inventory }: PlanSources, options: TrustOptions): readonly Need[] {
  const tenant = inventory.header?.tenant;
  if (!tenant) return [];
  const managed = options.managedIdentity === undefined ? undefined : inventory.identity(options.managedIdentity);
  const issuer = `${endpointsOf(tenant.cloud).authority}/${tenant.id}/v2.0`;
  const subject = managed?.servicePrincipalId ?? '<object id of the managed identity>';
  const of = `the managed identity ${managed?.displayName ?? 'of the host'}`;
  return [{ holder: identity, issuer, subject, audience: AUDIENCES[tenant.cloud], of }];
}

function trustStep(need: Need, declared: DeclaredApplication | undefined, identity: Identity): Step {
  const { holder, issuer, subject, audience, of } = need;
  const target = holderOf(holder);
  const name = credentialName({ subject });
  const trust = { name: freeName(name, holder), issuer, subject, audiences: [audience] };
  const isOpen = /<[^>]+>/u.test(`${issuer} ${subject}`);
  const done = isTrusted(holder, issuer, subject);
  const isFull = !done && holder.federatedCredentials.length >= MAX_FEDERATED_CREDENTIALS;
  const isRisky = !done && subject.endsWith(':pull_request') && canWrite(holder);
  const callable = target && !isOpen && !declared && !isFull && !isRisky;
  return step('trust', {
    id: `${holder.clientId.slice(0, 8)}-${subject}`,
    title: `Let ${holder.displayName} trust ${of}: ${subject}`,
    state: done ? 'done' : 'open',
    by: callable ? 'keyless' : 'person',
    changes: `A federated credential of ${holder.displayName}: issuer ${issuer}, subject ${subject}, audience ${audience}.`,
    ...(callable ? { call: callOf(target, trust) } : {}),
    commands: [azCommand({ ...trust, audience }, inCode(holder))],
    tasks: [
      ...(isOpen ? ['Put your own names in place of what stands in angle brackets.'] : []),
      ...(declared ? [declarationTask(declared, { ...trust, audience })] : []),
      ...(isRisky ? [pullRequestTask(holder)] : []),
      ...(isFull ? ['The identity has 20 federated credentials already: remove one that nothing uses.'] : []),
      ...(isSame(holder, identity)
        ? []
        : [
            `After the change this signs in as ${markdown(holder.displayName)}, not as ${markdown(identity.displayName)}: the variable says so.`,
          ]),
    ],
    claims: [isRisky ? claim('confirmed') : claim('trust', { clientId: holder.clientId, issuer, subject })],
    undo: `az ${holder.kind === 'managed-identity' ? 'identity' : 'ad app'} federated-credential delete, with the name ${trust.name}.`,
    breaks: [],
  });
}

/** A credential that is made by hand beside code would be gone, or in the way, with the next deployment. */
function declarationTask({ application }: DeclaredApplication, credential: CredentialToCreate): string {
  const { document, language, symbol } = application;
  const [name, code] =
    language === 'terraform'
      ? ['terraform', terraformResource(credential).replace('<application>', symbol)]
      : ['bicep', bicepResource(credential, { kind: 'application' }).replace('<application>', symbol)];
  return `The application is declared in \`${document.path}\`: write the credential there and deploy it, instead of running the command.\n\n\`\`\`${name}\n${code}\n\`\`\``;
}

/** Roles that change nothing. */
const READS = /^(?:(?:[\w ]+ )?Reader|Key Vault (?:Secrets|Certificate|Crypto Service Encryption) User)$/u;

function canWrite({ azureRoles, directoryRoles, applicationPermissions }: Identity): boolean {
  return (
    directoryRoles.length > 0 ||
    applicationPermissions.length > 0 ||
    azureRoles.some(({ roleName }) => !READS.test(roleName ?? ''))
  );
}

function pullRequestTask({ displayName }: Identity): string {
  return `Do not let pull requests sign in as ${markdown(displayName)}: nobody has reviewed their code, and it may do more than read. Let the job for pull requests sign in as an identity that only reads, or run it in an environment with required reviewers; the command is for where you accept that risk.`;
}

function freeName(name: string, { federatedCredentials }: Identity): string {
  const taken = new Set(federatedCredentials.map((trust) => trust.name.toLowerCase()));
  if (!taken.has(name.toLowerCase())) return name;
  for (let number = 2; ; number += 1) {
    const next = `${name.slice(0, 115)}-${number}`;
    if (!taken.has(next.toLowerCase())) return next;
  }
}

function callOf(holder: CredentialHolder, trust: NewTrust): TenantCall {
  const { kind, clientId, objectId } = holder;
  const resource = kind === 'managed-identity' ? { resourceId: holder.resourceId } : {};
  return { operation: 'add-trust', object: kind, clientId, objectId, ...resource, trust };
}

function inCode({ kind, clientId, managedIdentity }: Identity) {
  return kind === 'managed-identity'
    ? ({ kind: 'managed identity', resourceId: managedIdentity?.resourceId } as const)
    : ({ kind: 'application', clientId } as const);
}
