import { createDocument, type WorkspaceIndex } from '../lint/workspace-index.ts';
import { syntaxErrorsOf } from '../model/model.ts';
import type { Fix } from '../rules/finding.ts';
import { applyEdits } from '../text/text-edit.ts';
import { hostFix } from './host-fix.ts';
import type { Edit, Step, Way } from './plan.ts';
import { copyOf, credentialFindings, type PlanSources } from './sources.ts';

/** A file that the edits of a plan change. */
export interface ChangedFile {
  readonly uri: string;
  readonly path: string;
  readonly before: string;
  readonly after: string;
}

export interface EditResult {
  readonly files: readonly ChangedFile[];
  /** Fixes in the order in which they were made: what their follow-ups ask for is left to do. */
  readonly fixes: readonly Fix[];
  /** Edits whose finding is no longer there, or that the file does not allow any more. */
  readonly missing: readonly Edit[];
  /** The workspace as it is with them. */
  readonly workspace: WorkspaceIndex;
}

/** The finding of an edit that is made by the plan itself: see `hostFix`. */
const HOST = 'host:';

export function hostEdit(path: string, symbol: string, fix: string): Edit {
  return { path, finding: `${HOST}${symbol}`, fix };
}

/**
 * Makes the edits of steps, one after the other, each from the files as the ones before it left them. Nothing is
 * written: what comes back is for a preview, and for whoever writes files.
 */
export function makeEdits(steps: readonly Pick<Step, 'edits'>[], way: Way, sources: PlanSources): EditResult {
  const workspace = copyOf(sources.workspace);
  const changed = new Map<string, ChangedFile>();
  const fixes: Fix[] = [];
  const missing: Edit[] = [];
  for (const edit of steps.flatMap(({ edits }) => edits)) {
    const fix = fixOf(edit, way, { ...sources, workspace });
    if (fix && apply(fix, workspace, changed)) fixes.push(fix);
    else missing.push(edit);
  }
  return { files: [...changed.values()].filter(({ before, after }) => before !== after), fixes, missing, workspace };
}

/** The fix that an edit means in the files as they are; undefined where there is nothing to fix any more. */
function fixOf(edit: Edit, way: Way, sources: PlanSources): Fix | undefined {
  if (edit.finding.startsWith(HOST)) {
    const symbol = edit.finding.slice(HOST.length);
    return hostFix(sources.workspace, edit.path, symbol, way === 'managed-identity-as-credential');
  }
  const document = sources.workspace.get(edit.path);
  if (!document) return undefined;
  const found = credentialFindings(document, sources).find(({ fingerprint }) => fingerprint === edit.finding);
  return found?.finding.fixes.find(({ title }) => title === edit.fix);
}

/** All files of a fix or none of them. */
function apply(fix: Fix, workspace: WorkspaceIndex, changed: Map<string, ChangedFile>): boolean {
  const documents = fix.edits.map(({ uri, edits }) => {
    const before = workspace.byUri(uri);
    return before && { before, after: createDocument(uri, before.path, applyEdits(before.source.text, edits)) };
  });
  for (const each of documents) {
    if (!each || syntaxErrorsOf(each.after).length > syntaxErrorsOf(each.before).length) return false;
  }
  for (const each of documents) {
    if (!each) continue;
    const { uri, path } = each.after;
    workspace.set(each.after);
    const before = changed.get(path)?.before ?? each.before.source.text;
    changed.set(path, { uri, path, before, after: each.after.source.text });
  }
  return true;
}
