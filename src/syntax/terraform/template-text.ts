import type { Range } from '../../text/range.ts';
import type { Expression, Identifier, Strip, Template, TemplatePart, TemplateText } from './nodes.ts';

/** A part of a template after strip markers (`~`) and the indentation of `<<-` have done their work. */
export type FoldedPart = FoldedText | FoldedInterpolation | FoldedIf | FoldedFor | FoldedUnknown;

export interface FoldedText {
  readonly kind: 'text';
  /** Where it is written; the text itself may be shorter. */
  readonly range: Range;
  readonly value: string;
}

export interface FoldedInterpolation {
  readonly kind: 'interpolation';
  readonly range: Range;
  readonly expression: Expression;
}

export interface FoldedIf {
  readonly kind: 'if';
  readonly range: Range;
  readonly condition: Expression;
  readonly whenTrue: readonly FoldedPart[];
  readonly whenFalse: readonly FoldedPart[];
}

export interface FoldedFor {
  readonly kind: 'for';
  readonly range: Range;
  readonly keyName: Identifier | undefined;
  readonly valueName: Identifier;
  readonly collection: Expression;
  readonly body: readonly FoldedPart[];
}

/** A broken part: any text. */
export interface FoldedUnknown {
  readonly kind: 'unknown';
  readonly range: Range;
}

/** The parts of a template as Terraform renders them: HCL's rules for `~` and `<<-`, which work line by line. */
export function foldedParts(template: Template): readonly FoldedPart[] {
  const folding = new Folding(template.heredoc !== undefined);
  const folded = folding.list(template.parts);
  if (template.heredoc?.isIndented) removeSharedIndentation(folding.sequence);
  return joined(folded);
}

/** A line of text, or the last line's beginning: the unit that strip markers and indentation work on. */
interface Line {
  readonly kind: 'text';
  readonly range: Range;
  value: string;
}

class Folding {
  /** All lines and, as undefined, all template sequences in order of the text. */
  readonly sequence: (Line | undefined)[] = [];
  readonly #isHeredoc: boolean;
  #stripNext = false;

  constructor(isHeredoc: boolean) {
    this.#isHeredoc = isHeredoc;
  }

  list(parts: readonly TemplatePart[]): readonly FoldedPart[] {
    return parts.flatMap((part): readonly FoldedPart[] =>
      part.kind === 'text' ? this.#lines(part) : [this.#fold(part)],
    );
  }

  #lines(part: TemplateText): readonly Line[] {
    const texts = this.#isHeredoc ? part.value.split(/(?<=\n)/) : [part.value];
    return texts.map((value) => {
      const line: Line = { kind: 'text', range: part.range, value: this.#stripNext ? value.trimStart() : value };
      this.#stripNext = false;
      this.sequence.push(line);
      return line;
    });
  }

  #fold(part: Exclude<TemplatePart, TemplateText>): FoldedPart {
    const { range } = part;
    switch (part.kind) {
      case 'interpolation':
        this.#mark(part.strip);
        return { kind: 'interpolation', range, expression: part.expression };
      case 'if': {
        this.#mark(part.ifStrip);
        const whenTrue = this.list(part.whenTrue);
        if (part.elseStrip) this.#mark(part.elseStrip);
        const whenFalse = this.list(part.whenFalse ?? []);
        this.#mark(part.endStrip);
        return { kind: 'if', range, condition: part.condition, whenTrue, whenFalse };
      }
      case 'for-directive': {
        this.#mark(part.forStrip);
        const body = this.list(part.body);
        this.#mark(part.endStrip);
        const { keyName, valueName, collection } = part;
        return { kind: 'for', range, keyName, valueName, collection, body };
      }
      case 'error-part':
        this.#mark({ before: false, after: false });
        return { kind: 'unknown', range };
    }
  }

  #mark(strip: Strip): void {
    const last = this.sequence.at(-1);
    if (strip.before && last) last.value = last.value.trimEnd();
    this.sequence.push(undefined);
    this.#stripNext = strip.after;
  }
}

function removeSharedIndentation(sequence: readonly (Line | undefined)[]): void {
  const indented: Line[] = [];
  let shared = Number.POSITIVE_INFINITY;
  let startsLine = true;
  for (const line of sequence) {
    if (startsLine) {
      if (!line) {
        shared = 0;
      } else if (line.value.trim() !== '' || !line.value.endsWith('\n')) {
        indented.push(line);
        shared = Math.min(shared, line.value.length - line.value.trimStart().length);
      }
    }
    startsLine = line?.value.endsWith('\n') ?? false;
  }
  for (const line of indented) line.value = line.value.slice(shared);
}

/** The same parts, neighbouring text of one place in one, empty text left out. */
function joined(parts: readonly FoldedPart[]): readonly FoldedPart[] {
  const result: FoldedPart[] = [];
  for (const part of parts) {
    const last = result.at(-1);
    if (part.kind === 'text') {
      if (part.value === '') continue;
      if (last?.kind === 'text') result[result.length - 1] = { ...last, value: last.value + part.value };
      else result.push({ kind: 'text', range: part.range, value: part.value });
    } else if (part.kind === 'if') {
      result.push({ ...part, whenTrue: joined(part.whenTrue), whenFalse: joined(part.whenFalse) });
    } else if (part.kind === 'for') {
      result.push({ ...part, body: joined(part.body) });
    } else {
      result.push(part);
    }
  }
  return result;
}
