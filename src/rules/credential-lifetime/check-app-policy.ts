import type { Resource } from '../../model/resource.ts';
import type { Property, Value } from '../../model/value.ts';
import { daysOfIsoDuration } from '../support/duration.ts';
import { editsOf } from '../support/edits.ts';
import type { LifetimeContext } from './messages.ts';
import { textOf } from './read-lifetime.ts';

const LIFETIMES = ['passwordLifetime', 'symmetricKeyLifetime', 'asymmetricKeyLifetime'];

/** What CIS Microsoft 365 Foundations and CISA's baseline for Entra ID allow a secret. */
const MAXIMUM_OF_SECRET = 180;
/** What CISA's baseline allows a certificate. */
const MAXIMUM_OF_CERTIFICATE = 365;

/** App management policies of the tenant, which `msgraph_resource` and `msgraph_update_resource` write. */
export function checkAppPolicy(resource: Resource, context: LifetimeContext): void {
  if (!/^msgraph_(?:update_)?resource$/.test(resource.type)) return;
  const url = resource.find('url')[0];
  if (!/^\/?policies\/(?:defaultAppManagementPolicy|appManagementPolicies)\b/i.test((url && textOf(url.value)) ?? '')) {
    return;
  }
  const [body] = resource.find('body');
  if (body) for (const restriction of restrictionsIn(body.value, 0)) checkRestriction(restriction, resource, context);
}

/** `passwordCredentials` and `keyCredentials` stand at different depths in the policy of the tenant and in the others. */
function restrictionsIn(value: Value, depth: number): readonly Value[] {
  if (depth > 3) return [];
  return value.properties.flatMap(({ name, value: inner }) =>
    /^(?:password|key)Credentials$/.test(name) ? inner.items : restrictionsIn(inner, depth + 1),
  );
}

function checkRestriction(restriction: Value, resource: Resource, context: LifetimeContext): void {
  const named = (name: string): Property | undefined =>
    restriction.properties.find((property) => property.name === name);
  const kind = named('restrictionType');
  const type = (kind && textOf(kind.value)) ?? '';
  if (!LIFETIMES.includes(type)) return;
  const state = named('state');
  if (state && textOf(state.value) === 'disabled') {
    const edits = editsOf(context.document.uri, resource.editor.replaceValue(state, 'enabled'));
    context.report({
      messageId: 'policyOff',
      data: { what: type },
      range: state.value.range,
      fixes: edits ? [{ title: `Enforce ${type}`, safety: 'needs-review', edits, followUps: [WARN] }] : [],
    });
  }
  const longest = named('maxLifetime');
  const days = longest && daysOfIsoDuration(textOf(longest.value) ?? '');
  const maximum = type === 'asymmetricKeyLifetime' ? MAXIMUM_OF_CERTIFICATE : MAXIMUM_OF_SECRET;
  if (!longest || days === undefined || days <= maximum) return;
  const edits = editsOf(context.document.uri, resource.editor.replaceValue(longest, `P${maximum}D`));
  context.report({
    messageId: 'allowed',
    data: {
      what: type === 'asymmetricKeyLifetime' ? 'certificates' : 'client secrets',
      days: Math.floor(days),
      maximum,
    },
    range: longest.value.range,
    fixes: edits ? [{ title: `Allow ${maximum} days`, safety: 'needs-review', edits, followUps: [WARN] }] : [],
  });
}

const WARN = 'Tell the owners of applications first: new credentials that live longer are refused from then on.';
