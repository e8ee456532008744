/** What an `if` certainly demands; everything else in it is ignored. */
export interface Narrowing {
  readonly ref: string | undefined;
  readonly refName: string | undefined;
  readonly refType: string | undefined;
  readonly event: string | undefined;
}

const NONE: Narrowing = { ref: undefined, refName: undefined, refType: undefined, event: undefined };

const FIELDS: Readonly<Record<string, keyof Narrowing>> = {
  'github.ref': 'ref',
  'github.ref_name': 'refName',
  'github.ref_type': 'refType',
  'github.event_name': 'event',
};

/**
 * Reads `github.ref == 'refs/heads/main' && …`. Only equalities of a `github` field and a literal that are joined by
 * `&&` on the outermost level count: with `||` nothing is certain.
 */
export function narrowingOf(condition: string | undefined): Narrowing {
  if (condition === undefined) return NONE;
  const text = /^\s*\$\{\{(.*)\}\}\s*$/su.exec(condition)?.[1] ?? condition;
  const terms = conjunction(text);
  const narrowing: { -readonly [Field in keyof Narrowing]: Narrowing[Field] } = { ...NONE };
  for (const term of terms ?? []) {
    const match =
      /^(github\.\w+)\s*==\s*'([^']*)'$/u.exec(term) ?? flipped(/^'([^']*)'\s*==\s*(github\.\w+)$/u.exec(term));
    const field = FIELDS[match?.[1] ?? ''];
    if (field) narrowing[field] = match?.[2];
  }
  return narrowing;
}

function flipped(match: RegExpExecArray | null): readonly string[] | null {
  return match && [match[0], match[2] ?? '', match[1] ?? ''];
}

/** The terms of `a && b && c` on the outermost level; undefined where `||` stands there. */
function conjunction(text: string): readonly string[] | undefined {
  const terms: string[] = [];
  let depth = 0;
  let start = 0;
  let isQuoted = false;
  for (let at = 0; at < text.length; at++) {
    const char = text[at];
    if (char === "'") isQuoted = !isQuoted;
    else if (isQuoted) continue;
    else if (char === '(' || char === '[') depth += 1;
    else if (char === ')' || char === ']') depth -= 1;
    else if (depth === 0 && text.startsWith('||', at)) return undefined;
    else if (depth === 0 && text.startsWith('&&', at)) {
      terms.push(text.slice(start, at).trim());
      start = at + 2;
    }
  }
  terms.push(text.slice(start).trim());
  return terms;
}
