import { MAX_FILE_LENGTH, type SkipReason } from './engine.ts';

export type Decoded =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'skipped'; readonly reason: SkipReason };

// A byte order mark stays in the text: offsets must agree with the file.
const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** The text of a file's bytes, or why it is not checked. */
export function decodeSource(bytes: Uint8Array): Decoded {
  if (bytes.length > MAX_FILE_LENGTH) return { kind: 'skipped', reason: 'tooLarge' };
  // UTF-16 is full of NULs: a file that begins with its mark is text in another encoding, all others are no text.
  const [first, second] = bytes;
  const isUtf16 = (first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff);
  if (!isUtf16 && bytes.includes(0)) return { kind: 'skipped', reason: 'binary' };
  try {
    return { kind: 'text', text: decoder.decode(bytes) };
  } catch {
    return { kind: 'skipped', reason: 'encoding' };
  }
}
