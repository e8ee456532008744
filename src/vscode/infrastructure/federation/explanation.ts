import * as vscode from 'vscode';
import type { DocumentKind, SourceDocument } from '../../../model/document.ts';
import type { TrustSources } from '../../../rules/federation/trust-of-job.ts';
import { type Workload, workloadsIn } from '../../../rules/federation/workloads.ts';
import { code } from './code-span.ts';
import { federatedJob, jobsIn, jobsThatLogIn } from './federated-job.ts';
import { type JobReport, jobReport, type LoginReport, type VerdictRow } from './job-report.ts';

/**
 * A page that explains the tokens of a file: what each job presents, why, and who accepts it.
 * @param jobId one job only
 */
export function explanation(document: SourceDocument, sources: TrustSources, jobId?: string): string {
  const jobs = jobId === undefined ? jobsThatLogIn(document, sources.workspace) : jobsIn(document, sources.workspace);
  const chosen = jobs.filter(({ id }) => jobId === undefined || id === jobId);
  const reports = chosen.map((job) => jobReport(federatedJob(job, sources), sources));
  const sections = reports.length > 0 ? reports.map(jobSection) : workloadSections(document, sources);
  return [
    `# ${vscode.l10n.t('Token subjects')}`,
    code(document.path),
    ...(sections.length > 0 ? sections : [vscode.l10n.t('Nothing here presents a token to Entra ID.')]),
    footer(sources),
    '',
  ].join('\n\n');
}

function jobSection(report: JobReport): string {
  const { job, issuer, audience, subjects, reasons, logins, others } = report;
  const { t } = vscode.l10n;
  const line = job.pipeline.document.source.positionAt(job.idRange.start).line + 1;
  return [
    `## ${t('Job {0}, line {1}', code(job.id), line)}`,
    ...(issuer === undefined ? [] : [facts(issuer, audience)]),
    ...(subjects.length === 0 ? [] : [`### ${t('Subjects')}`, subjectList(subjects)]),
    `### ${t('Why')}`,
    reasons.map((reason) => `- ${reason}`).join('\n'),
    ...logins.flatMap(loginSection),
    ...(others.length === 0 ? [] : [`### ${t('Also trusted by')}`, verdictList(others)]),
  ].join('\n\n');
}

function facts(issuer: string, audience: string | undefined): string {
  const rows = [vscode.l10n.t('Issuer: {0}', code(issuer))];
  if (audience !== undefined) rows.push(vscode.l10n.t('Audience: {0}', code(audience)));
  return rows.map((row) => `- ${row}`).join('\n');
}

function subjectList(subjects: JobReport['subjects']): string {
  return subjects
    .map(
      ({ subject, confidenceText, why }) => `- ${code(subject)}: ${confidenceText}, ${vscode.l10n.t('from {0}', why)}`,
    )
    .join('\n');
}

function loginSection({ title, rows, note }: LoginReport): readonly string[] {
  return [
    `### ${vscode.l10n.t('Sign-in')}`,
    `${title}.`,
    ...(note === undefined ? [] : [note]),
    ...(rows.length === 0 ? [] : [verdictList(rows)]),
  ];
}

function verdictList(rows: readonly VerdictRow[]): string {
  return rows
    .map(({ title, text, trusted }) => `- ${title} (${code(trusted)}) ${text}.`.replace(/\.\.$/u, '.'))
    .join('\n');
}

/** Service connections and service accounts, which are known by their names only. */
function workloadSections(document: SourceDocument, { workspace, repository }: TrustSources): readonly string[] {
  return workloadsIn(document, workspace, repository)
    .filter(({ subjects }) => subjects?.length !== 0)
    .map((workload) => {
      const rows = (workload.subjects ?? []).map(
        ({ issuer, subject, confidence }) => `- ${code(subject.display)}, ${confidence}, ${code(issuer)}`,
      );
      return [`## ${kindText(workload)} ${code(workload.name)}`, rows.join('\n')].join('\n\n');
    });
}

function kindText({ kind }: Workload): string {
  if (kind === 'job') return vscode.l10n.t('Job');
  return kind === 'service-connection' ? vscode.l10n.t('Service connection') : vscode.l10n.t('Service account');
}

function footer({ inventory }: TrustSources): string {
  const { t } = vscode.l10n;
  if (!inventory)
    return t('_No tenant is open: only credentials that the code of this workspace declares were compared._');
  return t(
    '_Compared with the code of this workspace and with the tenant as it was on {0}._',
    inventory.asOf.slice(0, 10),
  );
}

const EXPLAINABLE: readonly DocumentKind[] = ['github-workflow', 'gitlab-ci', 'azure-pipelines', 'kubernetes'];

export function isExplainable({ kind }: SourceDocument): boolean {
  return EXPLAINABLE.includes(kind);
}
