/** A quoted text of HCL, in which nothing is a template. */
export function hclText(text: string): string {
  // HCL knows no \b and no \f.
  return JSON.stringify(text.replaceAll(/[\b\f]/g, ' '))
    .replaceAll('${', () => '$${')
    .replaceAll('%{', '%%{');
}

/**
 * Plain data as an expression of HCL, laid out as `terraform fmt` does.
 * @param indentation of the line that it begins on
 * @param isTemplate texts are templates already, to be written as they are
 */
export function hclValue(value: unknown, indentation: string, isTemplate = false): string {
  const inner = `${indentation}  `;
  if (typeof value === 'string') return isTemplate ? JSON.stringify(value) : hclText(value);
  if (Array.isArray(value)) return list(value, indentation, isTemplate);
  if (typeof value !== 'object' || value === null) return String(value);
  const entries = Object.entries(value).map(
    ([name, item]) => [keyOf(name), hclValue(item, inner, isTemplate)] as const,
  );
  if (entries.length === 0) return '{}';
  return `{\n${aligned(entries, inner).join('\n')}\n${indentation}}`;
}

function list(items: readonly unknown[], indentation: string, isTemplate: boolean): string {
  if (items.length === 0) return '[]';
  const isFlat = items.every((item) => item === null || typeof item !== 'object');
  if (isFlat && items.length <= 3)
    return `[${items.map((item) => hclValue(item, indentation, isTemplate)).join(', ')}]`;
  const inner = `${indentation}  `;
  return `[\n${items.map((item) => `${inner}${hclValue(item, inner, isTemplate)},\n`).join('')}${indentation}]`;
}

/** `terraform fmt` aligns the equals signs of neighbouring lines; an expression of several lines ends a group. */
function aligned(entries: readonly (readonly [string, string])[], indentation: string): readonly string[] {
  const lines: string[] = [];
  let group: (readonly [string, string])[] = [];
  const flush = () => {
    const width = Math.max(0, ...group.map(([key]) => key.length));
    lines.push(...group.map(([key, text]) => `${indentation}${key.padEnd(width)} = ${text}`));
    group = [];
  };
  for (const entry of entries) {
    if (!entry[1].includes('\n')) {
      group.push(entry);
      continue;
    }
    flush();
    lines.push(`${indentation}${entry[0]} = ${entry[1]}`);
  }
  flush();
  return lines;
}

function keyOf(name: string): string {
  return /^[A-Za-z_][\w-]*$/.test(name) ? name : hclText(name);
}
