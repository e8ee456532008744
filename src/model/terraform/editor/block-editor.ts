import type { Block } from '../../../syntax/terraform/index.ts';
import type { SourceDocument } from '../../document.ts';
import { TerraformEditor } from './resource-editor.ts';

/** What changes a block that is no resource: a variable, an output. */
export function blockEditor(document: SourceDocument, block: Block): TerraformEditor {
  return new TerraformEditor(document, block, block.body);
}
