import type { Script } from '../../model/script.ts';
import type { Range } from '../../text/range.ts';

/** A place of a script that reads the client secret of the service connection. */
export interface KeyRead {
  /** In the script. */
  readonly start: number;
  readonly end: number;
  /** In the file. */
  readonly range: Range;
}

/** `$servicePrincipalKey`, `${servicePrincipalKey:-}`, `$env:servicePrincipalKey`, `%servicePrincipalKey%`, `environ['...']`. */
const KEY =
  /\$\{(?:env:)?servicePrincipalKey\b[^}\n]*\}|\$(?:env:)?servicePrincipalKey\b|%servicePrincipalKey%|(['"])servicePrincipalKey\1/gi;
const TOKEN = /(?:\$\{?(?:env:)?|%|['"])idToken\b/i;
const IDENTITY = /\b(?:servicePrincipalId|servicePrincipalKey|tenantId|idToken)\b/i;

/** Where a script reads `servicePrincipalKey`, comments left out. */
export function keyReads(script: Script): readonly KeyRead[] {
  const { raw } = script.body;
  return Array.from(raw.matchAll(KEY), (match) => ({ start: match.index, end: match.index + match[0].length }))
    .filter(({ start }) => !isComment(raw, start))
    .map(({ start, end }) => ({ start, end, range: script.rangeOf({ start, end }) }));
}

export function readsToken({ body }: Script): boolean {
  return TOKEN.test(body.raw);
}

/** Whether a text names any of the variables that `addSpnToEnvironment` sets. */
export function readsIdentity(text: string): boolean {
  return IDENTITY.test(text);
}

function isComment(text: string, at: number): boolean {
  const line = text.slice(text.lastIndexOf('\n', at - 1) + 1, at);
  return /^\s*(?:#|::|rem\b)/i.test(line);
}
