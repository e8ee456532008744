import { SEVERITIES } from '../rules/finding.ts';
import { ENVIRONMENT_PROTECTIONS, type Rule, type RuleOption } from '../rules/rule.ts';
import { CHECK_IDS } from './check-ids.ts';
import { configurationError, ENGINE_RULES, internalError } from './engine-rules.ts';

/** The part of JSON Schema that describes `keyless.yaml`; what checks the file reads the same object. */
export type Schema =
  | ObjectSchema
  | MapSchema
  | ArraySchema
  | StringSchema
  | IntegerSchema
  | BooleanSchema
  | ShorthandSchema;

interface Described {
  readonly description?: string;
  readonly default?: unknown;
}

export interface ObjectSchema extends Described {
  readonly type: 'object';
  readonly properties: { readonly [key: string]: Schema };
  readonly required?: readonly string[];
  readonly additionalProperties: false;
}

/** An object with names of the user's choice. */
export interface MapSchema extends Described {
  readonly type: 'object';
  readonly additionalProperties: Schema;
}

export interface ArraySchema extends Described {
  readonly type: 'array';
  readonly items: Schema;
}

export interface StringSchema extends Described {
  readonly type: 'string';
  readonly enum?: readonly string[];
  /** What the words of `enum` are names of. */
  readonly names?: 'check';
  readonly pattern?: string;
  /** A date of the calendar, `YYYY-MM-DD`. */
  readonly format?: 'date';
  /** Says in words what `pattern` asks for. */
  readonly patternDescription?: string;
}

export interface IntegerSchema extends Described {
  readonly type: 'integer';
  readonly minimum?: number;
  readonly maximum?: number;
}

export interface BooleanSchema extends Described {
  readonly type: 'boolean';
}

/** Either a word or, where more is to be said, an object. */
export interface ShorthandSchema extends Described {
  readonly anyOf: readonly [StringSchema, ObjectSchema];
}

const OWN_WORDS = new Set(['names', 'patternDescription']);

const LEVEL: StringSchema = { type: 'string', enum: ['off', ...SEVERITIES] };

const PATHS: ArraySchema = {
  type: 'array',
  items: {
    type: 'string',
    pattern: '^(?!\\s*$)(?!\\.{1,2}/)',
    patternDescription: 'a path pattern as in .gitignore, without `./` or `../` in front',
  },
};

const GUID = '^[0-9A-Fa-f]{8}(?:-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}$';

const VARIABLES: MapSchema = {
  type: 'object',
  additionalProperties: {
    type: 'string',
    pattern: GUID,
    patternDescription: 'a client or tenant id, which is no secret: `00000000-0000-0000-0000-000000000000`',
  },
};

/** One failing check of the tenant that is accepted. */
export const MUTE: ObjectSchema = {
  type: 'object',
  properties: {
    check: {
      type: 'string',
      enum: CHECK_IDS,
      names: 'check',
      description: 'The id of the check, as the view Posture and `keyless assess` show it.',
    },
    identity: {
      type: 'string',
      pattern: GUID,
      patternDescription: 'the client id of an identity: `00000000-0000-0000-0000-000000000000`',
      description: 'The client id of the one identity that it is about; all of them where this is left out.',
    },
    reason: {
      type: 'string',
      pattern: '\\S',
      patternDescription: 'a reason: why the failure is accepted',
      description: 'Why the failure is accepted.',
    },
    until: {
      type: 'string',
      format: 'date',
      description: 'The last day on which it is, `YYYY-MM-DD`; where this is left out, it does not end.',
    },
  },
  required: ['check', 'reason'],
  additionalProperties: false,
};

/** What `keyless.yaml` may hold, given the rules there are. Written to schemas/keyless.schema.json for editors. */
export function configurationSchema(rules: readonly Rule[]): ObjectSchema {
  return object('Configuration of Keyless for this repository.', {
    ignore: {
      ...PATHS,
      description:
        'Files that are not checked at all: patterns as in .gitignore, relative to the folder of the repository.',
    },
    failOn: {
      type: 'string',
      enum: SEVERITIES,
      description: 'The least severity of a finding that makes `keyless lint` end with exit code 1.',
      default: 'warning',
    },
    rules: object('Level, ignored paths and options, by rule.', rulesProperties(rules)),
    posture: object('How the tenant is judged.', {
      mute: {
        type: 'array',
        items: MUTE,
        description: 'Failing checks that are accepted: shown apart from the others, with the reason.',
      },
    }),
    repository: object('What cannot be seen from the files: the repository they belong to.', {
      fullName: {
        type: 'string',
        pattern: '^[^/\\s]+/[^/\\s]+$',
        patternDescription: '`owner/name`',
        description: '`owner/name` as GitHub spells it.',
      },
      ownerId: { type: 'integer', minimum: 1, description: 'Numeric id of the owner.' },
      repositoryId: { type: 'integer', minimum: 1, description: 'Numeric id of the repository.' },
      host: {
        type: 'string',
        description: '`github.com`, or the host of an enterprise server.',
        default: 'github.com',
      },
      defaultBranch: { type: 'string', description: 'The default branch: `main`.' },
      useImmutableSubject: {
        type: 'boolean',
        description: 'Whether the subjects of its OIDC tokens carry ids: `repo:owner@1/name@2:…`.',
      },
      enterpriseSlug: {
        type: 'string',
        description: 'The slug that an enterprise adds to the issuer of its OIDC tokens.',
      },
      subjectClaims: {
        type: 'array',
        items: { type: 'string' },
        description:
          'The claims of a customised subject (`include_claim_keys`): `[repository_owner_id, repository_id, context]`.',
      },
      variables: {
        ...VARIABLES,
        description:
          'Client and tenant ids that its variables and secrets hold, by name: what a workflow means by `vars.AZURE_CLIENT_ID`.',
      },
      environments: {
        type: 'object',
        description: 'Its environments, by name.',
        additionalProperties: object(undefined, {
          protection: {
            type: 'array',
            items: { type: 'string', enum: ENVIRONMENT_PROTECTIONS },
            description:
              'The rules that keep out whoever can push: required `reviewers`, or only certain `branches`. `[]` where it has none.',
          },
          variables: { ...VARIABLES, description: 'Client and tenant ids of this environment, by name.' },
        }),
      },
    }),
  });
}

/** Rules of the engine that have a level; a failure or a broken configuration is never turned off. */
const CONFIGURABLE_ENGINE_RULES = ENGINE_RULES.filter(
  (rule) => rule.id !== internalError.id && rule.id !== configurationError.id,
);

function rulesProperties(rules: readonly Rule[]): { [id: string]: Schema } {
  return Object.fromEntries(
    [...rules, ...CONFIGURABLE_ENGINE_RULES]
      .sort((a, b) => (a.id < b.id ? -1 : 1))
      .map((rule) => [rule.id, ruleSchema(rule)]),
  );
}

function ruleSchema(rule: Rule): ShorthandSchema {
  const level: StringSchema = {
    ...LEVEL,
    description: 'The severity of all findings of this rule; `off` turns it off.',
    default: rule.severity,
  };
  const options = Object.entries(rule.options ?? {}).map(([name, option]) => [name, optionSchema(option)] as const);
  return {
    description: rule.title,
    anyOf: [
      level,
      object(undefined, {
        level,
        ignore: { ...PATHS, description: 'Files in which this rule finds nothing: patterns as in .gitignore.' },
        ...(options.length > 0 ? { options: object('Options of this rule.', Object.fromEntries(options)) } : {}),
      }),
    ],
  };
}

function optionSchema(option: RuleOption): Schema {
  const { description, default: value } = option;
  if (option.type === 'array') return { type: 'array', items: { type: 'string' }, description, default: value };
  if (option.type !== 'integer') return { type: option.type, description, default: value };
  return {
    type: 'integer',
    description,
    default: value,
    ...(option.minimum === undefined ? {} : { minimum: option.minimum }),
    ...(option.maximum === undefined ? {} : { maximum: option.maximum }),
  };
}

function object(description: string | undefined, properties: ObjectSchema['properties']): ObjectSchema {
  return { type: 'object', ...(description ? { description } : {}), properties, additionalProperties: false };
}

/** The text of schemas/keyless.schema.json, laid out as the formatter of this repository leaves it. */
export function configurationSchemaFile(rules: readonly Rule[]): string {
  const schema = {
    $schema: 'http://json-schema.org/draft-07/schema#',
    title: 'keyless.yaml',
    ...configurationSchema(rules),
  };
  const withoutOwnWords = (key: string, value: unknown) =>
    OWN_WORDS.has(key) && typeof value === 'string' ? undefined : value;
  const text = JSON.stringify(schema, withoutOwnWords, 2);
  return `${text.replace(/^(.*)\[\n\s+([^[\]{}]+?)\n\s+\](,?)$/gm, joinShortList)}\n`;
}

function joinShortList(whole: string, before: string, items: string, comma: string): string {
  const line = `${before}[${items.replace(/\n\s+/g, ' ')}]${comma}`;
  return line.length <= 120 ? line : whole;
}
