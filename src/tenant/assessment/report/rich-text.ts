import { type Content, html } from '../../../text/html.ts';

/** Text whose parts between backticks are code. */
export function richText(text: string): Content {
  const parts = text.split('`');
  // An odd one out is a letter like any other.
  if (parts.length % 2 === 0) return text;
  return parts.map((part, index) => (index % 2 === 1 ? html`<code>${part}</code>` : part));
}
