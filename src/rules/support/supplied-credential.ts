import type { InfrastructureModel, Resource } from '../../model/resource.ts';
import type { Property, Value, ValueSource } from '../../model/value.ts';
import type { CatalogueRow } from '../catalogue/infrastructure/index.ts';
import { isSecretName } from '../catalogue/secret-names.ts';
import { environmentCredential } from '../catalogue/workflow-credentials.ts';
import type { RelatedLocation, Severity } from '../finding.ts';
import { constantsOf, severityOf } from './catalogue-row.ts';
import { type CredentialPlace, credentialPlaces } from './credential-places.ts';
import { secretOf } from './flow/secret-sources.ts';
import { parametersIn } from './flow/whole-parameter.ts';
import { type StatedValue, valueStates } from './value-state.ts';

/** A credential that is handed to a resource although something keyless could take its place. */
export interface SuppliedCredential {
  readonly place: CredentialPlace;
  /** What it is, for messages: `client secret`, `registry password`. */
  readonly credential: string;
  /** Where it comes from, for messages: `the parameter "x"`. */
  readonly label: string;
  /** What to use instead, in words. */
  readonly alternative: string;
  readonly severity: Severity;
  readonly related: readonly RelatedLocation[];
}

/**
 * The credentials that a resource is given by parameters, from a Key Vault or as the secret of an application. Text, and
 * keys that a service is asked for, are for rules that follow those.
 * @param isMeant whether the rule that asks speaks of a row
 */
export function suppliedCredentials(
  resource: Resource,
  model: InfrastructureModel,
  isMeant: (row: CatalogueRow) => boolean,
): readonly SuppliedCredential[] {
  return credentialPlaces(resource).flatMap((place): readonly SuppliedCredential[] => {
    const { row, property, evidence } = place;
    const { alternative } = row.fix;
    if (!isMeant(row) || row.profile !== 'secret-replaceable' || alternative === undefined) return [];
    const origin = originOf(place);
    const severity = origin && severityFor(row, origin);
    if (!origin || !severity || isElsewhere(row, resource, property) || isPartOf(origin, model)) return [];
    const credential = evidence === 'named' ? 'client secret' : credentialWords(row);
    const related = relatedTo(property.value, origin);
    return [{ place, credential, label: origin.label, alternative, severity, related }];
  });
}

/** The worst of what a place is made of that is for this rule to say: text, and keys of services, are for others. */
function originOf({ row, resource, property, name, evidence }: CredentialPlace): StatedValue | undefined {
  const { value } = property;
  const isSignIn = row.kind === 'provider-auth' || row.kind === 'backend-auth';
  const parameters = new Set<ValueSource>(parametersIn(value));
  const isCredential = evidence !== 'named' || environmentCredential(name) !== undefined;
  const isOpen = (source: ValueSource) => source.kind === 'parameter' && !source.isSecure && !isSecretName(source.name);
  if (/_path$/i.test(property.name)) {
    return { state: 'parameter-secure', label: 'in a file', location: value, source: undefined };
  }
  return valueStates(value).find(({ state, source }) => {
    if (source === undefined) return state === 'key-vault-reference' && isCredential;
    const secret = secretOf(source);
    if (secret?.kind === 'client-secret') return resource.mode !== 'data';
    if (secret?.kind === 'service-key') return isSignIn;
    if (source.kind === 'parameter') {
      return isCredential && parameters.has(source) && !(evidence === 'text' && isOpen(source));
    }
    return isCredential && (state === 'key-vault-reference' || state === 'write-only-or-ephemeral');
  });
}

/** A part of an object or list may be secure although the whole is not marked: the type says so, elsewhere. */
function isPartOf({ state, source }: StatedValue, { parameters, language }: InfrastructureModel): boolean {
  if (state !== 'parameter-plain' || source?.kind !== 'parameter') return false;
  const type = parameters.find(({ name }) => name === source.name)?.type;
  return language !== 'arm-json' && type !== undefined && !/^(?:string\??|any|)$/i.test(type);
}

/** A certificate, and what only Key Vault could hold better, is for the record where it is supplied safely. */
function severityFor(row: CatalogueRow, { state }: StatedValue): Severity | undefined {
  const severity = severityOf(row, state);
  const isMinor = row.tier === 'extracted' || /certificate|password|\bPATs?\b|token/i.test(row.credential ?? '');
  const isOwnRegistry = /registry password/i.test(row.credential ?? '');
  return severity === 'warning' && isMinor && !isOwnRegistry ? 'information' : severity;
}

const SERVER = /^(?:server|registry_?(?:server|url)|docker_registry(?:_server)?_url|url|server_?url|image)$/i;

/** The password of a registry that is none of Azure has nothing keyless to take its place. */
export function isElsewhere(row: CatalogueRow, resource: Resource, property: Property): boolean {
  if (!/registry password/i.test(row.credential ?? '') || !row.path.includes('.')) return false;
  const holders = resource.find(row.path.slice(0, row.path.lastIndexOf('.')));
  const holder = holders.find(({ range }) => range.start <= property.range.start && property.range.end <= range.end);
  const servers = holder?.value.properties.filter(({ name }) => SERVER.test(name)) ?? [];
  return servers.some(({ value }) => {
    const texts = constantsOf(value);
    return texts.length > 0 && texts.every((text) => !text.toLowerCase().includes('.azurecr.'));
  });
}

function relatedTo(value: Value, { location, label }: StatedValue): readonly RelatedLocation[] {
  const isHere =
    location.uri === value.uri && location.range.start >= value.range.start && location.range.end <= value.range.end;
  return isHere ? [] : [{ ...location, message: `The secret comes from ${label}.` }];
}

/** `client secret (social)` says more than a message needs. */
export function credentialWords({ credential = 'secret' }: CatalogueRow): string {
  return credential.replace(/\s*\(.*/, '');
}
