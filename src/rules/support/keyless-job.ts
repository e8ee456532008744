import type { Job } from '../../model/pipeline/pipeline.ts';
import { containsRange, coveringRange, type Range } from '../../text/range.ts';
import type { TextEdit } from '../../text/text-edit.ts';
import { environmentCredential } from '../catalogue/workflow-credentials.ts';
import type { Fix } from '../finding.ts';
import type { Report } from '../rule.ts';
import { azureLogin } from './azure-login.ts';

type Place = Pick<Report, 'range' | 'fixes'>;

/** A job with more places than this was made by a program. */
const MOST_PLACES = 50;

/**
 * The first fixes of all findings of a job in one. Undefined where it would be no more than one of them, would leave a
 * finding there or reach into other files, and where two of them change the same place.
 */
export function keylessJob(job: Job, places: readonly Place[]): Fix | undefined {
  const { pipeline } = job;
  if (pipeline.kind !== 'workflow' || places.length < 2 || places.length > MOST_PLACES) return undefined;
  if (hasOtherSecret(job, places)) return undefined;
  const pieces: Piece[] = [];
  for (const place of places) {
    if (places.some((other) => isRemovedBy(place, other) && !isRemovedBy(other, place))) continue;
    const piece = pieceOf(place, pipeline.document.uri);
    if (!piece) return undefined;
    pieces.push(piece);
  }
  if (pieces.length < 2 || mappingsOf(job).some((mapping) => isShared(mapping, pieces))) return undefined;
  const edits = merge(pieces);
  if (!edits) return undefined;
  const count = new Set(places.map(({ range }) => range.start)).size;
  return {
    title: `Make the job "${job.id}" keyless: ${count} places`,
    safety: 'needs-review',
    edits: [{ uri: pipeline.document.uri, edits }],
    followUps: mergeFollowUps(pieces),
  };
}

/** A secret that other rules report: one beside OIDC, one that stands in the text. */
function hasOtherSecret({ pipeline, env, steps }: Job, places: readonly Place[]): boolean {
  const known = new Set(places.map(({ range }) => range.start));
  const variables = [...pipeline.env, ...env, ...steps.flatMap((step) => step.env)];
  const secrets = [
    ...variables.filter(({ name, value }) => environmentCredential(name) && value.raw.trim() !== ''),
    ...steps.flatMap((step) => azureLogin(step)?.creds ?? []),
  ];
  return secrets.some(({ range }) => !known.has(range.start));
}

interface Piece {
  readonly fix: Fix;
  /** By what they do. */
  readonly edits: ReadonlyMap<string, TextEdit>;
}

function pieceOf({ fixes: [fix] = [] }: Place, uri: string): Piece | undefined {
  const [file, ...others] = fix?.edits ?? [];
  if (!fix || file?.uri !== uri || others.length > 0) return undefined;
  const edits = file.edits.map((edit) => [`${edit.range.start}-${edit.range.end}-${edit.newText}`, edit] as const);
  return { fix, edits: new Map(edits) };
}

/** Such as the variable of a step that goes as a whole. */
function isRemovedBy({ range }: Place, { fixes: [fix] = [] }: Place): boolean {
  return (fix?.edits ?? []).some(({ edits }) =>
    edits.some((edit) => edit.newText === '' && containsRange(edit.range, range)),
  );
}

function mappingsOf(job: Job): readonly Range[] {
  const lists = [job.pipeline.env, job.env, ...job.steps.flatMap((step) => [step.env, step.with])];
  return lists.flatMap((list) => {
    const [first] = list;
    const last = list.at(-1);
    return first && last ? [coveringRange(first.range, last.range)] : [];
  });
}

/** Each piece knows the mapping as it is: two would write one variable twice, or leave it empty. */
function isShared({ start, end }: Range, pieces: readonly Piece[]): boolean {
  const inside = pieces.filter(({ edits }) =>
    [...edits.values()].some(({ range }) => range.start < end && range.end > start),
  );
  return inside.length > 1;
}

/**
 * Every edit once: what the pieces have in common is the permission of the job and a login in front of a step.
 * Undefined where two that no piece has together touch each other.
 */
function merge(pieces: readonly Piece[]): readonly TextEdit[] | undefined {
  const edits = new Map(pieces.flatMap((piece) => [...piece.edits]));
  const sorted = [...edits].sort(([, a], [, b]) => a.range.start - b.range.start || a.range.end - b.range.end);
  const isClear = sorted.every(([key, { range }], index) => {
    const [nextKey, next] = sorted[index + 1] ?? [];
    if (nextKey === undefined || !next || next.range.start > range.end) return true;
    const hasInsertion = range.start === range.end || next.range.start === next.range.end;
    if (next.range.start === range.end && !hasInsertion) return true;
    return pieces.some((piece) => piece.edits.has(key) && piece.edits.has(nextKey));
  });
  return isClear ? [...edits.values()] : undefined;
}

/** What ends the old way comes last. */
function mergeFollowUps(pieces: readonly Piece[]): readonly string[] {
  const all = [...new Set(pieces.flatMap(({ fix }) => fix.followUps))];
  const isLast = (followUp: string) => /^(?:After the first run|Delete the secret)/.test(followUp);
  return [...all.filter((followUp) => !isLast(followUp)), ...all.filter(isLast)];
}
