import type { Value } from '../../model/value.ts';
import { isPlaceholder } from './placeholder.ts';

/** A credential inside of a connection string, an address or a command: what stands behind its name. */
const IN_TEXT =
  /(?:(?:^|[;?&\s,{"'])(?:password|pwd|client_?secret|secret|account_?key|shared_?access_?key|access_?key|api_?key|sig|code)["']?\s*[=:]\s*["']?|(?:^|[a-z]):\/\/[^\s/:@]*:)(?<secret>[^\s;&"',@]{6,})/gi;

/** Whether a text holds a credential as a part of it, such as `AccountKey=...`; one that stands for another is none. */
export function holdsCredential(text: string): boolean {
  return Array.from(text.matchAll(IN_TEXT)).some(({ groups }) => !isPlaceholder(groups?.['secret'] ?? ''));
}

/** Whether a known part of a value holds a credential, complete in itself. */
export function holdsKnownCredential({ patterns }: Value): boolean {
  return patterns.some(({ parts }) => parts.some((part) => part.kind === 'known' && holdsCredential(part.text)));
}
