import type { Entry, Job, Pipeline, Step } from '../../model/pipeline/pipeline.ts';
import type { TextEdit } from '../../text/text-edit.ts';
import type { FileEdits } from '../finding.ts';
import { allEdits } from './edits.ts';
import { grantToken } from './grant-token.ts';
import { type LoginIds, loginIds, variableIds } from './identity-names.ts';
import { secretNamesIn } from './workflow-secret.ts';

/** What a called workflow or action is passed: `secrets.X` or `inputs.x`, as it calls it. */
export interface PassedName {
  readonly kind: 'secrets' | 'inputs';
  readonly name: string;
}

/** The name that a value consists of alone: `${{ inputs.creds }}`. */
export function passedName(entry: Entry): PassedName | undefined {
  const [, kind, name] = /^\s*\$\{\{\s*(secrets|inputs)\.([\w-]+)\s*\}\}\s*$/.exec(entry.value.raw) ?? [];
  return name !== undefined && (kind === 'secrets' || kind === 'inputs') ? { kind, name } : undefined;
}

/** A job that passes the secret, and the edits by which it does without. */
export interface Caller extends FileEdits {
  readonly job: Job;
  readonly secretNames: readonly string[];
  readonly newVariables: readonly string[];
}

const NO_IDS: LoginIds = { entries: [], newVariables: [] };

export function callerJob(job: Job, { kind, name }: PassedName, takesIds: boolean): Caller | undefined {
  const { call } = job;
  if (!call) return undefined;
  const isInherited = kind === 'secrets' && call.secrets === 'inherit';
  const list = kind === 'inputs' ? call.with : call.secrets === 'inherit' ? [] : call.secrets;
  const entry = list.find((candidate) => candidate.name.toLowerCase() === name.toLowerCase());
  if (!isInherited && (!entry || comesFromAfar(entry, job.pipeline))) return undefined;
  const ids = !takesIds ? NO_IDS : entry ? variableIds(entry.value) : idsNamed(name);
  const edits = ids && allEdits(job.pipeline.editor.passInputs(job, ids.entries, entry), grantToken(job));
  return edits && caller(job, edits, entry ? secretNamesIn(entry.value) : [name], ids);
}

export function callerStep(step: Step, { name }: PassedName, takesIds: boolean): Caller | undefined {
  const { job } = step;
  const entry = step.input(name);
  if (!entry || job.pipeline.kind === 'composite-action' || comesFromAfar(entry, job.pipeline)) return undefined;
  const { editor } = job.pipeline;
  const ids = takesIds ? loginIds(step, entry) : NO_IDS;
  const passing = ids && (takesIds ? editor.replaceEntries([entry], ids.entries) : editor.removeEntry(entry));
  const edits = allEdits(passing, grantToken(job));
  return edits && ids && caller(job, edits, secretNamesIn(entry.value), ids);
}

function caller(job: Job, edits: readonly TextEdit[], secretNames: readonly string[], ids: LoginIds): Caller {
  return { job, uri: job.pipeline.document.uri, edits, secretNames, newVariables: ids.newVariables };
}

/** The caller is passed it as well: its own callers would have to change. */
function comesFromAfar(entry: Entry, pipeline: Pipeline): boolean {
  const passed = passedName(entry);
  if (!passed || passed.kind === 'inputs') return true;
  return pipeline.declaredSecrets.some((declared) => declared.name.toLowerCase() === passed.name.toLowerCase());
}

/** What `secrets: inherit` passes has the name that the called workflow reads. */
function idsNamed(secret: string): LoginIds | undefined {
  const text = `secrets.${secret}`;
  return variableIds({
    raw: `\${{ ${text} }}`,
    range: { start: 0, end: 0 },
    patterns: [],
    expressions: [{ range: { start: 0, end: 0 }, text, references: [text.toLowerCase()] }],
    rangeOf: (start, end) => ({ start, end }),
  });
}
