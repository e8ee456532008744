import type { Assignment, InfrastructureModel, Parameter, Resource } from '../../model/resource.ts';
import type { Property, Value } from '../../model/value.ts';
import { Memory } from '../../text/memory.ts';
import type { SourceText } from '../../text/source-text.ts';
import { CREDENTIAL_ATTRIBUTES } from '../catalogue/infrastructure-credentials.ts';
import { isSecretName } from '../catalogue/secret-names.ts';
import { keylessSignIn } from '../support/keyless-sign-in.ts';
import { isPlaceholder, looksSecret } from '../support/placeholder.ts';
import { literalAt, writtenText } from '../support/secret-state.ts';
import type { HardcodedCredentialContext } from './messages.ts';
import { fromEnvironmentFix, secureParameterFix, withoutDefaultFix } from './parameter-fixes.ts';
import type { Places } from './places.ts';
import { withRevocation } from './revocation.ts';
import { checkCredentials } from './rows.ts';

export function checkInfrastructure(
  model: InfrastructureModel,
  places: Places,
  context: HardcodedCredentialContext,
): void {
  for (const resource of model.resources) checkSignIn(resource, places, context);
  checkCredentials(model, places, context);
  if (mayNameSecrets(model)) {
    for (const resource of model.resources) checkProperties(resource, model, places, context);
  }
  for (const parameter of model.parameters) checkParameter(parameter, model, places, context);
  for (const assignment of model.assignments) checkAssignment(assignment, places, context);
}

function checkSignIn(resource: Resource, places: Places, context: HardcodedCredentialContext): void {
  for (const row of CREDENTIAL_ATTRIBUTES) {
    if (row.mode !== resource.mode || row.path.endsWith('_path')) continue;
    if (!row.types.some((type) => resource.isType(type))) continue;
    for (const property of resource.find(row.path)) {
      const written = writtenText(property.value);
      if (!written || isPlaceholder(written.text) || !places.take(written.range)) continue;
      const fix = written.isHere ? keylessSignIn(resource, property, row) : undefined;
      context.report({
        messageId: 'signIn',
        data: { credential: row.credential, name: property.name, settings: settingsOf(row.instead) },
        range: written.range,
        fixes: withRevocation(fix),
      });
    }
  }
}

function settingsOf(instead: Readonly<Record<string, unknown>>): string {
  return Object.keys(instead)
    .map((name) => `\`${name} = true\``)
    .join(' and ');
}

/** Beyond this depth nothing a person wrote is found, and the walk must end. */
const MAX_DEPTH = 32;

/** What is in every name of a secret. */
const STEM = /passw|passphrase|pwd|secret|key|token|connection_?string|sas|pat(?![a-z])/gi;
const LONGEST_NAME = 80;

const named = new Memory<SourceText, boolean>();

/**
 * Whether anything in a file is named as a secret: most speak of none, so that their resources need not be evaluated.
 * What Terraform takes from another file of the folder has its name in the one where it is used.
 */
function mayNameSecrets({ document: { source } }: InfrastructureModel): boolean {
  let result = named.get(source);
  if (result === undefined) {
    result = false;
    for (const { index } of source.text.matchAll(STEM)) {
      const before = /[\w-]*$/.exec(source.text.slice(Math.max(index - LONGEST_NAME, 0), index))?.[0] ?? '';
      const behind = /^[\w-]*/.exec(source.text.slice(index, index + LONGEST_NAME))?.[0] ?? '';
      if (!isSecretName(before + behind)) continue;
      result = true;
      break;
    }
    named.set(source, result);
  }
  return result;
}

/** Properties whose name says that they hold a secret, and `name`/`value` pairs of settings. */
function checkProperties(
  resource: Resource,
  model: InfrastructureModel,
  places: Places,
  context: HardcodedCredentialContext,
): void {
  // Most resources speak of no secret at all: their trees need not be evaluated.
  if (!/passw|pwd|secret|key|token|connection|sas|authorization/i.test(resource.document.source.slice(resource.range)))
    return;
  const visit = (value: Value, depth: number): void => {
    if (depth > MAX_DEPTH) return;
    const pair = settingOf(value);
    if (pair) checkProperty(pair.name, pair.property);
    for (const property of value.properties) {
      if (isSecretName(property.name) || isAuthorization(property)) checkProperty(property.name, property);
      visit(property.value, depth + 1);
    }
    for (const item of value.items) visit(item, depth + 1);
  };
  const checkProperty = (name: string, property: Property): void => {
    const written = writtenText(property.value);
    if (!written || !looksSecret(written.text.replace(AUTH_SCHEME, '')) || !places.take(written.range)) return;
    const fix = written.isHere ? secureParameterFix(resource, property, model) : undefined;
    context.report({
      messageId: 'property',
      data: { name, parameter: wordFor(model) },
      range: written.range,
      confidence: 'medium',
      fixes: fix ? [fix] : [],
    });
  };
  visit(resource.body, 0);
}

const AUTH_SCHEME = /^(?:Bearer|Basic|Token|ApiKey|SharedKey)\s+/i;

/** The header of a request: `Authorization: 'Bearer ...'`. */
function isAuthorization({ name, value }: Property): boolean {
  return /^(?:proxy-)?authorization$/i.test(name) && AUTH_SCHEME.test(writtenText(value)?.text ?? '');
}

/** `{ name: 'CLIENT_SECRET', value: '...' }`. */
function settingOf(value: Value): { readonly name: string; readonly property: Property } | undefined {
  const property = value.properties.find((candidate) => candidate.name === 'value');
  if (!property) return undefined;
  const key = value.properties.find((candidate) => candidate.name === 'name');
  const name = key ? literalAt(key.value) : undefined;
  return name !== undefined && isSecretName(name) ? { name, property } : undefined;
}

function checkParameter(
  parameter: Parameter,
  model: InfrastructureModel,
  places: Places,
  context: HardcodedCredentialContext,
): void {
  const value = parameter.default;
  if (!value || !isSecret(value, parameter.isSecure, parameter.name) || !places.take(value.range)) return;
  const fix = withoutDefaultFix(parameter, value, model);
  context.report({
    messageId: 'parameterDefault',
    data: { name: parameter.name, parameter: wordFor(model) },
    range: value.range,
    ...weight(parameter.isSecure),
    fixes: fix ? [fix] : [],
  });
}

function checkAssignment(assignment: Assignment, places: Places, context: HardcodedCredentialContext): void {
  const { document } = context;
  const isCertain = assignment.isSecure === true;
  if (!isSecret(assignment.value, isCertain, assignment.name) || !places.take(assignment.value.range)) return;
  const fix = fromEnvironmentFix(assignment, document);
  context.report({
    messageId: 'assignment',
    data: { name: assignment.name, how: howToAssign(context) },
    range: assignment.value.range,
    ...weight(isCertain),
    fixes: fix ? [fix] : [],
  });
}

function howToAssign({ document }: HardcodedCredentialContext): string {
  if (document.kind === 'bicepparam') return '`az.getSecret(...)`';
  if (document.kind === 'arm-parameters') return 'a `reference` to a `keyVault`';
  return 'the data source or ephemeral resource `azurerm_key_vault_secret`';
}

/** A place that is known to hold a secret holds one unless the text stands for another; a guess needs more. */
function isSecret(value: Value, isCertain: boolean, name: string): boolean {
  if (isCertain) return isSecretText(value);
  const text = isSecretName(name) ? literalAt(value) : undefined;
  return text !== undefined && looksSecret(text);
}

function isSecretText(value: Value): boolean {
  // A secure object is secret in all its parts.
  if (value.kind === 'object') return value.properties.some((property) => isSecretText(property.value));
  const text = literalAt(value);
  return text !== undefined && !isPlaceholder(text);
}

function weight(isCertain: boolean) {
  return isCertain ? {} : ({ confidence: 'medium' } as const);
}

function wordFor(model: InfrastructureModel): string {
  return model.language === 'terraform' ? 'variable' : 'parameter';
}
