import type { TextEdit } from '../../text/text-edit.ts';
import { exactOf, objectValue } from '../evaluate/index.ts';
import { findProperties } from '../paths.ts';
import type { Literal, Resource, ResourceEditor } from '../resource.ts';
import type { StringPattern } from '../string-pattern.ts';
import type { Property, Value } from '../value.ts';

/** What an azapi or msgraph resource has outside its body that an ARM resource has too. */
const ENVELOPE: ReadonlySet<string> = new Set(['name', 'location', 'tags', 'identity']);

/**
 * An `azapi_*` or `msgraph_*` resource as the ARM or Microsoft Graph resource that it deploys, so that rules on
 * `Microsoft.Storage/storageAccounts` run on it: type and API version from `type` (azapi) or `url` (msgraph), the
 * properties from `body`, be it an object or `jsonencode` of one. Undefined for every other resource, and where the type
 * is not certain. Edits go to the Terraform source.
 */
export function armView(resource: Resource): Resource | undefined {
  if (resource.language !== 'terraform' || resource.mode === 'provider' || resource.mode === 'backend')
    return undefined;
  const { provider, type } = resource;
  if (provider?.name === 'azapi' || type.startsWith('azapi_')) return viewOf(resource, azapiType(resource));
  if (provider?.name === 'msgraph' || type.startsWith('msgraph_')) return viewOf(resource, graphType(resource));
  return undefined;
}

interface ArmType {
  readonly type: string;
  readonly apiVersion: string;
  readonly declared: Property;
}

/** `type = "Microsoft.Storage/storageAccounts@2024-01-01"`. */
function azapiType(resource: Resource): ArmType | undefined {
  const [declared] = resource.find('type');
  const [type, apiVersion, ...more] = exactOf(declared?.value)?.split('@') ?? [];
  return declared && type && apiVersion && more.length === 0 ? { type, apiVersion, declared } : undefined;
}

/**
 * `url = "applications/${id}/federatedIdentityCredentials"`: collections and ids take turns, and the collections make
 * the type that Bicep uses: `Microsoft.Graph/applications/federatedIdentityCredentials`.
 */
function graphType(resource: Resource): ArmType | undefined {
  const [declared] = resource.find('url');
  const [pattern, ...more] = declared?.value.patterns ?? [];
  if (!declared || !pattern || more.length > 0) return undefined;
  const collections = segmentsOf(pattern).filter((_, index) => index % 2 === 0);
  if (collections.length === 0 || collections.some((name) => !/^[A-Za-z]\w*$/.test(name ?? ''))) return undefined;
  const apiVersion = exactOf(resource.find('api_version')[0]?.value) ?? 'v1.0';
  return { type: `Microsoft.Graph/${collections.join('/')}`, apiVersion, declared };
}

/** The parts between slashes; undefined for one that is not known. */
function segmentsOf(pattern: StringPattern): readonly (string | undefined)[] {
  const marker = '\0';
  const text = pattern.parts.map((part) => (part.kind === 'known' ? part.text : marker)).join('');
  return text
    .replace(/^\/|\/$/g, '')
    .split('/')
    .map((segment) => (segment.includes(marker) ? undefined : segment));
}

function viewOf(resource: Resource, arm: ArmType | undefined): Resource | undefined {
  return arm && new ArmView(resource, arm);
}

class ArmView implements Resource {
  readonly document;
  readonly language = 'terraform';
  readonly mode;
  readonly type: string;
  readonly apiVersion: string;
  readonly provider;
  readonly symbol: string;
  readonly symbolRange;
  readonly typeRange;
  readonly range;
  readonly parent = undefined;
  readonly isConditional: boolean;
  readonly isLoop: boolean;
  readonly body: Value;
  readonly editor: ResourceEditor;

  constructor(resource: Resource, arm: ArmType) {
    this.document = resource.document;
    this.mode = resource.mode;
    this.type = arm.type;
    this.apiVersion = arm.apiVersion;
    this.provider = resource.provider;
    this.symbol = resource.symbol;
    this.symbolRange = resource.symbolRange;
    this.typeRange = arm.declared.value.range;
    this.range = resource.range;
    this.isConditional = resource.isConditional;
    this.isLoop = resource.isLoop;
    this.body = mergedBody(resource);
    this.editor = new ArmViewEditor(resource.editor);
  }

  isType(type: string): boolean {
    return this.type.toLowerCase() === type.toLowerCase();
  }

  find(path: string): readonly Property[] {
    return findProperties(this.body, path, true);
  }
}

/**
 * The envelope and what the body holds. `sensitive_body` is laid over it by the provider. What only changes a resource
 * that exists, or calls it, leaves open what it does not name.
 */
function mergedBody(resource: Resource): Value {
  const { body } = resource;
  const isWhole = !/^azapi_(?:update_resource|resource_action|data_plane_resource)$/.test(resource.type);
  const parts = (): readonly Value[] =>
    body.properties.flatMap(({ name, value }) => (name === 'body' || name === 'sensitive_body' ? [value] : []));
  return objectValue(
    body,
    () => [...body.properties.filter(({ name }) => ENVELOPE.has(name)), ...parts().flatMap((part) => part.properties)],
    () => isWhole && body.isComplete && parts().every((part) => part.kind === 'object' && part.isComplete),
  );
}

class ArmViewEditor implements ResourceEditor {
  readonly #editor: ResourceEditor;

  constructor(editor: ResourceEditor) {
    this.#editor = editor;
  }

  set(path: string, value: Literal): readonly TextEdit[] | undefined {
    const [first = ''] = path.split('.');
    return this.#editor.set(ENVELOPE.has(first) ? path : `body.${path}`, value);
  }

  remove(property: Property): readonly TextEdit[] | undefined {
    return this.#editor.remove(property);
  }

  replaceValue(property: Property, value: Literal): readonly TextEdit[] | undefined {
    return this.#editor.replaceValue(property, value);
  }

  removeResource(): readonly TextEdit[] | undefined {
    return this.#editor.removeResource();
  }

  insertAfter(declaration: string): readonly TextEdit[] {
    return this.#editor.insertAfter(declaration);
  }
}
