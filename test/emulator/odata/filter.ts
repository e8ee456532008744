import type { Filter, Literal, Operator } from './filter-syntax.ts';

/** Whether an object meets a filter. Text compares in any letter case, times as times. */
export function meets(object: unknown, filter: Filter): boolean {
  switch (filter.kind) {
    case 'and':
      return meets(object, filter.left) && meets(object, filter.right);
    case 'or':
      return meets(object, filter.left) || meets(object, filter.right);
    case 'not':
      return !meets(object, filter.operand);
    case 'compare':
      return compare(valueAt(object, filter.path), filter.operator, filter.value);
    case 'in':
      return filter.values.some((value) => compare(valueAt(object, filter.path), 'eq', value));
    case 'call': {
      const text = valueAt(object, filter.path);
      if (typeof text !== 'string') return false;
      const [whole, part] = [text.toLowerCase(), filter.value.toLowerCase()];
      if (filter.name === 'startswith') return whole.startsWith(part);
      return filter.name === 'endswith' ? whole.endsWith(part) : whole.includes(part);
    }
    case 'any': {
      const items = valueAt(object, filter.path);
      return Array.isArray(items) && items.some((item) => meets({ [filter.variable]: item }, filter.condition));
    }
  }
}

/** The property at a path; `$count` is the length of a list. */
function valueAt(object: unknown, path: readonly string[]): unknown {
  return path.reduce<unknown>((value, name) => {
    if (name === '$count') return Array.isArray(value) ? value.length : 0;
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[name] : undefined;
  }, object);
}

function compare(left: unknown, operator: Operator, right: Literal): boolean {
  if (operator === 'ne') return !compare(left, 'eq', right);
  if (left === undefined || left === null || right === null) return operator === 'eq' && (left ?? null) === right;
  if (Array.isArray(left)) return left.some((item) => compare(item, operator, right));
  const order = orderOf(left, right);
  if (order === undefined) return false;
  if (operator === 'eq') return order === 0;
  if (operator === 'ge') return order >= 0;
  if (operator === 'le') return order <= 0;
  return operator === 'gt' ? order > 0 : order < 0;
}

function orderOf(left: unknown, right: string | number | boolean): number | undefined {
  if (typeof left !== 'string' || typeof right !== 'string') return left === right ? 0 : Number(left) - Number(right);
  const times = [left, right].map((text) => (/^\d{4}-\d\d-\d\dT/.test(text) ? Date.parse(text) : Number.NaN));
  const [a = Number.NaN, b = Number.NaN] = times;
  if (!Number.isNaN(a) && !Number.isNaN(b)) return a - b;
  const [one, other] = [left.toLowerCase(), right.toLowerCase()];
  return one < other ? -1 : one > other ? 1 : 0;
}

/** Whether a filter needs the header `ConsistencyLevel: eventual`: "Advanced query capabilities on directory objects". */
export function isAdvanced(filter: Filter): boolean {
  switch (filter.kind) {
    case 'and':
    case 'or':
      return isAdvanced(filter.left) || isAdvanced(filter.right);
    case 'not':
      return true;
    case 'compare':
      return filter.operator === 'ne' || filter.path.includes('$count');
    case 'call':
      return filter.name !== 'startswith';
    case 'any':
      return isAdvanced(filter.condition);
    default:
      return false;
  }
}

/** The value that a property has to be for the filter to be met, where it says so: `appId eq '…' and …`. */
export function required(filter: Filter, property: string): readonly string[] | undefined {
  if (filter.kind === 'and') return required(filter.left, property) ?? required(filter.right, property);
  if (filter.kind === 'or') {
    const [left, right] = [required(filter.left, property), required(filter.right, property)];
    return left && right ? [...left, ...right] : undefined;
  }
  const isOwn = 'path' in filter && filter.path.length === 1 && filter.path[0] === property;
  if (!isOwn) return undefined;
  if (filter.kind === 'compare' && filter.operator === 'eq' && typeof filter.value === 'string') return [filter.value];
  return filter.kind === 'in' && filter.values.every((value) => typeof value === 'string') ? filter.values : undefined;
}
