import { oneLine } from '../texts.ts';

/**
 * A text that is nothing but text in GitHub Flavored Markdown: names come from the directory, and may make no markup,
 * rows, links or mentions.
 */
export function escaped(text: string): string {
  return oneLine(text)
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll(/[\\`*_[\]|#!~$]/g, '\\$&')
    .replaceAll('@', '&#64;')
    .replaceAll(/(https?|ftp|mailto|xmpp):/gi, '$1&#58;')
    .replaceAll(/(www)\./gi, '$1&#46;')
    .replace(/^(\s*)([-+=])/, '$1\\$2')
    .replace(/^(\s*\d+)([.)])/, '$1\\$2');
}

/** The same, but that parts between backticks are code. */
export function escapedWithCode(text: string): string {
  const parts = oneLine(text).split('`');
  // An odd one out is a letter like any other.
  if (parts.length % 2 === 0) return escaped(text);
  return parts
    .map((part, index) => {
      // A pipe in code cannot be told from the end of a cell where a backslash is before it.
      if (index % 2 === 0 || part.includes('|')) return escaped(part);
      return part.trim() === '' ? '' : `\`${part}\``;
    })
    .join('');
}

export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  return [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}
