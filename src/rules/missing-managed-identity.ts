import type { InfrastructureModel, Resource } from '../model/resource.ts';
import { armView } from '../model/terraform/index.ts';
import { rowsOf } from './catalogue/infrastructure/index.ts';
import { identityWriter } from './missing-managed-identity/identity-writer.ts';
import { needOf } from './missing-managed-identity/needs.ts';
import { defineRule, type RuleContext } from './rule.ts';

const ID = 'missing-managed-identity';

/**
 * An app, container or other host without an identity that would have to have one: for what it already relies on, or
 * in the place of a credential that it holds. That it has none is no finding by itself.
 */
export const missingManagedIdentity = defineRule({
  id: ID,
  title: 'Host that needs a managed identity and has none',
  severity: 'warning',
  tags: ['CWE-522', 'CWE-287', 'CICD-SEC-6'],
  messages: {
    vault:
      '{host} has no identity, but "{name}" is a reference to a Key Vault, which only an identity can follow: the app ' +
      'gets the reference in the place of the secret. Give it a managed identity and the role Key Vault Secrets User.',
    connection:
      '{host} has no identity, but "{name}" tells it to sign in with one: the connection fails. Give it a managed ' +
      'identity and the role that the connection needs.',
    closed:
      '{host} has no identity, but "{name}" leads to {target}, which takes no keys: nothing that runs here can sign in ' +
      'there. Give it a managed identity and a role on {target}.',
    credential:
      '{host} has no identity and signs in with a secret ({credential}) in "{name}". The secret works for whoever reads ' +
      'it, from anywhere. Give the host a managed identity and the role {role}, and let that take its place.',
    pull:
      '{host} has no identity and pulls its image with a password ("{name}"). Whoever reads the password has the images. ' +
      'Give the host a managed identity and the role AcrPull on the registry.',
  },
  checks: {
    infrastructure(model, context) {
      for (const declared of model.resources) check(declared, model, context);
    },
  },
});

function check(
  declared: Resource,
  model: InfrastructureModel,
  context: RuleContext<'vault' | 'connection' | 'closed' | 'credential' | 'pull'>,
): void {
  const resource = armView(declared) ?? declared;
  if (resource.mode !== 'resource' || !isHost(resource) || !hasNoIdentity(resource)) return;
  const need = needOf(resource, model);
  if (!need) return;
  const { messageId, property, data } = need;
  const fix = resource === declared ? identityWriter(need, resource, context.workspace) : undefined;
  context.report({
    messageId,
    data: { host: `"${declared.symbol}"`, ...data },
    range: declared.typeRange,
    related: [{ uri: property.value.uri, range: property.value.range, message: 'This is what needs the identity.' }],
    fixes: fix ? [fix] : [],
  });
}

function isHost(resource: Resource): boolean {
  return rowsOf(resource).some(
    ({ rule, path, kind }) =>
      rule === ID && path === 'identity' && (kind === 'identity-missing' || kind === 'identity-capability'),
  );
}

/** Nothing that a spread or a variable could hide. */
function hasNoIdentity(resource: Resource): boolean {
  if (!resource.body.isComplete) return false;
  const [identity] = resource.find('identity');
  const type = identity?.value.properties.find(({ name }) => name === 'type')?.value.patterns ?? [];
  return (
    !identity || (type.length > 0 && type.every(({ parts: [part] }) => part?.kind === 'known' && part.text === 'None'))
  );
}
