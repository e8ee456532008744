import type { InfrastructureModel, Resource } from '../model/resource.ts';
import { armView } from '../model/terraform/index.ts';
import type { Property, Value } from '../model/value.ts';
import { ALLOWED_LIFETIMES, LIFETIMES, type LifetimeRow } from './catalogue/credential-lifetimes.ts';
import { checkAppPolicy } from './credential-lifetime/check-app-policy.ts';
import { type LifetimeContext, MESSAGES } from './credential-lifetime/messages.ts';
import { readLifetime } from './credential-lifetime/read-lifetime.ts';
import type { Fix } from './finding.ts';
import { defineRule } from './rule.ts';
import { editsOf } from './support/edits.ts';

/**
 * Secrets of services and policies about them that let a secret live for too long. Client secrets and certificates of
 * applications are the business of `long-lived-credential`.
 */
export const credentialLifetime = defineRule({
  id: 'credential-lifetime',
  title: 'Key, token or stored secret that is valid for too long',
  severity: 'warning',
  tags: ['CWE-262', 'CWE-324', 'CICD-SEC-6'],
  messages: MESSAGES,
  options: {
    'maximum-days': {
      type: 'integer',
      description: 'How many days a stored secret, password, token or webhook may be valid.',
      default: 365,
      minimum: 1,
      maximum: 36_500,
    },
    'maximum-sas-days': {
      type: 'integer',
      description: 'How many days a SAS token may be valid.',
      default: 7,
      minimum: 1,
      maximum: 36_500,
    },
  },
  checks: {
    infrastructure(model, context) {
      for (const declared of model.resources) {
        const resource = armView(declared) ?? declared;
        for (const row of LIFETIMES) checkRow(resource, row, 'tooLong', model, context);
        for (const row of ALLOWED_LIFETIMES) checkRow(resource, row, 'allowed', model, context);
        if (declared.mode === 'resource') checkAppPolicy(declared, context);
      }
    },
  },
});

function checkRow(
  resource: Resource,
  row: LifetimeRow,
  messageId: 'tooLong' | 'allowed',
  model: InfrastructureModel,
  context: LifetimeContext,
): void {
  if (resource.mode !== (row.mode ?? 'resource') || !row.types.some((type) => resource.isType(type))) return;
  if (row.unlessOff && resource.find(row.unlessOff).some(({ value }) => value.constant === false)) return;
  for (const credential of credentialsOf(resource, row)) {
    const end = row.ends.flatMap((path) => credential.find(path)).find(({ value }) => value.kind !== 'null');
    if (end) checkEnd(end, credential, row, messageId, model, context);
    else if (row.withoutEnd && credential.isComplete) reportNoEnd(credential, row, context);
  }
}

/** The resource, or a part of it. */
interface Credential {
  readonly resource: Resource;
  readonly property: Property | undefined;
  readonly isComplete: boolean;
  find(path: string): readonly Property[];
}

function credentialsOf(resource: Resource, { path, ends }: LifetimeRow): readonly Credential[] {
  if (path === undefined) {
    // The object around the end may be held in a variable.
    const around = ends
      .map((end) => end.split('.').slice(0, -1))
      .flatMap((names) => names.map((_, at) => names.slice(0, at + 1)));
    const objects = around.flatMap((names) => resource.find(names.join('.'))).map(({ value }) => value);
    const isComplete = [resource.body, ...objects].every((value) => value.isComplete);
    return [{ resource, property: undefined, isComplete, find: (name) => resource.find(name) }];
  }
  return resource.find(path).map((property) => ({
    resource,
    property,
    isComplete: property.value.isComplete && property.value.kind === 'object',
    find: (name) => named(property.value, name),
  }));
}

function named(value: Value, name: string): readonly Property[] {
  return value.properties.filter((property) => property.name === name);
}

function checkEnd(
  end: Property,
  { resource, find }: Credential,
  row: LifetimeRow,
  messageId: 'tooLong' | 'allowed',
  model: InfrastructureModel,
  context: LifetimeContext,
): void {
  const [start] = row.start === undefined ? [] : find(row.start);
  const lifetime = readLifetime(end, start, row.unit, model, context.now);
  const maximum = maximumOf(row, context);
  if (!lifetime || lifetime.days <= maximum) return;
  const edits =
    lifetime.write && editsOf(context.document.uri, resource.editor.replaceValue(end, lifetime.write(maximum)));
  context.report({
    messageId,
    data: { what: row.what, days: Math.floor(lifetime.days), maximum },
    range: end.value.range,
    fixes: edits ? [limitFix(maximum, edits)] : [],
  });
}

function maximumOf({ maximum }: LifetimeRow, context: LifetimeContext): number {
  return typeof maximum === 'number' ? maximum : context.option<number>(maximum);
}

function limitFix(maximum: number, edits: Fix['edits']): Fix {
  const followUps = ['Renew it in time from then on, and see to it that whoever uses it gets the next one.'];
  return { title: `Limit it to ${maximum} days`, safety: 'needs-review', edits, followUps };
}

const SECONDS_PER_DAY = 86_400;

function reportNoEnd({ resource, property }: Credential, row: LifetimeRow, context: LifetimeContext): void {
  const [end = ''] = row.ends;
  const maximum = maximumOf(row, context);
  // Only a number of seconds can be written without a clock.
  const edits =
    end === 'lifetime_seconds' && editsOf(context.document.uri, resource.editor.set(end, maximum * SECONDS_PER_DAY));
  context.report({
    messageId: 'noEnd',
    data: { what: row.what, property: end.split('.').at(-1) ?? end },
    range: rangeOf(resource, property),
    severity: row.withoutEnd ?? 'warning',
    fixes: edits ? [limitFix(maximum, edits)] : [],
  });
}

/** The name of a block, the first property of an element of a list, the type of a whole resource. */
function rangeOf(resource: Resource, property: Property | undefined) {
  if (!property) return resource.typeRange;
  return property.name === '' ? (property.value.properties[0]?.range ?? property.range) : property.nameRange;
}
