import type { Resource } from '../../model/resource.ts';
import type { Property } from '../../model/value.ts';
import type { CredentialAttributeRow } from '../catalogue/infrastructure-credentials.ts';
import type { RelatedLocation } from '../finding.ts';
import { keylessSignIn, signInCredentials } from '../support/keyless-sign-in.ts';
import { isToldToUseOidc } from '../support/oidc-beside.ts';
import { type SecretOrigin, severityOfState } from '../support/secret-state.ts';
import type { ClientSecretContext, ClientSecretMessage } from './messages.ts';

/** Providers, backends and remote states that sign in with a credential. */
export function checkSignIn(resource: Resource, context: ClientSecretContext): void {
  for (const { row, property, origin, isPath } of signInCredentials(resource)) {
    // A credential that defeats OIDC is mixed-credentials' to report.
    if (isToldToUseOidc(resource, row)) continue;
    const fix = keylessSignIn(resource, property, row);
    context.report({
      messageId: messageFor(row),
      data: { provider: resource.type, credential: row.credential, source: isPath ? 'in a file' : origin.label },
      range: property.range,
      severity: severityFor(row, origin, isPath),
      related: isPath ? [] : relatedTo(property, origin),
      fixes: fix ? [fix] : [],
    });
  }
}

function messageFor(row: CredentialAttributeRow): ClientSecretMessage {
  if (row.mode === 'provider') return 'providerSecret';
  return row.credential === 'account key' || row.credential === 'SAS token' ? 'backendKey' : 'backendSecret';
}

function severityFor(row: CredentialAttributeRow, origin: SecretOrigin, isPath: boolean) {
  if (row.credential === 'client certificate') return 'information';
  return isPath ? 'warning' : severityOfState(origin.state);
}

function relatedTo({ value }: Property, { location, label }: SecretOrigin): readonly RelatedLocation[] {
  const isHere =
    location.uri === value.uri && location.range.start >= value.range.start && location.range.end <= value.range.end;
  return isHere ? [] : [{ ...location, message: `The secret comes from ${label}.` }];
}
