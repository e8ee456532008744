/**
 * Plain text as Markdown. Names come from a directory where anybody may choose them: in a plan they are text on one
 * line and nothing else.
 */
export function markdown(text: string): string {
  return text.replaceAll(/\s+/gu, ' ').replaceAll(/[\\*_[\]<>|`]/gu, '\\$&');
}
