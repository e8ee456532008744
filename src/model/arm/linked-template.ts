import type { JsonObject } from '../../syntax/json/index.ts';
import type { Range } from '../../text/range.ts';
import { render } from '../patterns.ts';
import { member } from './scope.ts';
import type { Template } from './template.ts';

/** The template that a deployment links to. */
export interface LinkedTemplate {
  /** As far as it is known: `nested/storage.json`, `${param _artifactsLocation}nested/storage.json`. */
  readonly source: string;
  readonly range: Range;
  /** Where in the workspace it may lie, seen from the file with the link. */
  paths(from: string): readonly string[];
}

/** @param link the object `templateLink` */
export function linkedTemplate(link: JsonObject, template: Template): LinkedTemplate {
  const property = member(link, 'relativePath') ?? member(link, 'uri') ?? member(link, 'id');
  if (!property) return { source: '', range: link.range, paths: () => [] };
  const { patterns, range } = template.evaluator.value(property.value, property.nameRange);
  return {
    source: patterns[0] ? render(patterns[0]) : '',
    range,
    paths: (from) =>
      patterns
        .flatMap(({ parts }) => parts)
        .flatMap((part) => (part.kind === 'known' ? [...part.text.matchAll(/[\w./-]+\.jsonc?\b/g)] : []))
        .map(([path]) => resolvePath(from, path)),
  };
}

/** A path relative to the folder of a file, without `.` and `..` parts. */
function resolvePath(from: string, relative: string): string {
  const parts = from.split('/').slice(0, -1);
  for (const part of relative.split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '' && part !== '.') parts.push(part);
  }
  return parts.join('/');
}
