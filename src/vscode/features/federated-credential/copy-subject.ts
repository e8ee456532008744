import * as vscode from 'vscode';
import { OperationError } from '../../infrastructure/errors.ts';
import type { FederationSession, JobTarget } from '../../infrastructure/federation/federation-session.ts';
import { pick } from '../../infrastructure/prompts.ts';

/** Copies what a job presents, as credentials spell it. */
export async function copySubject(session: FederationSession, target: JobTarget | undefined): Promise<void> {
  const { engine, job, sources } = await session.job(target);
  const { subjects } = engine.subjectsToTrust(engine.federatedJob(job, sources), sources);
  const subject = await chooseSubject(job.id, subjects);
  await vscode.env.clipboard.writeText(subject);
  vscode.window.setStatusBarMessage(vscode.l10n.t('Copied: {0}', subject), 3_000);
}

/** @throws OperationError where there is none; UserCancelledError */
export async function chooseSubject(jobId: string, subjects: readonly string[]): Promise<string> {
  const [only, ...more] = subjects;
  if (only === undefined) {
    throw new OperationError(
      vscode.l10n.t('What the job "{0}" presents depends on what is not in this workspace, such as its caller.', jobId),
    );
  }
  if (more.length === 0) return only;
  const { label } = await pick(
    subjects.map((label) => ({ label })),
    { title: vscode.l10n.t('Subject'), placeHolder: vscode.l10n.t('The job presents several: which one?') },
  );
  return label;
}
