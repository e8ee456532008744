import type { Range } from '../../text/range.ts';
import type { TextEdit } from '../../text/text-edit.ts';
import type { SourceDocument } from '../document.ts';
import type { StringPattern } from '../string-pattern.ts';

export type PipelinePlatform = 'github' | 'azure-pipelines' | 'gitlab';

/** A CI file: pipeline > job > step, one shape for every platform. Fields a platform lacks are empty. */
export interface Pipeline {
  readonly document: SourceDocument;
  readonly platform: PipelinePlatform;
  /** `workflow` may also be callable (`isReusable`); `composite-action` has one job-less list of steps, given as one job. */
  readonly kind: 'workflow' | 'composite-action';
  readonly isReusable: boolean;
  readonly name: string | undefined;
  readonly triggers: readonly Trigger[];
  readonly inputs: readonly PipelineInput[];
  /** The secrets a callable workflow declares (`on.workflow_call.secrets`). */
  readonly declaredSecrets: readonly PipelineSecret[];
  readonly permissions: Permissions | undefined;
  readonly env: readonly Entry[];
  readonly jobs: readonly Job[];
  readonly editor: PipelineEditor;
}

export interface Trigger {
  /** `push`, `pull_request_target`, `workflow_call` ... */
  readonly event: string;
  readonly range: Range;
  /** Filters as written: `branches`, `branches-ignore`, `tags`, `tags-ignore`, `types`, `paths`, `workflows`. */
  readonly filters: readonly { readonly name: string; readonly values: readonly string[] }[];
}

export interface PipelineInput {
  readonly name: string;
  readonly range: Range;
  /** The event that declares it; `action` for an action's own inputs. */
  readonly event: 'workflow_dispatch' | 'workflow_call' | 'action';
  readonly type: string | undefined;
  readonly required: boolean;
  readonly default: string | undefined;
  readonly options: readonly string[];
}

export interface PipelineSecret {
  readonly name: string;
  readonly range: Range;
  readonly required: boolean;
}

/** A scalar of the pipeline file with its expressions folded as far as the file determines them. */
export interface PipelineString {
  readonly range: Range;
  /** The value as the YAML says, expressions left in: `${{ secrets.X }}`. */
  readonly raw: string;
  readonly patterns: readonly StringPattern[];
  /** The `${{ }}` (or `$( )`) expressions inside. */
  readonly expressions: readonly Expression[];
  /** The source of the part `[start, end)` of `raw`: exact inside a multi-line script or behind escapes. */
  rangeOf(start: number, end: number): Range;
}

/** One expression inside a scalar. */
export interface Expression {
  /** With its delimiters. */
  readonly range: Range;
  /** Without delimiters, trimmed. */
  readonly text: string;
  /** The context accesses, in lower case with dots: `secrets.azure_credentials`, `needs.build.outputs.x`. */
  readonly references: readonly string[];
}

/** A `key: value` of `with`, `env`, `secrets` or task inputs. Names compare without regard to case where the platform does. */
export interface Entry {
  readonly name: string;
  readonly nameRange: Range;
  /** Key and value. */
  readonly range: Range;
  readonly value: PipelineString;
}

export type Access = 'read' | 'write' | 'none';

/** A `permissions` block as written, at workflow or job level. */
export interface Permissions {
  readonly range: Range;
  /** The key `permissions` itself. */
  readonly keyRange: Range;
  /** `read-all`, `write-all` or `{}`-like: the access of scopes not named in a block. `none` for a mapping. */
  readonly others: Access;
  readonly scopes: readonly { readonly name: string; readonly access: Access; readonly range: Range }[];
}

/** What a job's token may do, after job block, workflow block and default. */
export interface EffectivePermissions {
  /** Where it is decided: `default` means no block applies and repository settings decide. */
  readonly from: 'job' | 'workflow' | 'default';
  readonly block: Permissions | undefined;
  /** The access to a scope such as `id-token`; undefined where repository settings decide. */
  access(scope: string): Access | undefined;
}

export interface Job {
  readonly pipeline: Pipeline;
  /** The key of the job; for a composite action `runs`. */
  readonly id: string;
  readonly idRange: Range;
  readonly range: Range;
  readonly name: PipelineString | undefined;
  readonly condition: PipelineString | undefined;
  readonly permissions: Permissions | undefined;
  readonly effectivePermissions: EffectivePermissions;
  /** The job's own `env`. */
  readonly env: readonly Entry[];
  readonly environment:
    | {
        readonly range: Range;
        readonly name: PipelineString;
        readonly url: PipelineString | undefined;
        /** False where `deployment: false` uses the environment without recording a deployment. */
        readonly isDeployment: boolean;
      }
    | undefined;
  readonly steps: readonly Step[];
  /** GitLab: the tokens the job asks for, inherited ones included. Elsewhere permissions or connections decide. */
  readonly idTokens: readonly IdToken[];
  /** GitHub: the images the job runs in (`container`) and beside (`services`). */
  readonly containers: readonly JobContainer[];
  /** GitHub: whether a machine of GitHub runs the job; false also where that is not known. */
  readonly isHosted: boolean;
  /** A job that calls a reusable workflow. */
  readonly call: WorkflowCall | undefined;
}

/** An image that the runner pulls before the first step. */
export interface JobContainer {
  /** The key in `services`; undefined for the container of the job itself. */
  readonly service: string | undefined;
  readonly image: PipelineString;
  /** `username` and `password`. */
  readonly credentials: readonly Entry[];
}

/** A token that GitLab puts into a variable of a job: `id_tokens: { NAME: { aud: ... } }`. */
export interface IdToken {
  /** The variable. */
  readonly name: string;
  readonly nameRange: Range;
  readonly range: Range;
  readonly audiences: readonly PipelineString[];
}

export interface WorkflowCall {
  readonly uses: UsesReference;
  readonly with: readonly Entry[];
  /** `inherit` or the mapped secrets. */
  readonly secrets: 'inherit' | readonly Entry[];
  readonly secretsRange: Range | undefined;
  /**
   * The called workflow where it is a file of this workspace. Its inputs are what this call passes, and its
   * permissions at most those of the calling job.
   */
  readonly target: Pipeline | undefined;
}

/** `owner/repo/path@ref`, `./path`, `docker://image`. */
export interface UsesReference {
  readonly range: Range;
  readonly raw: string;
  /** `azure/login` or `owner/repo/path` in lower case; the path itself for a local one. */
  readonly action: string;
  readonly ref: string | undefined;
  readonly isLocal: boolean;
}

export interface Step {
  readonly job: Job;
  /** Zero-based within the job, steps of `parallel` groups in order of the file. */
  readonly index: number;
  readonly range: Range;
  readonly id: string | undefined;
  readonly name: PipelineString | undefined;
  readonly condition: PipelineString | undefined;
  readonly uses: UsesReference | undefined;
  readonly with: readonly Entry[];
  readonly run: PipelineString | undefined;
  /** `bash`, `pwsh`, `sh` ...: the step's, else the default of job or workflow, else the runner's. */
  readonly shell: string | undefined;
  /** The step's own `env`. */
  readonly env: readonly Entry[];
  /** The composite action that `uses` names, where it is a file of this workspace; its inputs are what this step passes. */
  readonly target: Pipeline | undefined;
  /** `background: true`: later steps do not wait for it. */
  readonly isBackground: boolean;
  /** The value of an input, its name compared as the platform does. */
  input(name: string): Entry | undefined;
  /** An environment variable as the step sees it: step, then job, then workflow. */
  variable(name: string): Entry | undefined;
}

/**
 * Smallest edits that keep comments, quoting, anchors, key order, indentation and line endings; block and flow style.
 * Each returns `undefined` where the edit is not possible in this source (value comes from an alias or a merge key).
 */
export interface PipelineEditor {
  /** Removes an entry with its line; where it was the last one, the emptied mapping key (`with:`) goes too. */
  removeEntry(entry: Entry): readonly TextEdit[] | undefined;
  replaceValue(value: PipelineString, text: string): readonly TextEdit[] | undefined;
  renameEntry(entry: Entry, name: string): readonly TextEdit[] | undefined;
  /**
   * Replaces entries of one mapping by others in one edit: the first old entry's place takes the new ones, in its
   * indentation and quoting; the rest is removed.
   */
  replaceEntries(
    entries: readonly Entry[],
    by: readonly { readonly name: string; readonly value: string }[],
  ): readonly TextEdit[] | undefined;
  /** Adds entries to the `with` of a step, or the `env` of a step, job or pipeline, creating the mapping if needed. */
  addEntries(
    to:
      | { readonly step: Step; readonly mapping: 'with' | 'env' }
      | { readonly job: Job; readonly mapping: 'env' }
      | { readonly mapping: 'env' },
    entries: readonly { readonly name: string; readonly value: string }[],
  ): readonly TextEdit[] | undefined;
  /** Gives a job (or, without one, the workflow) these scopes: creates the block before `steps`/`runs-on`, or adds and raises scopes in it. */
  grant(
    job: Job | undefined,
    scopes: readonly { readonly name: string; readonly access: Access }[],
  ): readonly TextEdit[] | undefined;
  /** Removes one scope. A block left empty becomes `{}`: without the block the token would get the default scopes back. */
  revoke(permissions: Permissions, scope: string): readonly TextEdit[] | undefined;
  /** Puts a block of these scopes in the place of `write-all` or `read-all`. */
  restrict(
    permissions: Permissions,
    scopes: readonly { readonly name: string; readonly access: Access }[],
  ): readonly TextEdit[] | undefined;
  /** Passes these secrets to a called workflow in the place of `secrets: inherit`. */
  passSecrets(
    job: Job,
    secrets: readonly { readonly name: string; readonly value: string }[],
  ): readonly TextEdit[] | undefined;
  /** Passes inputs to a called workflow, in the place of a secret or input that it was passed before. */
  passInputs(
    job: Job,
    inputs: readonly { readonly name: string; readonly value: string }[],
    insteadOf: Entry | undefined,
  ): readonly TextEdit[] | undefined;
  /** Declares inputs in the place of an input or secret that callers of this file pass; those there already stay. */
  replaceDeclaration(
    declared: PipelineInput | PipelineSecret,
    inputs: readonly { readonly name: string; readonly description: string }[],
  ): readonly TextEdit[] | undefined;
  /** Lets a job without environment run in one. */
  setEnvironment(job: Job, name: string): readonly TextEdit[] | undefined;
  replaceUses(uses: UsesReference, text: string): readonly TextEdit[] | undefined;
  removeStep(step: Step): readonly TextEdit[] | undefined;
}
