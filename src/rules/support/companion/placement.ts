import type { Literal, Resource } from '../../../model/resource.ts';
import type { Property } from '../../../model/value.ts';
import type { SourceText } from '../../../text/source-text.ts';
import { deletion, insertion, type TextEdit } from '../../../text/text-edit.ts';
import type { Draft } from './draft.ts';
import { indentationOf, renderProperty } from './render.ts';

/**
 * Sets a property of a resource; a new one of Bicep or an ARM template stands in front of `properties`, where people
 * look for it, and not behind.
 */
export function setBeforeProperties(resource: Resource, name: string, value: Literal): readonly TextEdit[] | undefined {
  const [existing] = resource.find(name);
  const [properties] = resource.language === 'terraform' ? [] : resource.find('properties');
  const { source } = resource.document;
  if (existing || !properties || !hasLineOfItsOwn(source, properties) || !isIn(resource, properties)) {
    return resource.editor.set(name, value);
  }
  // What the editor of the resource refuses is refused here, too.
  if (!resource.editor.set(name, value)) return undefined;
  const indentation = source.indentationAt(properties.range.start);
  const line = firstLineWithComments(source, source.positionAt(properties.range.start).line);
  const separator = resource.language === 'arm-json' ? ',' : '';
  const text = renderProperty(resource.language, name, value, {
    indentation,
    unit: indentationOf(resource),
    lineEnding: source.lineEnding,
  });
  return [insertion(source.lineRange(line).start, `${indentation}${text}${separator}${source.lineEnding}`)];
}

/**
 * Removes a property of a resource with the comments right above it, which speak of it where nothing follows on the
 * next line that they could speak of, too.
 */
export function removeWithComments(draft: Draft, resource: Resource, path: string): boolean {
  const find = () => {
    const now = draft.now(resource);
    const [property, another] = now?.find(path) ?? [];
    return now && property && !another ? { now, property } : undefined;
  };
  const found = find();
  if (!found) return false;
  const { source } = found.now.document;
  const line = source.positionAt(found.property.range.start).line;
  const first = firstLineWithComments(source, line);
  const below = source.slice(source.lineRange(source.positionAt(found.property.range.end).line + 1)).trim();
  const isAlone = below === '' || below.startsWith('}');
  return draft.attempt(() => {
    if (first < line && isAlone && hasLineOfItsOwn(source, found.property)) {
      const range = { start: source.lineRange(first).start, end: source.lineRange(line).start };
      if (!draft.apply(found.now.document, [deletion(range)])) return false;
    }
    const next = find();
    return next !== undefined && draft.apply(next.now.document, next.now.editor.remove(next.property));
  });
}

/**
 * Lets a resource wait for another that it does not name: the last thing in it, as people write it. Nothing where it
 * waits for something already.
 */
export function waitFor(resource: Resource, symbol: string): readonly TextEdit[] | undefined {
  const { document, language, range } = resource;
  const { source } = document;
  const name = language === 'terraform' ? 'depends_on' : 'dependsOn';
  if (new RegExp(`\\b${name}\\b`).test(source.slice(range))) return [];
  if (language !== 'terraform') return resource.editor.set(name, [{ raw: symbol }]);
  const closing = source.lineRange(source.positionAt(range.end).line).start;
  if (source.slice({ start: closing, end: range.end }).trim() !== '}') return undefined;
  const { lineEnding } = source;
  return [insertion(closing, `${lineEnding}  depends_on = [${symbol}]${lineEnding}`)];
}

function isIn({ document, range }: Resource, property: Property): boolean {
  return property.value.uri === document.uri && range.start <= property.range.start && property.range.end <= range.end;
}

function hasLineOfItsOwn(source: SourceText, { range }: Property): boolean {
  const line = source.lineRange(source.positionAt(range.start).line);
  return source.slice({ start: line.start, end: range.start }).trim() === '' && line.start > 0;
}

/** Comments and pragmas right above a line belong to it. */
function firstLineWithComments(source: SourceText, line: number): number {
  let first = line;
  while (first > 0 && /^\s*(?:\/\/|#|\/\*.*\*\/\s*$)/.test(source.slice(source.lineRange(first - 1)))) first -= 1;
  return first;
}
