import type { Literal, Resource } from '../../model/resource.ts';
import type { Property } from '../../model/value.ts';
import type { TextEdit } from '../../text/text-edit.ts';
import type { CatalogueRow, RowValue } from '../catalogue/infrastructure/index.ts';
import { needsNewerApi } from './catalogue-row.ts';
import { combineEdits } from './combine-edits.ts';
import { settingEdits } from './setting-edits.ts';

/** The edits of a row's fix in one file. Nothing says that they are all there is to do: see `roles` and `companion`. */
export interface RowEdit {
  readonly edits: readonly TextEdit[];
  /** What was chosen where the row leaves a choice: `SystemAssigned`. */
  readonly choice: string | undefined;
  /** The API version that was written because the file's does not know the property. */
  readonly raisedApi: string | undefined;
}

/** Gives the value for a placeholder such as `<client id>`; undefined where it is not known: then there is no edit. */
export type Fill = (placeholder: string) => Literal | undefined;

/**
 * Applies `fix.set`, `add`, `remove`, `onParent` and `appSettings` of a row to a resource: one edit per choice the row
 * leaves (`oneOf`), none where a placeholder is not filled or the source does not let itself be edited.
 * @param property the property that was found, where one is written: says which element of a list is meant
 */
export function rowEdits(
  row: CatalogueRow,
  resource: Resource,
  property: Property | undefined,
  fill: Fill = () => undefined,
): readonly RowEdit[] {
  return choicesOf(row).flatMap((choice) => {
    const edit = editFor(row, resource, property, (values) => choose(values, choice), fill);
    return edit ? [{ ...edit, choice }] : [];
  });
}

type Choose = (value: RowValue) => RowValue;

function editFor(
  row: CatalogueRow,
  resource: Resource,
  property: Property | undefined,
  chosen: Choose,
  fill: Fill,
): Omit<RowEdit, 'choice'> | undefined {
  const place = new EditPlace(row, resource, property);
  for (const [path, value] of Object.entries(row.fix.set)) place.set(path, chosen(value), fill);
  for (const [path, value] of Object.entries(row.fix.add)) place.add(path, chosen(value), fill);
  for (const path of row.fix.remove) place.remove(path);
  if (row.fix.appSettings)
    place.edit(settingEdits(row.fix.appSettings, resource, (value) => literalOf(value, resource, fill)));
  const raisedApi = needsNewerApi(row, resource) ? row.versions.suggest : undefined;
  if (raisedApi !== undefined) place.edit(apiVersionEdits(resource, raisedApi));
  const { onParent } = row.fix;
  if (onParent) place.edit(parentEdits(onParent, row, resource, fill));
  const edits = place.edits();
  return edits && edits.length > 0 ? { edits, raisedApi } : undefined;
}

/** Collects the edits of one resource; one that is not possible makes all of them impossible. */
class EditPlace {
  readonly #row: CatalogueRow;
  readonly #resource: Resource;
  readonly #property: Property | undefined;
  readonly #edits: TextEdit[] = [];
  /** By the first part of a path that does not exist: what is to be written there. */
  readonly #additions = new Map<string, Literal>();
  #isPossible = true;

  constructor(row: CatalogueRow, resource: Resource, property: Property | undefined) {
    this.#row = row;
    this.#resource = resource;
    this.#property = property;
  }

  edit(edits: readonly TextEdit[] | undefined): void {
    if (edits) this.#edits.push(...edits);
    else this.#isPossible = false;
  }

  set(path: string, value: RowValue, fill: Fill): void {
    const literal = literalOf(value, this.#resource, fill);
    const existing = this.#existing(path);
    if (literal === undefined) this.edit(undefined);
    else if (existing) this.edit(this.#resource.editor.replaceValue(existing, literal));
    else this.#insert(withoutBranches(path), literal);
    const moved = isNamed(value, 'moveFrom') ? value['moveFrom'] : undefined;
    if (typeof moved === 'string' && !this.#row.fix.remove.includes(moved)) this.remove(moved);
  }

  /** Writes what is not there yet. */
  add(path: string, value: RowValue, fill: Fill): void {
    if (this.#existing(path)) return;
    const literal = literalOf(value, this.#resource, fill);
    if (literal === undefined) this.edit(undefined);
    else this.#insert(withoutBranches(path), literal);
  }

  remove(path: string): void {
    const existing = this.#existing(path);
    if (existing) this.edit(this.#resource.editor.remove(existing));
  }

  edits(): readonly TextEdit[] | undefined {
    for (const [path, literal] of this.#additions) this.edit(this.#resource.editor.set(path, literal));
    if (!this.#isPossible) return undefined;
    return combineEdits(this.#edits);
  }

  /** The property at a path, the one in the element that the finding is about where there are several. */
  #existing(path: string): Property | undefined {
    const found = this.#resource.find(path);
    const mark = this.#property;
    if (found.length < 2 || !mark) return found[0];
    return found.find((one) => one === mark) ?? found.find((one) => this.#isBeside(one, mark));
  }

  #isBeside(one: Property, mark: Property): boolean {
    const list = /^.*(?:\[\]|\{\})/.exec(this.#row.path)?.[0];
    const element = list === undefined ? undefined : this.#resource.find(list).find((item) => contains(item, mark));
    return element !== undefined && contains(element, one);
  }

  #insert(path: string, literal: Literal): void {
    if (/[[\]{}]/.test(path)) {
      // The editors write no new property into an element of a list.
      this.edit(undefined);
      return;
    }
    const names = path.split('.');
    const known = this.#depthOf(names);
    const at = names.slice(0, known + 1).join('.');
    const nested = names.slice(known + 1).reduceRight<Literal>((inner, name) => ({ [name]: inner }), literal);
    this.#additions.set(at, merge(this.#additions.get(at), nested));
  }

  /** How many of the names lead to a property that is written. */
  #depthOf(names: readonly string[]): number {
    let depth = 0;
    while (depth < names.length - 1 && this.#resource.find(names.slice(0, depth + 1).join('.')).length > 0) depth += 1;
    return depth;
  }
}

function contains(outer: Property, inner: Property): boolean {
  return outer.range.start <= inner.range.start && inner.range.end <= outer.range.end;
}

function merge(a: Literal | undefined, b: Literal): Literal {
  if (!isObject(a) || !isObject(b)) return b;
  const merged: Record<string, Literal> = { ...a };
  for (const [name, value] of Object.entries(b)) merged[name] = merge(merged[name], value);
  return merged;
}

function isObject(value: Literal | undefined): value is { readonly [name: string]: Literal } {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !('raw' in value);
}

/** Fix paths need not name the branch of a discriminated object. */
function withoutBranches(path: string): string {
  return path.replace(/<[^<>]*>/g, '').replace(/^\./, '');
}

function literalOf(value: RowValue, resource: Resource, fill: Fill): Literal | undefined {
  if (typeof value === 'string') return /<[^<>]+>/.test(value) ? fill(value) : value;
  if (value === null || typeof value !== 'object') return value;
  if (isNamed(value, 'expr')) {
    const expression = String(value['expr']);
    return /<[^<>]+>/.test(expression) ? fill(expression) : expressionIn(resource, expression);
  }
  if (isNamed(value, 'moveFrom')) {
    const [source] = resource.find(String(value['moveFrom']));
    return source && { raw: resource.document.source.slice(source.value.range) };
  }
  if (Array.isArray(value)) {
    const items = value.map((item: RowValue) => literalOf(item, resource, fill));
    return items.includes(undefined) ? undefined : (items as Literal[]);
  }
  const entries = Object.entries(value).map(([name, inner]) => [name, literalOf(inner, resource, fill)] as const);
  if (entries.some(([, literal]) => literal === undefined)) return undefined;
  return Object.fromEntries(entries) as { readonly [name: string]: Literal };
}

/** The rows of Azure's types write expressions as Bicep does: templates know the calls, Terraform knows none of it. */
function expressionIn({ language, type }: Resource, expression: string): Literal | undefined {
  if (language === 'arm-json') return /^\w+\(\)(?:\.\w+)*$/.test(expression) ? { raw: `"[${expression}]"` } : undefined;
  return language === 'terraform' && type.includes('/') ? undefined : { raw: expression };
}

function isNamed(value: RowValue, name: string): value is { readonly [name: string]: RowValue } {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && name in value;
}

/** The choices of the first `oneOf`; one nameless choice where there is none. */
function choicesOf({ fix }: CatalogueRow): readonly (string | undefined)[] {
  return oneOfIn(Object.values(fix.set)) ?? oneOfIn(Object.values(fix.add)) ?? [undefined];
}

function oneOfIn(value: RowValue): readonly string[] | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  if (isNamed(value, 'oneOf') && Array.isArray(value['oneOf'])) return value['oneOf'].map(String);
  for (const inner of Object.values(value)) {
    const choices = oneOfIn(inner);
    if (choices) return choices;
  }
  return undefined;
}

function choose(value: RowValue, choice: string | undefined): RowValue {
  if (choice === undefined || typeof value !== 'object' || value === null) return value;
  if (isNamed(value, 'oneOf')) return choice;
  if (Array.isArray(value)) return value.map((item: RowValue) => choose(item, choice));
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, choose(inner, choice)]));
}

function parentEdits(
  onParent: { readonly type: string; readonly [path: string]: RowValue },
  row: CatalogueRow,
  { parent }: Resource,
  fill: Fill,
): readonly TextEdit[] | undefined {
  if (!parent?.isType(onParent.type) || parent.mode !== 'resource') return undefined;
  const place = new EditPlace(row, parent, undefined);
  for (const [path, value] of Object.entries(onParent)) if (path !== 'type') place.add(path, value, fill);
  return place.edits();
}

/** The API version in the type of Bicep and azapi, or in the property of an ARM template. */
function apiVersionEdits(resource: Resource, version: string): readonly TextEdit[] | undefined {
  const { typeRange, apiVersion, document, editor } = resource;
  const [property] = resource.language === 'arm-json' ? resource.find('apiVersion') : [];
  if (property) return editor.replaceValue(property, version);
  const text = document.source.slice(typeRange);
  const at = text.lastIndexOf(`@${apiVersion}`);
  if (at < 0 || apiVersion === undefined) return undefined;
  const start = typeRange.start + at + 1;
  return [{ range: { start, end: start + apiVersion.length }, newText: version }];
}
