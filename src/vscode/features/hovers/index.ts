import * as vscode from 'vscode';
import { Disposable } from '../../infrastructure/disposable.ts';
import type { LintSession } from '../../infrastructure/linting/lint-session.ts';
import { DOCUMENTS } from '../../infrastructure/linting/linted-files.ts';
import { findingsAt, toEditorRange } from '../../infrastructure/positions.ts';
import { findingMarkdown } from './finding-markdown.ts';

/** What stands behind a finding, where the pointer rests on it: the rule, its tags, what can be done. */
export function activateHovers(session: LintSession): Disposable {
  const feature = new Disposable();
  feature.register(
    vscode.languages.registerHoverProvider(DOCUMENTS, {
      provideHover: async (document, position, token) => {
        const file = await session.lintDocument(document);
        const [finding] = file ? findingsAt(file, new vscode.Range(position, position)) : [];
        if (!file || !finding || token.isCancellationRequested) return undefined;
        const { RULES, ENGINE_RULES } = await session.engine();
        const rule = [...RULES, ...ENGINE_RULES].find(({ id }) => id === finding.ruleId);
        return new vscode.Hover(findingMarkdown(finding, rule), toEditorRange(file.source, finding.range));
      },
    }),
  );
  return feature;
}
