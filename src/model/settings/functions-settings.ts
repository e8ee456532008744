import { type JsonNode, sourceRange } from '../../syntax/json/index.ts';
import type { SourceDocument } from '../document.ts';
import { jsonTree } from '../trees.ts';
import type { Variable } from '../variable.ts';
import { PlainString } from './plain-string.ts';
import { type SettingsFile, variableOf } from './settings.ts';

/** `local.settings.json` of Azure Functions: `Values` and `ConnectionStrings` are its environment. */
export function functionsSettings(document: SourceDocument): SettingsFile {
  const { root } = jsonTree(document);
  const variables = ['Values', 'ConnectionStrings'].flatMap((section) => variablesIn(document, root, section));
  return { document, variables, scripts: [], declaredSecrets: [], copiedPaths: [] };
}

function variablesIn(document: SourceDocument, root: JsonNode | undefined, section: string): readonly Variable[] {
  if (root?.kind !== 'object') return [];
  const values = root.properties.find(({ name }) => name === section)?.value;
  if (values?.kind !== 'object') return [];
  return values.properties.flatMap(({ name, nameRange, range, value }) => {
    if (value?.kind !== 'string') return [];
    const inside = { start: value.range.start + 1, end: Math.max(value.range.start + 1, value.range.end - 1) };
    const text = new PlainString(value.text, inside, true, (start, end) =>
      sourceRange(document.source, value, start, end),
    );
    return [variableOf(document, { name, nameRange, range, value: text })];
  });
}
