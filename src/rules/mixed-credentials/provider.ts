import type { Resource } from '../../model/resource.ts';
import { keylessSignIn, signInCredentials } from '../support/keyless-sign-in.ts';
import { isToldToUseOidc } from '../support/oidc-beside.ts';
import type { MixedCredentialsContext } from './messages.ts';

/** A provider or backend of Terraform with a credential and `use_oidc = true`. */
export function checkProvider(resource: Resource, context: MixedCredentialsContext): void {
  if (resource.mode !== 'provider' && resource.mode !== 'backend') return;
  for (const { row, property, origin, isPath } of signInCredentials(resource)) {
    if (!isToldToUseOidc(resource, row)) continue;
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
}
