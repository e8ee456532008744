import { readFileSync } from 'node:fs';

export type GraphVersion = 'v1.0' | 'beta';

/** One operation of Graph, as openapi/ declares it. */
export interface Operation {
  readonly version: GraphVersion;
  readonly method: string;
  /** `/applications/{application-id}/owners`. */
  readonly template: string;
  /** Which tokens may call it: any one entry; `A+B` needs both. Undefined where every token may. */
  readonly permissions: Permissions | undefined;
}

export interface Permissions {
  readonly delegated: readonly string[];
  readonly application: readonly string[];
}

/** An operation and the values of its path parameters, in order. */
export interface MatchedOperation {
  readonly operation: Operation;
  readonly values: readonly string[];
}

export interface Schema {
  readonly properties?: Readonly<Record<string, unknown>>;
  readonly allOf?: readonly (Schema & { readonly $ref?: string })[];
}

interface OpenApi {
  readonly paths: Readonly<Record<string, Readonly<Record<string, RawOperation>>>>;
  readonly components: { readonly schemas: Readonly<Record<string, Schema>> };
}

interface RawOperation {
  readonly 'x-keyless-permissions'?: {
    readonly delegatedLeast?: readonly string[];
    readonly delegatedHigher?: readonly string[];
    readonly applicationLeast?: readonly string[];
    readonly applicationHigher?: readonly string[];
  };
}

interface Route {
  readonly pattern: RegExp;
  readonly operations: ReadonlyMap<string, Operation>;
}

/** The operations of one version. */
export class Operations {
  readonly #version: GraphVersion;
  readonly #api: OpenApi;
  readonly #routes: readonly Route[];
  readonly #properties = new Map<string, ReadonlySet<string>>();

  constructor(version: GraphVersion) {
    this.#version = version;
    this.#api = JSON.parse(readFileSync(new URL(`../openapi/${version}.json`, import.meta.url), 'utf8')) as OpenApi;
    this.#routes = Object.entries(this.#api.paths)
      .map(([template, methods]) => ({ template, route: this.#route(template, methods) }))
      // Literal segments before parameters, as `/applications/delta` before `/applications/{id}`.
      .sort((a, b) => parameterCount(a.template) - parameterCount(b.template))
      .map(({ route }) => route);
  }

  /** Undefined for a path Graph does not have; `operation` undefined for a method it does not have there. */
  match(method: string, path: string): MatchedOperation | { readonly operation: undefined } | undefined {
    for (const { pattern, operations } of this.#routes) {
      const match = pattern.exec(path);
      if (!match) continue;
      const operation = operations.get(method);
      return operation ? { operation, values: match.slice(1).map(decodeURIComponent) } : { operation: undefined };
    }
    return undefined;
  }

  /** The names of the properties that a type declares, its bases' among them. */
  propertiesOf(type: string): ReadonlySet<string> {
    const known = this.#properties.get(type);
    if (known) return known;
    const properties = new Set(this.#propertyNames(this.#api.components.schemas[`microsoft.graph.${type}`]));
    this.#properties.set(type, properties);
    return properties;
  }

  #propertyNames(schema: (Schema & { readonly $ref?: string }) | undefined): readonly string[] {
    if (!schema) return [];
    if (schema.$ref) return this.#propertyNames(this.#api.components.schemas[schema.$ref.split('/').at(-1) ?? '']);
    return [
      ...Object.keys(schema.properties ?? {}),
      ...(schema.allOf ?? []).flatMap((part) => this.#propertyNames(part)),
    ];
  }

  #route(template: string, methods: Readonly<Record<string, RawOperation>>): Route {
    const source = template
      .replace(/\(\)$/, '')
      .replace(/[.*+?^$()|[\]\\]/g, '\\$&')
      .replace(/graph\\\.(?=application|servicePrincipal|agentIdentity)/, '(?:microsoft\\.)?graph\\.')
      .replace(/'\{[^}]+\}'/g, "'([^']*)'")
      .replace(/\{[^}]+\}/g, "([^/()']+)");
    const operations = Object.entries(methods).map(([method, operation]): [string, Operation] => [
      method.toUpperCase(),
      { version: this.#version, method: method.toUpperCase(), template, permissions: permissionsOf(operation) },
    ]);
    return { pattern: new RegExp(`^${source}(?:\\(\\))?/?$`), operations: new Map(operations) };
  }
}

function parameterCount(template: string): number {
  return template.match(/\{/g)?.length ?? 0;
}

function permissionsOf(operation: RawOperation): Permissions | undefined {
  const declared = operation['x-keyless-permissions'];
  if (!declared) return undefined;
  return {
    delegated: [...(declared.delegatedLeast ?? []), ...(declared.delegatedHigher ?? [])],
    application: [...(declared.applicationLeast ?? []), ...(declared.applicationHigher ?? [])],
  };
}
