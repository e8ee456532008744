import type { SourceDocument } from '../model/document.ts';
import type { InfrastructureModel, ModuleCall, Resource } from '../model/resource.ts';
import { armView } from '../model/terraform/index.ts';
import type { ValueSource } from '../model/value.ts';
import { Memory } from '../text/memory.ts';
import type { Fix, RelatedLocation, Severity } from './finding.ts';
import { connectionFix } from './key-in-configuration/connection-fix.ts';
import { hostStorageFix } from './key-in-configuration/host-storage-fix.ts';
import { insteadOf } from './key-in-configuration/instead.ts';
import {
  KEY_IN_CONFIGURATION_MESSAGES,
  type KeyInConfigurationContext,
  type KeyInConfigurationMessage,
} from './key-in-configuration/messages.ts';
import { sinkInModule } from './key-in-configuration/module-sinks.ts';
import { suppliedKeys } from './key-in-configuration/supplied.ts';
import { defineRule } from './rule.ts';
import { keylessFix } from './support/companion/keyless-fix.ts';
import { mayBeSecret, mayHoldSecrets } from './support/flow/may-hold-secrets.ts';
import { type FlowPlace, placesOf } from './support/flow/secret-places.ts';
import { type SecretSource, secretOf, secretsIn } from './support/flow/secret-sources.ts';
import { nameOf, type Sink, type SinkKind, sinkOf, sinkOfArgument } from './support/flow/sinks.ts';
import { suppliedCredentials } from './support/supplied-credential.ts';

/**
 * The key of a service that infrastructure code asks for and puts somewhere else: a setting of an app, a secret, a
 * property of another resource, a module. It is followed through variables, parameters and modules, and reported where
 * it arrives.
 */
export const keyInConfiguration = defineRule({
  id: 'key-in-configuration',
  title: 'Key of a service put into configuration',
  severity: 'warning',
  tags: ['CWE-522', 'CWE-526', 'CICD-SEC-6'],
  messages: KEY_IN_CONFIGURATION_MESSAGES,
  checks: {
    infrastructure(model, context) {
      for (const resource of model.resources) checkSupplied(resource, model, context);
      if (!mayHoldSecrets(model, context.workspace)) return;
      for (const resource of model.resources)
        if (mayBeSecret(model, resource.range, context.workspace))
          checkResource(armView(resource) ?? resource, context);
      for (const module of model.modules)
        if (mayBeSecret(model, module.range, context.workspace)) checkModule(module, model, context);
    },
  },
});

/** What says what a resource is and where it stands, and holds no configuration. */
const NOT_CONFIGURATION = new Set(['name', 'type', 'apiversion', 'parent', 'scope', 'dependson', 'depends_on', 'tags']);

function checkResource(resource: Resource, context: KeyInConfigurationContext): void {
  if (resource.mode !== 'resource' || resource.isType('Microsoft.Resources/deployments')) return;
  const { uri } = context.document;
  // ARM templates write resources inside of others: those are looked at by themselves.
  const properties = resource.body.properties.filter(
    ({ name }) =>
      !NOT_CONFIGURATION.has(name.toLowerCase()) && !(resource.language === 'arm-json' && name === 'resources'),
  );
  for (const place of placesOf(properties, uri, isServiceKey)) {
    const keys = keysIn(place);
    const [key] = keys;
    if (!key) continue;
    const sink = sinkOf(place, resource);
    const fix = fixFor(place, resource, sink, keys, context);
    context.report({
      messageId: messageFor(sink),
      data: {
        service: key.service.label,
        source: key.label,
        name: sink.name,
        type: resource.type,
        instead: insteadOf(key, sink, place, resource),
      },
      range: place.range,
      severity: severityOf(sink, key),
      related: whereAsked(key, context.document),
      fixes: fix ? [fix] : [],
    });
  }
}

function checkSupplied(declared: Resource, model: InfrastructureModel, context: KeyInConfigurationContext): void {
  if (declared.mode !== 'resource') return;
  const reported = new Set<number>();
  for (const { place, severity, ...data } of suppliedKeys(declared)) {
    reported.add(place.range.start);
    context.report({ messageId: 'supplied', data, range: place.range, severity });
  }
  const resource = armView(declared) ?? declared;
  for (const supplied of suppliedCredentials(resource, model, ({ rule }) => rule === 'key-in-configuration')) {
    const { place, credential, label, alternative, severity, related } = supplied;
    const { range } = place.property.value;
    if (reported.has(range.start)) continue;
    const fix = resource === declared ? keylessFix(context.workspace, resource, place.property) : undefined;
    context.report({
      messageId: 'supplied',
      data: { name: place.name, credential, origin: label, instead: `Use this instead: ${alternative}.` },
      range,
      severity,
      related,
      fixes: fix ? [fix] : [],
    });
  }
}

function checkModule(module: ModuleCall, model: InfrastructureModel, context: KeyInConfigurationContext): void {
  const given = module.arguments.filter(({ range }) => mayBeSecret(model, range, context.workspace));
  for (const place of placesOf(given, model.document.uri, isServiceKey)) {
    const [key] = keysIn(place);
    if (!key) continue;
    const inside = module.target && sinkInModule(module.target, place, key);
    // A module of the workspace that does nothing with it says so itself.
    if (module.target && !inside) continue;
    const byName = sinkOfArgument(place);
    const sink = { ...(inside?.sink ?? byName), ...(byName.isKeyOnly ? { isKeyOnly: true } : {}) };
    context.report({
      messageId: 'module',
      data: {
        service: key.service.label,
        source: key.label,
        module: module.symbol,
        name: nameOf(place),
        where: inside ? `, which ${whatItDoes(inside.sink)}` : '',
        instead: insteadOf(key, sink, place, undefined),
      },
      range: place.range,
      severity: inside || sink.kind === 'setting' ? severityOf(sink, key) : 'information',
      related: [
        ...whereAsked(key, context.document),
        ...(inside ? [{ ...inside.location, message: 'The module puts it here.' }] : []),
      ],
    });
  }
}

function whatItDoes({ kind, name }: Sink): string {
  switch (kind) {
    case 'setting':
      return `puts it into the setting "${name}"`;
    case 'key-vault':
      return 'copies it into a Key Vault';
    case 'store':
      return `copies it into the secret "${name}"`;
    case 'property':
      return `gives it to "${name}"`;
  }
}

function isServiceKey(source: ValueSource): boolean {
  return secretOf(source)?.kind === 'service-key';
}

function keysIn({ property }: FlowPlace): readonly SecretSource[] {
  return secretsIn(property.value).filter(({ kind }) => kind === 'service-key');
}

const MESSAGES: Readonly<Record<SinkKind, KeyInConfigurationMessage>> = {
  setting: 'setting',
  store: 'store',
  'key-vault': 'vault',
  property: 'property',
};

function messageFor(sink: Sink): KeyInConfigurationMessage {
  return sink.isKeyOnly && sink.kind === 'property' ? 'keyOnly' : MESSAGES[sink.kind];
}

/** A copy in a vault, and a key that nothing can take the place of, are for the record only. */
function severityOf(sink: Sink, { service }: SecretSource): Severity {
  const hasAlternative = service.role !== undefined && !sink.isKeyOnly;
  return hasAlternative && sink.kind !== 'key-vault' ? 'warning' : 'information';
}

/** The place where the key is asked for, where that is another file. */
function whereAsked({ location, label }: SecretSource, document: SourceDocument): readonly RelatedLocation[] {
  return location.uri === document.uri ? [] : [{ ...location, message: `\`${label}\` is asked for here.` }];
}

/** Each fix is a refactoring tried out on the whole file: a file of thousands of keys is not worth as many. */
const MAX_FIXES = 20;
const fixesGiven = new Memory<KeyInConfigurationContext, number>();

function fixFor(
  place: FlowPlace,
  resource: Resource,
  sink: Sink,
  keys: readonly SecretSource[],
  context: KeyInConfigurationContext,
): Fix | undefined {
  // A view on a body of azapi is not edited here.
  if (sink.isKeyOnly || (resource.language === 'terraform' && resource.type.includes('/'))) return undefined;
  const given = fixesGiven.get(context) ?? 0;
  fixesGiven.set(context, given + 1);
  if (given >= MAX_FIXES) return undefined;
  const { workspace } = context;
  return sink.kind === 'setting' && sink.host === 'functions'
    ? connectionFix(place, resource, keys, workspace)
    : (hostStorageFix(place, resource, keys, workspace) ?? keylessFix(workspace, resource, place.property));
}
