import type { FederatedCredential } from '../../federation/credential.ts';
import type { SourceDocument } from '../../model/document.ts';
import type { InfrastructureModel, ModuleCall, Resource } from '../../model/resource.ts';
import type { StringPattern } from '../../model/string-pattern.ts';
import { armView } from '../../model/terraform/index.ts';
import type { Property, Value } from '../../model/value.ts';
import { Memory } from '../../text/memory.ts';
import type { Range } from '../../text/range.ts';
import { CREDENTIAL_MODULES, type CredentialRow, FEDERATED_CREDENTIALS } from './credential-types.ts';
import { type Holder, holderOfCall, holderOfResource } from './holder.ts';

/** A federated credential as infrastructure code declares it, in any language. */
export interface FederatedCredentialDeclaration {
  readonly document: SourceDocument;
  /** Undefined for one that is an argument of a module. */
  readonly resource: Resource | undefined;
  readonly row: CredentialRow;
  /** The place to mark where no property is at fault. */
  readonly headRange: Range;
  /** Symbolic name of the resource or module, for people. */
  readonly symbol: string;
  readonly name: Property | undefined;
  readonly issuer: Property | undefined;
  readonly subject: Property | undefined;
  /** The text of the claims matching expression. */
  readonly expression: Property | undefined;
  readonly audience: Property | undefined;
  /** What it can be: one per combination of branches of conditionals, variables and parameters followed. */
  readonly alternatives: readonly FederatedCredential[];
  /** The identity that trusts it; undefined where the source does not tell one certain one. */
  readonly holder: Holder | undefined;
  /** Stands for several credentials: a loop, `count` or `for_each`. */
  readonly isLoop: boolean;
}

/** More combinations than this are given up: nothing is said about them. */
const MAX_ALTERNATIVES = 64;

const declared = new Memory<InfrastructureModel, readonly FederatedCredentialDeclaration[]>();

/** The federated credentials that a file declares, as resources or as arguments of known modules, in its order. */
export function declarationsIn(model: InfrastructureModel): readonly FederatedCredentialDeclaration[] {
  const known = declared.get(model);
  if (known) return known;
  const found = [
    ...model.resources.flatMap((resource) => federatedCredential(resource) ?? []),
    ...model.modules.flatMap((call) => passedCredentials(call, model)),
  ];
  declared.set(model, found);
  return found;
}

/** The declaration of a federated credential; undefined for other resources and for those only looked up. */
export function federatedCredential(original: Resource): FederatedCredentialDeclaration | undefined {
  if (original.mode !== 'resource') return undefined;
  const resource = armView(original) ?? original;
  const row = FEDERATED_CREDENTIALS.find(({ types }) => types.some((type) => resource.isType(type)));
  if (!row) return undefined;
  return declarationOf(row, (path) => resource.find(path)[0], {
    document: original.document,
    resource,
    symbol: original.symbol,
    headRange: original.typeRange,
    isLoop: original.isLoop,
    holder: holderOfResource(original, resource),
  });
}

/** What a call passes to a module of a registry that makes federated credentials of it. */
function passedCredentials(
  call: ModuleCall,
  { document }: InfrastructureModel,
): readonly FederatedCredentialDeclaration[] {
  const path = REGISTRY_MODULE.exec(call.source)?.[1];
  const known = CREDENTIAL_MODULES.find((module) => module.path === path);
  if (!known) return [];
  const holder = holderOfCall(call, document);
  const common = { document, resource: undefined, symbol: call.symbol, headRange: call.symbolRange, holder };
  const at = (properties: readonly Property[]) => (path: string) =>
    properties.find((property) => property.name.toLowerCase() === path.toLowerCase() && isWrittenHere(property));
  const isWrittenHere = ({ value }: Property) => value.uri === document.uri;
  if (known.argument === undefined) {
    return [declarationOf(known.row, at(call.arguments), { ...common, isLoop: false })];
  }
  const list = at(call.arguments)(known.argument)?.value;
  // Where objects are followed through a variable, what is in them stands elsewhere.
  const isLoop = list !== undefined && !list.isComplete;
  return (list?.items ?? [])
    .filter((item) => item.kind === 'object' && item.uri === document.uri)
    .map((item) => declarationOf(known.row, at(item.properties), { ...common, isLoop }));
}

/** `br/public:path:version`, `br:mcr.microsoft.com/bicep/path:version`. */
const REGISTRY_MODULE = /^br(?:\/[\w-]+:|:[\w.-]+\/(?:bicep\/)?)([\w./-]+)[:@]/u;

type Common = Omit<FederatedCredentialDeclaration, 'row' | 'alternatives' | PropertyName>;
type PropertyName = 'name' | 'issuer' | 'subject' | 'expression' | 'audience';

function declarationOf(
  row: CredentialRow,
  find: (path: string) => Property | undefined,
  common: Common,
): FederatedCredentialDeclaration {
  const first = (path: string | undefined) => (path === undefined ? undefined : find(path));
  const parts = {
    name: first(row.name),
    issuer: first(row.issuer),
    subject: nonNull(first(row.subject)),
    expression: nonNull(first(row.expression)),
    audience: first(row.audience),
  };
  const { languageVersion: path } = row;
  const version = typeof path === 'number' ? path : versionOf(first(path));
  return { ...common, row, ...parts, alternatives: alternatives(parts, version) };
}

function nonNull(property: Property | undefined): Property | undefined {
  return property?.value.kind === 'null' ? undefined : property;
}

function versionOf(property: Property | undefined): number | undefined | 'unknown' {
  if (!property) return undefined;
  return typeof property.value.constant === 'number' ? property.value.constant : 'unknown';
}

function alternatives(
  parts: Pick<FederatedCredentialDeclaration, 'issuer' | 'subject' | 'expression' | 'audience'>,
  version: number | undefined | 'unknown',
): readonly FederatedCredential[] {
  const issuers = patternsOf(parts.issuer);
  const subjects = patternsOf(parts.subject);
  const expressions = patternsOf(parts.expression);
  if (issuers.length * subjects.length * expressions.length > MAX_ALTERNATIVES) return [];
  const audiences = parts.audience ? textsOf(parts.audience.value) : [];
  return issuers.flatMap((issuer) =>
    subjects.flatMap((subject) =>
      expressions.map((value) => ({
        issuer: issuer ?? { parts: [{ kind: 'unknown', label: 'issuer' }] },
        subject,
        expression: value && { value, languageVersion: version },
        audiences,
      })),
    ),
  );
}

/** azuread's flexible type and azurerm's newer ones take one text, all others a list of one. */
function textsOf(value: Value): readonly StringPattern[] {
  return value.kind === 'string' ? value.patterns : value.items.flatMap((item) => item.patterns);
}

/** One `undefined` where there is no such property. */
function patternsOf(property: Property | undefined): readonly (StringPattern | undefined)[] {
  if (!property) return [undefined];
  return property.value.patterns;
}
