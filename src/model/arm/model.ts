import type { JsonObject } from '../../syntax/json/index.ts';
import type { Range } from '../../text/range.ts';
import type { SourceDocument, Workspace } from '../document.ts';
import type { Assignment, InfrastructureModel, ModuleCall, Output, Parameter, TargetScope } from '../resource.ts';
import { jsonTree } from '../trees.ts';
import type { Property, Value } from '../value.ts';
import { type LinkedTemplate, linkedTemplate } from './linked-template.ts';
import { assignedValues, assignmentsIn } from './parameter-file.ts';
import { passedParameters } from './passed-parameters.ts';
import { ArmResource, typeAndName } from './resource.ts';
import { memberObject, memberText, memberValue } from './scope.ts';
import { resourceNodes, Template } from './template.ts';

/** Templates in deployments in templates: deeper ones are left out. */
const MAX_NESTED_TEMPLATES = 20;

const SCHEMAS: readonly (readonly [string, TargetScope])[] = [
  ['/tenantDeploymentTemplate', 'tenant'],
  ['/managementGroupDeploymentTemplate', 'managementGroup'],
  ['/subscriptionDeploymentTemplate', 'subscription'],
];

export class ArmModel implements InfrastructureModel {
  readonly document: SourceDocument;
  readonly language = 'arm-json';
  readonly #workspace: Workspace;
  #content: Content | undefined;
  #assignments: readonly Assignment[] | undefined;

  constructor(document: SourceDocument, workspace: Workspace) {
    this.document = document;
    this.#workspace = workspace;
  }

  get targetScope(): TargetScope {
    const schema = memberText(templateIn(this.document), '$schema') ?? '';
    return SCHEMAS.find(([name]) => schema.includes(name))?.[1] ?? 'resourceGroup';
  }
  get resources(): readonly ArmResource[] {
    return this.#read().resources;
  }
  get modules(): readonly ModuleCall[] {
    return this.#read().modules;
  }
  get parameters(): readonly Parameter[] {
    return this.#read().templates.flatMap((template) => template.parameters);
  }
  get outputs(): readonly Output[] {
    return this.#read().templates.flatMap((template) => template.outputs);
  }
  get assignments(): readonly Assignment[] {
    this.#assignments ??= this.document.kind === 'arm-parameters' ? assignmentsIn(this.document, this.#workspace) : [];
    return this.#assignments;
  }

  #read(): Content {
    this.#content ??= new Content(this.document, this.#workspace);
    return this.#content;
  }
}

/** The template of a file: its root, or what the body of a deployment by REST or the artifact of a blueprint wraps. */
function templateIn(document: SourceDocument): JsonObject | undefined {
  const { root } = jsonTree(document);
  if (root?.kind !== 'object') return undefined;
  return memberValue(root, 'resources') ? root : (memberObject(root, 'properties', 'template') ?? root);
}

/** What one walk over the resources of a file gathers. */
class Content {
  readonly resources: ArmResource[] = [];
  readonly modules: ModuleCall[] = [];
  /** Those with parameters and outputs of their own: the file's, and every nested one. */
  readonly templates: Template[] = [];
  readonly #document: SourceDocument;
  readonly #workspace: Workspace;

  constructor(document: SourceDocument, workspace: Workspace) {
    this.#document = document;
    this.#workspace = workspace;
    const root = templateIn(document);
    if (document.kind !== 'arm-template' || !root) return;
    const assigned = lazily(() => assignedValues(document, workspace));
    const template = new Template(document, root, (name) => assigned().get(name) ?? []);
    this.templates.push(template);
    this.#addResources(template, root, undefined, 0);
  }

  /**
   * The resources of a section, those nested in them, and those of templates nested in deployments.
   * @param template evaluates the resources
   * @param owner holds the section `resources`
   */
  #addResources(template: Template, owner: JsonObject, outer: ArmResource | undefined, depth: number): void {
    const from = this.resources.length;
    const byTypeAndName = lazily(() => {
      const siblings = this.resources.slice(from).filter((resource) => resource.template === template);
      return new Map(siblings.map((resource) => [typeAndName(resource.type, resource.nameText), resource]));
    });
    for (const { node, key } of resourceNodes(memberValue(owner, 'resources'))) {
      const resource = new ArmResource({ template, node, key, outer, byTypeAndName });
      this.resources.push(resource);
      this.#addResources(template, node, resource, depth);
      if (resource.isType('Microsoft.Resources/deployments')) this.#addDeployment(resource, depth);
    }
  }

  #addDeployment(deployment: ArmResource, depth: number): void {
    const { node, template } = deployment;
    const nested = memberObject(node, 'properties', 'template');
    if (nested && depth < MAX_NESTED_TEMPLATES) this.#addNested(deployment, nested, depth + 1);
    const link = memberObject(node, 'properties', 'templateLink');
    if (!link) return;
    const workspace = this.#workspace;
    this.modules.push(new LinkedDeployment(deployment, linkedTemplate(link, template), workspace));
  }

  /** With inner scope the nested template has its own parameters; otherwise it sees those around it. */
  #addNested(deployment: ArmResource, nested: JsonObject, depth: number): void {
    const { node, template: outer } = deployment;
    const passed = lazily(() => {
      const section = memberObject(node, 'properties', 'parameters');
      const properties = passedParameters(section, this.#document.uri, (value, at) => outer.evaluator.value(value, at));
      return new Map<string, Value>(properties.map(({ name, value }) => [name.toLowerCase(), value]));
    });
    const hasInnerScope = /^inner$/i.test(memberText(node, 'properties', 'expressionEvaluationOptions', 'scope') ?? '');
    const assigned = (name: string) => {
      const value = passed().get(name);
      return value ? [value] : [];
    };
    const inner = new Template(this.#document, nested, assigned, hasInnerScope ? undefined : outer.evaluator);
    this.templates.push(inner);
    this.#addResources(inner, nested, undefined, depth);
  }
}

function lazily<T>(compute: () => T): () => T {
  let result: { readonly value: T } | undefined;
  return () => {
    result ??= { value: compute() };
    return result.value;
  };
}

/** A deployment of a template in another file. */
class LinkedDeployment implements ModuleCall {
  readonly symbol: string;
  readonly symbolRange: Range;
  readonly range: Range;
  readonly source: string;
  readonly sourceRange: Range;
  readonly #deployment: ArmResource;
  readonly #linked: LinkedTemplate;
  readonly #workspace: Workspace;

  constructor(deployment: ArmResource, linked: LinkedTemplate, workspace: Workspace) {
    this.symbol = deployment.symbol;
    this.symbolRange = deployment.symbolRange;
    this.range = deployment.range;
    this.source = linked.source;
    this.sourceRange = linked.range;
    this.#deployment = deployment;
    this.#linked = linked;
    this.#workspace = workspace;
  }

  get target(): InfrastructureModel | undefined {
    const { path } = this.#deployment.document;
    const file = this.#linked
      .paths(path)
      .map((each) => this.#workspace.get(each))
      .find((found) => found?.kind === 'arm-template');
    return file && file.path !== path ? new ArmModel(file, this.#workspace) : undefined;
  }

  get arguments(): readonly Property[] {
    const { node, template, document } = this.#deployment;
    const passed = memberObject(node, 'properties', 'parameters');
    return passedParameters(passed, document.uri, (value, at) => template.evaluator.value(value, at));
  }
}
