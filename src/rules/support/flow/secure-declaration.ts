import type { InfrastructureModel, Output, Parameter } from '../../../model/resource.ts';
import { blockEditor } from '../../../model/terraform/editor/block-editor.ts';
import { bicepTree, terraformTree } from '../../../model/trees.ts';
import type { Block } from '../../../syntax/terraform/index.ts';
import { insertion, type TextEdit } from '../../../text/text-edit.ts';

/** A parameter or variable, or an output. */
export type Declaration = Pick<Parameter | Output, 'name' | 'nameRange' | 'range'>;

/**
 * Marks a parameter or output as secret: `@secure()`, `sensitive = true`, `securestring`. Undefined where its type
 * cannot be, or it is not written in a way that can be edited.
 */
export function secureEdits(model: InfrastructureModel, declaration: Declaration): readonly TextEdit[] | undefined {
  const { document, language } = model;
  const { source } = document;
  switch (language) {
    case 'bicep': {
      const type = typeOf(model, declaration);
      if (!/^(?:string|object)\??$/.test(type)) return undefined;
      // The range begins with the keyword; a decorator stands above it.
      const start = declaration.range.start;
      return [insertion(start, `@secure()${source.lineEnding}${source.indentationAt(start)}`)];
    }
    case 'terraform': {
      const block = blockOf(model, declaration);
      return block && blockEditor(document, block).set('sensitive', true);
    }
    case 'arm-json': {
      const text = source.slice(declaration.range);
      const match = /"type"\s*:\s*"(string|object)"/i.exec(text);
      // Behind a second brace the type is that of something inside.
      if (!match || text.slice(0, match.index).split('{').length > 2) return undefined;
      const word = match[1] ?? '';
      const start = declaration.range.start + match.index + match[0].length - word.length - 1;
      return [
        { range: { start, end: start + word.length }, newText: word === 'string' ? 'securestring' : 'secureObject' },
      ];
    }
  }
}

/** How a message calls the mark. */
export function secureMark({ language }: InfrastructureModel): string {
  return { bicep: '@secure()', terraform: 'sensitive = true', 'arm-json': 'the type securestring' }[language];
}

/** The type as it is written; empty where none is. */
export function typeOf({ document, language }: InfrastructureModel, { name, range }: Declaration): string {
  if (language !== 'bicep') return '';
  const statement = bicepTree(document).statements.find(
    (candidate) =>
      (candidate.kind === 'parameter' || candidate.kind === 'output') &&
      candidate.name.name === name &&
      candidate.keyword.start === range.start,
  );
  return statement?.kind === 'parameter' || statement?.kind === 'output'
    ? document.source.slice(statement.type.range)
    : '';
}

/** The block of a variable or output of Terraform. */
export function blockOf({ document }: InfrastructureModel, { range }: Declaration): Block | undefined {
  for (const item of terraformTree(document).body.items) {
    if (item.kind === 'block' && item.range.start === range.start) return item;
  }
  return undefined;
}
