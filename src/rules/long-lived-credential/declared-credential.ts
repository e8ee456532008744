import type { InfrastructureModel, Resource } from '../../model/resource.ts';
import { armView } from '../../model/terraform/index.ts';
import type { Property, Value } from '../../model/value.ts';

/** A client secret or certificate that infrastructure code creates or describes. */
export interface DeclaredCredential {
  readonly resource: Resource;
  readonly kind: 'client secret' | 'certificate';
  /** The object or block that holds the dates; the resource's body where it is the credential itself. */
  readonly body: Value;
  readonly isWholeResource: boolean;
  readonly start: Property | undefined;
  readonly end: Property | undefined;
  /** Terraform: a duration from the start, deprecated since azuread 3.0. */
  readonly relativeEnd: Property | undefined;
  /** True where a credential without an end lives for two years. */
  readonly hasDefaultEnd: boolean;
}

interface CredentialRow {
  readonly types: readonly string[];
  readonly kind: DeclaredCredential['kind'];
  /** The array or block; undefined where the resource is the credential. */
  readonly path: string | undefined;
  readonly start: string;
  readonly end: string;
  readonly relativeEnd?: string;
  readonly hasDefaultEnd: boolean;
}

const TERRAFORM = { start: 'start_date', end: 'end_date', relativeEnd: 'end_date_relative' };
const GRAPH = { start: 'startDateTime', end: 'endDateTime' };
const GRAPH_TYPES = ['Microsoft.Graph/applications', 'Microsoft.Graph/servicePrincipals'];

/**
 * Facts: azuread 3.9.0 schemas; Microsoft Graph Bicep types. Arrays in Graph Bicep only describe what exists, a
 * certificate without an end takes that of the certificate: neither has a default of its own.
 */
const ROWS: readonly CredentialRow[] = [
  {
    types: ['azuread_application_password', 'azuread_service_principal_password'],
    kind: 'client secret',
    path: undefined,
    ...TERRAFORM,
    hasDefaultEnd: true,
  },
  {
    types: ['azuread_application_certificate', 'azuread_service_principal_certificate'],
    kind: 'certificate',
    path: undefined,
    ...TERRAFORM,
    hasDefaultEnd: false,
  },
  { types: ['azuread_application'], kind: 'client secret', path: 'password', ...TERRAFORM, hasDefaultEnd: true },
  { types: GRAPH_TYPES, kind: 'client secret', path: 'passwordCredentials', ...GRAPH, hasDefaultEnd: false },
  { types: GRAPH_TYPES, kind: 'certificate', path: 'keyCredentials', ...GRAPH, hasDefaultEnd: false },
];

export function declaredCredentials({ resources }: InfrastructureModel): readonly DeclaredCredential[] {
  return resources
    .filter(({ mode }) => mode === 'resource' || mode === 'ephemeral')
    .flatMap((declared) => {
      const resource = armView(declared) ?? declared;
      return ROWS.filter(({ types }) => types.some((type) => resource.isType(type))).flatMap((row) =>
        bodies(resource, row).map((body) => credentialOf(resource, row, body)),
      );
    });
}

function bodies(resource: Resource, { path }: CredentialRow): readonly Value[] {
  if (path === undefined) return [resource.body];
  return resource.find(path).flatMap(({ value }) => (value.kind === 'array' ? value.items : [value]));
}

function credentialOf(resource: Resource, row: CredentialRow, body: Value): DeclaredCredential {
  const named = (name: string | undefined) =>
    body.properties.find((property) => property.name === name && property.value.kind !== 'null');
  return {
    resource,
    kind: row.kind,
    body,
    isWholeResource: row.path === undefined,
    start: named(row.start),
    end: named(row.end),
    relativeEnd: named(row.relativeEnd),
    hasDefaultEnd: row.hasDefaultEnd && body.isComplete,
  };
}
