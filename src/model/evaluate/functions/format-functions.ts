import { concatAlternatives, exactText, known, unknown } from '../../patterns.ts';
import type { StringPattern } from '../../string-pattern.ts';
import type { Value } from '../../value.ts';
import { textsOf } from '../lazy-value.ts';
import { partSources } from '../sources.ts';
import { textValue } from '../texts.ts';
import { derived, type ValueFunction } from './function.ts';

/** A part of a format: its own text, or what an argument becomes. Undefined where the format is not valid. */
type FormatPart = string | readonly StringPattern[];
type Formatter = (format: string, args: readonly Value[]) => readonly FormatPart[] | undefined;

function formatWith(formatter: Formatter): ValueFunction {
  return (args, place) => {
    const [format, ...rest] = args;
    if (!format || (format.kind !== 'string' && format.kind !== 'unknown')) return undefined;
    if (format.patterns.some((pattern) => exactText(pattern) === undefined)) return derived(args, place);
    return textValue(
      place,
      () =>
        format.patterns.flatMap((pattern) => {
          const parts = formatter(exactText(pattern) ?? '', rest);
          if (!parts) return [unknown('expression')];
          return concatAlternatives(parts.map((part) => (typeof part === 'string' ? [known(part)] : part)));
        }),
      () => partSources(args),
    );
  };
}

/** `format('{0}-{1}', a, b)` of Bicep, ARM templates and GitHub expressions: .NET composite formatting. */
export const formatComposite = formatWith((format, args) => {
  const parts: FormatPart[] = [];
  const item = /\{\{|\}\}|\{(\d+)(,-?\d+)?(:[^{}]*)?\}|[{}]/g;
  let at = 0;
  for (const match of format.matchAll(item)) {
    parts.push(format.slice(at, match.index));
    at = match.index + match[0].length;
    if (match[0] === '{{' || match[0] === '}}') parts.push(match[0].charAt(0));
    else if (match[1] === undefined) return undefined;
    else {
      const arg = args[Number(match[1])];
      if (!arg) return undefined;
      // Alignment and number formats change the text in ways that do not matter here.
      parts.push(match[2] || match[3] ? [unknown('formatted value')] : textsOf(arg));
    }
  }
  parts.push(format.slice(at));
  return parts;
});

/** `format("%s-%d", a, b)` of Terraform: the verbs of Go's fmt that it supports. */
export const formatPrintf = formatWith((format, args) => {
  const parts: FormatPart[] = [];
  const verb = /%(?:%|([-+ 0#]*)(?:\[(\d+)\])?(\d*)(\.\d*)?([a-zA-Z]))/g;
  let at = 0;
  let next = 0;
  for (const match of format.matchAll(verb)) {
    parts.push(format.slice(at, match.index));
    at = match.index + match[0].length;
    if (match[0] === '%%') {
      parts.push('%');
      continue;
    }
    const [, flags, index, width, precision, letter] = match;
    if (index) next = Number(index) - 1;
    const arg = args[next];
    next += 1;
    if (!arg) return undefined;
    const isPlain = !flags && !width && !precision && (letter === 's' || letter === 'v' || letter === 'd');
    parts.push(isPlain ? textsOf(arg) : [unknown('formatted value')]);
  }
  parts.push(format.slice(at));
  return parts;
});
