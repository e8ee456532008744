import type { Resource } from '../../model/resource.ts';
import type { Property } from '../../model/value.ts';
import { CREDENTIAL_ATTRIBUTES, type CredentialAttributeRow } from '../catalogue/infrastructure-credentials.ts';
import { keylessSignIn } from '../support/keyless-sign-in.ts';
import { isToldToUseOidc } from '../support/oidc-beside.ts';
import { literalAt, secretOrigin } from '../support/secret-state.ts';
import type { MixedCredentialsContext } from './messages.ts';

/** A provider or backend of Terraform with a credential and `use_oidc = true`. */
export function checkProvider(resource: Resource, context: MixedCredentialsContext): void {
  if (resource.mode !== 'provider' && resource.mode !== 'backend') return;
  for (const row of CREDENTIAL_ATTRIBUTES) {
    if (row.mode !== resource.mode || !row.types.some((type) => resource.isType(type))) continue;
    if (!isToldToUseOidc(resource, row)) continue;
    for (const property of resource.find(row.path)) checkAttribute(resource, property, row, context);
  }
}

function checkAttribute(
  resource: Resource,
  property: Property,
  row: CredentialAttributeRow,
  context: MixedCredentialsContext,
): void {
  const text = literalAt(property.value);
  if (text?.trim() === '') return;
  const origin = secretOrigin(property.value, resource.language === 'terraform');
  // A secret that stands here is hardcoded-credential's to report; the path of a file is none.
  const isPath = row.path.endsWith('_path');
  if (origin.state === 'literal' && text !== undefined && !isPath) return;
  const fix = keylessSignIn(resource, property, row);
  context.report({
    messageId: 'secretBesideUseOidc',
    data: {
      kind: resource.mode,
      type: resource.type,
      credential: row.credential,
      source: isPath ? 'in a file' : origin.label,
      property: property.name,
    },
    range: property.range,
    fixes: fix ? [fix] : [],
  });
}
