import { walk } from '../../model/evaluate/index.ts';
import type { Resource } from '../../model/resource.ts';
import type { Property, Value } from '../../model/value.ts';
import { Memory } from '../../text/memory.ts';
import { type CatalogueRow, rowsOf } from '../catalogue/infrastructure/index.ts';
import { isSecretName } from '../catalogue/secret-names.ts';
import { isExempt, isInVersion } from './catalogue-row.ts';

/**
 * What a value at a place of the catalogue must be to count as the credential: `always`, since the place takes nothing
 * else; `text` where it holds one among other things, such as a connection string; `named` where the place takes any
 * value and a name beside it, or the value itself, must tell.
 */
export type Evidence = 'always' | 'text' | 'named';

/** A value that the catalogue knows to be, or to hold, a credential. */
export interface CredentialPlace {
  readonly row: CatalogueRow;
  /** The resource in the row's terms: for `azapi` the one that it deploys. */
  readonly resource: Resource;
  /** What holds the value: the row's property, or the part of its object that is the credential. */
  readonly property: Property;
  /** The name of the setting, secret or property. */
  readonly name: string;
  readonly evidence: Evidence;
}

const KINDS = new Set<CatalogueRow['kind']>([
  'credential-value',
  'provider-auth',
  'backend-auth',
  'secret-distribution',
]);

/** The values of a resource that the catalogue knows to be credentials, whatever rule speaks of them, each once. */
export function credentialPlaces(resource: Resource): readonly CredentialPlace[] {
  let places = placesOf.get(resource);
  if (!places) {
    places = findPlaces(resource);
    placesOf.set(resource, places);
  }
  return places;
}

// Several rules ask for the places of a resource.
const placesOf = new Memory<Resource, readonly CredentialPlace[]>();

function findPlaces(resource: Resource): readonly CredentialPlace[] {
  const rows = credentialRows(resource);
  if (rows.length === 0) return [];
  const text = resource.document.source.slice(resource.range).toLowerCase();
  const places = new Map<number, CredentialPlace>();
  for (const { row, sign, evidence } of rows) {
    if (!text.includes(sign) || !isInVersion(row, resource) || isExempt(row, resource)) continue;
    for (const property of resource.find(row.path)) {
      for (const place of placesAt({ row, resource, property, name: nameBeside(row, resource, property), evidence })) {
        const { start } = place.property.range;
        const other = places.get(start);
        // Of two rows on one place, the one that says more exactly what it takes.
        if (!other || WEIGHT[place.evidence] < WEIGHT[other.evidence]) places.set(start, place);
      }
    }
  }
  return [...places.values()];
}

const WEIGHT: Readonly<Record<Evidence, number>> = { always: 0, text: 1, named: 2 };

interface SignedRow {
  readonly row: CatalogueRow;
  /** Without it in the text of a resource the row has nothing to look for. */
  readonly sign: string;
  readonly evidence: Evidence;
}

const known = new Memory<readonly CatalogueRow[], readonly SignedRow[]>();

function credentialRows(resource: Resource): readonly SignedRow[] {
  const rows = rowsOf(resource);
  let result = known.get(rows);
  if (!result) {
    result = rows.filter(isCredential).map((row) => ({ row, sign: lastName(row.path), evidence: evidenceOf(row) }));
    known.set(rows, result);
  }
  return result;
}

function isCredential({ kind, profile, path }: CatalogueRow): boolean {
  return KINDS.has(kind) && path !== '' && (profile === 'secret-replaceable' || profile === 'secret-no-alternative');
}

const WITH_TEXT = /connection string|ur[il]\b|token url|\bSAS\b|webhook|header|query/i;
const OF_ANY_KIND =
  /\bany\b|setting|inside|secret in|dictionary|extension secret|custom keys|parameter|component|scale|basic\/bearer/i;

function evidenceOf({ credential = '', tier, when, path }: CatalogueRow): Evidence {
  const name = lastName(path);
  if (/extension secret/.test(credential)) return 'named';
  if (WITH_TEXT.test(credential) || /connection_?string|ur[il]$|endpoint/.test(name)) return 'text';
  // "must be an Azure target for the keyless fix" is about the fix alone.
  const isOpen = when !== undefined && !/for the keyless fix/.test(when);
  if (isOpen || OF_ANY_KIND.test(credential)) return 'named';
  return tier === 'curated' || isSecretName(name) ? 'always' : 'named';
}

function lastName(path: string): string {
  return path
    .slice(path.lastIndexOf('.') + 1)
    .replaceAll(/<[^<>]*>|[[\]{}]/g, '')
    .toLowerCase();
}

/** What an object at the place of a credential holds of it. */
function placesAt(place: CredentialPlace): readonly CredentialPlace[] {
  const { value } = place.property;
  if (value.kind !== 'object' && value.kind !== 'array') return [place];
  const secure = secureString(value);
  if (secure) return [{ ...place, property: secure, evidence: 'always' }];
  const found: CredentialPlace[] = [];
  for (const { value: inner, property } of walk(value, MAX_VALUES)) {
    if (!property || inner.kind === 'array') continue;
    const { name } = property;
    const marked = inner.kind === 'object' ? secureString(inner) : undefined;
    if (marked) found.push({ ...place, property: marked, name, evidence: 'always' });
    else if (inner.kind !== 'object') found.push({ ...place, property, name, evidence: 'named' });
  }
  return found;
}

const MAX_VALUES = 2_000;

/** `{ type: 'SecureString', value: ... }` of Data Factory and Synapse. */
function secureString({ properties }: Value): Property | undefined {
  const isMarked = properties.some(({ name, value }) => name === 'type' && holdsText(value, /^SecureString$/i));
  return isMarked ? properties.find(({ name }) => name === 'value') : undefined;
}

function holdsText({ patterns }: Value, text: RegExp): boolean {
  return patterns.some(({ parts: [part] }) => part?.kind === 'known' && text.test(part.text));
}

/** The name that stands beside a value, where the row's property is one of a pair; else that of the property. */
function nameBeside({ path }: CatalogueRow, resource: Resource, property: Property): string {
  if (!/value|token/i.test(lastName(path))) return property.name;
  const holder = path.includes('.') ? path.slice(0, path.lastIndexOf('.')) : undefined;
  const siblings =
    holder === undefined
      ? resource.body.properties
      : (resource
          .find(holder)
          .find(({ range }) => range.start <= property.range.start && property.range.end <= range.end)?.value
          .properties ?? []);
  for (const key of ['name', 'key', 'secret_name', 'variable_name']) {
    const [pattern, another] = siblings.find(({ name }) => name.toLowerCase() === key)?.value.patterns ?? [];
    const [part, more] = pattern && !another ? pattern.parts : [];
    if (part?.kind === 'known' && !more) return part.text;
  }
  return property.name;
}
