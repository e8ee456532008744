import { listOf, type Raw, textOf, timeOf } from '../sync/raw.ts';
import type { CustomDraft, DefaultDraft, DraftRestriction, Omission, PolicyDraft } from './draft.ts';
import { restrictionType } from './restriction-types.ts';

/**
 * A draft as Microsoft Graph takes it, beta. What the policy says beside restrictions of credentials (identifier URIs,
 * audiences), restrictions that Keyless does not know, and callers that one exempts stay as they are: Graph puts a list
 * that is sent in place of the one it has.
 * @param current the policy as Graph has it now; undefined for one that is to be made
 */
export function graphBody(draft: PolicyDraft, current?: Raw): Raw {
  if (draft.kind === 'default') {
    const { isEnabled, applications, servicePrincipals } = draft;
    return {
      isEnabled,
      applicationRestrictions: section(applications, current?.['applicationRestrictions']),
      servicePrincipalRestrictions: section(servicePrincipals, current?.['servicePrincipalRestrictions']),
    };
  }
  const { displayName, description, isEnabled, restrictions } = draft;
  return {
    displayName,
    description: description ?? textOf(current?.['description']) ?? '',
    isEnabled,
    restrictions: section(restrictions, current?.['restrictions']),
  };
}

const LISTS = { passwordCredentials: 'client-secret', keyCredentials: 'certificate' } as const;

type ListName = keyof typeof LISTS;

function section(restrictions: readonly DraftRestriction[], current: unknown): Raw {
  const before = writable(current);
  const list = (name: ListName): readonly Raw[] => {
    const known = listOf(before[name]) as readonly Raw[];
    const own = restrictions.filter(({ credential }) => credential === LISTS[name]);
    const kept = known.filter(
      (each) => !restrictionType(typeIn(each)) && !own.some(({ type }) => type === typeIn(each)),
    );
    return [
      ...own.map((each) =>
        entry(
          each,
          known.find((other) => typeIn(other) === each.type),
        ),
      ),
      ...kept,
    ];
  };
  return { ...before, passwordCredentials: list('passwordCredentials'), keyCredentials: list('keyCredentials') };
}

function entry({ type, isEnabled, maxLifetime, createdAfter, more }: DraftRestriction, current: Raw | undefined): Raw {
  return {
    ...current,
    ...more,
    restrictionType: type,
    state: isEnabled ? 'enabled' : 'disabled',
    maxLifetime: maxLifetime ?? null,
    restrictForAppsCreatedAfterDateTime: createdAfter ?? null,
  };
}

/** The default policy in an answer of Graph, or in a body for it. */
export function defaultDraftOf(body: Raw): DefaultDraft {
  const omits: readonly Omission[] = [
    ...(typeof body['isEnabled'] === 'boolean' ? [] : (['isEnabled'] as const)),
    ...omitted('applications', body['applicationRestrictions']),
    ...omitted('servicePrincipals', body['servicePrincipalRestrictions']),
  ];
  return {
    kind: 'default',
    isEnabled: body['isEnabled'] === true,
    applications: restrictionsIn(body['applicationRestrictions']),
    servicePrincipals: restrictionsIn(body['servicePrincipalRestrictions']),
    ...(omits.length > 0 && { omits }),
  };
}

/** Lists that are not there: Graph puts those that are in place of its own, and leaves the others. */
function omitted(section: 'applications' | 'servicePrincipals' | 'restrictions', value: unknown): readonly Omission[] {
  const lists = (value ?? {}) as Raw;
  return (Object.keys(LISTS) as ListName[]).flatMap((name): readonly Omission[] =>
    Array.isArray(lists[name]) ? [] : [`${section}/${LISTS[name]}`],
  );
}

/** A custom policy in an answer of Graph, or in a body for it. @param appliesTo object ids */
export function customDraftOf(body: Raw, appliesTo: readonly string[]): CustomDraft {
  const id = textOf(body['id'])?.toLowerCase();
  const description = textOf(body['description']);
  const omits = omitted('restrictions', body['restrictions']);
  return {
    kind: 'custom',
    displayName: textOf(body['displayName']) ?? 'Custom policy',
    // Graph takes a policy for one in force that does not say that it is not.
    isEnabled: body['isEnabled'] !== false,
    restrictions: restrictionsIn(body['restrictions']),
    appliesTo,
    ...(id !== undefined && { id }),
    ...(description !== undefined && { description }),
    ...(omits.length > 0 && { omits }),
  };
}

function restrictionsIn(value: unknown): DraftRestriction[] {
  const lists = (value ?? {}) as Raw;
  return (Object.keys(LISTS) as ListName[]).flatMap((name) =>
    (listOf(lists[name]) as readonly Raw[]).map((item) => restrictionOf(item, LISTS[name])),
  );
}

const OWN_FIELDS = ['restrictionType', 'state', 'maxLifetime', 'restrictForAppsCreatedAfterDateTime'];

function restrictionOf(item: Raw, credential: DraftRestriction['credential']): DraftRestriction {
  const maxLifetime = textOf(item['maxLifetime']);
  const createdAfter = timeOf(item['restrictForAppsCreatedAfterDateTime']);
  const more = Object.entries(writable(item)).filter(([name, value]) => !OWN_FIELDS.includes(name) && !isEmpty(value));
  return {
    credential,
    type: typeIn(item),
    isEnabled: item['state'] !== 'disabled',
    ...(maxLifetime !== undefined && { maxLifetime }),
    ...(createdAfter !== undefined && { createdAfter }),
    ...(more.length > 0 && { more: Object.fromEntries(more) }),
  };
}

function typeIn(item: Raw): string {
  return textOf(item['restrictionType']) ?? 'unknown';
}

/** What Graph tells and does not take. */
const READ_ONLY = /@odata\.|^isStateSetByMicrosoft$/;

function writable(value: unknown): Raw {
  if (typeof value !== 'object' || value === null) return {};
  return Object.fromEntries(
    Object.entries(value)
      .filter(([name]) => !READ_ONLY.test(name))
      .map(([name, inner]) => [name, writableValue(inner)]),
  );
}

function writableValue(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(writableValue);
  return typeof value === 'object' && value !== null ? writable(value) : value;
}

/** The parts of an answer that a change could write back. @param names the properties */
export function writableParts(body: Raw, names: readonly string[]): Raw {
  const parts = writable(body);
  return Object.fromEntries(names.flatMap((name) => (name in parts ? [[name, parts[name]] as const] : [])));
}

/** Whether two bodies say the same: what is null, empty or absent is one, and so are spellings of one time. */
export function saysSame(a: unknown, b: unknown): boolean {
  return canonical(a) === canonical(b);
}

function canonical(value: unknown): string {
  return JSON.stringify(plain(value)) ?? '';
}

const TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d/;

function plain(value: unknown): unknown {
  if (typeof value === 'string')
    return TIME.test(value) && !Number.isNaN(Date.parse(value)) ? Date.parse(value) : value;
  if (Array.isArray(value)) {
    const items = value.map(plain);
    return items.map((item) => JSON.stringify(item)).sort();
  }
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(writable(value))
      .map(([name, inner]) => [name, plain(inner)] as const)
      .filter(([, inner]) => !isEmpty(inner))
      .sort(([x], [y]) => (x < y ? -1 : 1)),
  );
}

function isEmpty(value: unknown): boolean {
  if (value === null || value === undefined || value === '') return true;
  if (Array.isArray(value)) return value.length === 0;
  return typeof value === 'object' && Object.keys(value).length === 0;
}
