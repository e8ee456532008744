import type { Resource } from '../../model/resource.ts';
import type { CatalogueRow } from '../catalogue/infrastructure/index.ts';
import type { FlowPlace } from '../support/flow/secret-places.ts';
import type { SecretSource } from '../support/flow/secret-sources.ts';
import type { Sink } from '../support/flow/sinks.ts';
import { HOST_STORAGE, HOST_STORAGE_ROLES } from './connection-fix.ts';
import { hostStorageSwitch } from './host-storage-fix.ts';

/** What to do without the key, as a sentence: the exact setting where there is one, else how clients sign in. */
export function insteadOf(secret: SecretSource, sink: Sink, place: FlowPlace, resource: Resource | undefined): string {
  const { service } = secret;
  const row = resource && hostStorageSwitch(place, resource);
  if (row)
    return `Set \`${row.name} = ${row.value}\`, and give the identity of the app ${rolesOf(HOST_STORAGE_ROLES)}.`;
  if (/^WEBSITE_CONTENTAZUREFILECONNECTIONSTRING$/i.test(sink.name)) {
    return 'Azure Files takes no token here: the Flex Consumption plan needs no such setting, and elsewhere a Key Vault reference keeps the key out of the settings.';
  }
  if (/^AzureWebJobsDashboard$/i.test(sink.name)) return 'Delete it: only version 1 of the Functions runtime reads it.';
  if (sink.kind === 'setting' && sink.host === 'functions' && service.connection) {
    const isHostStorage = sink.name === HOST_STORAGE;
    const names = isHostStorage
      ? `\`${sink.name}__accountName\``
      : service.connection.settings.map(({ suffix }) => `\`${sink.name}${suffix}\``).join(' and ');
    const roles = isHostStorage ? HOST_STORAGE_ROLES : service.connection.roles;
    const grant = roles.length > 0 ? rolesOf(roles) : `${service.role}`;
    return `Functions connect with the identity of the app where ${names} is set instead: give it ${grant}.`;
  }
  const alternative = sink.row && alternativeOf(sink.row);
  if (alternative !== undefined) return alternative;
  const role = service.role === undefined ? '' : `, and give the identity ${service.role}`;
  const on = role !== '' && service.scope !== undefined ? ` (${service.scope})` : '';
  return `Instead, ${service.instead}${role}${on}.`;
}

function rolesOf(roles: readonly string[]): string {
  const last = roles.at(-1) ?? '';
  return roles.length < 2 ? last : `${roles.slice(0, -1).join(', ')} and ${last}`;
}

/** What the row of a property says to write instead, where that is sure and short. */
function alternativeOf({ fix, profile }: CatalogueRow): string | undefined {
  if (profile === 'secret-no-alternative') return 'Nothing keyless is known for it.';
  const isSure = fix.alternative !== undefined && !/not verified|^none|\bsee\b/.test(fix.alternative);
  return isSure ? `It works without a key: ${fix.alternative}.` : undefined;
}
