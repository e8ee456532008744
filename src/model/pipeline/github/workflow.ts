import type { YamlFile } from '../../../syntax/yaml/index.ts';
import type { SourceDocument } from '../../document.ts';
import { lazy } from '../../lazy.ts';
import { type Field, Fields, textOf } from '../../yaml/fields.ts';
import type {
  Entry,
  Job,
  Permissions,
  Pipeline,
  PipelineEditor,
  PipelineInput,
  PipelineSecret,
  Trigger,
} from '../pipeline.ts';
import type { Surroundings } from './call.ts';
import { GithubEditor } from './editor.ts';
import { readDefaultShell, readJob } from './job.ts';
import { readPermissions } from './permissions.ts';
import { InnerScope, InputScope } from './scope.ts';
import { type Reader, readEntries } from './strings.ts';
import { readDeclaredSecrets, readInputs, readTriggers, readWorkflowInputs } from './triggers.ts';

const INPUT_EVENTS: readonly string[] = ['workflow_dispatch', 'workflow_call'];

/** A workflow file, callable or not. */
export class GithubWorkflow implements Pipeline {
  readonly document: SourceDocument;
  readonly platform = 'github';
  readonly kind = 'workflow';
  readonly editor: PipelineEditor;
  readonly permissions: Permissions | undefined;
  readonly #fields: Fields;
  readonly #file: YamlFile;
  readonly #surroundings: Surroundings;

  constructor(fields: Fields, file: YamlFile, surroundings: Surroundings) {
    this.document = surroundings.document;
    this.#fields = fields;
    this.#file = file;
    this.#surroundings = surroundings;
    this.permissions = readPermissions(fields.get('permissions'), file);
    this.editor = new GithubEditor(file, fields);
  }

  get name(): string | undefined {
    return textOf(this.#fields.get('name')?.value);
  }
  get isReusable(): boolean {
    return this.triggers.some(({ event }) => event === 'workflow_call');
  }
  get triggers(): readonly Trigger[] {
    return this.#triggers();
  }
  get inputs(): readonly PipelineInput[] {
    return this.#inputs();
  }
  get declaredSecrets(): readonly PipelineSecret[] {
    return this.#declaredSecrets();
  }
  get env(): readonly Entry[] {
    return this.#env();
  }
  get jobs(): readonly Job[] {
    return this.#jobs();
  }

  readonly #triggers = lazy(() => readTriggers(this.#fields.get('on')?.value));
  readonly #inputs = lazy(() => readWorkflowInputs(this.#fields.get('on')?.value));
  readonly #declaredSecrets = lazy(() => readDeclaredSecrets(this.#fields.get('on')?.value));
  readonly #inputScope = lazy(() => {
    const runsOtherwise = this.triggers.some(({ event }) => !INPUT_EVENTS.includes(event));
    const { call } = this.#surroundings;
    const inputs = call ? this.inputs.filter(({ event }) => event === 'workflow_call') : this.inputs;
    return new InputScope(inputs, call?.passed, runsOtherwise);
  });
  readonly #env = lazy(() =>
    readEntries(this.#fields.get('env')?.value, { file: this.#file, scope: this.#inputScope() }),
  );
  readonly #jobs = lazy((): readonly Job[] => {
    const reader: Reader = { file: this.#file, scope: new InnerScope(this.#inputScope(), () => this.env) };
    const context = {
      pipeline: this,
      surroundings: this.#surroundings,
      reader,
      defaultShell: lazy(() => readDefaultShell(this.#fields, reader)),
    };
    return new Fields(this.#fields.get('jobs')?.value).list.map((field) => readJob(field, context));
  });
}

/** A composite action: its steps are given as one job, `runs`. */
export class CompositeAction implements Pipeline {
  readonly document: SourceDocument;
  readonly platform = 'github';
  readonly kind = 'composite-action';
  readonly isReusable = true;
  readonly triggers: readonly Trigger[] = [];
  readonly declaredSecrets: readonly PipelineSecret[] = [];
  readonly permissions = undefined;
  readonly env: readonly Entry[] = [];
  readonly editor: PipelineEditor;
  readonly #fields: Fields;
  readonly #file: YamlFile;
  readonly #runs: Field;
  readonly #surroundings: Surroundings;

  constructor(fields: Fields, runs: Field, file: YamlFile, surroundings: Surroundings) {
    this.document = surroundings.document;
    this.#fields = fields;
    this.#runs = runs;
    this.#file = file;
    this.#surroundings = surroundings;
    this.editor = new GithubEditor(file, fields);
  }

  get name(): string | undefined {
    return textOf(this.#fields.get('name')?.value);
  }
  get inputs(): readonly PipelineInput[] {
    return this.#inputs();
  }
  get jobs(): readonly Job[] {
    return this.#jobs();
  }

  readonly #inputs = lazy(() => readInputs(this.#fields.get('inputs')?.value, 'action'));
  readonly #jobs = lazy((): readonly Job[] => {
    const scope = new InputScope(this.inputs, this.#surroundings.call?.passed, false);
    const reader = { file: this.#file, scope };
    return [
      readJob(this.#runs, { pipeline: this, surroundings: this.#surroundings, reader, defaultShell: () => undefined }),
    ];
  });
}
