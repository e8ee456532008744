import type * as vscode from 'vscode';
import type { Job } from '../../../model/pipeline/pipeline.ts';
import type { Range } from '../../../text/range.ts';
import type { OpenedDocument } from '../../infrastructure/federation/federation-session.ts';
import { toEditorRange } from '../../infrastructure/positions.ts';

/** A place that stands for the token of a job: its name, or the step that logs in. */
export interface JobPlace {
  readonly job: Job;
  readonly range: vscode.Range;
}

export function jobAt(opened: OpenedDocument, position: vscode.Position): JobPlace | undefined {
  const { engine, document, sources } = opened;
  const offset = document.source.offsetAt({ line: position.line, character: position.character });
  for (const job of engine.jobsThatLogIn(document, sources.workspace)) {
    const logins = engine.loginsOfJob(job).filter(({ method }) => method === 'token');
    const places = [job.idRange, ...logins.flatMap(({ step, clientId }) => [step.uses?.range, clientId.range])];
    const range = places.find((place) => place !== undefined && holds(place, offset));
    if (range) return { job, range: toEditorRange(document.source, range) };
  }
  return undefined;
}

function holds({ start, end }: Range, offset: number): boolean {
  return start <= offset && offset <= end;
}
