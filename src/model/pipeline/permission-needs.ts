import type { Range } from '../../text/range.ts';
import {
  ACTION_HINTS,
  COMMAND_HINTS,
  SCOPELESS_ACTIONS,
  SCRIPT_HINTS,
  type ScopeGrant,
  type TextHint,
} from './permission-hints.ts';
import type { Entry, Job, Pipeline, PipelineString, Step } from './pipeline.ts';

export type { ScopeGrant } from './permission-hints.ts';

/** What a job needs from its `GITHUB_TOKEN`, as far as its steps tell. */
export interface PermissionNeeds {
  /** Each scope once, with the most access any step needs, in order of first use. */
  readonly scopes: readonly ScopeGrant[];
  /** Places that may need more than `scopes`. */
  readonly uncertain: readonly UncertainNeed[];
}

export interface UncertainNeed {
  /**
   * `token-passed`: the job's token goes somewhere whose doings are not known; `unknown-action`: an action that may
   * take the token by default; `unknown-workflow`: a called workflow that is not in this workspace.
   */
  readonly reason: 'token-passed' | 'unknown-action' | 'unknown-workflow';
  /** In the job's own file. */
  readonly range: Range;
}

/** The scopes that the steps of a job need for certain; see `permissionNeeds` for what may be missing. */
export function scopesUsed(job: Job): readonly ScopeGrant[] {
  return permissionNeeds(job).scopes;
}

export function permissionNeeds(job: Job): PermissionNeeds {
  const collector = new Collector();
  collector.job(job, undefined);
  return { scopes: collector.scopes(), uncertain: collector.uncertain };
}

/**
 * The scopes that a job without own block has from its workflow's block, and would lose by getting one: a job's block
 * replaces the workflow's. Empty where the job has a block or none applies; `undefined` for `read-all` and
 * `write-all`, which name no scopes.
 */
export function inheritedScopes(job: Job): readonly ScopeGrant[] | undefined {
  const { permissions } = job.pipeline;
  if (job.permissions || !permissions) return [];
  if (permissions.others !== 'none') return undefined;
  return permissions.scopes.filter(({ access }) => access !== 'none').map(({ name, access }) => ({ name, access }));
}

const TOKEN_REFERENCES: readonly string[] = ['github.token', 'secrets.github_token'];

class Collector {
  readonly uncertain: UncertainNeed[] = [];
  readonly #scopes = new Map<string, ScopeGrant>();
  /** Files looked into: what one needs counts once, however often it is called. */
  readonly #visited = new Set<string>();

  scopes(): readonly ScopeGrant[] {
    return [...this.#scopes.values()];
  }

  /** @param place where to report what is uncertain, for what lies in other files; by default where it is written */
  job(job: Job, place: Range | undefined): void {
    if (job.call) this.#call(job, place);
    const handed = [...job.env, ...job.pipeline.env].some(({ value }) => passesToken(value));
    for (const step of job.steps) this.#step(step, handed, place);
  }

  #call({ call }: Job, place: Range | undefined): void {
    if (!call) return;
    const range = place ?? call.uses.range;
    if (!call.target) this.uncertain.push({ reason: 'unknown-workflow', range });
    for (const called of this.#jobsOf(call.target)) {
      const block = called.permissions ?? called.pipeline.permissions;
      // What a called job asks for it must be given, or the run fails.
      if (block) this.#add(block.scopes.filter(({ access }) => access !== 'none'));
      else this.job(called, range);
    }
  }

  #jobsOf(target: Pipeline | undefined): readonly Job[] {
    if (!target || this.#visited.has(target.document.uri)) return [];
    this.#visited.add(target.document.uri);
    return target.jobs;
  }

  #step(step: Step, handed: boolean, place: Range | undefined): void {
    const known = step.uses ? this.#action(step, place) : this.#command(step.run);
    const token = [...step.with, ...step.env].find(({ value }) => passesToken(value));
    const inScript = step.run && passesToken(step.run);
    if (known || !(token || inScript || (handed && usesToken(step)))) return;
    this.uncertain.push({
      reason: 'token-passed',
      range: place ?? token?.value.range ?? step.run?.range ?? step.range,
    });
  }

  /** @returns whether all that the action does is known */
  #action(step: Step, place: Range | undefined): boolean {
    const { uses, target } = step;
    if (!uses) return true;
    if (uses.action === 'actions/github-script')
      return this.#texts(step.input('script')?.value.raw ?? '', SCRIPT_HINTS);
    if (target) {
      for (const job of this.#jobsOf(target)) this.job(job, place ?? uses.range);
      return true;
    }
    const hints = ACTION_HINTS.filter((hint) => names(hint.actions, uses.action));
    for (const { input, scopes } of hints) if (!input || step.input(input)) this.#add(scopes);
    if (uses.action === 'docker/login-action' && isContainerRegistry(step.input('registry'))) {
      this.#add([{ name: 'packages', access: 'write' }]);
    }
    if (hints.length > 0 || names(SCOPELESS_ACTIONS, uses.action)) return true;
    const passesOne = [...step.with, ...step.env].some(({ value }) => passesToken(value));
    if (!passesOne) this.uncertain.push({ reason: 'unknown-action', range: place ?? uses.range });
    return false;
  }

  #command(run: PipelineString | undefined): boolean {
    return run === undefined || this.#texts(withoutComments(run.raw), COMMAND_HINTS);
  }

  #texts(text: string, hints: readonly TextHint[]): boolean {
    const found = hints.filter(({ pattern }) => pattern.test(text));
    for (const { scopes } of found) this.#add(scopes);
    return found.length > 0;
  }

  #add(scopes: readonly ScopeGrant[]): void {
    for (const { name, access } of scopes) {
      if (access === 'write' || !this.#scopes.has(name)) this.#scopes.set(name, { name, access });
    }
  }
}

function names(actions: readonly string[], action: string): boolean {
  return actions.some((candidate) =>
    candidate.endsWith('/*') ? `${action}/`.startsWith(candidate.slice(0, -1)) : candidate === action,
  );
}

function isContainerRegistry(registry: Entry | undefined): boolean {
  return registry?.value.raw.toLowerCase() === 'ghcr.io';
}

function passesToken(value: PipelineString): boolean {
  return value.expressions.some(({ references }) =>
    references.some((reference) => TOKEN_REFERENCES.includes(reference)),
  );
}

/** A script that reads the token from its environment. */
function usesToken({ run }: Step): boolean {
  return run !== undefined && /\b(?:GITHUB_TOKEN|GH_TOKEN)\b|\bgh\s+\w/.test(run.raw);
}

function withoutComments(script: string): string {
  return script.replace(/^[ \t]*#.*$/gm, '');
}
