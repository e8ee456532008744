import type { Range } from '../../../text/range.ts';
import { lazy } from '../../lazy.ts';
import { certainty, exactText, knownPrefix, startsWith } from '../../patterns.ts';
import { type Cursor, type Field, Fields, textOf } from '../../yaml/fields.ts';
import { LazyCall } from '../lazy-call.ts';
import type {
  EffectivePermissions,
  Entry,
  Job,
  JobContainer,
  Permissions,
  Pipeline,
  PipelineString,
  Step,
  WorkflowCall,
} from '../pipeline.ts';
import { follow, type Surroundings } from './call.ts';
import { Matrix } from './matrix.ts';
import { effectivePermissions, readPermissions } from './permissions.ts';
import { InnerScope } from './scope.ts';
import { readSteps, shellName } from './step.ts';
import { type Reader, readEntries, readOptional, readString, setOrigin } from './strings.ts';
import { readUses } from './uses.ts';

/** What the jobs of a pipeline have in common. */
export interface JobContext {
  readonly pipeline: Pipeline;
  readonly surroundings: Surroundings;
  /** Sees the inputs and the workflow's env. */
  readonly reader: Reader;
  readonly defaultShell: () => string | undefined;
}

export function readJob(field: Field, context: JobContext): Job {
  const { file } = context.reader;
  const { pair, value } = field;
  return setOrigin(new GithubJob(field, context), {
    file,
    node: value.node,
    pair,
    shared: field.shared || value.shared,
  });
}

class GithubJob implements Job {
  readonly pipeline: Pipeline;
  readonly id: string;
  readonly idRange: Range;
  readonly range: Range;
  readonly permissions: Permissions | undefined;
  readonly idTokens = [];
  readonly #fields: Fields;
  readonly #context: JobContext;
  readonly #reader: Reader;

  constructor({ name, pair, value }: Field, context: JobContext) {
    this.pipeline = context.pipeline;
    this.id = name;
    this.idRange = pair.key?.range ?? pair.range;
    this.range = pair.range;
    this.#context = context;
    this.#fields = new Fields(value);
    this.permissions = readPermissions(this.#fields.get('permissions'), context.reader.file);
    const { file, scope } = context.reader;
    const matrix = lazy(() => new Matrix(new Fields(this.#fields.get('strategy')?.value).get('matrix')?.value, scope));
    // The job's own strings see its matrix; its env comes in with the steps.
    const variants = lazy(() =>
      matrix()
        .combinations()
        ?.map(
          (combination) =>
            new InnerScope(
              scope,
              () => [],
              () => combination,
            ),
        ),
    );
    this.#reader = { file, scope: new InnerScope(scope, () => [], matrix), variants };
  }

  get name(): PipelineString | undefined {
    return this.#name();
  }
  get condition(): PipelineString | undefined {
    return this.#condition();
  }
  get env(): readonly Entry[] {
    return this.#env();
  }
  get environment(): Job['environment'] {
    return this.#environment();
  }
  get containers(): readonly JobContainer[] {
    return this.#containers();
  }
  get isHosted(): boolean {
    return this.#isHosted();
  }
  get steps(): readonly Step[] {
    return this.#steps();
  }
  get call(): WorkflowCall | undefined {
    return this.#call();
  }
  get effectivePermissions(): EffectivePermissions {
    const { call } = this.#context.surroundings;
    // An action, or a workflow that nothing but a call starts, has what its caller grants.
    const isOnlyCalled = this.pipeline.triggers.every(({ event }) => event === 'workflow_call');
    const caller = call?.permissions ?? (isOnlyCalled ? 'unknown' : undefined);
    return effectivePermissions(this.permissions, this.pipeline.permissions, caller);
  }

  readonly #name = lazy(() => readOptional(this.#fields.get('name'), this.#reader));
  readonly #condition = lazy(() => readOptional(this.#fields.get('if'), this.#reader, 'condition'));
  readonly #env = lazy(() => readEntries(this.#fields.get('env')?.value, this.#reader));
  readonly #environment = lazy(() => readEnvironment(this.#fields.get('environment'), this.#reader));
  readonly #containers = lazy(() => readContainers(this.#fields, this.#reader));
  readonly #isHosted = lazy(() => {
    const label = readOptional(this.#fields.get('runs-on'), this.#reader);
    const names = label?.patterns.map(exactText) ?? [];
    return names.length > 0 && names.every((name) => name !== undefined && HOSTED.test(name));
  });
  readonly #steps = lazy(() => {
    const { surroundings } = this.#context;
    const { file, scope } = this.#reader;
    const reader = { file, scope: new InnerScope(scope, () => this.env) };
    return readSteps(this.#fields.get('steps')?.value, {
      job: this,
      surroundings,
      reader,
      defaultShell: this.#defaultShell,
    });
  });
  readonly #defaultShell = lazy(
    () => readDefaultShell(this.#fields, this.#reader) ?? this.#context.defaultShell() ?? this.#runnerShell(),
  );
  readonly #call = lazy(() => this.#readCall());

  #readCall(): WorkflowCall | undefined {
    const uses = readUses(this.#fields.get('uses'), this.#reader.file);
    if (!uses) return undefined;
    const passed = readEntries(this.#fields.get('with')?.value, this.#reader);
    const secrets = this.#fields.get('secrets');
    const target = lazy(() =>
      uses.isLocal ? follow(this.#context.surroundings, uses.raw, [''], passed, this.effectivePermissions) : undefined,
    );
    const passedSecrets = textOf(secrets?.value) === 'inherit' ? 'inherit' : readEntries(secrets?.value, this.#reader);
    return new LazyCall({ uses, with: passed, secrets: passedSecrets, secretsRange: secrets?.pair.range }, target);
  }

  /** GitHub-hosted Windows runners use PowerShell, the others bash; of self-hosted ones nothing is known. */
  #runnerShell(): string | undefined {
    const label = readOptional(this.#fields.get('runs-on'), this.#reader);
    if (!label) return undefined;
    if (certainty(label.patterns, (pattern) => startsWith(pattern, 'windows')) === 'always') return 'pwsh';
    return label.patterns.every((pattern) => /^(?:ubuntu|macos)-/.test(knownPrefix(pattern))) ? 'bash' : undefined;
  }
}

/** The labels of GitHub's standard runners (GitHub docs, "Choosing the runner for a job"); others may be anybody's. */
const HOSTED =
  /^(?:ubuntu-(?:latest|slim|\d\d\.\d\d(?:-arm)?)|windows-(?:latest|20\d\d|11-arm)|macos-(?:latest|\d\d)(?:-(?:x?large|intel))?)$/i;

/** `defaults.run.shell` of a workflow or job. */
export function readDefaultShell(fields: Fields, reader: Reader): string | undefined {
  const run = new Fields(fields.get('defaults')?.value).get('run');
  return shellName(readOptional(new Fields(run?.value).get('shell'), reader));
}

/** `environment: production` or `environment: { name, url, deployment }`. */
function readEnvironment(field: Field | undefined, reader: Reader): Job['environment'] {
  const value: Cursor | undefined = field?.value;
  if (!field || !value?.node) return undefined;
  const { range } = field.pair;
  if (value.node.kind === 'scalar')
    return { range, name: readString(value, reader), url: undefined, isDeployment: true };
  const fields = new Fields(value);
  const name = readOptional(fields.get('name'), reader);
  const isDeployment = textOf(fields.get('deployment')?.value) !== 'false';
  return name && { range, name, url: readOptional(fields.get('url'), reader), isDeployment };
}

/** `container: image` or `container: { image, credentials }`, and the same for each of `services`. */
function readContainers(fields: Fields, reader: Reader): readonly JobContainer[] {
  const services = new Fields(fields.get('services')?.value).list;
  return [
    ...readContainer(undefined, fields.get('container')?.value, reader),
    ...services.flatMap(({ name, value }) => readContainer(name, value, reader)),
  ];
}

function readContainer(
  service: string | undefined,
  value: Cursor | undefined,
  reader: Reader,
): readonly JobContainer[] {
  if (!value?.node) return [];
  if (value.node.kind === 'scalar') return [{ service, image: readString(value, reader), credentials: [] }];
  const fields = new Fields(value);
  const image = readOptional(fields.get('image'), reader);
  return image ? [{ service, image, credentials: readEntries(fields.get('credentials')?.value, reader) }] : [];
}
