import type { Range } from '../../../text/range.ts';
import { lazy } from '../../lazy.ts';
import { type Cursor, type Field, Fields, itemsOf, textOf, textsOf } from '../../yaml/fields.ts';
import type { EffectivePermissions, Entry, IdToken, Job, Pipeline, PipelineString, Step } from '../pipeline.ts';
import { readOptionalText, readText, setOrigin, type TextReader } from '../yaml/strings.ts';
import { gitlabSyntax, lookupIn, readGitlabVariables, type VariableLookup } from './variables.ts';

/** GitLab has no token with scopes in the file. */
const NO_PERMISSIONS: EffectivePermissions = { from: 'default', block: undefined, access: () => undefined };

const SCRIPTS = ['before_script', 'script', 'after_script'];

const MAX_EXTENDS = 11;
const MAX_STEPS = 2000;

/** What the jobs of a file have in common. */
export interface JobContext {
  readonly pipeline: Pipeline;
  readonly file: TextReader['file'];
  /** Values of the file's variables. */
  readonly lookup: VariableLookup;
  /** The keys of the file: jobs extend each other by name. */
  readonly root: Fields;
}

/** A job, hidden ones (`.name`) and `default` too: what stands in them is written there and nowhere else. */
export class GitlabJob implements Job {
  readonly pipeline: Pipeline;
  readonly id: string;
  readonly idRange: Range;
  readonly range: Range;
  readonly permissions = undefined;
  readonly effectivePermissions = NO_PERMISSIONS;
  readonly call = undefined;
  readonly containers = [];
  readonly isHosted = false;
  readonly #fields: Fields;
  readonly #context: JobContext;
  readonly #reader: TextReader;

  constructor(id: string, key: Range, range: Range, fields: Fields, context: JobContext) {
    this.pipeline = context.pipeline;
    this.id = id;
    this.idRange = key;
    this.range = range;
    this.#fields = fields;
    this.#context = context;
    const lookup = lookupIn(() => this.#variables(), context.lookup);
    this.#reader = { file: context.file, syntax: gitlabSyntax(lookup) };
  }

  get name(): PipelineString | undefined {
    return undefined;
  }
  get condition(): PipelineString | undefined {
    return undefined;
  }
  get env(): readonly Entry[] {
    return this.#env();
  }
  get environment(): Job['environment'] {
    return this.#environment();
  }
  get idTokens(): readonly IdToken[] {
    return this.#idTokens();
  }
  get steps(): readonly Step[] {
    return this.#steps();
  }

  /** Variables as the job sees them: its own, then those of the jobs it extends. */
  get variables(): readonly Entry[] {
    return this.#variables();
  }

  readonly #lineage = lazy(() => [this.#fields, ...extended(this.#fields, this.#context.root)]);
  readonly #env = lazy(() => readGitlabVariables(this.#fields.get('variables')?.value, this.#reader));
  readonly #variables = lazy(() => [
    ...this.env,
    ...this.#lineage()
      .slice(1)
      .flatMap((fields) => readGitlabVariables(fields.get('variables')?.value, this.#reader)),
  ]);
  readonly #environment = lazy(() => {
    const field = this.#inherited('environment');
    if (!field?.value.node) return undefined;
    const { range } = field.pair;
    const text = (name: Field | undefined) => readOptionalText(name, this.#reader);
    if (field.value.node.kind === 'scalar') {
      return { range, name: readText(field.value, this.#reader), url: undefined, isDeployment: true };
    }
    const fields = new Fields(field.value);
    const name = text(fields.get('name'));
    const action = textOf(fields.get('action')?.value) ?? 'start';
    return name && { range, name, url: text(fields.get('url')), isDeployment: action === 'start' };
  });
  readonly #idTokens = lazy(() => {
    const inDefault = new Fields(this.#context.root.get('default')?.value).get('id_tokens');
    return new Fields((this.#inherited('id_tokens') ?? inDefault)?.value).list.map((field) => this.#idToken(field));
  });
  readonly #steps = lazy((): readonly Step[] => {
    const lines = SCRIPTS.flatMap((name) => linesOf(this.#fields.get(name)?.value));
    return lines.slice(0, MAX_STEPS).map((line, index) => new GitlabStep(this, line, index, this.#reader));
  });

  #inherited(name: string): Field | undefined {
    return this.#lineage().flatMap((fields) => fields.get(name) ?? [])[0];
  }

  #idToken({ name, pair, value }: Field): IdToken {
    const audience = new Fields(value).get('aud')?.value;
    const items = itemsOf(audience);
    const cursors = items.length > 0 ? items : audience ? [audience] : [];
    return {
      name,
      nameRange: pair.key?.range ?? pair.range,
      range: pair.range,
      audiences: cursors.map((cursor) => readText(cursor, this.#reader)),
    };
  }
}

/** One line of a script: a command or, as a block scalar, several. */
class GitlabStep implements Step {
  readonly job: GitlabJob;
  readonly index: number;
  readonly range: Range;
  readonly id = undefined;
  readonly name = undefined;
  readonly condition = undefined;
  readonly uses = undefined;
  readonly with: readonly Entry[] = [];
  readonly env: readonly Entry[] = [];
  readonly isBackground = false;
  readonly target = undefined;
  readonly run: PipelineString;
  /** What the shell is, the runner decides; GitLab's own are Linux machines with a POSIX shell. */
  readonly shell = undefined;

  constructor(job: GitlabJob, line: Cursor, index: number, reader: TextReader) {
    this.job = job;
    this.index = index;
    this.range = line.place;
    this.run = readText(line, reader);
    setOrigin(this, { file: reader.file, node: line.node, pair: undefined, shared: line.shared });
  }

  input(): undefined {
    return undefined;
  }

  variable(name: string): Entry | undefined {
    const named = (entry: Entry) => entry.name === name;
    return this.job.variables.find(named) ?? this.job.pipeline.env.find(named);
  }
}

/** A text, a list of texts, or lists in lists (aliases, `!reference`). */
function linesOf(cursor: Cursor | undefined, depth = 0): readonly Cursor[] {
  if (!cursor || depth > 10) return [];
  if (cursor.node?.kind === 'scalar') return [cursor];
  if (cursor.node?.kind === 'sequence' && cursor.node.tag === '!reference') return [];
  return itemsOf(cursor).flatMap((item) => linesOf(item, depth + 1));
}

/** The jobs that a job extends, nearest first: the last name of a list wins. */
function extended(fields: Fields, root: Fields): readonly Fields[] {
  const result: Fields[] = [];
  let wave = [fields];
  while (wave.length > 0 && result.length < MAX_EXTENDS * 10) {
    const names = wave.flatMap((job) => [...textsOf(job.get('extends')?.value)].reverse());
    wave = names.flatMap((name) => (root.get(name) ? [new Fields(root.get(name)?.value)] : []));
    if (result.length >= MAX_EXTENDS) break;
    result.push(...wave);
  }
  return result;
}
