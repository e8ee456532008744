import type { SourceDocument } from '../../model/document.ts';
import type { Place, PlanIdentity } from '../plan.ts';
import { credentialFindings, documentsOf, lineAt, type MarkedFinding, type PlanSources } from '../sources.ts';
import { blockAround } from './blocks.ts';
import type { FoundCaller, ToldPlace } from './callers.ts';
import type { DeclaredApplication } from './declared.ts';

/** Findings that make a secret rather than sign in with one. */
const CREATES: ReadonlySet<string> = new Set(['createdSecret', 'declaredSecret', 'creates']);

/** Whether a finding is about a place that makes a secret of the identity. */
export function isCreation({ finding }: MarkedFinding): boolean {
  return CREATES.has(finding.messageId);
}

/**
 * What Keyless finds about the secrets of an identity: where it is declared, where a caller of it holds its credential,
 * and where its id stands in the same resource or object.
 */
export function findingsOf(
  { clientId }: Pick<PlanIdentity, 'clientId'>,
  declared: DeclaredApplication | undefined,
  callers: readonly FoundCaller[],
  told: readonly ToldPlace[],
  sources: PlanSources,
): readonly MarkedFinding[] {
  return documentsOf(sources.workspace).flatMap((document) => {
    if (!isConcerned(document, clientId, declared, callers, told)) return [];
    return credentialFindings(document, sources).filter(({ finding }) => {
      const { start, end } = finding.range;
      const isIn = (range: { readonly start: number; readonly end: number }) =>
        range.start <= start && end <= range.end;
      if (declared?.resources.some((resource) => resource.document.uri === document.uri && isIn(resource.range))) {
        return true;
      }
      if (callers.some((one) => one.document.path === document.path && one.ranges.some(isIn))) return true;
      if (told.some(({ path, line }) => path === document.path && line === lineAt(document, start))) return true;
      if (document.kind === 'github-workflow' || document.kind === 'gitlab-ci') return false;
      const block = blockAround(document, finding.range, sources.workspace);
      return document.source.slice(block).toLowerCase().includes(clientId);
    });
  });
}

/** Most files have nothing to do with one identity, and are not linted for it. */
function isConcerned(
  { path, uri, source }: SourceDocument,
  clientId: string,
  declared: DeclaredApplication | undefined,
  callers: readonly FoundCaller[],
  told: readonly ToldPlace[],
): boolean {
  return (
    callers.some((one) => one.document.path === path) ||
    told.some((one) => one.path === path) ||
    declared?.resources.some((resource) => resource.document.uri === uri) === true ||
    source.text.toLowerCase().includes(clientId)
  );
}

/** Findings, and the other lines that name the identity, in the order of the files. */
export function placesOf(
  identity: PlanIdentity,
  findings: readonly MarkedFinding[],
  { workspace }: PlanSources,
): readonly Place[] {
  const ids = [identity.clientId, identity.applicationId, identity.servicePrincipalId].filter((id) => id !== undefined);
  const found = findings.map((marked): Place => {
    const { finding, document } = marked;
    const role = isCreation(marked) ? 'creates' : 'uses';
    const line = lineAt(document, finding.range.start);
    return { path: document.path, line, role, finding: `${finding.ruleId}/${finding.messageId}` };
  });
  const isKnown = (path: string, line: number) => found.some((place) => place.path === path && place.line === line);
  const named = documentsOf(workspace).flatMap((document) => {
    const text = document.source.text.toLowerCase();
    const offsets = ids.flatMap((id) => [...text.matchAll(new RegExp(id, 'gu'))].map(({ index }) => index));
    const lines = [...new Set(offsets.map((offset) => lineAt(document, offset)))];
    return lines
      .filter((line) => !isKnown(document.path, line))
      .map((line): Place => ({ path: document.path, line, role: 'names' }));
  });
  return [...found, ...named].sort((a, b) => (a.path === b.path ? a.line - b.line : a.path < b.path ? -1 : 1));
}
