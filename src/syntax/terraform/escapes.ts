const SIMPLE: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', '"': '"', '\\': '\\' };

const QUOTED_ESCAPE = /\\(?:u[0-9a-fA-F]{4}|U[0-9a-fA-F]{8}|[\s\S])|([$%])\1\{/g;

/**
 * Resolves `\n \r \t \" \\ \uNNNN \UNNNNNNNN` and `$${`, `%%{` (HCL specification, "Quoted templates"). An escape that
 * HCL does not know stays as it is and is told with its offsets in `text`.
 */
export function unescapeQuoted(text: string, onUnknown: (start: number, end: number) => void): string {
  return text.replace(QUOTED_ESCAPE, (sequence: string, sigil: string | undefined, start: number) => {
    if (sigil) return `${sigil}{`;
    const simple = SIMPLE[sequence.charAt(1)];
    if (simple !== undefined) return simple;
    const point = sequence.length > 2 ? Number.parseInt(sequence.slice(2), 16) : -1;
    if (point >= 0 && point <= 0x10ffff) return String.fromCodePoint(point);
    onUnknown(start, start + sequence.length);
    return sequence;
  });
}

/** Resolves `$${` and `%%{`: a heredoc knows no backslash escapes. */
export function unescapeHeredoc(text: string): string {
  return text.replace(/([$%])\1\{/g, '$1{');
}
