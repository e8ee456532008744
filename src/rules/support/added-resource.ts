import type { InfrastructureModel, Resource } from '../../model/resource.ts';
import type { TextEdit } from '../../text/text-edit.ts';
import type { CatalogueRow, RowValue } from '../catalogue/infrastructure/index.ts';

/**
 * Writes the child resource that a row adds (`fix.addResource`) behind its parent. Undefined where the parent is one of
 * several or conditional: the child would have to be so too.
 */
export function missingResourceEdits(
  row: CatalogueRow,
  parent: Resource,
  model: InfrastructureModel,
): readonly TextEdit[] | undefined {
  const added = row.fix.addResource;
  const { suggest } = row.versions;
  if (!added || suggest === undefined || parent.language !== 'bicep' || parent.isLoop || parent.isConditional)
    return undefined;
  const { type, name, properties } = added;
  if (typeof type !== 'string' || typeof name !== 'string') return undefined;
  const symbol = freeSymbol(`${parent.symbol}${name[0]?.toUpperCase()}${name.slice(1)}Publishing`, model);
  return parent.editor.insertAfter(
    `resource ${symbol} '${type}@${suggest}' = {\n  parent: ${parent.symbol}\n  name: '${name}'\n  properties: ${rendered(properties ?? {}, '  ')}\n}`,
  );
}

function freeSymbol(wanted: string, { document }: InfrastructureModel): string {
  const { text } = document.source;
  let symbol = wanted;
  for (let count = 2; new RegExp(`\\b${symbol}\\b`).test(text); count += 1) symbol = `${wanted}${count}`;
  return symbol;
}

function rendered(value: RowValue, indentation: string): string {
  if (typeof value === 'string') return `'${value}'`;
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return JSON.stringify(value);
  const lines = Object.entries(value).map(
    ([name, inner]) => `${indentation}  ${name}: ${rendered(inner, `${indentation}  `)}`,
  );
  return `{\n${lines.join('\n')}\n${indentation}}`;
}
