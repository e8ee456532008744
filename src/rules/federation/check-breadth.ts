import { type Breadth, type BreadthFinding, breadth, bySeverity } from '../../federation/breadth/breadth.ts';
import { BREADTH_CLASSES, type BreadthSeverity } from '../../federation/breadth/breadth-class.ts';
import { narrowing } from '../../federation/breadth/narrowing.ts';
import type { FederatedCredential } from '../../federation/credential.ts';
import type { Confidence, Severity } from '../finding.ts';
import type { Report, RuleContext } from '../rule.ts';
import { listOf } from '../support/words.ts';
import type { FederatedCredentialDeclaration } from './credentials.ts';
import { narrowingFacts } from './facts.ts';
import { narrowingFixes } from './narrowing-fixes.ts';
import { ownSubjectsAccepted } from './own-jobs.ts';

export type BreadthMessage = 'outsiders' | 'broad' | 'assumed';

interface Judged {
  readonly credential: FederatedCredential;
  readonly breadth: Breadth;
  /** The findings that count, broadest first; all assumed, or none. */
  readonly findings: readonly BreadthFinding[];
  readonly worst: BreadthSeverity;
}

/** Reports the broadest of the credentials that a declaration can be. */
export function checkBreadth(declaration: FederatedCredentialDeclaration, context: RuleContext<BreadthMessage>): void {
  const judged = declaration.alternatives.map(judge).filter((one) => one !== undefined);
  const [broadest] = judged.sort((a, b) => Number(isAssumed(a)) - Number(isAssumed(b)) || bySeverity(a.worst, b.worst));
  const property = declaration.expression ?? declaration.subject;
  // Trust in pull requests is a matter of its own: see pull-request-trust.
  if (!broadest || !property || isPullRequestOnly(broadest)) return;
  const holdsAlways = judged.length === declaration.alternatives.length;
  context.report({
    ...describe(broadest, declaration, context),
    range: property.value.range,
    severity: SEVERITY[isAssumed(broadest) ? milder(broadest.worst) : broadest.worst],
    confidence: confidence(broadest, holdsAlways),
    fixes: narrowingFixes(declaration, broadest.credential, broadest.breadth, context),
  });
}

const SEVERITY: Readonly<Record<BreadthSeverity, Severity>> = {
  critical: 'error',
  high: 'warning',
  medium: 'information',
  low: 'hint',
  info: 'hint',
};

/** What holds only under an assumption is no error. */
function milder(severity: BreadthSeverity): BreadthSeverity {
  return severity === 'critical' ? 'high' : severity;
}

/** Classes of lesser weight (mutable names, a retiring issuer) are no breadth. */
export function counts({ severity }: BreadthFinding): boolean {
  return severity === 'critical' || severity === 'high' || severity === 'medium';
}

function judge(credential: FederatedCredential): Judged | undefined {
  const result = breadth(credential);
  if (!result) return undefined;
  const relevant = result.findings.filter(counts);
  const sure = relevant.filter(({ certainty }) => certainty !== 'assumed');
  const findings = sure.length > 0 ? sure : relevant;
  const [worst] = findings.map(({ severity }) => severity).sort(bySeverity);
  return worst && { credential, breadth: result, findings, worst };
}

/** The subject of pull requests where a declaration accepts that and nothing broader, whatever its unknown parts are. */
export function onlyPullRequests({ alternatives }: FederatedCredentialDeclaration): string | undefined {
  const judged = alternatives.map(judge).filter((one) => one !== undefined);
  const [broadest] = judged.sort((a, b) => Number(isAssumed(a)) - Number(isAssumed(b)) || bySeverity(a.worst, b.worst));
  return broadest && isPullRequestOnly(broadest) ? broadest.findings[0]?.witness : undefined;
}

function isPullRequestOnly(judged: Judged): boolean {
  return !isAssumed(judged) && judged.findings.every((finding) => finding.class === 'any-pull-request');
}

function isAssumed({ findings }: Judged): boolean {
  return findings.every(({ certainty }) => certainty === 'assumed');
}

function confidence(judged: Judged, holdsAlways: boolean): Confidence {
  if (isAssumed(judged)) return 'low';
  return holdsAlways && judged.findings.every(({ certainty }) => certainty === 'certain') ? 'high' : 'medium';
}

function describe(
  judged: Judged,
  { row, expression }: FederatedCredentialDeclaration,
  context: RuleContext<BreadthMessage>,
): Pick<Report<BreadthMessage>, 'messageId' | 'data'> {
  const { findings, worst, breadth: result } = judged;
  const telling = findings.find(({ severity }) => severity === worst);
  const holder = row.holder;
  const [own] = ownSubjectsAccepted(judged.credential, context);
  const narrowest = own ?? narrowing(judged.credential, result, narrowingFacts(context.repository))?.subject ?? '';
  const data = {
    holder,
    narrowest,
    what: expression ? 'claims matching expression' : 'subject',
    reach: reach(findings),
    witness: telling?.witness ?? '',
  };
  if (isAssumed(judged)) return { messageId: 'assumed', data: { ...data, assumption: result.assumption ?? '' } };
  return { messageId: worst === 'critical' ? 'outsiders' : 'broad', data };
}

/** What the whole repository includes. */
const PARTS_OF_REPOSITORY = ['any-branch', 'any-tag', 'any-environment', 'any-pull-request', 'pull-ref'];
const MAX_PHRASES = 3;

function reach(findings: readonly BreadthFinding[]): string {
  const isWhole = findings.some((finding) => finding.class === 'repo-any-context');
  const phrases = findings
    .filter((finding) => finding.class !== 'unterminated' && !(isWhole && PARTS_OF_REPOSITORY.includes(finding.class)))
    .map((finding) => BREADTH_CLASSES[finding.class].reach);
  if (phrases.length <= MAX_PHRASES) return listOf(phrases);
  return listOf([...phrases.slice(0, MAX_PHRASES), 'more']);
}
