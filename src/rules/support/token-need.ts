import type { Job, Pipeline, PipelineString, Step } from '../../model/pipeline/pipeline.ts';
import type { Range } from '../../text/range.ts';
import {
  MAY_ASK_FOR_TOKEN,
  TERRAFORM_COMMAND,
  TOKEN_ACTIONS,
  TOKEN_COMMANDS,
  TOKENLESS_ACTIONS,
} from '../catalogue/oidc-logins.ts';
import { azureLogin } from './azure-login.ts';

/**
 * Whether something asks GitHub for an OIDC token. `maybe` wherever that is out of sight: actions no row knows,
 * scripts of the repository, workflows of other repositories.
 */
export type TokenNeed =
  | { readonly need: 'yes'; readonly by: string; readonly range: Range }
  | { readonly need: 'maybe' | 'no' };

const NO: TokenNeed = { need: 'no' };
const MAYBE: TokenNeed = { need: 'maybe' };

/** By file: ten files that call the next one often are looked at once each. What is passed to them does not matter. */
type KnownNeeds = Map<string, TokenNeed>;

export function tokenNeedOfJob(job: Job, known: KnownNeeds = new Map()): TokenNeed {
  const { call } = job;
  if (call) {
    if (!call.target) return MAYBE;
    const need = tokenNeedOfPipeline(call.target, known);
    return need.need === 'yes' ? { ...need, range: call.uses.range } : need;
  }
  return strongest(job.steps.map((step) => tokenNeedOfStep(step, known)));
}

/** The need of a called workflow or composite action; the range is one of that file. */
function tokenNeedOfPipeline(pipeline: Pipeline, known: KnownNeeds): TokenNeed {
  const { uri } = pipeline.document;
  const need = known.get(uri) ?? strongest(pipeline.jobs.map((job) => tokenNeedOfJob(job, known)));
  known.set(uri, need);
  return need;
}

function tokenNeedOfStep(step: Step, known: KnownNeeds): TokenNeed {
  if (step.uses) return needOfAction(step, step.uses.range, known);
  return step.run ? needOfScript(step.run, step) : NO;
}

function needOfAction(step: Step, range: Range, known: KnownNeeds): TokenNeed {
  const action = step.uses?.action ?? '';
  const login = azureLogin(step);
  if (login) {
    if (login.mode === 'oidc') return { need: 'yes', by: 'azure/login', range };
    return login.mode === 'ids-or-secret' ? MAYBE : NO;
  }
  if (step.uses?.isLocal) {
    if (!step.target) return MAYBE;
    const need = tokenNeedOfPipeline(step.target, known);
    return need.need === 'yes' ? { ...need, range } : need;
  }
  const row = TOKEN_ACTIONS.find(
    (candidate) =>
      matches(candidate.action, action) &&
      (!candidate.withInput || step.input(candidate.withInput)) &&
      !candidate.withoutInputs?.some((input) => step.input(input)),
  );
  if (row) return row.certain ? { need: 'yes', by: action, range } : MAYBE;
  // A script handed to an action (github-script, azure/cli) is judged like one of the job.
  const script = step.input('inlineScript') ?? step.input('script');
  if (script) return needOfScript(script.value, step);
  return TOKENLESS_ACTIONS.some((candidate) => matches(candidate, action)) ? NO : MAYBE;
}

function needOfScript(script: PipelineString, step: Step): TokenNeed {
  const command = TOKEN_COMMANDS.find((row) => row.pattern.test(script.raw));
  if (command) return { need: 'yes', by: command.label, range: script.range };
  const useOidc = step.variable('ARM_USE_OIDC');
  if (useOidc && /^(?:true|1)$/i.test(useOidc.value.raw.trim())) {
    if (!TERRAFORM_COMMAND.test(script.raw)) return MAYBE;
    return { need: 'yes', by: 'Terraform with ARM_USE_OIDC', range: useOidc.range };
  }
  return MAY_ASK_FOR_TOKEN.test(script.raw) ? MAYBE : NO;
}

function strongest(needs: readonly TokenNeed[]): TokenNeed {
  return needs.find(({ need }) => need === 'yes') ?? needs.find(({ need }) => need === 'maybe') ?? NO;
}

function matches(pattern: string, action: string): boolean {
  return pattern.endsWith('/*') ? action.startsWith(pattern.slice(0, -1)) : action === pattern;
}
