import type { InfrastructureModel, Resource } from '../../model/resource.ts';
import { armView } from '../../model/terraform/index.ts';
import type { Property } from '../../model/value.ts';
import { rowsOf } from '../catalogue/infrastructure/index.ts';
import { CREDENTIAL_ATTRIBUTES, CREDENTIAL_DECLARATIONS } from '../catalogue/infrastructure-credentials.ts';
import { constantsOf, isInVersion } from '../support/catalogue-row.ts';
import { reportSwitches } from '../support/catalogue-row-report.ts';
import { keylessFix } from '../support/companion/keyless-fix.ts';
import { secretOf } from '../support/flow/secret-sources.ts';
import {
  credentialWords,
  isElsewhere,
  type SuppliedCredential,
  suppliedCredentials,
} from '../support/supplied-credential.ts';
import type { ClientSecretContext } from './messages.ts';
import { checkSecretSettings } from './secret-settings.ts';

const ID = 'client-secret';
/** Passwords and tokens that are supplied are for this rule, too: the other one speaks of text. */
const RULES = new Set([ID, 'hardcoded-credential']);

/**
 * Credentials of infrastructure code that the catalogue knows and that something keyless could replace: supplied as a
 * value, named as a secret kept elsewhere, or chosen by a switch.
 */
export function checkCatalogue(model: InfrastructureModel, context: ClientSecretContext): void {
  const switched = reportSwitches(ID, model, context);
  for (const declared of model.resources) {
    if (declared.mode === 'existing' || (declared.mode === 'data' && !declared.type.includes('remote_state'))) continue;
    const resource = armView(declared) ?? declared;
    if (rowsOf(resource).length === 0) continue;
    if (switched.has(resource.range.start)) continue;
    const isSignIn = resource.mode === 'provider' || resource.mode === 'backend';
    const settings = checkSecretSettings(resource, context);
    for (const supplied of suppliedCredentials(resource, model, ({ rule }) => RULES.has(rule))) {
      const { property } = supplied.place;
      if (settings.has(property.value.range.start) || (isSignIn && isKnownSignIn(resource, property))) continue;
      reportSupplied(supplied, context);
    }
    checkReferences(resource, context);
  }
}

/** Those that the tables of providers and backends know are judged with the settings beside them. */
function isKnownSignIn(resource: Resource, { name }: Property): boolean {
  const { mode, type } = resource;
  return CREDENTIAL_ATTRIBUTES.some((row) => {
    if (row.mode !== mode || !row.types.includes(type)) return false;
    return row.path === name || (row.alsoRemove.includes(name) && resource.find(row.path).length > 0);
  });
}

function reportSupplied(supplied: SuppliedCredential, context: ClientSecretContext): void {
  const { place, credential, label, alternative, severity, related } = supplied;
  const { row, resource, property, name } = place;
  const fix = resource.mode === 'resource' ? keylessFix(context.workspace, resource, property) : undefined;
  context.report({
    messageId: 'supplied',
    data: { name, of: row.service ?? row.type, credential, source: label, advice: `${alternative}.` },
    range: property.value.range,
    severity,
    related,
    fixes: fix && !isView(resource) ? [fix] : [],
  });
}

/** References to secrets kept elsewhere, by name or by id. */
function checkReferences(resource: Resource, context: ClientSecretContext): void {
  for (const row of rowsOf(resource)) {
    if (row.rule !== ID || row.profile !== 'block-present' || row.path === '' || row.when !== undefined) continue;
    if (row.kind !== 'credential-reference' || isDeclared(resource) || !isInVersion(row, resource)) continue;
    for (const property of resource.find(row.path)) {
      const { value } = property;
      const constants = constantsOf(value);
      const isKeyless =
        constants.length > 0 && constants.every((text) => text === '' || row.secureValues.includes(text));
      if (value.kind === 'null' || isKeyless || isElsewhere(row, resource, property) || holdsServiceKey(resource))
        continue;
      // Without a role to give, the identity is one that must be told to the service by hand.
      const fix = row.roles.length > 0 ? keylessFix(context.workspace, resource, property) : undefined;
      const { alternative = 'an identity' } = row.fix;
      context.report({
        messageId: 'reference',
        data: {
          name: property.name,
          of: row.service ?? row.type,
          credential: credentialWords(row),
          advice: `${alternative}.`,
        },
        range: value.range,
        severity: /key vault/i.test(row.credential ?? '') || /scale/.test(row.id) ? 'information' : 'warning',
        fixes: fix && !isView(resource) ? [fix] : [],
      });
    }
  }
}

function isDeclared(resource: Resource): boolean {
  return CREDENTIAL_DECLARATIONS.some(({ types }) => types.some((type) => resource.isType(type)));
}

/** Where the secret itself is the key of a service, it is reported where it is asked for. */
function holdsServiceKey({ body }: Resource): boolean {
  return body.sources.some((source) => secretOf(source)?.kind === 'service-key');
}

/** A view on a body of azapi is not edited here. */
function isView({ language, type }: Resource): boolean {
  return language === 'terraform' && type.includes('/');
}
