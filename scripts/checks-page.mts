/** `npm run checks-page`: writes docs/checks.md anew, from the checks themselves. A test holds it to them. */
import { writeFileSync } from 'node:fs';
import { AREA_TITLES, AREAS } from '../src/tenant/assessment/areas.ts';
import { PRESETS, THRESHOLD_NAMES, THRESHOLDS, type Thresholds } from '../src/tenant/assessment/presets.ts';
import { CHECKS } from '../src/tenant/assessment/registry.ts';
import { SCORE_WEIGHTS } from '../src/tenant/assessment/score.ts';
import { SECTIONS } from '../src/tenant/model/section.ts';
import { REQUIREMENTS } from '../src/tenant/sync/requirements.ts';
import { checkSection } from './lib/check-section.mts';

export const CHECKS_PAGE = new URL('../docs/checks.md', import.meta.url);

const INTRODUCTION = `# Checks of a tenant

Keyless judges the workload identities of a tenant by ${CHECKS.length} checks: applications, service principals, managed identities and
agents. What was read of the tenant is all they look at; nothing is sent anywhere and nothing is changed.
\`keyless assess --inventory FILE\` judges a snapshot, \`keyless assess --tenant ID\` reads the tenant first.

Each check has one outcome for each object:

| outcome | meaning |
|---|---|
| fail | something is wrong; what is seen to be wrong counts even where other parts could not be read |
| muted | it fails, and [\`keyless.yaml\`](posture.md#muting) says why that is accepted |
| pass | everything that the check needs was read, and it is right |
| not permitted | the reader lacks a permission or role, which is named |
| not licensed | the tenant lacks a licence, which is named |
| unknown | not read for another reason, or not decided by what an inventory holds |
| not applicable | the check is not about such an object |
| muted | it fails, and \`keyless.yaml\` says why that is accepted for now |

Nothing passes for want of data. Severities are \`critical\`, \`high\`, \`medium\` and \`low\`; where a failure is worse or milder
than usual, for example on an identity with far-reaching rights, the report says so by its severity.

References: \`RMI_\`, \`DS_\` and \`AI_\` items of the Zero Trust Workshop, \`ZTA\` tests of the Zero Trust Assessment, \`CIS.M365\`
Microsoft 365 Foundations 7.0.0, \`CISA\` SCuBA baselines, \`MT\` Maester, \`Entra\` recommendations of Microsoft Entra.`;

const ABOUT_THRESHOLDS: Readonly<Record<keyof Thresholds, string>> = {
  secretLifetimeDays: 'longest lifetime of a client secret',
  certificateLifetimeDays: 'longest lifetime of a certificate',
  expiringDays: 'days before its end from which a credential is about to expire',
  unusedCredentialDays: 'days without a sign-in after which a credential is unused',
  unusedIdentityDays: 'days without a sign-in after which an identity is unused',
  secrets: 'client secrets that an identity may have at a time',
  owners: 'owners that an application should have',
  federatedCredentials: 'federated credentials from which an identity is near the limit of 20',
  reviewDays: 'days for which an access review counts that does not recur',
};

const ABOUT_WEIGHTS: Readonly<Record<keyof typeof SCORE_WEIGHTS, string>> = {
  privilege: 'points for what it may do, by the worst of it',
  credential: 'points for each way to sign in, by the worst of what that opens',
  secret: 'factor of a client secret',
  certificate: 'factor of a certificate',
  trust: 'factor of a federated credential, by who else can get in',
  yearOfLifetime: 'points for each year beyond the first that its longest credential was issued for, at most five',
  thirdParty: 'points where another organization runs it',
  multiTenant: 'points where other tenants can use it',
  risk: 'points where Entra ID Protection calls it at risk',
};

/** The whole page. */
export function checksPage(): string {
  const areas = AREAS.flatMap((area) => [
    `## ${AREA_TITLES[area]}`,
    ...CHECKS.filter((check) => check.area === area).map(checkSection),
  ]);
  return `${[INTRODUCTION, index(), parts(), thresholds(), score(), ...areas].join('\n\n')}\n`;
}

function index(): string {
  const rows = CHECKS.map(({ id, title, severity, area }) => [
    `[\`${id}\`](#${id})`,
    title,
    severity,
    AREA_TITLES[area],
  ]);
  return `## All checks\n\n${table(['check', 'what passes', 'severity', 'area'], rows)}`;
}

function parts(): string {
  const rows = SECTIONS.map((section) => {
    const { anyOf, service, licences } = REQUIREMENTS[section];
    const what = anyOf.map((each) => `\`${each}\``).join(' or ');
    return [section, service === 'graph' ? 'Microsoft Graph' : 'Azure', what, licences.join(' or ') || 'none'];
  });
  return `## What checks read\n\nEach part is read for itself; one that is out of reach leaves the others alone.\n\n${table(['part', 'of', 'any one of', 'licence'], rows)}`;
}

function thresholds(): string {
  const rows = THRESHOLD_NAMES.map((name) => [
    `\`${name}\``,
    ABOUT_THRESHOLDS[name],
    ...PRESETS.map((preset) => String(THRESHOLDS[preset][name])),
  ]);
  return `## Thresholds\n\n\`--preset\` chooses whose numbers count, \`--threshold NAME=NUMBER\` replaces one. Entra compares the lifetimes in its policies\nby "less than": to allow 180 days a policy says 181, and both pass.\n\n${table(['name', 'meaning', ...PRESETS], rows)}`;
}

function score(): string {
  const rows = (Object.keys(ABOUT_WEIGHTS) as (keyof typeof SCORE_WEIGHTS)[]).map((name) => {
    const weight = SCORE_WEIGHTS[name];
    const text =
      typeof weight === 'number'
        ? String(weight)
        : Object.entries(weight)
            .map((entry) => entry.join(' '))
            .join(', ');
    return [`\`${name}\``, ABOUT_WEIGHTS[name], text];
  });
  return `## Score\n\nEvery identity has a score, to order work by; it has no upper end. What it may do counts once, by the worst of it. Each way to\nsign in counts by what it opens (\`credential\`) times how easily it is stolen (\`secret\`, \`certificate\`, \`trust\`). Each part is\nrounded, and reports show the parts: a client secret of an identity that holds Application.ReadWrite.All comes to\n${SCORE_WEIGHTS.privilege.critical} (privilege) + ${SCORE_WEIGHTS.credential.critical} × ${SCORE_WEIGHTS.secret} (client secret) = ${SCORE_WEIGHTS.privilege.critical + SCORE_WEIGHTS.credential.critical * SCORE_WEIGHTS.secret}. Expired credentials count for nothing, and neither do\nidentities of Microsoft that this tenant has put no credential on.\n\n${table(['weight', 'meaning', 'points or factor'], rows)}`;
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  return [line(head), `|${head.map(() => '---|').join('')}`, ...rows.map(line)].join('\n');
}

if (import.meta.main) writeFileSync(CHECKS_PAGE, checksPage());
