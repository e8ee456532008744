/** A text as a code span of Markdown, whatever it holds. */
export function code(text: string): string {
  const line = text.replaceAll(/\s+/gu, ' ').trim();
  if (line === '') return '` `';
  const longest = Math.max(0, ...Array.from(line.matchAll(/`+/gu), ([run]) => run.length));
  const fence = '`'.repeat(longest + 1);
  const space = line.startsWith('`') || line.endsWith('`') ? ' ' : '';
  return fence + space + line + space + fence;
}
