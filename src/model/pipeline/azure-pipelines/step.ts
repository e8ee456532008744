import type { Range } from '../../../text/range.ts';
import { exactText } from '../../patterns.ts';
import { type Cursor, type Field, textOf } from '../../yaml/fields.ts';
import { LazyStep } from '../lazy-step.ts';
import type { Entry, Job, Pipeline, PipelineString, Step, UsesReference } from '../pipeline.ts';
import { readOptionalText, readTextEntry, setOrigin, type TextReader } from '../yaml/strings.ts';
import { itemsThrough, PipelineFields } from './conditional.ts';
import { followTemplate, type Surroundings } from './template.ts';

const MAX_STEPS = 2000;

/** The keys that are a script, and the shell that runs it; `script` is the agent's own: cmd on Windows, else bash. */
const SCRIPTS: Readonly<Record<string, string | undefined>> = {
  bash: 'bash',
  pwsh: 'pwsh',
  powershell: 'powershell',
  script: undefined,
};

export interface StepContext {
  readonly job: Job;
  readonly reader: TextReader;
  readonly surroundings: Surroundings;
  /** Whether the job runs on Windows; undefined where the file does not say. */
  readonly isWindows: () => boolean | undefined;
}

export function readSteps(lists: readonly (Cursor | undefined)[], context: StepContext): readonly Step[] {
  const items = lists.flatMap((list) => itemsThrough(list)).filter(({ node }) => node?.kind === 'mapping');
  return items.slice(0, MAX_STEPS).map((item, index) =>
    setOrigin(new AzureStep(item, index, context), {
      file: context.reader.file,
      node: item.node,
      pair: undefined,
      shared: item.shared,
    }),
  );
}

class AzureStep extends LazyStep {
  readonly job: Job;
  readonly index: number;
  readonly range: Range;
  readonly id: string | undefined;
  readonly uses: UsesReference | undefined;
  readonly isBackground = false;
  readonly #fields: PipelineFields;
  readonly #context: StepContext;

  constructor(cursor: Cursor, index: number, context: StepContext) {
    super();
    this.job = context.job;
    this.index = index;
    this.range = cursor.place;
    this.#fields = new PipelineFields(cursor);
    this.#context = context;
    this.id = textOf(this.#fields.get('name')?.value);
    this.uses = readTask(this.#fields.get('task') ?? this.#fields.get('template'), context.reader);
  }

  protected override readName(): PipelineString | undefined {
    return readOptionalText(this.#fields.get('displayName'), this.#context.reader);
  }

  protected override readCondition(): PipelineString | undefined {
    return readOptionalText(this.#fields.get('condition'), this.#context.reader);
  }

  protected override readWith(): readonly Entry[] {
    return this.#entries(this.#fields.get('task') ? 'inputs' : 'parameters');
  }

  protected override readEnv(): readonly Entry[] {
    return this.#entries('env');
  }

  protected override readRun(): PipelineString | undefined {
    return readOptionalText(this.#script(), this.#context.reader);
  }

  protected override readShell(): string | undefined {
    const script = this.#script();
    // The task that `script` is short for.
    if (!script && this.uses?.action !== 'cmdline') return undefined;
    return SCRIPTS[script?.name.toLowerCase() ?? 'script'] ?? (this.#context.isWindows() ? 'cmd' : 'bash');
  }

  protected override readTarget(): Pipeline | undefined {
    const template = this.#fields.get('template');
    return template && followTemplate(this.#context.surroundings, textOf(template.value), this.with);
  }

  #script(): Field | undefined {
    return this.#fields.get(...Object.keys(SCRIPTS));
  }

  #entries(key: string): readonly Entry[] {
    const fields = new PipelineFields(this.#fields.get(key)?.value);
    return fields.list.map((field) => readTextEntry(field, this.#context.reader));
  }

  input(name: string): Entry | undefined {
    return byName(this.with, name);
  }

  variable(name: string): Entry | undefined {
    // Variables become environment variables in upper case, with `_` for what is no letter or digit.
    const wanted = environmentName(name);
    const lists = [this.env, this.job.env, this.job.pipeline.env];
    return lists.flatMap((list) => list.find((entry) => environmentName(entry.name) === wanted) ?? [])[0];
  }
}

function byName(entries: readonly Entry[], name: string): Entry | undefined {
  return entries.find((entry) => entry.name.toLowerCase() === name.toLowerCase());
}

function environmentName(name: string): string {
  return name.toUpperCase().replace(/[^A-Z0-9]/g, '_');
}

/** `AzureCLI@2`, or `publisher.extension.Task@2`: the last part names the task. A template is local. */
function readTask(field: Field | undefined, reader: TextReader): UsesReference | undefined {
  const raw = textOf(field?.value)?.trim();
  if (!field || raw === undefined) return undefined;
  const isTemplate = field.name.toLowerCase() === 'template';
  const at = isTemplate ? -1 : raw.lastIndexOf('@');
  const task = at < 0 ? raw : raw.slice(0, at);
  const uses: UsesReference = {
    range: field.value.place,
    raw,
    action: isTemplate ? raw : task.slice(task.lastIndexOf('.') + 1).toLowerCase(),
    ref: at < 0 ? undefined : raw.slice(at + 1),
    isLocal: isTemplate,
  };
  const { node, shared } = field.value;
  return setOrigin(uses, { file: reader.file, node, pair: field.pair, shared: shared || field.shared });
}

/** Whether a pool's image is one of Windows, as far as the file tells. */
export function isWindowsPool(image: PipelineString | undefined): boolean | undefined {
  const [pattern] = image?.patterns ?? [];
  const text = pattern && exactText(pattern);
  return text === undefined ? undefined : /^(?:windows|vs20|win)/i.test(text);
}
