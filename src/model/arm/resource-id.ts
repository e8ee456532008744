import type { Location } from '../document.ts';
import { exactOf, partSources, textsOf, textValue, unknownValue } from '../evaluate/index.ts';
import { concatAlternatives, known, unknown } from '../patterns.ts';
import type { StringPattern } from '../string-pattern.ts';
import type { Value } from '../value.ts';

/** Where an id begins, given the arguments in front of the type. */
type Prefix = (leading: readonly Value[]) => readonly (readonly StringPattern[])[];

const PREFIXES: ReadonlyMap<string, Prefix> = new Map<string, Prefix>([
  ['resourceid', () => [[unknown('resourceGroup().id')]]],
  [
    'subscriptionresourceid',
    ([id]) => [[known('/subscriptions/')], id ? textsOf(id) : [unknown('subscription().subscriptionId')]],
  ],
  [
    'managementgroupresourceid',
    ([id]) => [
      [known('/providers/Microsoft.Management/managementGroups/')],
      id ? textsOf(id) : [unknown('managementGroup().name')],
    ],
  ],
  ['tenantresourceid', () => []],
  ['extensionresourceid', ([scope]) => [scope ? textsOf(scope) : [unknown('scope')]]],
]);

/** @param name in lower case */
export function isResourceIdFunction(name: string): boolean {
  return PREFIXES.has(name);
}

/**
 * What `resourceId()` and its kin make: `<scope>/providers/Microsoft.X/type/name/subtype/subname`.
 * @param name in lower case
 */
export function resourceIdValue(name: string, args: readonly Value[], place: Location): Value {
  const prefix = PREFIXES.get(name);
  // The scope of an extension is an id itself, so the type is looked for behind it.
  const from = name === 'extensionresourceid' ? 1 : 0;
  const typeAt = args.findIndex((argument, index) => index >= from && exactOf(argument)?.includes('/') === true);
  const [namespace, ...types] = exactOf(args[typeAt])?.split('/') ?? [];
  if (!prefix || !namespace) return unknownValue(place, `${name}()`, () => partSources(args));
  const names = args.slice(typeAt + 1);
  return textValue(
    place,
    () =>
      concatAlternatives([
        ...prefix(args.slice(0, typeAt)),
        [known(`/providers/${namespace}`)],
        ...types.flatMap((type, index) => [[known(`/${type}/`)], nameTexts(names[index])]),
      ]),
    () => partSources(args),
  );
}

function nameTexts(name: Value | undefined): readonly StringPattern[] {
  return name ? textsOf(name) : [unknown('name')];
}

/** The resource type in a resource id, as far as it is known: `Microsoft.Storage/storageAccounts/blobServices`. */
export function typeOfResourceId(id: StringPattern): string | undefined {
  const text = id.parts.map((part) => (part.kind === 'known' ? part.text : '\0')).join('');
  const at = text.lastIndexOf('/providers/');
  if (at < 0) return undefined;
  const [namespace, ...segments] = text.slice(at + '/providers/'.length).split('/');
  const type = [namespace, ...segments.filter((_, index) => index % 2 === 0)].join('/');
  return segments.length > 0 && !type.includes('\0') ? type : undefined;
}
