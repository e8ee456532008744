import { type FederatedCredential, knownCredential } from '../../federation/credential.ts';
import { MatchIndex } from '../../federation/match/match-index.ts';
import type { DocumentKind, Location, SourceDocument, Workspace } from '../../model/document.ts';
import { modelOf } from '../../model/model.ts';
import { exactText } from '../../model/patterns.ts';
import { Memory } from '../../text/memory.ts';
import type { InventoryFederatedCredential, InventoryIdentity, InventoryView } from '../inventory-view.ts';
import { declarationsIn, type FederatedCredentialDeclaration } from './credentials.ts';

/** A federated credential as code declares it, or as the tenant holds it. */
export type KnownCredential = DeclaredCredential | TenantCredential;

interface Common {
  /** The credential's own name; that of the resource where the source does not tell it. */
  readonly name: string;
  /** The identity that trusts it, for people: a display name, or how the source calls it. */
  readonly identity: string | undefined;
  /** What it can be. The tenant's are one. */
  readonly alternatives: readonly FederatedCredential[];
}

export interface DeclaredCredential extends Common {
  readonly from: 'code';
  readonly declaration: FederatedCredentialDeclaration;
  /** Its subject or expression, else the place to mark. */
  readonly location: Location;
}

export interface TenantCredential extends Common {
  readonly from: 'tenant';
  readonly holder: InventoryIdentity;
  readonly credential: InventoryFederatedCredential;
}

const KINDS: readonly DocumentKind[] = ['bicep', 'terraform', 'arm-template', 'federated-credential'];
/** What can change the values of those. */
const INPUTS: readonly DocumentKind[] = [...KINDS, 'bicepparam', 'terraform-variables', 'arm-parameters'];
const DECLARES = /federated_?identity_?credential/iu;

interface Collected {
  readonly inputs: readonly (readonly SourceDocument[])[];
  readonly credentials: readonly DeclaredCredential[];
}

/** Jobs ask for it one after the other; it changes with the infrastructure code only. */
const collected = new Memory<Workspace, Collected>();

/** Every federated credential that the infrastructure code of a workspace declares. */
export function declaredCredentials(workspace: Workspace): readonly DeclaredCredential[] {
  const inputs = INPUTS.map((kind) => workspace.ofKind(kind));
  const known = collected.get(workspace);
  if (known?.inputs.every((documents, index) => documents === inputs[index])) return known.credentials;
  const credentials = KINDS.flatMap((kind) => workspace.ofKind(kind))
    .filter(({ kind, source }) => kind === 'federated-credential' || DECLARES.test(source.text))
    .flatMap((document) => modelOf(document, workspace).infrastructure ?? [])
    .flatMap(declarationsIn)
    .map(declaredCredential);
  collected.set(workspace, { inputs, credentials });
  return credentials;
}

export function declaredCredential(declaration: FederatedCredentialDeclaration): DeclaredCredential {
  const { document, name, symbol, holder, alternatives } = declaration;
  const [pattern, ...more] = name?.value.patterns ?? [];
  const exact = pattern && more.length === 0 ? exactText(pattern) : undefined;
  const place = declaration.expression ?? declaration.subject;
  return {
    from: 'code',
    // ARM names the identity in front: `deployer/github`.
    name: exact?.slice(exact.lastIndexOf('/') + 1) || symbol,
    identity: holder?.label,
    alternatives,
    declaration,
    location: { uri: document.uri, range: place?.value.range ?? declaration.headRange },
  };
}

export function credentialsOfIdentity(identity: InventoryIdentity): readonly TenantCredential[] {
  return identity.federatedCredentials.map((credential) => ({
    from: 'tenant',
    name: credential.name,
    identity: identity.displayName,
    alternatives: [fromInventory(credential)],
    holder: identity,
    credential,
  }));
}

/** A credential of the tenant as the federation engine takes it. */
export function fromInventory(credential: InventoryFederatedCredential): FederatedCredential {
  const { issuer, subject, expression, languageVersion, audiences } = credential;
  return knownCredential({ issuer, subject, expression, languageVersion, audience: audiences[0] });
}

const indexes = new Memory<InventoryView, MatchIndex<TenantCredential>>();

/** The tenant's federated credentials, made ready for many questions who accepts a token. */
export function tenantIndex(inventory: InventoryView): MatchIndex<TenantCredential> {
  const known = indexes.get(inventory);
  if (known) return known;
  const credentials = [...inventory.federatedIdentities()].flatMap(credentialsOfIdentity);
  const index = new MatchIndex(
    credentials.map((credential) => [credential, fromInventory(credential.credential)] as const),
  );
  indexes.set(inventory, index);
  return index;
}
