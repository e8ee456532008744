import type { Location } from '../document.ts';
import { computed, exactOf, interpolation, unknownValue } from '../evaluate/index.ts';
import type { Value } from '../value.ts';

const ID_FUNCTIONS: ReadonlySet<string> = new Set([
  'resourceid',
  'subscriptionresourceid',
  'managementgroupresourceid',
  'tenantresourceid',
  'extensionresourceid',
]);

/**
 * `resourceId('Microsoft.Storage/storageAccounts', name)` and its kin: an id whose end is known, with the scope before
 * `/providers/` unknown. Undefined for other functions and where the type is not written out.
 */
export function resourceIdValue(name: string, args: readonly Value[], place: Location): Value | undefined {
  const lower = name.toLowerCase();
  if (!ID_FUNCTIONS.has(lower)) return undefined;
  const typeIndex = args.findIndex((arg) => /^[\w.]+\.\w+\/[\w./]+$/.test(exactOf(arg) ?? ''));
  const [namespace, ...types] = exactOf(args[typeIndex])?.split('/') ?? [];
  const names = args.slice(typeIndex + 1);
  if (namespace === undefined || names.length !== types.length) return undefined;
  // The id holds the names, not the texts of the type: those are no content of anything.
  const text = (content: string) => computed(place, content, []);
  const segments = types.flatMap((type, index) => [text(`/${type}/`), names[index] ?? unknownValue(place)]);
  const scope = lower === 'tenantresourceid' ? [] : [unknownValue(place, 'scope', () => [])];
  return interpolation(place, [...scope, text(`/providers/${namespace}`), ...segments]);
}
