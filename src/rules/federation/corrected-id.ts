import type { Fix } from '../finding.ts';
import type { RuleContext } from '../rule.ts';
import type { IdText } from './login-ids.ts';

/** Writes another id where the login holds one itself; undefined where it is in a variable. @param what for the title */
export function correctedId(
  text: IdText,
  wrong: string,
  right: string,
  what: string,
  { document }: Pick<RuleContext<never>, 'document'>,
): Fix | undefined {
  const at = document.source.slice(text.range).toLowerCase().indexOf(wrong.toLowerCase());
  if (at < 0) return undefined;
  const start = text.range.start + at;
  return {
    title: `Log in with ${what}, ${right}`,
    safety: 'needs-review',
    edits: [{ uri: document.uri, edits: [{ range: { start, end: start + wrong.length }, newText: right }] }],
    followUps: ['Check that this is the identity that is meant: the login starts to work.'],
  };
}
