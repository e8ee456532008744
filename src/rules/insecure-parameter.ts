import type { InfrastructureModel, Parameter } from '../model/resource.ts';
import type { Value } from '../model/value.ts';
import { isSecretName } from './catalogue/secret-names.ts';
import type { Fix } from './finding.ts';
import { type CredentialUse, credentialUses } from './insecure-parameter/credential-uses.ts';
import { type ExposedParameter, exposedParameters } from './insecure-parameter/nested-templates.ts';
import { defineRule, type RuleContext } from './rule.ts';
import { editsOf } from './support/edits.ts';
import { secureEdits, secureMark } from './support/flow/secure-declaration.ts';
import { parametersIn } from './support/flow/whole-parameter.ts';
import { isPlaceholder } from './support/placeholder.ts';
import { literalAt } from './support/secret-state.ts';

const MESSAGES = {
  deployed:
    'The parameter "{name}" takes a secret ({reason}) and is not marked as one: its value is kept in the history of deployments, where everybody with read access sees it. Mark it with {mark}.',
  printed:
    'The variable "{name}" takes a secret ({reason}) and is not marked as one: every plan prints its value. Mark it with {mark}.',
  computable:
    'The default of the secret parameter "{name}" can be computed by everybody who knows the names it is made of. Remove it, or use `newGuid()`.',
  exposed:
    'The secret parameter "{name}" is put into the template of this deployment before that is sent, so the history of deployments keeps it in plain text. Set the `scope` of its `expressionEvaluationOptions` to `inner` and pass the secret as a secure parameter of the nested template, or use a module.',
  guessable:
    'The default of the secret {parameter} "{name}" only stands for a secret, but it becomes the secret wherever nobody passes another one, and everybody can guess it. Remove it, so that a value must be passed.',
} as const;

type Context = RuleContext<keyof typeof MESSAGES>;

/** A parameter or variable that takes a secret without saying so, and a secret one with a default that is none. */
export const insecureParameter = defineRule({
  id: 'insecure-parameter',
  title: 'Parameter for a secret that is not marked as secret',
  severity: 'error',
  tags: ['CWE-532', 'CWE-200', 'CICD-SEC-6'],
  messages: MESSAGES,
  checks: {
    infrastructure(model, context) {
      if (model.parameters.length === 0) return;
      for (const exposed of exposedParameters(model)) reportExposed(exposed, context);
      const open = model.parameters.filter((parameter) => !parameter.isSecure && canBeSecure(parameter, model));
      const uses = open.length > 0 ? credentialUses(model, context.workspace) : new Map<string, CredentialUse>();
      for (const parameter of open) checkOpen(parameter, uses.get(parameter.name), model, context);
      for (const parameter of model.parameters) checkDefault(parameter, model, context);
    },
  },
});

function reportExposed({ deployment, name, property }: ExposedParameter, context: Context): void {
  const { uri } = deployment.document;
  const related = [{ uri, range: property.value.range, message: 'The secret is put in here.' }];
  context.report({ messageId: 'exposed', data: { name }, range: deployment.typeRange, related });
}

/** Only these types can be marked as secret, or hold one. */
function canBeSecure({ type }: Parameter, { language }: InfrastructureModel): boolean {
  if (language === 'terraform') return !/^(?:bool|number|list|set|tuple)\b/.test(type);
  return /^(?:string|object)\??$/i.test(type);
}

function checkOpen(
  parameter: Parameter,
  use: CredentialUse | undefined,
  model: InfrastructureModel,
  context: Context,
): void {
  if (!use && !isNamedSecret(parameter)) return;
  const fix = secureFix(parameter, model);
  context.report({
    messageId: model.language === 'terraform' ? 'printed' : 'deployed',
    data: {
      name: parameter.name,
      reason: use ? `it goes to ${use.place}` : 'by its name',
      mark: `\`${secureMark(model)}\``,
    },
    range: parameter.nameRange,
    ...(use ? {} : { severity: 'warning', confidence: 'medium' }),
    related: use ? [{ ...use.location, message: 'It is used as a secret here.' }] : [],
    fixes: fix ? [fix] : [],
  });
}

/** Connection strings of Application Insights open nothing by themselves; a secret of a vault is named, not held. */
const NO_SECRET = /insights|key_?vault_?secret$/i;

/** The name alone says so for texts only, and not where the default tells that the text is something else. */
function isNamedSecret({ name, type, default: value }: Parameter): boolean {
  if (!/^(?:string\??|any|)$/i.test(type) || !isSecretName(name) || NO_SECRET.test(name)) return false;
  return value === undefined || value.kind === 'null' || value.sources.length === 0;
}

function secureFix(parameter: Parameter, model: InfrastructureModel): Fix | undefined {
  const edits = editsOf(model.document.uri, secureEdits(model, parameter));
  if (!edits) return undefined;
  const isShown = model.outputs.some(({ value }) => parametersIn(value).some(({ name }) => name === parameter.name));
  const isLoop = model.language === 'terraform' && !/^(?:string|)$/.test(parameter.type);
  const followUps = [
    ...(isShown ? [`Mark the outputs that show ${parameter.name} as secret, too.`] : []),
    ...(isLoop
      ? [`Check that no \`for_each\` or \`count\` depends on ${parameter.name}: Terraform refuses secrets there.`]
      : []),
  ];
  return {
    title: `Mark ${parameter.name} as secret`,
    safety: followUps.length > 0 ? 'needs-review' : 'safe',
    edits,
    followUps,
  };
}

/** A text that is a secret is for the rule hardcoded-credential; this is for what is none. */
function checkDefault(
  { name, isSecure, default: value }: Parameter,
  model: InfrastructureModel,
  context: Context,
): void {
  if (!isSecure || !value) return;
  const text = context.document.source.slice(value.range);
  if (model.language !== 'terraform' && isComputable(value, text) && !isMadeOfSecret(text, model)) {
    // Some mark what is no secret.
    const severity = isSecretName(name) ? 'warning' : 'information';
    context.report({ messageId: 'computable', data: { name }, range: value.range, severity });
  } else if (isGuessable(value)) {
    const parameter = model.language === 'terraform' ? 'variable' : 'parameter';
    context.report({ messageId: 'guessable', data: { name, parameter }, range: value.range, severity: 'warning' });
  }
}

const PREDICTABLE = /^(?:uniqueString|guid)$/i;

/** Put together of things that are no secret, and not a plain text. */
function isComputable(value: Value, text: string): boolean {
  const isKnown = value.sources.every(
    (source) => source.kind === 'literal' || (source.kind === 'function' && PREDICTABLE.test(source.name)),
  );
  return value.sources.length > 0 && isKnown && /\w\s*\(/.test(text) && literalAt(value) === undefined;
}

/** What a hash is made of is no source of it. */
function isMadeOfSecret(text: string, { parameters }: InfrastructureModel): boolean {
  const words = new Set(text.match(/\w+/g));
  return words.has('newGuid') || parameters.some(({ name, isSecure }) => isSecure && words.has(name));
}

/** Says that there is nothing, or that a tool puts something else in its place. */
const NO_VALUE = /^(?:none|null|nil|undefined|empty|redacted|hidden|masked|omitted|unset|not\b|n\/?a$|true$|false$)/i;
const FILLED_IN = /[<>{}[\]$%#…*]|\.{3}|x{4,}|^(?:https:|keyvault|@microsoft|__)/i;

/** A text that stands for a secret (`changeme`) is one where it is the default; a secure object is secret in all its parts. */
function isGuessable(value: Value): boolean {
  if (value.kind === 'object') return value.properties.some((property) => isGuessable(property.value));
  const text = literalAt(value)?.trim() ?? '';
  return /[a-z]{3}/i.test(text) && isPlaceholder(text) && !NO_VALUE.test(text) && !FILLED_IN.test(text);
}
