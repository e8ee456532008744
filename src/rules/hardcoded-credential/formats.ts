import type { Range } from '../../text/range.ts';
import { PUBLIC_KEY_PREFIXES, SECRET_FORMATS, type SecretFormat } from '../catalogue/secret-formats.ts';
import { entropy, isPlaceholder } from '../support/placeholder.ts';
import type { HardcodedCredentialContext } from './messages.ts';
import type { Places } from './places.ts';

/** Tokens of a known format anywhere in the text of the file. */
export function checkFormats(places: Places, context: HardcodedCredentialContext): void {
  const { text } = context.document.source;
  for (const format of SECRET_FORMATS) {
    if (!format.sniff.some((sample) => text.includes(sample))) continue;
    for (const range of secretsOf(format, text)) {
      if (places.take(range)) context.report({ messageId: 'format', data: { format: format.label }, range });
    }
  }
}

function secretsOf(format: SecretFormat, text: string): readonly Range[] {
  return Array.from(text.matchAll(format.pattern)).flatMap((match) => {
    const secret = match.groups?.['secret'] ?? '';
    if (!isRandom(secret) || PUBLIC_KEY_PREFIXES.some((prefix) => secret.startsWith(prefix))) return [];
    const start = match.index + match[0].lastIndexOf(secret);
    return [{ start, end: start + secret.length }];
  });
}

/** Examples are filled with one letter or count through the alphabet; a generated token is not. */
function isRandom(secret: string): boolean {
  if (isPlaceholder(secret) || /abcdef|ABCDEF|1234567|0123456|EXAMPLE|example/.test(secret)) return false;
  return entropy(secret) >= (secret.length >= 32 ? 3.2 : 2);
}
