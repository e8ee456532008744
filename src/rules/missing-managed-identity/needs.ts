import { render } from '../../model/patterns.ts';
import type { InfrastructureModel, Resource } from '../../model/resource.ts';
import { armView } from '../../model/terraform/index.ts';
import type { Property } from '../../model/value.ts';
import { appSettingRows, type CatalogueRow, type CompanionRole, rowsOf } from '../catalogue/infrastructure/index.ts';
import { judgeSwitch } from '../support/catalogue-row.ts';
import { credentialPlaces } from '../support/credential-places.ts';
import { type SecretSource, secretsIn } from '../support/flow/secret-sources.ts';
import { settingsOf } from '../support/setting-edits.ts';
import { isElsewhere } from '../support/supplied-credential.ts';
import { valueState } from '../support/value-state.ts';

/** Why a host must have an identity, worst first: what cannot work without comes before what works with a secret. */
export interface Need {
  readonly messageId: 'vault' | 'connection' | 'closed' | 'credential' | 'pull';
  /** What shows the need. */
  readonly property: Property;
  readonly data: Readonly<Record<string, string>>;
  /** The resource that holds the property, where it is a part of the host. */
  readonly part?: Resource;
  /** The service it leads to, and what the identity needs there, where the file tells. */
  readonly grant?: { readonly target: Resource; readonly role: CompanionRole };
}

interface Setting {
  readonly name: string;
  readonly property: Property;
}

/** The need of a host that has no identity; undefined where nothing shows one. */
export function needOf(resource: Resource, model: InfrastructureModel): Need | undefined {
  const settings = settingsOf(resource).flatMap(({ name, value }): readonly Setting[] =>
    value ? [{ name, property: value }] : [],
  );
  return (
    vaultReference(settings) ??
    vaultSecret(resource) ??
    identityConnection(settings) ??
    closedService(settings, model) ??
    imageWithoutPassword(resource) ??
    serviceKey([...settings, ...ownCredentials(resource)]) ??
    knownSecret(settings) ??
    registryPassword(resource) ??
    credentialOfPart(resource, model)
  );
}

function vaultReference(settings: readonly Setting[]): Need | undefined {
  const found = settings.find(
    ({ property: { value } }) =>
      value.patterns.length > 0 &&
      value.patterns.every(({ parts: [part] }) => part?.kind === 'known' && /^@Microsoft\.KeyVault\(/i.test(part.text)),
  );
  return found && { messageId: 'vault', property: found.property, data: { name: found.name } };
}

/** Secrets of Container Apps that lie in a vault. */
const VAULT_SECRETS = ['properties.configuration.secrets[].keyVaultUrl', 'secret.key_vault_secret_id'];

function vaultSecret(resource: Resource): Need | undefined {
  const [property] = VAULT_SECRETS.flatMap((path) => resource.find(path)).filter(({ value }) => value.kind !== 'null');
  return property && { messageId: 'vault', property, data: { name: property.name } };
}

/** Settings of connections without a secret, as Functions, Dapr and the SDKs of Azure spell them. */
const IDENTITY_CONNECTION =
  /.+__(?:accountName|(?:blob|queue|table)ServiceUri|fullyQualifiedNamespace|accountEndpoint|serviceUri|credential)$/i;

function identityConnection(settings: readonly Setting[]): Need | undefined {
  const found = settings.find(({ name }) => IDENTITY_CONNECTION.test(name));
  if (!found) return undefined;
  // With the secret of an application beside it, it is the application that signs in.
  const isApplication = settings.some(({ name }) => /__clientSecret$/i.test(name) || name === 'AZURE_CLIENT_SECRET');
  return isApplication ? undefined : { messageId: 'connection', property: found.property, data: { name: found.name } };
}

/** An address of a service of the same file whose local authentication is switched off. */
function closedService(settings: readonly Setting[], model: InfrastructureModel): Need | undefined {
  // An application that signs in with a secret of its own reaches it, too.
  if (settings.some(({ name }) => name === 'AZURE_CLIENT_SECRET')) return undefined;
  for (const { name, property } of settings) {
    for (const source of property.value.sources) {
      if (source.kind !== 'attribute' || !ADDRESS.test(source.path)) continue;
      const target = model.resources.find(
        ({ symbol, type }) => symbol === source.name && isSameType(type, source.type),
      );
      const closing = target && closingSwitch(target);
      if (!target || !closing) continue;
      const [role] = closing.roles;
      const grant = role && { target, role };
      return {
        messageId: 'closed',
        property,
        data: { name, target: `"${target.symbol}"` },
        ...(grant ? { grant } : {}),
      };
    }
  }
  return undefined;
}

const ADDRESS = /endpoint|host_?name|uri$|url$/i;

function isSameType(a: string, b: string): boolean {
  return b === '' || a.toLowerCase() === b.toLowerCase();
}

/** The switch that closes a service for keys, where it is set. */
function closingSwitch(declared: Resource): CatalogueRow | undefined {
  const resource = armView(declared) ?? declared;
  return rowsOf(resource).find(
    (row) =>
      row.rule === 'shared-key-access' &&
      row.kind === 'local-auth-switch' &&
      row.atMost === undefined &&
      row.when === undefined &&
      judgeSwitch(row, resource).state === 'secure',
  );
}

/** The site is told to pull with an identity that it does not have. */
function imageWithoutPassword(resource: Resource): Need | undefined {
  for (const row of rowsOf(resource)) {
    if (row.rule !== 'missing-managed-identity' || row.kind !== 'auth-mode' || row.profile !== 'switch') continue;
    const { state, property } = judgeSwitch(row, resource);
    if (property && state === 'secure') return { messageId: 'connection', property, data: { name: property.name } };
  }
  return undefined;
}

/** Credentials in properties of the host's own that it could do without, such as the key of its storage. */
function ownCredentials(resource: Resource): readonly Setting[] {
  return credentialPlaces(resource)
    .filter(({ row }) => row.profile === 'secret-replaceable')
    .map(({ name, property }) => ({ name, property }));
}

/** A key that a service hands out, and that a role could take the place of. */
function serviceKey(settings: readonly Setting[]): Need | undefined {
  for (const { name, property } of settings) {
    const key = secretsIn(property.value).find(isReplaceable);
    if (!key) continue;
    const { label, role = '' } = key.service;
    return { messageId: 'credential', property, data: { name, role, credential: `a key of ${label}` } };
  }
  return undefined;
}

function isReplaceable({ kind, service }: SecretSource): boolean {
  return kind === 'service-key' && service.role !== undefined;
}

let known: readonly { readonly row: CatalogueRow; readonly name: RegExp; readonly value: RegExp }[] | undefined;

/** Settings whose name or text tells which service they open. */
function knownSecret(settings: readonly Setting[]): Need | undefined {
  known ??= appSettingRows('bicep')
    .filter(({ roles, id }) => roles.length > 0 && !/appinsights|kv-reference|docker/.test(id))
    .map((row) => ({ row, name: new RegExp(row.nameRegex ?? '', 'i'), value: new RegExp(row.valueRegex ?? '', 'i') }));
  for (const { name, property } of settings) {
    const { state } = valueState(property.value);
    if (state === 'placeholder' || state === 'reference' || state === 'unknown') continue;
    const texts = property.value.patterns.map(render);
    const match = known.find((one) => one.name.test(name) && texts.some((text) => one.value.test(text)));
    const [role] = match?.row.roles ?? [];
    if (!match || !role) continue;
    const credential = (match.row.credential ?? 'secret').replace(/\s*\(.*/, '');
    return { messageId: 'credential', property, data: { name, role: role.name, credential } };
  }
  return undefined;
}

/** The password of a registry of Azure, as a value or by the name of the secret. */
function registryPassword(resource: Resource): Need | undefined {
  const named = rowsOf(resource).filter(
    ({ kind, credential, path }) =>
      kind === 'credential-reference' && credential === 'registry password' && path !== '',
  );
  const places = [
    ...named.flatMap((row) => resource.find(row.path).map((property) => ({ row, property }))),
    ...credentialPlaces(resource).filter(({ row }) => row.credential === 'registry password'),
  ];
  const found = places.find(
    ({ row, property }) =>
      property.value.kind !== 'null' && !isElsewhere(row, resource, property) && isOfAzure(resource),
  );
  return found && { messageId: 'pull', property: found.property, data: { name: found.property.name } };
}

/** A part of the host, such as a linked service of a Data Factory, that signs in with what a role could replace. */
function credentialOfPart(resource: Resource, model: InfrastructureModel): Need | undefined {
  const parts = model.resources.filter(
    ({ parent, mode }) => mode === 'resource' && parent?.range.start === resource.range.start,
  );
  for (const { row, resource: part, property, name } of parts.flatMap(credentialPlaces)) {
    const [role] = row.roles;
    const { state } = valueState(property.value);
    const isGiven = state === 'parameter-secure' || state === 'parameter-plain' || state === 'list-function';
    if (!role || !isGiven || row.profile !== 'secret-replaceable') continue;
    const credential = (row.credential ?? 'secret').replace(/\s*\(.*/, '');
    return { messageId: 'credential', property, data: { name, role: role.name, credential }, part };
  }
  return undefined;
}

/** Some registry of Azure must be named where the host says what it pulls from. */
function isOfAzure({ document, range, body }: Resource): boolean {
  return (
    /\.azurecr\.|login_?server/i.test(document.source.slice(range)) ||
    body.sources.some((source) => source.kind === 'attribute' && /container_?registr/i.test(source.type))
  );
}
