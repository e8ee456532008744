import type { SourceDocument } from '../model/document.ts';
import { modelOf } from '../model/model.ts';
import { exactText } from '../model/patterns.ts';
import { loginsIn } from '../rules/federation/job-logins.ts';
import { resolveId } from '../rules/federation/login-ids.ts';
import type { Identity } from '../tenant/model/identity.ts';
import type { Range } from '../text/range.ts';
import { blockAround } from './evidence/blocks.ts';
import type { ToldPlace } from './evidence/callers.ts';
import { declaredApplication } from './evidence/declared.ts';
import type { PlanSources } from './sources.ts';

const GUID = /\b[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\b/giu;

/**
 * The identities whose secret a place can be about, a finding or a line that somebody points at: those that sign in or
 * are declared there, else those whose id stands in the same resource or object. Several where the place does not decide;
 * none for a secret that does not say whose it is.
 */
export function identitiesAt(place: ToldPlace, sources: PlanSources): readonly Identity[] {
  const document = sources.workspace.get(place.path);
  if (!document || place.line < 1 || place.line > document.source.lineCount) return [];
  const line = document.source.lineRange(place.line - 1);
  const declared = declaredAt(line, document, sources);
  if (declared.length > 0) return declared;
  const ids = new Set([...loginIds(line, document, sources), ...writtenIds(line, document, sources)]);
  return [...ids].flatMap((id) => sources.inventory.identity(id) ?? []);
}

/** Ids of the logins that a line is part of, or hands its value to. */
function loginIds(line: Range, document: SourceDocument, { workspace, configuration }: PlanSources): readonly string[] {
  const { pipeline } = modelOf(document, workspace);
  if (!pipeline) return [];
  return loginsIn(pipeline)
    .filter(({ step }) =>
      [step.range, ...[...step.job.env, ...pipeline.env].map(({ range }) => range)].some(touches(line)),
    )
    .flatMap(({ clientId, step, job }) => resolveId(clientId, step, job, configuration.repository).id ?? []);
}

/** Ids that the resource or object around a line holds, also through variables. */
function writtenIds(line: Range, document: SourceDocument, { workspace }: PlanSources): readonly string[] {
  const { infrastructure, pipeline } = modelOf(document, workspace);
  if (pipeline) return [];
  const text = document.source.slice(blockAround(document, line, workspace));
  const followed = (infrastructure?.resources ?? [])
    .filter(({ range }) => touches(line)(range))
    .flatMap((resource) => resource.find('client_id'))
    .flatMap(({ value }) => value.patterns.flatMap((pattern) => exactText(pattern) ?? []));
  return [...followed, ...[...text.matchAll(GUID)].map(([id]) => id)].map((id) => id.toLowerCase());
}

/** Applications that code declares around a line, by their names. */
function declaredAt(line: Range, document: SourceDocument, sources: PlanSources): readonly Identity[] {
  const { workspace, inventory, now } = sources;
  if (modelOf(document, workspace).infrastructure === undefined) return [];
  const names = (modelOf(document, workspace).infrastructure?.resources ?? [])
    .flatMap((resource) => ['display_name', 'displayName'].flatMap((path) => resource.find(path)))
    .flatMap(({ value }) => value.patterns.flatMap((pattern) => exactText(pattern) ?? []));
  return [...new Set(names)].flatMap((displayName) => {
    const application = declaredApplication({ displayName, kind: 'application' }, sources);
    const isHere = application?.resources.some(
      (resource) => resource.document.uri === document.uri && touches(line)(resource.range),
    );
    if (!isHere) return [];
    return inventory
      .query({ text: displayName, kind: 'application', now: now.getTime() })
      .rows.filter((row) => row.displayName === displayName)
      .flatMap(({ clientId }) => inventory.identity(clientId) ?? []);
  });
}

function touches({ start, end }: Range): (range: Range) => boolean {
  return (range) => range.start <= end && start <= range.end;
}
