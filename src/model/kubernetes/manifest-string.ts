import type { Range } from '../../text/range.ts';
import { patternOf, unknown } from '../patterns.ts';
import type { Expression, PipelineString } from '../pipeline/pipeline.ts';
import type { StringPart, StringPattern } from '../string-pattern.ts';
import type { ManifestNode } from './node.ts';
import { TEMPLATED_PART } from './template-text.ts';

/** What is put in before a program sees it: Kubernetes' `$(NAME)`, `${NAME}` of envsubst and Flux, template actions. */
const GAP = new RegExp(`\\$\\(([A-Za-z_][\\w.-]*)\\)|\\$\\{([A-Za-z_]\\w*)[^}\\n]*\\}|(${TEMPLATED_PART.source})`, 'g');

/** A scalar of a manifest. What another tool puts in is unknown: it is an expression. */
export class ManifestString implements PipelineString {
  readonly range: Range;
  readonly raw: string;
  readonly #node: ManifestNode;

  constructor(node: ManifestNode) {
    this.#node = node;
    this.range = node.range;
    this.raw = node.text ?? '';
  }

  get patterns(): readonly StringPattern[] {
    const parts: StringPart[] = [];
    let at = 0;
    for (const match of this.raw.matchAll(GAP)) {
      parts.push({ kind: 'known', text: this.raw.slice(at, match.index) });
      parts.push({ kind: 'unknown', label: nameOf(match) });
      at = match.index + match[0].length;
    }
    parts.push({ kind: 'known', text: this.raw.slice(at) });
    return [patternOf(parts)];
  }

  get expressions(): readonly Expression[] {
    return [...this.raw.matchAll(GAP)].map((match) => ({
      range: this.rangeOf(match.index, match.index + match[0].length),
      text: nameOf(match),
      references: match[3] === undefined ? [`env.${nameOf(match).toLowerCase()}`] : [],
    }));
  }

  rangeOf(start: number, end: number): Range {
    const { scalar, cursor } = this.#node;
    // Text behind an alias is marked where it is used.
    if (!scalar || cursor.place.start !== scalar.range.start) return cursor.place;
    return scalar.sourceRange(start, end);
  }
}

function nameOf(match: RegExpExecArray): string {
  return match[1] ?? match[2] ?? 'a template expression';
}

/** A value that is read from a key of a Secret: unknown, and known to be stored as a secret. */
export class SecretKeyString implements PipelineString {
  readonly range: Range;
  readonly raw: string;
  /** For messages: `the key "password" of the Secret web`. */
  readonly label: string;
  readonly patterns: readonly StringPattern[];
  readonly expressions: readonly Expression[];

  /** Names are undefined where a template makes them. */
  constructor(range: Range, secret: string | undefined, key: string | undefined) {
    this.label = secretLabel(secret, key);
    const name = `${secret ?? '*'}/${key ?? '*'}`;
    this.range = range;
    this.raw = `$(${name})`;
    this.patterns = [unknown(this.label)];
    this.expressions = [{ range, text: name, references: [`secrets.${name.toLowerCase()}`] }];
  }

  rangeOf(): Range {
    return this.range;
  }
}

/** How messages call a key of a Secret, as far as its names are known. */
export function secretLabel(secret: string | undefined, key: string | undefined): string {
  const of = secret === undefined ? 'a Secret' : `the Secret ${secret}`;
  return key === undefined ? of : `the key "${key}" of ${of}`;
}
