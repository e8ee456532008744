import type { SourceDocument } from '../model/document.ts';
import { syntaxErrorsOf } from '../model/model.ts';
import type { Finding, Fix } from '../rules/finding.ts';
import { applyEdits, type TextEdit } from '../text/text-edit.ts';
import { createDocument, type WorkspaceIndex } from './workspace-index.ts';

/** Rounds of fix and lint after which fixing ends even if fixes are left: fixes that undo each other must not hang. */
export const MAX_FIX_ROUNDS = 10;

export interface AppliedFix {
  readonly finding: Finding;
  readonly fix: Fix;
}

export interface FixResult {
  /** The changed documents as they are now, by URI. */
  readonly changed: ReadonlyMap<string, SourceDocument>;
  readonly applied: readonly AppliedFix[];
  /** Fixes whose result would not parse: left out, each a mistake in its rule. */
  readonly rejected: readonly AppliedFix[];
  /** False where fixes were left after `MAX_FIX_ROUNDS`. */
  readonly isStable: boolean;
}

export interface FixOptions {
  /** The findings of the documents as they are in the workspace now. */
  readonly lint: (documents: readonly SourceDocument[]) => readonly Finding[];
  /** The fix to apply to a finding, if any. */
  readonly choose: (finding: Finding) => Fix | undefined;
  /** Called with each document as it was before a round changed it. */
  readonly onChange?: (before: SourceDocument) => void;
}

/** The first safe fix: what fix-all applies without asking. */
export function safeFix(finding: Finding): Fix | undefined {
  return finding.fixes.find((fix) => fix.safety === 'safe');
}

/** The first fix, safe or not. */
export function firstFix(finding: Finding): Fix | undefined {
  return finding.fixes[0];
}

/**
 * Fixes documents of a workspace until nothing is left to fix: chooses fixes that do not touch each other, applies
 * them, lints what changed, and goes on. The workspace holds the fixed documents afterwards; no file is written.
 */
export function fixDocuments(
  workspace: WorkspaceIndex,
  documents: readonly SourceDocument[],
  options: FixOptions,
): FixResult {
  const steps = fixStepwise(workspace, documents, options);
  for (let step = steps.next(); ; step = steps.next()) if (step.done) return step.value;
}

/** The same in steps of one document each, for those who let others have their turn in between. */
export function* fixStepwise(
  workspace: WorkspaceIndex,
  documents: readonly SourceDocument[],
  options: FixOptions,
): Generator<void, FixResult> {
  const changed = new Map<string, SourceDocument>();
  const applied: AppliedFix[] = [];
  const rejected: AppliedFix[] = [];
  const rejectedTitles = new Set<string>();
  let current = documents;
  for (let round = 0; round < MAX_FIX_ROUNDS; round++) {
    const candidates: AppliedFix[] = [];
    for (const document of current) {
      const found = candidatesFor(options.lint([document]), options.choose);
      candidates.push(...found.filter((candidate) => !rejectedTitles.has(candidateKey(candidate))));
      yield;
    }
    if (candidates.length === 0) return { changed, applied, rejected, isStable: true };
    const selected = withoutSyntaxErrors(workspace, selectDisjoint(candidates), (bad) => {
      rejected.push(bad);
      rejectedTitles.add(candidateKey(bad));
    });
    for (const document of applyAll(workspace, selected)) {
      const before = workspace.byUri(document.uri);
      if (before) options.onChange?.(before);
      workspace.set(document);
      changed.set(document.uri, document);
    }
    applied.push(...selected);
    current = current.map((document) => workspace.byUri(document.uri) ?? document);
  }
  return { changed, applied, rejected, isStable: false };
}

/** The fixes that can be applied together: in order, each that touches no edit of those before it. */
export function selectDisjoint(candidates: readonly AppliedFix[]): readonly AppliedFix[] {
  const taken = new Map<string, TextEdit[]>();
  return candidates.filter(({ fix }) => {
    const isFree = fix.edits.every(({ uri, edits }) =>
      edits.every((edit) => !(taken.get(uri) ?? []).some((other) => touches(edit, other))),
    );
    if (!isFree) return false;
    for (const { uri, edits } of fix.edits) taken.set(uri, [...(taken.get(uri) ?? []), ...edits]);
    return true;
  });
}

/** Two replacements may stand side by side; an insertion at the edge of another edit has no certain order. */
function touches(a: TextEdit, b: TextEdit): boolean {
  const hasInsertion = a.range.start === a.range.end || b.range.start === b.range.end;
  return hasInsertion
    ? a.range.start <= b.range.end && b.range.start <= a.range.end
    : a.range.start < b.range.end && b.range.start < a.range.end;
}

function candidatesFor(findings: readonly Finding[], choose: FixOptions['choose']): AppliedFix[] {
  return findings.flatMap((finding) => {
    const fix = choose(finding);
    return fix ? [{ finding, fix }] : [];
  });
}

function candidateKey({ finding, fix }: AppliedFix): string {
  return `${finding.uri}\n${finding.ruleId}\n${finding.messageId}\n${fix.title}`;
}

/** Leaves out each fix that breaks a file on its own; where only their sum does, keeps the first. */
function withoutSyntaxErrors(
  workspace: WorkspaceIndex,
  selected: readonly AppliedFix[],
  reject: (bad: AppliedFix) => void,
): readonly AppliedFix[] {
  if (!breaksSyntax(workspace, selected)) return selected;
  const good = selected.filter((candidate) => {
    const isBad = breaksSyntax(workspace, [candidate]);
    if (isBad) reject(candidate);
    return !isBad;
  });
  return breaksSyntax(workspace, good) ? good.slice(0, 1) : good;
}

function breaksSyntax(workspace: WorkspaceIndex, selected: readonly AppliedFix[]): boolean {
  return applyAll(workspace, selected).some((document) => {
    const before = workspace.byUri(document.uri);
    return syntaxErrorsOf(document).length > (before ? syntaxErrorsOf(before).length : 0);
  });
}

function applyAll(workspace: WorkspaceIndex, selected: readonly AppliedFix[]): readonly SourceDocument[] {
  const editsByUri = new Map<string, TextEdit[]>();
  for (const { fix } of selected) {
    for (const { uri, edits } of fix.edits) editsByUri.set(uri, [...(editsByUri.get(uri) ?? []), ...edits]);
  }
  return [...editsByUri].flatMap(([uri, edits]) => {
    const document = workspace.byUri(uri);
    return document ? [createDocument(uri, document.path, applyEdits(document.source.text, edits))] : [];
  });
}
