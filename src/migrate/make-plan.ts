import type { Identity } from '../tenant/model/identity.ts';
import { decide, type Workload } from './decision.ts';
import { markdown } from './document/markdown.ts';
import type { ToldPlace } from './evidence/callers.ts';
import { type Found, gather } from './evidence/evidence.ts';
import {
  needsSwitch,
  PLAN_VERSION,
  type Plan,
  type PlanIdentity,
  planName,
  STEP_KINDS,
  type Step,
  type Way,
} from './plan.ts';
import { QUIET_DAYS } from './quiet-days.ts';
import type { PlanSources } from './sources.ts';
import { closeSteps, forbidSteps, removeSteps, verifySteps } from './steps/end-steps.ts';
import { roleSteps } from './steps/role-steps.ts';
import { claim, step } from './steps/step.ts';
import { CLIENT_ASSERTION, switchSteps } from './steps/switch-steps.ts';
import { type TrustOptions, trustSteps } from './steps/trust-steps.ts';

export interface PlanOptions extends TrustOptions {
  /** Places that sign in as the identity although their files do not tell: findings, or lines somebody names. */
  readonly told?: readonly ToldPlace[];
  /** Where its programs run, where the workspace does not tell. */
  readonly runsOn?: Workload | undefined;
  readonly quietDays?: number;
}

/** Plans how an identity gets rid of its client secrets. Reads nothing but the sources and changes nothing. */
export function makePlan(identity: Identity, sources: PlanSources, options: PlanOptions = {}): Plan {
  const { told = [], quietDays = QUIET_DAYS } = options;
  const header = sources.inventory.header;
  const planIdentity = identityOf(identity, header?.tenant.id ?? '');
  const found = gather(identity, planIdentity, told, quietDays, sources);
  const decision = decide(identity, found.evidence, options.runsOn);
  return {
    version: PLAN_VERSION,
    name: planName(planIdentity),
    identity: planIdentity,
    made: sources.now.toISOString(),
    inventory: header?.asOf ?? sources.now.toISOString(),
    quietDays,
    ...toldPart(options),
    evidence: found.evidence,
    decision,
    steps: stepsFor(identity, planIdentity, found, decision.way, quietDays, sources, options),
    drift: [],
    notes: '',
  };
}

/** What a plan keeps of the options, for the next one. */
function toldPart({ told = [], runsOn, clusterIssuer, managedIdentity }: PlanOptions): Pick<Plan, 'told'> {
  const said = { runsOn, clusterIssuer, managedIdentity };
  const known = Object.entries(said).filter(([, value]) => value !== undefined);
  if (told.length === 0 && known.length === 0) return {};
  return { told: { callers: told.map(({ path, line }) => ({ path, line })), ...Object.fromEntries(known) } };
}

/** What is said now, and where nothing is, what was said when the plan of before was made. */
export function optionsAfter({ told, quietDays }: Plan, options: PlanOptions): PlanOptions {
  const places = [...(options.told ?? []), ...(told?.callers ?? [])];
  const callers = [...new Map(places.map((place) => [`${place.path}:${place.line}`, place])).values()];
  return {
    told: callers,
    runsOn: options.runsOn ?? told?.runsOn,
    clusterIssuer: options.clusterIssuer ?? told?.clusterIssuer,
    managedIdentity: options.managedIdentity ?? told?.managedIdentity,
    quietDays: options.quietDays ?? quietDays,
  };
}

function identityOf(
  { clientId, displayName, kind, applicationId, servicePrincipalId }: Identity,
  tenantId: string,
): PlanIdentity {
  return {
    clientId: clientId.toLowerCase(),
    displayName,
    kind,
    tenantId,
    ...(applicationId === undefined ? {} : { applicationId }),
    ...(servicePrincipalId === undefined ? {} : { servicePrincipalId }),
  };
}

function stepsFor(
  identity: Identity,
  planIdentity: PlanIdentity,
  found: Found,
  way: Way,
  quietDays: number,
  sources: PlanSources,
  options: PlanOptions,
): readonly Step[] {
  if (way === 'nothing') return [];
  const secrets = found.evidence.keys.filter(({ kind }) => kind === 'client-secret');
  const switches = needsSwitch(way) || way === 'certificate' ? switchSteps(planIdentity, found, way, sources) : [];
  const trust = trustSteps(identity, found, switches, way, sources, options);
  const isAsked = way === 'ask-owner';
  const going = isAsked ? secrets.filter(({ use }) => use === 'unused' || use === 'expired') : secrets;
  const steps = [
    ...preparation(identity, way, found),
    ...trust.steps,
    ...(needsSwitch(way) ? roleSteps(identity, found, trust.others, way) : []),
    ...switches,
    ...verifySteps(identity, isAsked ? going : secrets, quietDays),
    ...removeSteps(identity, isAsked ? { ...found, findings: [], callers: [] } : found, going),
    ...(isAsked ? [] : closeSteps(found, sources)),
    ...(isAsked ? [] : forbidSteps(identity, sources.inventory.header?.policies ?? NO_POLICIES)),
  ];
  return steps.sort((a, b) => STEP_KINDS.indexOf(a.kind) - STEP_KINDS.indexOf(b.kind));
}

const NO_POLICIES = { appManagement: [], conditionalAccess: [], diagnosticSettings: [], accessReviews: [] };

/** What has to be found out or made before anything changes. */
function preparation({ displayName, clientId, owners }: Identity, way: Way, found: Found): readonly Step[] {
  if (way === 'ask-owner') {
    return [
      step('identity', {
        id: 'owner',
        title: `Find out who signs in as ${displayName}, and from where`,
        by: 'other',
        changes: 'Nothing.',
        commands: [
          `az monitor log-analytics query --workspace <workspace id> --analytics-query "AADServicePrincipalSignInLogs | where AppId == '${clientId}' | summarize count(), max(TimeGenerated) by IPAddress, ResourceDisplayName, ServicePrincipalCredentialKeyId"`,
        ],
        tasks: [
          `Ask its owners${ownersText(owners)}: which program signs in, where does it run, and who can change it? Where nobody knows, the sign-in logs tell from which address and for which resource.`,
          'Then plan again: `--runs-on` says where it runs, `--caller PATH:LINE` which place in the code it is.',
        ],
        claims: [claim('confirmed')],
        undo: 'Nothing to undo.',
      }),
    ];
  }
  if (way === 'certificate') {
    return [
      step('identity', {
        id: 'certificate',
        title: `Give ${displayName} a certificate`,
        by: 'person',
        changes: `The certificates of ${displayName}: the public part of a new one.`,
        commands: [`az ad app credential reset --id ${clientId} --cert @certificate.pem --append`],
        tasks: [
          'Make the key pair where the program runs, in a TPM, an HSM or the certificate store, marked as not exportable. Only the public part leaves the machine.',
          'Upload the public part by the command, or by _Upload Certificate_ in the menu of the identity in VS Code.',
          'Let it end within a year, and put the date of the renewal into a calendar.',
        ],
        claims: [claim('confirmed')],
        undo: 'Delete the certificate of the application.',
      }),
    ];
  }
  if (way === 'managed-identity-as-credential' && found.callers.every(({ caller }) => caller.kind !== 'host')) {
    return [
      step('identity', {
        id: 'managed-identity',
        title: `Give the host of ${displayName} a user-assigned managed identity`,
        by: 'person',
        changes:
          'A user-assigned managed identity, attached to the host. A system-assigned one cannot be a credential.',
        tasks: ['Declare it as code where the host is declared, and deploy it.', CLIENT_ASSERTION],
        claims: [claim('confirmed')],
        undo: 'Take the identity off the host.',
      }),
    ];
  }
  return [];
}

/** Those that can be asked, by name; there may be many. */
function ownersText(owners: Identity['owners']): string {
  const names = owners.flatMap(({ kind, displayName, userPrincipalName }) =>
    kind === 'service-principal' ? [] : (displayName ?? userPrincipalName ?? []),
  );
  if (names.length === 0) return ', though the directory names none';
  const more = names.length > 5 ? ` and ${names.length - 5} more` : '';
  return ` (${names.slice(0, 5).map(markdown).join(', ')}${more})`;
}
