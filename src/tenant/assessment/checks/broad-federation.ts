import type { BreadthFinding } from '../../../federation/breadth/breadth.ts';
import { BREADTH_CLASSES } from '../../../federation/breadth/breadth-class.ts';
import { identityCheck } from '../check.ts';
import { type AssessmentSeverity, compareSeverity } from '../severity.ts';
import { some } from '../texts.ts';

/** Federated credentials that match more than one place of one repository, project or workload. */
export const broadFederation = identityCheck({
  id: 'broad-federation',
  area: 'federation',
  severity: 'high',
  title: 'Federated credentials trust one workload each',
  why: 'Whoever can obtain a token that matches signs in as the identity, and has everything that it may do.',
  fix: 'Name one repository and one environment or branch, project, service account or workspace; several credentials cost nothing.',
  references: ['DS_030', 'DS_085'],
  needs: ['federated-credentials'],
  needsLicence: false,
  concerns: ({ identity }) => identity.ownership === 'own',
  judge({ trusts }, { trusts: engine }) {
    if (trusts.length === 0) return 'not-applicable';
    const broad = trusts.flatMap((trust) => {
      const [finding] = engine.judge(trust).breadth;
      const severity = finding && severityOf(finding);
      return finding && severity ? [{ severity, text: textOf(trust.name, finding) }] : [];
    });
    const severity = broad.map((each) => each.severity).sort(compareSeverity)[0];
    if (severity === undefined) return 'pass';
    return { message: `Others can sign in as it: ${some(broad.map(({ text }) => text))}.`, severity };
  },
});

/** What only names could change is judged by a check of its own. */
function severityOf({ severity }: BreadthFinding): AssessmentSeverity | undefined {
  return severity === 'low' || severity === 'info' ? undefined : severity;
}

function textOf(name: string, finding: BreadthFinding): string {
  return `"${name}" matches ${BREADTH_CLASSES[finding.class].reach}, for example \`${finding.witness}\``;
}
