import { isMark, mark } from './marked-text.ts';

/** One way to read the unknown parts of a text: each as one or several names. */
export interface Reading {
  /** Replaces the marks of a text by what they are taken for. */
  readonly apply: (text: string) => string;
  /** Replaces it back. */
  readonly undo: (text: string) => string;
  /** True where every unknown part is one plain name. */
  readonly isSimple: boolean;
  /** By mark: the shape, `{a}` for a plain name. */
  readonly shapes: readonly string[];
}

/** Marks that shapes introduce lie behind those of the source. */
const MARKS_PER_SHAPE = 4;
const FIRST_SHAPE_MARK = 1_000;
const MAX_READINGS = 81;

/** Every combination of shapes for `count` unknown parts, simplest first, at most `MAX_READINGS`. */
export function readings(count: number, shapes: readonly string[] = ['{a}']): readonly Reading[] {
  let combinations: readonly (readonly string[])[] = [[]];
  for (let i = 0; i < count; i++) {
    // Many unknown parts: only the plain reading keeps the number of combinations bounded.
    const usable = combinations.length * shapes.length > MAX_READINGS ? shapes.slice(0, 1) : shapes;
    combinations = combinations.flatMap((start) => usable.map((shape) => [...start, shape]));
  }
  return combinations.map(reading).sort((a, b) => Number(b.isSimple) - Number(a.isSimple));
}

function reading(shapes: readonly string[]): Reading {
  const texts = shapes.map((shape, index) =>
    shape === '{a}'
      ? mark(index)
      : shape.replaceAll(/\{([a-d])\}/gu, (_, letter: string) =>
          mark(FIRST_SHAPE_MARK + index * MARKS_PER_SHAPE + letter.charCodeAt(0) - 97),
        ),
  );
  return {
    apply: (text) =>
      Array.from(text, (char) => {
        const codePoint = char.codePointAt(0) ?? 0;
        return isMark(codePoint) ? (texts[codePoint - (mark(0).codePointAt(0) ?? 0)] ?? char) : char;
      }).join(''),
    undo: (text) => texts.reduce((result, shape, index) => result.replaceAll(shape, mark(index)), text),
    isSimple: shapes.every((shape) => shape === '{a}'),
    shapes,
  };
}
