import { exactText, knownSuffix } from '../../../model/patterns.ts';
import type { Resource } from '../../../model/resource.ts';
import type { CatalogueRow } from '../../catalogue/infrastructure/index.ts';
import { credentialRow } from './credential-row.ts';
import type { FlowPlace } from './secret-places.ts';

/** What a place does with the secret it is given. */
export type SinkKind =
  /** A setting of an app or an environment variable, which everybody can read who can read the app. */
  | 'setting'
  /** A secret of the host: hidden from readers, held for the app. */
  | 'store'
  | 'key-vault'
  | 'property';

export interface Sink {
  readonly kind: SinkKind;
  /** For messages: the name of the setting, secret or property. */
  readonly name: string;
  /** What the setting belongs to; `module` where only the name of a parameter says that there are settings. */
  readonly host: 'functions' | 'web app' | 'container' | 'other';
  /** Nothing but a key works here. */
  readonly isKeyOnly: boolean;
  /** What the catalogue says of a property. */
  readonly row: CatalogueRow | undefined;
}

const SETTINGS = /^(?:app_?settings?\w*|(?:secure_?)?environment_?variables|env|environment|connection_?strings?)$/i;
const STORES = /^secrets?$/i;
const VAULT_TYPE = /^(?:microsoft\.keyvault\/vaults\/secrets|azurerm_key_vault_secret)$/i;

/** What no row says: hybrid connections, and mounts that only a parameter names, take a key and nothing else. */
const KEY_ONLY = /(?:^|\.)(?:sendKeyValue|send_key_value|accessKey)$/i;
const KEY_ONLY_SETTINGS = /^WEBSITE_CONTENTAZUREFILECONNECTIONSTRING$/i;

/** What a resource does with a secret at a place of it. */
export function sinkOf(place: FlowPlace, resource: Resource): Sink {
  const name = nameOf(place);
  const { type } = resource;
  const host = hostOf(resource);
  if (VAULT_TYPE.test(type)) return { kind: 'key-vault', name, host, isKeyOnly: false, row: undefined };
  const row = credentialRow(resource, place.path);
  const isKeyOnly = row ? row.profile === 'secret-no-alternative' : KEY_ONLY.test(place.path.join('.'));
  if (!isKeyOnly && (isConfig(place, resource) || isSettingPath(place.path))) {
    return { kind: 'setting', name, host, isKeyOnly: KEY_ONLY_SETTINGS.test(name), row: undefined };
  }
  const isStore = place.path.some((part) => STORES.test(part)) || /^kubernetes_secret/.test(type);
  return { kind: isStore ? 'store' : 'property', name, host, isKeyOnly, row };
}

/** `config` of a site whose properties are settings, as far as its name is known. */
function isConfig({ path }: FlowPlace, resource: Resource): boolean {
  if (!/\/config$/i.test(resource.type) || path[0] !== 'properties') return false;
  const names = resource.find('name').flatMap(({ value }) => value.patterns.map(knownSuffix));
  return (
    names.length === 0 || names.some((name) => name === '' || /(?:^|\/)(?:appsettings|connectionstrings)$/i.test(name))
  );
}

/** What a module that is not in the workspace does with a secret, as far as the name of its parameter tells. */
export function sinkOfArgument(place: FlowPlace): Sink {
  const name = nameOf(place);
  return {
    kind: isSettingPath(place.path) ? 'setting' : 'property',
    name,
    host: 'other',
    isKeyOnly: KEY_ONLY_SETTINGS.test(name) || KEY_ONLY.test(place.path.join('.')),
    row: undefined,
  };
}

/** The name of the setting or secret, or of the list it is in where a loop makes the names; else of the property. */
export function nameOf({ pair, property, siblings, path }: FlowPlace): string {
  if (pair) return pair.name;
  const isNamed = siblings.length > 1 && siblings.some(({ name }) => name === 'name');
  return (isNamed ? path.at(-2) : undefined) ?? property.name;
}

function isSettingPath(path: readonly string[]): boolean {
  return path.some((part) => SETTINGS.test(part));
}

function hostOf(resource: Resource): Sink['host'] {
  const { type } = resource;
  if (/^azurerm_(?:(?:linux|windows)_)?function_app/.test(type)) return 'functions';
  if (/^azurerm_(?:(?:linux|windows)_)?(?:web_app|app_service)/.test(type)) return 'web app';
  if (/^microsoft\.(?:app\/|containerinstance\/)|^azurerm_container_|^kubernetes_/i.test(type)) return 'container';
  if (!/^microsoft\.web\/sites/i.test(type)) return 'other';
  for (let at: Resource | undefined = resource; at; at = at.parent) {
    const [kind] = at.find('kind');
    if (kind?.value.patterns.some((pattern) => exactText(pattern)?.toLowerCase().includes('functionapp'))) {
      return 'functions';
    }
  }
  return 'web app';
}
