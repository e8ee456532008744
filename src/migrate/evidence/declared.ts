import type { SourceDocument, Workspace } from '../../model/document.ts';
import { folderOf } from '../../model/document.ts';
import { modelOf } from '../../model/model.ts';
import { exactText, render } from '../../model/patterns.ts';
import type { Resource } from '../../model/resource.ts';
import type { PlanIdentity } from '../plan.ts';
import { documentsOf, type PlanSources } from '../sources.ts';

const APPLICATIONS = ['azuread_application', 'azuread_application_registration', 'Microsoft.Graph/applications'];
/** What belongs to an application and is declared beside it. */
const PARTS = /^azuread_(?:application|service_principal)(?:_|$)/u;

/** The resources that declare an identity's application in code, and what is declared for it. */
export interface DeclaredApplication {
  readonly application: Resource;
  /** Itself, its service principal, secrets and federated credentials. */
  readonly resources: readonly Resource[];
}

/**
 * The application as the workspace declares it, known by its name: the tenant does not tell which file an application
 * came from. Undefined where none or several have the name, in the code or in the tenant.
 */
export function declaredApplication(
  { displayName, kind }: Pick<PlanIdentity, 'displayName' | 'kind'>,
  { workspace, inventory, now }: PlanSources,
): DeclaredApplication | undefined {
  if (kind !== 'application') return undefined;
  const documents = documentsOf(workspace).filter(({ source }) => source.text.includes(displayName));
  const [application, another] = documents
    .flatMap((document) => resourcesOf(document, workspace))
    .filter((resource) => resource.mode === 'resource' && APPLICATIONS.some((type) => resource.isType(type)))
    .filter((resource) => hasName(resource, displayName));
  if (!application || another) return undefined;
  const namesakes = inventory.query({ text: displayName, kind: 'application', now: now.getTime() }).rows;
  if (namesakes.filter((row) => row.displayName === displayName).length > 1) return undefined;
  return { application, resources: [application, ...partsOf(application, workspace)] };
}

function resourcesOf(document: SourceDocument, workspace: Workspace): readonly Resource[] {
  return modelOf(document, workspace).infrastructure?.resources ?? [];
}

function hasName(resource: Resource, name: string): boolean {
  return ['display_name', 'displayName']
    .flatMap((path) => resource.find(path))
    .some(({ value }) => value.patterns.length === 1 && value.patterns[0] && exactText(value.patterns[0]) === name);
}

/** In Terraform what refers to it, and what refers to that: the secret of a service principal names no application. */
function partsOf(application: Resource, workspace: Workspace): readonly Resource[] {
  if (application.language !== 'terraform') return [];
  const candidates = workspace
    .inFolder('terraform', folderOf(application.document.path))
    .flatMap((document) => resourcesOf(document, workspace))
    .filter(({ mode, type }) => mode === 'resource' && PARTS.test(type));
  const found = new Set<Resource>([application]);
  for (let size = 0; size !== found.size; ) {
    size = found.size;
    const addresses = [...found].map(({ type, symbol }) => `${type}.${symbol}.`);
    for (const one of candidates) if (refersTo(one, addresses)) found.add(one);
  }
  found.delete(application);
  return [...found];
}

function refersTo(resource: Resource, addresses: readonly string[]): boolean {
  return ['application_id', 'client_id', 'service_principal_id', 'application_object_id']
    .flatMap((path) => resource.find(path))
    .some(({ value }) => value.patterns.some((pattern) => addresses.some((one) => render(pattern).includes(one))));
}
