import { linesOf } from '../../model/bicep/member-edits.ts';
import { folderOf, type SourceDocument, type Workspace } from '../../model/document.ts';
import type { InfrastructureModel, Output } from '../../model/resource.ts';
import { blockEditor } from '../../model/terraform/editor/block-editor.ts';
import { bicepTree } from '../../model/trees.ts';
import { deletion, type TextEdit } from '../../text/text-edit.ts';
import { blockOf } from '../support/flow/secure-declaration.ts';

/** Takes an output away, with its decorators and comments. Undefined in ARM templates. */
export function removeOutput(model: InfrastructureModel, output: Output): readonly TextEdit[] | undefined {
  const { document, language } = model;
  if (language === 'terraform') {
    const block = blockOf(model, output);
    return block && blockEditor(document, block).removeResource();
  }
  if (language !== 'bicep') return undefined;
  const tree = bicepTree(document);
  const statement = tree.statements.find((one) => one.kind === 'output' && one.keyword.start === output.range.start);
  if (!statement || tree.errors.length > 0) return undefined;
  return [deletion(linesOf(tree, statement.range))];
}

/** Whether a text of the workspace outside of the module speaks of the output: code, pipelines, scripts in them. */
export function isReadSomewhere(
  { document, language }: InfrastructureModel,
  { name }: Output,
  workspace: Workspace,
): boolean {
  const pattern = new RegExp(`\\b${name.replaceAll(/[^\w-]/g, '')}\\b`);
  const isElsewhere = (other: SourceDocument) =>
    language === 'terraform' ? folderOf(other.path) !== folderOf(document.path) : other.uri !== document.uri;
  return READERS.some((kind) =>
    workspace
      .ofKind(kind)
      .some((other) => isElsewhere(other) && other.source.text.includes(name) && pattern.test(other.source.text)),
  );
}

const READERS = [
  'bicep',
  'arm-template',
  'terraform',
  'github-workflow',
  'github-action',
  'azure-pipelines',
  'gitlab-ci',
  'azd-project',
] as const;
