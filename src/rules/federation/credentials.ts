import type { FederatedCredential } from '../../federation/credential.ts';
import type { Resource } from '../../model/resource.ts';
import type { StringPattern } from '../../model/string-pattern.ts';
import { armView } from '../../model/terraform/index.ts';
import type { Property } from '../../model/value.ts';
import { type CredentialRow, FEDERATED_CREDENTIALS } from './credential-types.ts';

/** A federated credential as infrastructure code declares it, in any language. */
export interface FederatedCredentialDeclaration {
  readonly resource: Resource;
  readonly row: CredentialRow;
  readonly issuer: Property | undefined;
  readonly subject: Property | undefined;
  /** The text of the claims matching expression. */
  readonly expression: Property | undefined;
  readonly audience: Property | undefined;
  /** What it can be: one per combination of branches of conditionals, variables and parameters followed. */
  readonly alternatives: readonly FederatedCredential[];
}

/** More combinations than this are given up: nothing is said about them. */
const MAX_ALTERNATIVES = 64;

/** The declaration of a federated credential; undefined for other resources and for those only looked up. */
export function federatedCredential(declared: Resource): FederatedCredentialDeclaration | undefined {
  if (declared.mode !== 'resource') return undefined;
  const resource = armView(declared) ?? declared;
  const row = FEDERATED_CREDENTIALS.find(({ types }) => types.some((type) => resource.isType(type)));
  if (!row) return undefined;
  const first = (path: string | undefined) => (path === undefined ? undefined : resource.find(path)[0]);
  const parts = {
    issuer: first(row.issuer),
    subject: nonNull(first(row.subject)),
    expression: nonNull(first(row.expression)),
    audience: first(row.audience),
  };
  return { resource, row, ...parts, alternatives: alternatives(parts, languageVersion(resource, row)) };
}

function nonNull(property: Property | undefined): Property | undefined {
  return property?.value.kind === 'null' ? undefined : property;
}

function languageVersion(resource: Resource, { languageVersion: path }: CredentialRow) {
  if (typeof path === 'number') return path;
  const property = path === undefined ? undefined : resource.find(path)[0];
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
  const audiences = parts.audience?.value.items.flatMap((item) => item.patterns) ?? [];
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

/** One `undefined` where there is no such property. */
function patternsOf(property: Property | undefined): readonly (StringPattern | undefined)[] {
  if (!property) return [undefined];
  return property.value.patterns;
}
