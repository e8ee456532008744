import { readFileSync } from 'node:fs';
import { Ajv, type ValidateFunction } from 'ajv';
import addFormats from 'ajv-formats';
import type { GraphVersion } from './graph/operations.ts';

type Node = Readonly<Record<string, unknown>>;

/** Holds requests and answers to what openapi/ declares. */
export class OpenApiValidator {
  readonly #paths: Readonly<Record<string, Node>>;
  readonly #ajv = new Ajv({ strict: false, allErrors: true });
  readonly #validators = new Map<string, ValidateFunction>();

  constructor(version: GraphVersion) {
    const text = readFileSync(new URL(`./openapi/${version}.json`, import.meta.url), 'utf8');
    const api = JSON.parse(text) as { readonly paths: Readonly<Record<string, Node>> };
    this.#paths = api.paths;
    addFormats(this.#ajv);
    // Graph writes binary values in plain base64, and dates of reports without a time zone.
    this.#ajv.addFormat('base64url', true);
    this.#ajv.addFormat('decimal', true);
    this.#ajv.addSchema(api, 'api');
  }

  /** What is wrong with an answer; empty where nothing is. @param template `/applications/{application-id}` */
  answer(method: string, template: string, status: number, body: unknown): readonly string[] {
    const responses = this.#at(template, method.toLowerCase(), 'responses');
    const key = [String(status), `${Math.floor(status / 100)}XX`].find((each) => responses && each in responses);
    if (!key) return [`${method} ${template} declares no answer ${status}.`];
    return this.#check(['paths', template, method.toLowerCase(), 'responses', key], body);
  }

  /** What is wrong with the body of a request. */
  request(method: string, template: string, body: unknown): readonly string[] {
    return this.#check(['paths', template, method.toLowerCase(), 'requestBody'], body);
  }

  #check(path: readonly string[], body: unknown): readonly string[] {
    const holder = this.#at(...path.slice(1));
    const reference = holder?.['$ref'];
    const pointer =
      typeof reference === 'string'
        ? reference
        : `#/${path.map((name) => name.replaceAll('~', '~0').replaceAll('/', '~1')).join('/')}`;
    const schema = `api${pointer.replaceAll('{', '%7B').replaceAll('}', '%7D').replaceAll('$', '%24')}/content/application~1json/schema`;
    let validate = this.#validators.get(schema);
    if (!validate) {
      validate = this.#ajv.compile({ $ref: schema });
      this.#validators.set(schema, validate);
    }
    return validate(body)
      ? []
      : (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`);
  }

  #at(...path: readonly string[]): Node | undefined {
    return path.reduce<Node | undefined>((node, name) => node?.[name] as Node | undefined, this.#paths);
  }
}
