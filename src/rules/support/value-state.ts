import type { Location } from '../../model/document.ts';
import { exactText } from '../../model/patterns.ts';
import type { AttributeSource, FunctionSource, Value, ValueSource } from '../../model/value.ts';
import { bicepRows, terraformRows } from '../catalogue/infrastructure/index.ts';
import { isPlaceholder } from './placeholder.ts';

/**
 * How a value reaches the place where it is used, worst first. Variables and locals are followed, so there is no state
 * for them. `reference` is an attribute that holds no secret, `unknown` what cannot be told, `placeholder` empty text or
 * a stand-in such as `<your key>`.
 */
export type ValueState =
  | 'literal'
  | 'interpolated-literal'
  | 'parameter-default-literal'
  | 'parameter-plain'
  | 'list-function'
  | 'resource-secret-attribute'
  | 'parameter-secure'
  | 'write-only-or-ephemeral'
  | 'unknown'
  | 'key-vault-reference'
  | 'reference'
  | 'placeholder';

/** A state, and the place and words for it. */
export interface StatedValue {
  readonly state: ValueState;
  /** For messages: `the parameter "adminPassword"`, `listKeys()`. Never a value. */
  readonly label: string;
  /** The place that decides the state: may lie in another file. */
  readonly location: Location;
  readonly source: ValueSource | undefined;
}

const ORDER: readonly ValueState[] = [
  'literal',
  'interpolated-literal',
  'parameter-default-literal',
  'parameter-plain',
  'list-function',
  'resource-secret-attribute',
  'parameter-secure',
  'write-only-or-ephemeral',
  'unknown',
  'key-vault-reference',
  'reference',
  'placeholder',
];

/** Text that App Service, Container Apps and pipelines resolve from a Key Vault when they start. */
const KEY_VAULT_TEXT =
  /^@Microsoft\.KeyVault\(|^https:\/\/[^/]+\.vault\.(?:azure\.net|azure\.cn|usgovcloudapi\.net)\/secrets\//i;

/** The worst of the states that a value is made of. */
export function valueState(value: Value): StatedValue {
  return valueStates(value)[0] ?? { state: 'unknown', label: 'an expression', location: value, source: undefined };
}

/** All states a value is made of, worst first; text between secrets (`AccountKey=`) is not a literal secret. */
export function valueStates(value: Value): readonly StatedValue[] {
  const only = standIn(value);
  if (only) return [{ ...only, location: value, source: undefined }];
  const stated = value.sources.map((source) => stateOf(source, value));
  // `'AccountKey=${key}'`: what is secret about it is the key, not the words around it.
  const hasSecret = stated.some(({ state, source }) => source?.kind !== 'literal' && state !== 'reference');
  const states = hasSecret ? stated.filter(({ state }) => state !== 'interpolated-literal') : stated;
  return states.toSorted((a, b) => ORDER.indexOf(a.state) - ORDER.indexOf(b.state));
}

function standIn(value: Value): Pick<StatedValue, 'state' | 'label'> | undefined {
  const texts = value.patterns.map(exactText);
  if (texts.length === 0) return undefined;
  if (value.patterns.every(({ parts: [first] }) => first?.kind === 'known' && KEY_VAULT_TEXT.test(first.text))) {
    return { state: 'key-vault-reference', label: 'a Key Vault' };
  }
  const isStandIn = texts.every((text) => text !== undefined && isPlaceholder(text));
  return isStandIn ? { state: 'placeholder', label: 'a placeholder' } : undefined;
}

function stateOf(source: ValueSource, value: Value): StatedValue {
  const { location } = source;
  const stated = (state: ValueState, label: string): StatedValue => ({ state, label, location, source });
  switch (source.kind) {
    case 'literal':
      return stated(source.isPart ? 'interpolated-literal' : 'literal', 'text in the file');
    case 'parameter': {
      const label = `${value.uri.endsWith('.tf') ? 'the variable' : 'the parameter'} "${source.name}"`;
      if (source.default === 'literal') return stated('parameter-default-literal', label);
      return stated(source.isSecure ? 'parameter-secure' : 'parameter-plain', label);
    }
    case 'function':
      return stated(stateOfCall(source), `${source.name}()`);
    case 'attribute':
      return stated(stateOfAttribute(source), [source.type || source.name, source.path].filter(Boolean).join('.'));
    case 'unknown':
      return stated('unknown', 'an expression');
  }
}

function stateOfCall({ name, resourceType }: FunctionSource): ValueState {
  const lower = name.toLowerCase();
  if (lower === 'getsecret') return 'key-vault-reference';
  if (!lower.startsWith('list')) return 'unknown';
  if (lower.startsWith('listkeys') || resourceType === undefined) return 'list-function';
  const isKnown = bicepRows(resourceType).some(({ functionName }) => functionName?.toLowerCase() === lower);
  return isKnown ? 'list-function' : 'unknown';
}

function stateOfAttribute({ of, type, path }: AttributeSource): ValueState {
  if (of === 'ephemeral') return 'write-only-or-ephemeral';
  if (type === 'azurerm_key_vault_secret') return path === 'value' ? 'key-vault-reference' : 'reference';
  return isSecretAttribute(of, type, path) ? 'resource-secret-attribute' : 'reference';
}

/** True where the catalogue knows the attribute of the type to hold a secret. */
export function isSecretAttribute(of: AttributeSource['of'], type: string, path: string): boolean {
  const isSame = (row: { readonly path: string }) => row.path !== '' && row.path.toLowerCase() === path.toLowerCase();
  if (type.includes('/')) {
    return bicepRows(type).some((row) => row.kind === 'credential-value' && isSame(row));
  }
  return terraformRows(of, type).some(
    (row) => (row.kind === 'secret-attribute' || row.kind === 'credential-value') && isSame(row),
  );
}
