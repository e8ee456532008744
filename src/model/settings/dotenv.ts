import type { SourceDocument } from '../document.ts';
import { dotenvTree } from '../trees.ts';
import { PlainString } from './plain-string.ts';
import { type SettingsFile, variableOf } from './settings.ts';

export function dotenvSettings(document: SourceDocument): SettingsFile {
  const variables = dotenvTree(document).entries.map((entry) =>
    variableOf(document, {
      name: entry.name,
      nameRange: entry.nameRange,
      range: entry.range,
      value: new PlainString(entry.value, entry.valueRange, entry.isLiteral),
    }),
  );
  return { document, variables, scripts: [], declaredSecrets: [], copiedPaths: [] };
}
