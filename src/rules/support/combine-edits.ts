import { OverlappingEditsError, sortEdits, type TextEdit } from '../../text/text-edit.ts';

/**
 * Edits that were made one by one for the same text as one set: what several of them do is done once, and attributes that
 * Terraform gets in one place have their `=` in one column. Undefined where two of them change one stretch of text.
 */
export function combineEdits(edits: readonly TextEdit[]): readonly TextEdit[] | undefined {
  const combined = attributesFirst(inOneColumn(withoutDoubles(edits)));
  try {
    return sortEdits(combined);
  } catch (error) {
    // Half of them would be wrong.
    if (error instanceof OverlappingEditsError) return undefined;
    throw error;
  }
}

/** Of blanks that several insertions put before the same `=`, the most; other doubles once. */
function withoutDoubles(edits: readonly TextEdit[]): readonly TextEdit[] {
  const kept: TextEdit[] = [];
  for (const edit of edits) {
    const at = kept.findIndex(({ range }) => isSameStretch(range, edit.range));
    const other = kept[at];
    if (!other) kept.push(edit);
    else if (isBlank(other) && isBlank(edit)) kept[at] = other.newText.length > edit.newText.length ? other : edit;
    else if (other.newText !== edit.newText) kept.push(edit);
  }
  return kept;
}

function isSameStretch(a: TextEdit['range'], b: TextEdit['range']): boolean {
  return a.start === b.start && a.end === b.end && a.start < a.end;
}

function isBlank({ newText }: TextEdit): boolean {
  return newText !== '' && newText.trim() === '';
}

const ATTRIBUTE = /^(?<before>\r?\n[ \t]*)(?<name>[\w-]+)(?<blanks> +)= /;

function inOneColumn(edits: readonly TextEdit[]): readonly TextEdit[] {
  return edits.map((edit) => {
    const match = ATTRIBUTE.exec(edit.newText);
    if (!match?.groups) return edit;
    const { before = '', name = '' } = match.groups;
    const width = Math.max(...edits.filter((other) => other.range.start === edit.range.start).map(nameWidth));
    return { ...edit, newText: `${before}${name.padEnd(width)}= ${edit.newText.slice(match[0].length)}` };
  });
}

/** Blocks that are added in the same place stand behind the attributes, which would be in two groups otherwise. */
function attributesFirst(edits: readonly TextEdit[]): readonly TextEdit[] {
  const isAttribute = ({ newText }: TextEdit): boolean => ATTRIBUTE.test(newText);
  return [...edits.filter(isAttribute), ...edits.filter((edit) => !isAttribute(edit))];
}

/** Of name and blanks behind it. */
function nameWidth({ newText }: TextEdit): number {
  const { name = '', blanks = '' } = ATTRIBUTE.exec(newText)?.groups ?? {};
  return name.length + blanks.length;
}
