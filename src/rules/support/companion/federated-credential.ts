import type { Literal, Resource } from '../../../model/resource.ts';
import { API_VERSIONS } from './api-versions.ts';
import type { Draft } from './draft.ts';
import { newSymbol } from './names.ts';
import { referenceTo } from './reference.ts';
import { expression, renderDeclaration } from './render.ts';

/** A federated credential of a user-assigned identity; `issuer` and `subject` as the file writes them. */
export interface NewCredential {
  readonly name: string;
  readonly issuer: Literal;
  readonly subject: string;
}

const AUDIENCE = 'api://AzureADTokenExchange';
const TYPES = [
  'Microsoft.ManagedIdentity/userAssignedIdentities/federatedIdentityCredentials',
  'azurerm_federated_identity_credential',
] as const;

/** Declares a federated credential behind the user-assigned identity it belongs to. False where it cannot be written. */
export function declareFederatedCredential(draft: Draft, identity: Resource, credential: NewCredential): boolean {
  const owner = draft.now(identity);
  const reference = owner && referenceTo(owner);
  if (!owner || !reference || owner.language === 'arm-json') return false;
  const { name, issuer, subject } = credential;
  const [azure, terraform] = TYPES;
  const isTerraform = owner.language === 'terraform';
  const parts = { words: [owner.symbol, name], more: ['credential'] };
  const symbol = newSymbol(draft, owner.document, owner.language, parts);
  const body: Readonly<Record<string, Literal>> = isTerraform
    ? {
        name,
        ...parent(owner, reference.symbol),
        audience: [AUDIENCE],
        issuer,
        subject,
      }
    : {
        parent: expression(owner.language, reference.symbol),
        name,
        properties: { issuer, subject, audiences: [AUDIENCE] },
      };
  const text = renderDeclaration(owner, {
    type: isTerraform ? terraform : azure,
    apiVersion: API_VERSIONS.federatedIdentityCredentials,
    symbol,
    condition: reference.condition,
    body,
  });
  return draft.declareBehind(
    owner,
    text,
    (resource) => resource.symbol === symbol && TYPES.some((type) => resource.isType(type)),
  );
}

/** azurerm 5 has another name for the identity, and takes its resource group from it. */
function parent({ provider }: Resource, symbol: string): Readonly<Record<string, Literal>> {
  if (/^\D*(?:[5-9]|\d\d)\b/.test(provider?.version ?? ''))
    return { user_assigned_identity_id: { raw: `${symbol}.id` } };
  return { resource_group_name: { raw: `${symbol}.resource_group_name` }, parent_id: { raw: `${symbol}.id` } };
}
