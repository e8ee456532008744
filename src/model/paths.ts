import { exactText, knownSuffix } from './patterns.ts';
import type { StringPattern } from './string-pattern.ts';
import type { Property, Value } from './value.ts';

/**
 * One step of a path: a property, every element (`[]`) or value (`{}`), or a look at a discriminator (`<kind=X>`)
 * that keeps a value only where it has that content.
 */
type Step =
  | { readonly kind: 'property'; readonly name: string }
  | { readonly kind: 'elements' }
  | { readonly kind: 'values' }
  | { readonly kind: 'branch'; readonly discriminator: string; readonly value: string };

/** The path does not follow the catalogue's notation; the message names the place. */
export class PathSyntaxError extends Error {
  constructor(path: string, offset: number) {
    super(`'${path}' is no property path: unexpected text at ${offset}. Write a.b, a[].b, a{}.b or a<kind=X>.b.`);
    this.name = 'PathSyntaxError';
  }
}

// Paths come from the rules' tables: a few thousand at most, so the cache needs no limit.
const compiled = new Map<string, readonly Step[]>();

/**
 * The properties at a path in the catalogue's notation: `a.b` property, `[]` every element, `{}` every value of a
 * dictionary, `<disc=value>` only where the discriminator has that value. Each property once, in order of the source.
 * A path that ends in `[]` or `{}` gives the elements as properties without a name.
 * @param ignoreCase compares names and discriminators without regard to case, as Azure Resource Manager does
 * @throws PathSyntaxError where the path does not follow the notation
 */
export function findProperties(body: Value, path: string, ignoreCase: boolean): readonly Property[] {
  const root: Property = { name: '', nameRange: body.range, range: body.range, value: body };
  let found: readonly Property[] = [root];
  for (const step of stepsOf(path)) {
    if (found.length === 0) return [];
    const next = new Set<Property>();
    for (const property of found) for (const match of advance(property, step, ignoreCase)) next.add(match);
    found = [...next];
  }
  return found.filter((property) => property !== root);
}

/** The names along a path where it is made of plain properties only, as an edit needs it; undefined for others. */
export function plainPath(path: string): readonly string[] | undefined {
  const names = stepsOf(path).flatMap((step) => (step.kind === 'property' ? [step.name] : []));
  return names.length === stepsOf(path).length ? names : undefined;
}

function stepsOf(path: string): readonly Step[] {
  let steps = compiled.get(path);
  if (!steps) {
    steps = compile(path);
    compiled.set(path, steps);
  }
  return steps;
}

function compile(path: string): readonly Step[] {
  const token =
    /(?<dot>\.)?(?:(?<name>[^.<>[\]{}]+)|(?<elements>\[\])|(?<values>\{\})|<(?<disc>[^=<>]+)=(?<value>[^<>]*)>)/y;
  const steps: Step[] = [];
  while (token.lastIndex < path.length) {
    const at = token.lastIndex;
    const groups = token.exec(path)?.groups;
    // A dot stands before a name that follows something, and nowhere else.
    const needsDot = groups?.['name'] !== undefined && at > 0;
    if (!groups || (groups['dot'] !== undefined) !== needsDot) throw new PathSyntaxError(path, at);
    if (groups['name'] !== undefined) steps.push({ kind: 'property', name: groups['name'] });
    else if (groups['elements']) steps.push({ kind: 'elements' });
    else if (groups['values']) steps.push({ kind: 'values' });
    else steps.push({ kind: 'branch', discriminator: groups['disc'] ?? '', value: groups['value'] ?? '' });
  }
  return steps;
}

function advance(property: Property, step: Step, ignoreCase: boolean): readonly Property[] {
  const { value } = property;
  switch (step.kind) {
    case 'property': {
      const isSame = sameName(step.name, ignoreCase);
      // Terraform paths leave indexes out, also where a list of objects is written in place of blocks.
      const inside = value.properties.length > 0 ? value.properties : value.items.flatMap((item) => item.properties);
      return inside.filter(({ name }) => isSame(name));
    }
    case 'elements':
      return value.items.map((item) => ({ name: '', nameRange: item.range, range: item.range, value: item }));
    case 'values':
      return value.properties;
    case 'branch':
      return isBranch(value, step, ignoreCase) ? [property] : [];
  }
}

function isBranch(value: Value, step: Step & { kind: 'branch' }, ignoreCase: boolean): boolean {
  const isDiscriminator = sameName(step.discriminator, ignoreCase);
  const isExpected = sameName(step.value, ignoreCase);
  const contentOf = step.discriminator === 'name' ? lastSegment : exactText;
  return value.properties.some(
    ({ name, value: content }) =>
      isDiscriminator(name) &&
      content.patterns.some((pattern) => {
        const text = contentOf(pattern);
        return text !== undefined && isExpected(text);
      }),
  );
}

/** The name of a child resource may carry its parents', known or not: `site/appsettings`, `${site.name}/appsettings`. */
function lastSegment(pattern: StringPattern): string | undefined {
  const text = knownSuffix(pattern);
  const slash = text.lastIndexOf('/');
  return slash >= 0 ? text.slice(slash + 1) : exactText(pattern);
}

function sameName(expected: string, ignoreCase: boolean): (name: string) => boolean {
  if (!ignoreCase) return (name) => name === expected;
  const lower = expected.toLowerCase();
  return (name) => name === expected || (name.length === expected.length && name.toLowerCase() === lower);
}
