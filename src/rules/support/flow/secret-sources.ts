import type { Location } from '../../../model/document.ts';
import type { AttributeSource, FunctionSource, Value, ValueSource } from '../../../model/value.ts';
import { Memory } from '../../../text/memory.ts';
import { terraformRows } from '../../catalogue/infrastructure/index.ts';
import { type KeyService, keyServiceOf } from '../../catalogue/key-services.ts';

/**
 * Where a secret comes into infrastructure code: a key that a service hands out, a password or key that Terraform
 * makes, a client secret, or a secret read from a Key Vault.
 */
export interface SecretSource {
  readonly kind: 'service-key' | 'generated' | 'client-secret' | 'key-vault';
  /** For messages, as the source calls it: `storage.listKeys()`, `azurerm_storage_account.app.primary_access_key`. */
  readonly label: string;
  readonly location: Location;
  /** Whose key it is; for other kinds the row of no service in particular. */
  readonly service: KeyService;
  /** The declared type it is asked of; empty where it is not known. */
  readonly type: string;
  /** Symbolic name of that resource in the file of the source; undefined where the source does not name it. */
  readonly symbol: string | undefined;
  /** Terraform: whether the name leads with `data.`. */
  readonly isData: boolean;
  /** The result holds the name of the service too: a connection string, not a bare key. */
  readonly isConnectionString: boolean;
}

/** The secrets that a value is made of. */
export function secretsIn(value: Value): readonly SecretSource[] {
  return value.sources.flatMap((source) => secretOf(source) ?? []);
}

export function holdsSecret(value: Value): boolean {
  return value.sources.some((source) => secretOf(source) !== undefined);
}

export function holdsServiceKey(value: Value): boolean {
  return value.sources.some((source) => secretOf(source)?.kind === 'service-key');
}

// A source is one object wherever a value leads to it, and asked again on every level of an object.
const known = new Memory<ValueSource, SecretSource | null>();

/** The secret that a source is; undefined where it is none. */
export function secretOf(source: ValueSource): SecretSource | undefined {
  if (source.kind !== 'function' && source.kind !== 'attribute') return undefined;
  let secret = known.get(source);
  if (secret === undefined) {
    secret = (source.kind === 'function' ? ofFunction(source) : ofAttribute(source)) ?? null;
    known.set(source, secret);
  }
  return secret ?? undefined;
}

/** `listKeys`, `listAdminKeys`, `listConnectionStrings`, `listAccountSas`, `listClusterAdminCredential` ... */
const LISTS_SECRETS = /^list\w*(?:key|secret|credential|connectionstring|sas|token)/i;
/** They return names of keys, and settings. */
const LISTS_NO_SECRETS = /^(?:listKeyVaultKeys|listKeyValue)$/i;
/** What stands beside a key in the result: its name, its rights, its age. */
const BESIDE_A_KEY = /(?:^|\.)(?:keyName|name|username|permissions|creationTime|description|type|id)$/i;

function ofFunction(source: FunctionSource): SecretSource | undefined {
  const { name, path, resourceType = '', symbol, location } = source;
  if (name === 'getSecret') return { ...plain('key-vault', 'a secret of a Key Vault', location), type: resourceType };
  if (!LISTS_SECRETS.test(name) || LISTS_NO_SECRETS.test(name) || BESIDE_A_KEY.test(path)) return undefined;
  return {
    kind: 'service-key',
    label: `${symbol === undefined ? '' : `${symbol}.`}${name}()`,
    location,
    service: keyServiceOf(resourceType),
    type: resourceType,
    symbol,
    isData: false,
    isConnectionString: /connectionstring/i.test(`${name}.${path}`),
  };
}

const KEY_ATTRIBUTE =
  /(?:^|_)(?:primary|secondary)_(?:\w+_)?(?:key|connection_string(?:_alias)?)$|^connection_strings$|^(?:admin_password|api_key|sas|sas_url)$/;
/** Attributes that hold a secret only with these types, by the last part of their path. */
const OTHER_KEYS: readonly { readonly type: RegExp; readonly path: RegExp }[] = [
  { type: /^azurerm_app_configuration$/, path: /_key\.(?:secret|connection_string)$/ },
  { type: /^azurerm_storage_account(?:_blob_container)?_sas$/, path: /^connection_string$/ },
  { type: /^azurerm_eventhub_sas$/, path: /^(?:connection_string|sas)$/ },
  { type: /^azurerm_search_service$/, path: /^query_keys\.key$/ },
  { type: /^azurerm_function_app_host_keys$/, path: /_key$/ },
  { type: /^azurerm_kubernetes_/, path: /^kube_(?:admin_)?config(?:_raw|\.password|\.client_key)?$/ },
  {
    type: /^azurerm_(?:\w+_app|\w+_app_slot|app_service|logic_app_standard|function_app_flex_consumption)$/,
    path: /^site_credential\.password$/,
  },
  { type: /^azurerm_container_registry_token_password$/, path: /^password\d\.value$/ },
];
const GENERATED: readonly { readonly type: RegExp; readonly path: RegExp }[] = [
  { type: /^random_password$/, path: /^result$/ },
  { type: /^tls_private_key$/, path: /^private_key_(?:pem|openssh|pem_pkcs8)$/ },
];
const CLIENT_SECRETS: readonly { readonly type: RegExp; readonly path: RegExp }[] = [
  { type: /^azuread_(?:application|service_principal)_password$/, path: /^value$/ },
];
const VAULTS: readonly { readonly type: RegExp; readonly path: RegExp }[] = [
  { type: /^azurerm_key_vault_secret$/, path: /^value$/ },
  { type: /^azurerm_key_vault_certificate_data$/, path: /^(?:key|pem)$/ },
];

function ofAttribute(source: AttributeSource): SecretSource | undefined {
  const { of, type, name, path, location } = source;
  if (of === 'module' || of === 'other') return undefined;
  const is = (rows: typeof GENERATED) => rows.some((row) => row.type.test(type) && row.path.test(path));
  const label = `${of === 'resource' ? '' : `${of}.`}${type}.${name}.${path}`;
  if (is(GENERATED)) return { ...plain('generated', label, location), type, symbol: name };
  if (is(CLIENT_SECRETS)) return { ...plain('client-secret', label, location), type, symbol: name };
  if (is(VAULTS)) return { ...plain('key-vault', label, location), type, symbol: name, isData: of === 'data' };
  if (!type.startsWith('azurerm_') || /^azurerm_application_insights/.test(type)) return undefined;
  const last = path.slice(path.lastIndexOf('.') + 1);
  if (!KEY_ATTRIBUTE.test(last) && !is(OTHER_KEYS) && !isInCatalogue(source)) return undefined;
  return {
    kind: 'service-key',
    label,
    location,
    service: keyServiceOf(type),
    type,
    symbol: name,
    isData: of === 'data',
    isConnectionString: /connection_string/.test(last),
  };
}

/** Passwords, tokens and keys of other services, as the provider's schema has them. */
function isInCatalogue({ of, type, path }: AttributeSource): boolean {
  // The schema hides some that open nothing, too.
  if (/certificate$|(?:^|[._])(?:id|name|username|host|sid)$/.test(path)) return false;
  return terraformRows(of, type).some((row) => row.kind === 'secret-attribute' && row.path === path);
}

function plain(kind: SecretSource['kind'], label: string, location: Location): SecretSource {
  const service = keyServiceOf('');
  return { kind, label, location, service, type: '', symbol: undefined, isData: false, isConnectionString: false };
}
