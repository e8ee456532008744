import type { Resource } from '../../model/resource.ts';
import type { Property } from '../../model/value.ts';
import type { CatalogueRow, CompanionRole, RowValue } from '../catalogue/infrastructure/index.ts';
import type { Severity } from '../finding.ts';
import { isLinuxMachine } from './linux-machine.ts';
import { azurermMajors } from './provider-versions.ts';
import { type ValueState, valueState } from './value-state.ts';

/** What a secret weighs where an identity could replace it, and where nothing can. */
const REPLACEABLE: Readonly<Partial<Record<ValueState, Severity>>> = {
  literal: 'error',
  'interpolated-literal': 'error',
  'parameter-default-literal': 'error',
  'parameter-plain': 'error',
  'list-function': 'warning',
  'resource-secret-attribute': 'warning',
  'parameter-secure': 'warning',
  'write-only-or-ephemeral': 'warning',
  'key-vault-reference': 'information',
};

const NO_ALTERNATIVE: Readonly<Partial<Record<ValueState, Severity>>> = {
  literal: 'error',
  'interpolated-literal': 'error',
  'parameter-default-literal': 'error',
  'parameter-plain': 'error',
  'list-function': 'warning',
  'resource-secret-attribute': 'warning',
};

/**
 * What a secret in this state weighs on this row; undefined where it is no finding: a reference to something that is no
 * secret, a placeholder, what cannot be told, and a secret without a keyless alternative that is supplied securely.
 */
export function severityOf(row: CatalogueRow, state: ValueState): Severity | undefined {
  // The value of a switch is no secret.
  if (row.profile === 'switch') return undefined;
  const table = row.profile === 'secret-no-alternative' ? NO_ALTERNATIVE : REPLACEABLE;
  return capped(row, table[state]);
}

function capped({ atMost }: CatalogueRow, severity: Severity | undefined): Severity | undefined {
  return severity && atMost ? 'information' : severity;
}

/** How a switch stands. `absent-*`: nothing is written, and the default decides. */
export type SwitchState = 'secure' | 'insecure' | 'absent-secure' | 'absent-insecure' | 'absent-unknown' | 'unknown';

export interface JudgedSwitch {
  readonly state: SwitchState;
  /** The property that is written. */
  readonly property: Property | undefined;
  /** What the finding weighs; undefined for none. */
  readonly severity: Severity | undefined;
}

/**
 * Judges the switch of a row on a resource. A value that is not certain, or one that a spread may hide, is `unknown`
 * and no finding. An absent value weighs more than a remark only where a source states the default.
 */
export function judgeSwitch(row: CatalogueRow, resource: Resource): JudgedSwitch {
  const [property, ...more] = row.path === '' ? [] : resource.find(row.path).filter(({ value }) => !isNull(value));
  if (property) {
    const states = [property, ...more].map(({ value }) => stateOfValue(row, value));
    const state = states.includes('insecure')
      ? 'insecure'
      : states.every((one) => one === 'secure')
        ? 'secure'
        : 'unknown';
    const at = [property, ...more][states.indexOf(state)] ?? property;
    // The default of a parameter is what happens unless somebody decides otherwise.
    const severity = isDefault(at.value) ? 'information' : 'warning';
    return { state, property: at, severity: state === 'insecure' ? capped(row, severity) : undefined };
  }
  if (!row.absent || !isCertainlyAbsent(row, resource)) return { state: 'unknown', property, severity: undefined };
  const { means, isVerified } = row.absent;
  const severity = means === 'insecure' ? capped(row, isVerified ? 'warning' : 'information') : undefined;
  return { state: `absent-${means}`, property, severity };
}

/** Leaves the decision to the default of the service, whoever calls. */
function isNull(value: Property['value']): boolean {
  return value.kind === 'null' && !isDefault(value);
}

/** True where a parameter may give another value than the one that is known. */
export function isDefault({ sources }: Property['value']): boolean {
  return sources.some(({ kind }) => kind === 'parameter');
}

function stateOfValue(row: CatalogueRow, value: Property['value']): SwitchState {
  if (value.kind === 'array') {
    const texts = value.items.map((item) => constantsOf(item));
    const holdsInsecure = texts.some((one) => one.some((text) => holds(row.insecureValues, text)));
    if (holdsInsecure) return 'insecure';
    return value.isComplete && texts.every((one) => one.length > 0) ? 'secure' : 'unknown';
  }
  const constants = constantsOf(value);
  if (constants.length === 0) return 'unknown';
  if (constants.every((constant) => holds(row.secureValues, constant))) return 'secure';
  return constants.every((constant) => holds(row.insecureValues, constant)) ? 'insecure' : 'unknown';
}

/** True where a property of the resource says that the row does not apply to it, or may say so. */
export function isExempt({ unless }: CatalogueRow, resource: Resource): boolean {
  const [property] = unless ? resource.find(unless.path) : [];
  if (!unless || !property) return false;
  if (unless.values.length === 0) return true;
  const constants = constantsOf(property.value);
  return constants.length === 0 || constants.some((constant) => holds(unless.values, constant));
}

/** Every constant a value can be, as text; none where one of them is not known. */
export function constantsOf(value: Property['value']): readonly string[] {
  if (value.constant !== undefined) return [String(value.constant)];
  if (value.kind !== 'string') return [];
  const texts = value.patterns.map(({ parts }) => (parts.every((part) => part.kind === 'known') ? parts : undefined));
  if (texts.some((parts) => parts === undefined)) return [];
  return texts.map((parts) => parts?.map((part) => (part.kind === 'known' ? part.text : '')).join('') ?? '');
}

function holds(values: readonly RowValue[], text: string): boolean {
  return values.some((value) => String(value).toLowerCase() === text.toLowerCase());
}

/** Nothing on the way to the property may be hidden behind a spread, a variable or a module's input. */
function isCertainlyAbsent(row: CatalogueRow, resource: Resource): boolean {
  if (/[<[{]/.test(row.path)) return false;
  if (row.within !== undefined && !isWithin(row.within, resource)) return false;
  let value = resource.body;
  for (const name of row.path === '' ? [] : row.path.split('.')) {
    if (value.kind !== 'object' || !value.isComplete) return false;
    const next = value.properties.find((property) => property.name.toLowerCase() === name.toLowerCase());
    if (!next || isNull(next.value)) return true;
    value = next.value;
  }
  // A row without a path is about a child resource: the resource itself has no say.
  return row.path === '';
}

/** Whether what a row is about is there: written, or evident from the rest of the resource. */
function isWithin(path: string, resource: Resource): boolean {
  if (resource.find(path).some(({ value }) => value.kind !== 'null')) return true;
  const around = path.slice(0, path.lastIndexOf('.'));
  const isSetUp = resource.find(around).some(({ value }) => value.properties.length > 0);
  return path.endsWith('.linuxConfiguration') && isSetUp && isLinuxMachine(resource);
}

/**
 * False where the version of the provider is known and its schema does not have the row's attribute. Bicep rows apply to
 * every version: a property that is newer than the file is one more reason to raise it.
 */
export function isInVersion({ versions }: CatalogueRow, resource: Resource): boolean {
  if (versions.azurerm.length === 0 || resource.provider?.name !== 'azurerm') return true;
  const majors = azurermMajors(resource.provider.version);
  return versions.azurerm.some((major) => majors.includes(major));
}

/** True where the resource is written for an older API version than the one that brought the property. */
export function needsNewerApi({ versions }: CatalogueRow, { apiVersion }: Resource): boolean {
  return versions.first !== undefined && apiVersion !== undefined && dateOf(apiVersion) < dateOf(versions.first);
}

function dateOf(apiVersion: string): string {
  return apiVersion.slice(0, 10);
}

/**
 * The secret at a property of the row: its state and weight; undefined where it is no finding.
 * @param resource the one that holds it, where a sibling may say that the value is no secret (`row.unless`)
 */
export function judgeSecret(row: CatalogueRow, property: Property, resource?: Resource) {
  if (resource && isExempt(row, resource)) return undefined;
  const stated = valueState(property.value);
  const severity = severityOf(row, stated.state);
  return severity && { ...stated, severity };
}

/** `Storage Blob Data Contributor (ba92f5b4-...)` for each, in a sentence. */
export function roleNames(roles: readonly CompanionRole[]): string {
  return roles.map(({ name, id, scope }) => `${name} (${id})${scope ? ` for ${scope}` : ''}`).join(', ');
}
